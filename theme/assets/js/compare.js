// Two to six units, projects or regions side by side: chosen here or by links, kept in the address (i=<key>).
// A key is the address of a page without its suffix: wuhua/2024, wuhua/2024/units/health.
(() => {
  "use strict";
  const MOST = 6;
  const MOST_FOUND = 20;
  const root = document.getElementById("cmp");
  if (!root) return;
  const island = JSON.parse(document.getElementById("compare-data").textContent);
  const { words, filings } = island;
  const { say, view } = window.compareView;
  const up = (selector) => root.querySelector(selector);
  const field = up("[role=combobox]");
  const list = up("[role=listbox]");
  const everything = new Map();
  let keys, turn = 0, active = -1;

  read();
  listen();
  window.addEventListener("popstate", read);

  function kindOf(key) {
    const part = key.split("/")[2];
    return part === "units" || part === "projects" ? part : "regions";
  }

  function kind() {
    return up("[name=kind]:checked").value;
  }

  function read() {
    const asked = [...new Set(new URLSearchParams(location.search).getAll("i"))];
    keys = asked.slice(0, MOST);
    if (keys.length) up(`[name=kind][value=${kindOf(keys[0])}]`).checked = true;
    show();
  }

  function change(next) {
    keys = next;
    const search = new URLSearchParams(keys.map((key) => ["i", key])).toString();
    try {
      history.pushState(null, "", `${location.pathname}${search ? `?${search}` : ""}`);
    } catch {
      // A browser that lets no page from a folder change its address: the page works all the same.
    }
    return show();
  }

  // What is chosen

  async function show() {
    const mine = (turn += 1);
    const what = kind();
    const own = keys.filter((key) => kindOf(key) === what);
    const loaded = await Promise.all(own.map((key) => item(what, key)));
    if (mine !== turn) return;
    const found = loaded.filter((one) => one.name);
    const lost = own.filter((_key, at) => loaded[at].unknown);
    const away = [...new Set(loaded.filter((one) => one.missing).map((one) => one.missing))];
    found.forEach((one, at) => (one.letter = String.fromCharCode(65 + at)));
    up(".cmp-chosen").replaceChildren(...found.map(chip));
    up(".cmp-said").textContent = [
      found.length ? say(words.chosen, { count: found.length }) : "",
      found.length === 1 ? words.few : found.length === MOST ? words.full : "",
      own.length < keys.length ? words.other : "",
      lost.length ? say(words.unknown, { keys: lost.join(words.list) }) : "",
      away.length ? say(words.missing, { names: away.join(words.list) }) : "",
    ].join("");
    const parts = found.length > 1 ? view(island, what, found) : [];
    up(".cmp-out").replaceChildren(...parts);
  }

  function chip(one) {
    const li = document.createElement("li");
    const letter = document.createElement("b");
    const link = document.createElement("a");
    const small = document.createElement("small");
    const button = document.createElement("button");
    letter.textContent = one.letter;
    link.href = one.address;
    link.textContent = one.name;
    small.textContent = one.where;
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", say(words.remove, { name: `${one.name} ${one.where}` }));
    button.addEventListener("click", async () => {
      await change(keys.filter((key) => key !== one.key));
      field.focus();
    });
    li.append(letter, link, small, button);
    return li;
  }

  // Everything that is shown of one key; only the files of its region and year are loaded.
  async function item(what, key) {
    const base = key.split("/").slice(0, 2).join("/");
    const filing = filings.find((one) => one.key === base);
    if (!filing) return { unknown: true };
    const place = `${filing.region} ${filing.year}`;
    let groups;
    try {
      groups = await lists.load(island.folder, `${filing.file}-groups`);
    } catch {
      return { missing: place };
    }
    if (what === "regions") {
      return { key, name: place, where: "", address: `${key}/index.html`, region: groups.region };
    }
    const { rows, missing } = await lists.rows(island, what, [filing]);
    if (missing.length) return { missing: place };
    for (let row = 0; row < rows.size; row += 1) if (rows.address(row) === key) {
      const where = what === "projects" ? `${rows.text("unit", row)} · ${place}` : place;
      const name = rows.text("name", row);
      return { key, name, where, address: `${key}.html`, rows, row, sheet: sheetOf(groups, what, key.split("/")[3]) };
    }
    return { unknown: true };
  }

  // The first-level groups of a unit's or project's sheet: name, full score, filed, recomputed.
  function sheetOf({ schemes }, what, code) {
    for (const scheme of schemes) {
      const at = scheme.unit.findIndex((unit, number) => what === "projects"
        ? scheme.project[number] === code : unit === code && !scheme.project[number]);
      if (at >= 0) return { scheme: scheme.name, groups: scheme.groups.map(({ name, full, filed, computed }) =>
        ({ name, full: Array.isArray(full) ? full[at] : full, filed: filed[at], computed: computed[at] })) };
    }
    return null;
  }

  // Choosing: a field that suggests while one types

  function listen() {
    up("form").addEventListener("submit", (event) => event.preventDefault());
    for (const radio of root.querySelectorAll("[name=kind]")) radio.addEventListener("change", () => {
      field.value = "";
      close();
      change([]);
    });
    field.addEventListener("focus", () => entries(kind()));
    field.addEventListener("input", suggest);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (list.hidden) suggest();
        else activate((active + step + list.children.length) % list.children.length);
      } else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
      else if (event.key === "Escape") close();
    });
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
  }

  // All that can be chosen of a kind: a function from typed words to {key, name, where}.
  function entries(what) {
    if (!everything.has(what)) everything.set(what, what === "regions" ? regions : searched(what));
    return everything.get(what);
  }

  function regions(typed) {
    const sought = typed.split(/\s+/).filter(Boolean);
    return filings.map(({ key, region, year }) => ({ key, name: `${region} ${year}`, where: "" }))
      .filter(({ name }) => sought.every((word) => name.includes(word)));
  }

  async function searched(what) {
    const { rows } = await lists.rows(island, what, filings.filter((filing) => filing[what]));
    return (typed) => Array.from(rows.match([{ words: typed }]).subarray(0, MOST_FOUND + MOST), (row) => {
      const { region, year } = rows.filings[rows.filing[row]];
      const unit = what === "projects" ? `${rows.text("unit", row)} · ` : "";
      return { key: rows.address(row), name: rows.text("name", row), where: `${unit}${region} ${year}` };
    });
  }

  async function suggest() {
    const typed = field.value.trim();
    const find = await entries(kind());
    if (typed !== field.value.trim() || document.activeElement !== field) return;
    const found = typed || kind() === "regions" ? find(typed) : [];
    const left = found.filter(({ key }) => !keys.includes(key)).slice(0, MOST_FOUND);
    list.replaceChildren(...left.map(option));
    open(left.length > 0);
    up(".cmp-none").textContent = typed && !left.length ? words.none : "";
  }

  function option({ key, name, where }, at) {
    const li = document.createElement("li");
    const small = document.createElement("small");
    small.textContent = where;
    li.append(name, " ", small);
    li.id = `cmp-option-${at}`;
    li.dataset.key = key;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    return li;
  }

  function open(is) {
    list.hidden = !is;
    field.setAttribute("aria-expanded", String(is));
    activate(-1);
  }

  function close() {
    open(false);
  }

  function activate(at) {
    active = at;
    [...list.children].forEach((li, number) => li.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return void field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function choose(li) {
    if (keys.length < MOST) change([...keys, li.dataset.key]);
    else up(".cmp-said").textContent = words.full;
    field.value = "";
    close();
  }
})();
