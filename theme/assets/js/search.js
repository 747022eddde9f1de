// The search page. The index comes in pieces (generator/search/shard.py says what is in them), each a
// script, since a page opened from disk may load nothing else. The address holds the whole state.
(() => {
  "use strict";
  const page = document.getElementById("search");
  if (!page) return;
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const part = (name) => page.querySelector(`.search-${name}`);
  const field = part("field");
  const sorts = document.getElementById("search-sort");
  const FACETS = ["year", "region", "kind", "level", "grade", "differing", "unit"];
  const STEP = 20;
  const MOST = 3 * STEP; // titles that are compared with what was typed
  const WEIGHTS = [1, 4, 12]; // of a word in a text, in a heading, in a name
  const HAN = "\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}";
  const RUN = new RegExp(
    `[${HAN}]+|\\d[\\d,]*(?:\\.\\d+)?|(?:(?![${HAN}])\\p{L})+(?:[-_.](?:(?![${HAN}])[\\p{L}\\p{N}])+|\\d+)*`, "gu");

  // Pieces

  class Lost extends Error {}

  const asked = new Map();
  const waiting = new Map();
  window.disclose = { piece: (name, value) => waiting.get(name)?.(value) };

  function piece(name, version = "") {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.src = `${page.dataset.root}/${name.replace(/^search\//, "")}.js${version && `?v=${version}`}`;
        script.onload = () => script.remove();
        script.onerror = () => {
          asked.delete(name);
          reject(new Lost(name));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  // Words: as generator/search/tokens.py cuts them

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  function tokens(text) {
    const found = new Set();
    for (const [run] of folded(text).matchAll(RUN)) {
      if (/^\d/.test(run)) {
        found.add(run.replaceAll(",", ""));
        continue;
      }
      const characters = [...run];
      if (!new RegExp(`^[${HAN}]`, "u").test(run)) {
        // A code by its parts, so that its beginning finds it too.
        for (const word of run.split(/[-_.]/)) if (word) found.add(word);
        continue;
      }
      if (characters.length === 1) {
        found.add(run);
        continue;
      }
      // Pairs that overlap say that the characters stand side by side; of a long run, every other will do.
      const step = characters.length > 4 ? 2 : 1;
      const last = characters.length - 2;
      for (let at = 0; at < last; at += step) found.add(characters[at] + characters[at + 1]);
      found.add(characters[last] + characters[last + 1]);
    }
    return [...found];
  }

  const table = Array.from({ length: 256 }, (_, number) => {
    let value = number;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });

  function crc32(text) {
    let sum = 0xffffffff;
    for (const byte of new TextEncoder().encode(text)) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  const DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.!~*()=+:;";
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

  function* postings(text) {
    let number = 0;
    let value = 0;
    let scale = 1;
    for (const character of text) {
      const digit = VALUES.get(character);
      value += scale * (digit % 32);
      if (digit >= 32) {
        scale *= 32;
        continue;
      }
      number += Math.floor(value / 3);
      yield [number, value % 3];
      value = 0;
      scale = 1;
    }
  }

  // Finding

  async function matches(shard, list) {
    const buckets = await Promise.all(
      list.map((word) => piece(`${shard.key}/words-${crc32(word) % shard.buckets}`, shard.version)));
    let found = null;
    list.forEach((word, at) => {
      const pages = new Map();
      for (const [number, weight] of postings(buckets[at][word] ?? "")) {
        const sum = found ? found.get(number) : 0;
        if (sum !== undefined) pages.set(number, sum + WEIGHTS[weight]);
      }
      found = pages;
    });
    return found;
  }

  function column(shard, name, number) {
    if (name === "year") return shard.year ? String(shard.year) : "";
    if (name === "region") return shard.region;
    if (name === "differing") return shard.columns.differing[number] === "1" ? "1" : "0";
    const [values, coded] = shard.columns[name];
    return values[decoded(coded, number)];
  }

  function decoded(coded, number) {
    const code = coded.charCodeAt(number);
    return code - first - (code > 92 ? 1 : 0);
  }

  let first = 48;
  let block = 24;

  async function shards() {
    const listed = await piece("search/shards", Date.now()); // always the newest: it names the versions
    ({ first, block } = listed);
    return listed.shards.map(([key, region, year, pages, buckets, version]) =>
      ({ key, region, year, pages, buckets, version }));
  }

  async function find(query) {
    const list = tokens(query);
    const all = list.length ? await shards() : [];
    const hits = await Promise.all(all.map(async (shard) => {
      const found = await matches(shard, list);
      if (!found.size) return [];
      shard.columns = await piece(`${shard.key}/columns`, shard.version);
      return [...found].map(([number, weight]) => {
        const hit = { shard, number, weight };
        for (const name of FACETS) hit[name] = column(shard, name, number);
        return hit;
      });
    }));
    return hits.flat();
  }

  // The figures of generator/search/shard.py are asked for only where results are sorted by them.
  async function sorted(hits, order) {
    const name = order.replace("-", "");
    if (!name) {
      await named(hits);
      return hits.sort(heaviest);
    }
    const found = new Set(hits.map((hit) => hit.shard));
    for (const shard of found) shard.figures = await piece(`${shard.key}/figures`, shard.version);
    const sign = order.endsWith("-") ? -1 : 1;
    const value = (hit) => hit.shard.figures[name][hit.number];
    return hits.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === null || y === null) return (x === null) - (y === null) || b.weight - a.weight;
      return sign * (x - y) || b.weight - a.weight;
    });
  }

  const heaviest = (a, b) => b.weight - a.weight || b.year - a.year || a.number - b.number;

  // A page whose title holds the very words stands above one that merely has all their parts, and one whose
  // title is the very words above both. They are among those that have each word in a name. Titles are
  // fetched of those that are as long as what was typed, and then in order until enough hold it.
  async function named(hits) {
    const typed = folded(state.q).split(/\s+/).filter(Boolean);
    const whole = typed.join(" ");
    const inNames = WEIGHTS.at(-1) * tokens(state.q).length;
    const top = hits.filter((hit) => hit.weight >= inNames).sort(heaviest);
    const lift = (some) => Promise.all(some.map(async (hit) => {
      await titled(hit);
      if (hit.holds !== undefined) return;
      const title = folded(hit.title);
      hit.holds = typed.every((word) => title.includes(word));
      if (hit.holds) hit.weight += title === whole ? 1000 : 500;
    }));
    const length = [...whole].length;
    await lift(top.filter((hit) => decoded(hit.shard.columns.long, hit.number) === length).slice(0, MOST));
    for (let at = 0; at < MOST && top.slice(0, at).filter((hit) => hit.holds).length < state.shown; at += STEP) {
      await lift(top.slice(at, at + STEP));
    }
  }

  async function titled(hit) {
    const at = Math.floor(hit.number / block);
    const titles = await piece(`${hit.shard.key}/titles-${at}`, hit.shard.version);
    [hit.address, hit.title, hit.score, hit.budget, hit.spent, hit.rate, hit.count] = titles[hit.number % block];
  }

  // State

  const state = { q: "", sort: "", shown: STEP, chosen: {} };

  function read() {
    const asks = new URLSearchParams(location.search);
    state.q = asks.get("q")?.trim() ?? "";
    state.sort = Object.hasOwn(words.sorts, asks.get("sort") ?? "") ? asks.get("sort") ?? "" : "";
    state.shown = Math.min(Math.max(STEP, Number(asks.get("n")) || STEP), 1000);
    state.chosen = Object.fromEntries(FACETS.map((name) => [name, new Set(asks.getAll(name))]));
  }

  function write({ replace = false } = {}) {
    const asks = new URLSearchParams();
    if (state.q) asks.set("q", state.q);
    for (const name of FACETS) for (const value of state.chosen[name]) asks.append(name, value);
    if (state.sort) asks.set("sort", state.sort);
    if (state.shown > STEP) asks.set("n", state.shown);
    const address = `${location.pathname}${asks.size ? `?${asks}` : ""}`;
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  // Showing

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  };

  let turn = 0;
  let hits = [];
  let sought = null;

  async function show() {
    const mine = (turn += 1);
    field.value = state.q;
    for (const other of document.querySelectorAll(".find-input")) other.value = state.q;
    sorts.value = state.sort;
    try {
      if (sought !== state.q) {
        if (state.q) part("status").textContent = words.loading;
        const found = await find(state.q);
        if (mine !== turn) return;
        [hits, sought] = [found, state.q];
      }
      const passing = hits.filter((hit) => FACETS.every((name) => passes(hit, name)));
      const shown = (await sorted(passing, state.sort)).slice(0, state.shown);
      await Promise.all(shown.map(titled));
      if (mine !== turn) return;
      facets();
      results(shown, passing.length);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      if (mine === turn) part("status").textContent = words.failed;
    }
  }

  const passes = (hit, name) => !state.chosen[name].size || state.chosen[name].has(hit[name]);

  function results(shown, count) {
    const none = Boolean(state.q) && count === 0;
    part("status").textContent = !state.q ? "" : none
      ? words.nothing.replace("{query}", state.q)
      : words.found.replace("{count}", count.toLocaleString());
    part("body").hidden = !state.q || (none && !hits.length);
    part("found").hidden = none;
    part("ways").hidden = Boolean(state.q) && !none;
    nothing(none);
    part("results").replaceChildren(...shown.map(result));
    part("more").hidden = shown.length >= count;
  }

  function nothing(none) {
    const place = part("nothing");
    place.hidden = !none;
    place.replaceChildren(element("ul", {}, ...words.tips.map((tip) => element("li", {}, tip))));
    if (none && hits.length) {
      const clear = element("button", { type: "button" }, words.clear);
      clear.addEventListener("click", () => {
        for (const name of FACETS) state.chosen[name].clear();
        change();
        field.focus();
      });
      place.prepend(clear);
    }
  }

  function result(hit) {
    const root = page.dataset.site.replace(/index\.html$/, "");
    const where = [words.kinds[hit.kind], hit.kind === "project" ? hit.unit : "", `${hit.region} ${hit.year}`.trim()];
    const facts = element("dl", { class: "search-facts" });
    const fact = (name, value, unit, extra = "") => {
      if (value === "" || value === 0) return;
      facts.append(element("div", { class: extra || false }, element("dt", {}, name),
        element("dd", {}, element("span", { class: "n" }, String(value)), element("span", { class: "u" }, unit))));
    };
    fact(words.score, hit.score, words.points);
    fact(words.budget, hit.budget, words.money);
    fact(words.spent, hit.spent, words.money);
    fact(words.rate, hit.rate, "");
    fact(words.differing, hit.count, words.items, "differs");
    const item = element("li", {},
      element("a", { href: root + hit.address }, marked(hit.title)),
      element("p", { class: "search-where" }, where.filter(Boolean).join(" · ") + (hit.grade ? ` · ${hit.grade}` : "")));
    if (facts.children.length) item.append(facts);
    return item;
  }

  // The title with what was typed marked in it.
  function marked(title) {
    const made = document.createElement("span");
    const typed = state.q.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pieces = typed.length ? title.split(new RegExp(`(${typed.join("|")})`, "i")) : [title];
    pieces.forEach((text, at) => made.append(at % 2 ? element("mark", {}, text) : text));
    return made;
  }

  function facets() {
    const focused = document.activeElement?.dataset?.facet;
    const opened = new Map([...page.querySelectorAll(".search-facets details")].map((d) => [d.dataset.name, d.open]));
    const wide = matchMedia("(min-width: 60rem)").matches;
    part("facets").replaceChildren(...FACETS.map((name) => facet(name, opened.get(name) ?? (wide && name !== "unit")))
      .filter(Boolean));
    if (focused) part("facets").querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
  }

  // How many pages each value of a facet would leave, the other facets being what they are.
  function facet(name, open) {
    const counts = new Map();
    for (const hit of hits) {
      if (!hit[name] && name !== "differing") continue;
      if (FACETS.every((other) => other === name || passes(hit, other))) counts.set(hit[name], (counts.get(hit[name]) ?? 0) + 1);
    }
    for (const value of state.chosen[name]) if (!counts.has(value)) counts.set(value, 0);
    if (counts.size < 2 && !state.chosen[name].size) return null;
    const values = [...counts].sort((a, b) => (name === "year" ? b[0] - a[0] : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1));
    const list = element("ul", {}, ...values.map(([value, count]) => {
      const box = element("input", { type: "checkbox", "data-facet": `${name}=${value}`, checked: state.chosen[name].has(value) });
      box.addEventListener("change", () => {
        state.chosen[name][box.checked ? "add" : "delete"](value);
        change();
      });
      return element("li", {}, element("label", {}, box, element("span", { class: "name" }, label(name, value)),
        element("span", { class: "n" }, count.toLocaleString())));
    }));
    const held = element("details", { "data-name": name, open }, element("summary", {}, words.facets[name]), list);
    return held;
  }

  function label(name, value) {
    if (name === "kind") return words.kinds[value] ?? value;
    if (name === "differing") return value === "1" ? words.differs : words.agrees;
    return value;
  }

  function change() {
    state.shown = STEP;
    write();
    show();
  }

  for (const [value, text] of Object.entries(words.sorts)) sorts.append(element("option", { value }, text));
  sorts.addEventListener("change", () => {
    state.sort = sorts.value;
    change();
  });
  for (const form of [part("form"), ...document.querySelectorAll(".find-form")]) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      state.q = new FormData(form).get("q").trim();
      change();
      field.focus();
    });
  }
  part("more").addEventListener("click", async () => {
    const before = state.shown;
    state.shown += STEP;
    write({ replace: true });
    await show();
    part("results").children[before]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    read();
    show();
  });
  read();
  show();
  if (!state.q) field.focus({ preventScroll: true });
})();
