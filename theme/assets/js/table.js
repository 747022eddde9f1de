// The table of all units or all projects: the address holds the whole state, and the page shows it.
// q words; a column's name its text; <column>-min, <column>-max; differing=1; sort=<column> or -<column>;
// cols the columns shown; page; pick the rows chosen to be compared.
(() => {
  "use strict";
  const PER_PAGE = 50;
  const MOST_PICKS = 6;
  const root = document.getElementById("tv");
  if (!root) return;
  const island = JSON.parse(document.getElementById("table-data").textContent);
  const { words } = island;
  const what = root.dataset.what;
  const columns = island.columns[what];
  const up = (selector) => root.querySelector(selector);
  const form = up("form");
  const status = up(".tv-count");
  const sorting = up(".tv-sort select");
  const heads = new Map([...root.querySelectorAll("th[data-field]")].map((th) => [th.dataset.field, th]));
  const boxes = [...root.querySelectorAll("[data-column]")];
  let rows, missing, found, foundFor, typing;
  let state = new URLSearchParams(location.search);

  // The page costs nothing more until the table comes on the screen.
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    begin();
  }, { rootMargin: "200px" });
  seen.observe(root);

  async function begin() {
    const filings = island.filings.filter((filing) => filing[what]);
    ({ rows, missing } = await lists.rows(island, what, filings));
    for (const { field, head } of columns) {
      sorting.add(new Option(say(words.up, { head }), field));
      sorting.add(new Option(say(words.down, { head }), `-${field}`));
    }
    listen();
    show();
    root.classList.add("ready");
    // What the first letter typed and the first sort by name need, made while nothing else is to be done.
    (window.requestIdleCallback || setTimeout)(() => [rows.texts, rows.column("name").keys]);
  }

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  }

  // State: what stands in the address

  function change(changes, { quiet = false } = {}) {
    const next = new URLSearchParams(state);
    for (const [name, value] of Object.entries({ page: "", ...changes })) {
      next.delete(name);
      for (const one of [value].flat()) if (one) next.append(name, one);
    }
    if (next.toString() === state.toString()) return;
    state = next;
    const address = `${location.pathname}${next.size ? `?${next}` : ""}${location.hash}`;
    try {
      history[quiet ? "replaceState" : "pushState"](null, "", address);
    } catch {
      // A browser that lets no page from a folder change its address: the table works all the same.
    }
    show();
  }

  function conditions(but) {
    const set = [];
    if (state.get("q")) set.push({ words: state.get("q") });
    if (state.get("differing")) set.push({ field: "differing", from: 1 });
    for (const { dataset: { is } } of form.querySelectorAll("[data-is]")) {
      if (is !== but && state.get(is)) set.push({ field: is, is: state.get(is) });
    }
    for (const { field } of columns) {
      const [from, to] = ["min", "max"].map((end) => number(state.get(`${field}-${end}`)));
      if (from !== undefined || to !== undefined) set.push({ field, from, to });
    }
    return set;
  }

  function number(text) {
    const value = Number.parseFloat(text);
    return Number.isNaN(value) ? undefined : value;
  }

  function order() {
    const sort = state.get("sort") || "";
    const field = sort.replace("-", "");
    return rows.column(field) ? { field, down: sort.startsWith("-") } : {};
  }

  function shown() {
    const named = state.get("cols");
    const chosen = named === null ? null : named.split(",");
    return columns.filter(({ field, kind, shown: usual }) =>
      kind === "name" || (chosen ? chosen.includes(field) : usual));
  }

  // Showing it

  function show() {
    const sought = conditions();
    const { field, down } = order();
    const key = JSON.stringify([sought, field, down]);
    if (key !== foundFor) {
      found = rows.match(sought);
      if (field) rows.sort(found, field, down);
      foundFor = key;
      fillChoices();
    }
    showControls();
    showHeads(field, down);
    showRows();
  }

  // Each list of choices holds what the other conditions leave, with counts; where all rows are alike it says so.
  function fillChoices() {
    for (const select of form.querySelectorAll("[data-is]")) {
      const { is } = select.dataset;
      const own = state.get(is) || "";
      const counted = rows.counts(own ? rows.match(conditions(is)) : found, is);
      const alike = !own && !counted.some(({ count }) => count < found.length);
      const options = counted.map(({ text, count }) => new Option(`${text} (${count})`, alike ? "" : text));
      if (own && !counted.some(({ text }) => text === own)) options.push(new Option(`${own} (0)`, own));
      if (!alike || !options.length) options.unshift(new Option(words.all, ""));
      select.replaceChildren(...options);
      select.disabled = alike;
    }
  }

  function showControls() {
    for (const control of form.elements) {
      if (!control.name || control === document.activeElement && typing) continue;
      if (control.type === "checkbox") control.checked = Boolean(state.get(control.name));
      else control.value = state.get(control.name) || "";
    }
    sorting.value = order().field ? state.get("sort") : "";
    const visible = new Set(shown().map(({ field }) => field));
    for (const box of boxes) box.checked = visible.has(box.dataset.column);
  }

  function showHeads(field, down) {
    const visible = new Set(shown().map((column) => column.field));
    for (const [name, th] of heads) {
      th.hidden = !visible.has(name);
      th.setAttribute("aria-sort", name !== field ? "none" : down ? "descending" : "ascending");
    }
  }

  function showRows() {
    const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
    const page = Math.min(pages, Math.max(1, number(state.get("page")) || 1));
    const start = (page - 1) * PER_PAGE;
    const picks = state.getAll("pick");
    const visible = shown();
    up("tbody").replaceChildren(...Array.from(found.subarray(start, start + PER_PAGE), (row) =>
      line(row, visible, picks)));
    const last = Math.min(start + PER_PAGE, found.length);
    const counts = { all: rows.size, found: found.length, first: start + 1, last };
    for (const name of Object.keys(counts)) counts[name] = lists.grouped(String(counts[name]));
    const names = missing.map(({ region, year }) => `${region} ${year}`).join(words.list);
    status.textContent = say(found.length ? words.count : words.none, counts)
      + (names ? say(words.missing, { names }) : "");
    up(".tv-where").textContent = say(words.pages, { page, pages });
    for (const button of root.querySelectorAll("[data-go]")) {
      const to = { first: 1, back: page - 1, on: page + 1, last: pages }[button.dataset.go];
      const there = to < 1 || to > pages || to === page;
      button.setAttribute("aria-disabled", there);
      button.dataset.page = there ? "" : to;
    }
    up(".tv-pages").hidden = pages < 2;
    showPicks(picks);
  }

  function line(row, visible, picks) {
    const tr = document.createElement("tr");
    const address = rows.address(row);
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", value: address, checked: picks.includes(address) });
    box.disabled = !box.checked && picks.length >= MOST_PICKS;
    box.setAttribute("aria-label", say(words.pick, { name: rows.text("name", row) }));
    const label = document.createElement("label");
    label.append(box);
    const first = document.createElement("td");
    first.className = "tv-pick";
    first.append(label);
    tr.append(first, ...visible.map((column) => cell(row, column, address)));
    return tr;
  }

  function cell(row, { field, head, kind }, address) {
    const td = document.createElement(kind === "name" ? "th" : "td");
    const text = rows.text(field, row);
    if (kind === "name") {
      td.scope = "row";
      td.append(link(text, `${address}.html`));
      return td;
    }
    td.dataset.label = head;
    if (kind !== "text") td.className = "num";
    if (field === "differing" && text !== "0") {
      const there = link(text, `${address}.html#findings`);
      there.className = "differs";
      td.append(there);
    } else {
      td.textContent = text || words.blank;
      td.classList.toggle("muted", !text);
    }
    return td;
  }

  function link(text, address) {
    const a = document.createElement("a");
    a.href = address;
    a.textContent = text;
    return a;
  }

  function showPicks(picks) {
    const bar = up(".tv-picks");
    bar.hidden = !picks.length;
    bar.querySelector("span").textContent = say(words.picked, { count: picks.length });
    const there = bar.querySelector("a");
    there.search = new URLSearchParams(picks.map((pick) => ["i", pick])).toString();
    there.hidden = picks.length < 2;
  }

  // What the reader does

  function listen() {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (!target.name || target.type === "checkbox" || target.tagName === "SELECT") return;
      const again = typing === target;
      typing = target; // the first letter is a step of its own to go back to, the next are not
      change({ [target.name]: target.value.trim() }, { quiet: again });
    });
    form.addEventListener("change", ({ target }) => {
      typing = null;
      if (target.dataset.column) chooseColumns();
      else if (target.type === "checkbox") change({ [target.name]: target.checked ? target.value : "" });
      else change({ [target.name]: target.value.trim() });
    });
    sorting.addEventListener("change", () => change({ sort: sorting.value }));
    up("thead").addEventListener("click", ({ target }) => {
      const field = target.closest("th[data-field]")?.dataset.field;
      if (!field || !target.closest("button")) return;
      const held = order();
      change({ sort: held.field === field && !held.down ? `-${field}` : field });
    });
    up("tbody").addEventListener("change", ({ target }) => {
      const picks = state.getAll("pick").filter((pick) => pick !== target.value);
      change({ pick: target.checked ? [...picks, target.value] : picks, page: state.get("page") });
      root.querySelector(`tbody input[value="${CSS.escape(target.value)}"]`).focus();
    });
    up("[data-unpick]").addEventListener("click", () => {
      change({ pick: [], page: state.get("page") });
      up("tbody input")?.focus();
    });
    up("[data-clear]").addEventListener("click", clear);
    up(".tv-pages").addEventListener("click", ({ target }) => {
      if (!target.dataset.page) return;
      change({ page: target.dataset.page === "1" ? "" : target.dataset.page });
      up(".tv-bar").scrollIntoView({ block: "start" });
    });
    for (const button of root.querySelectorAll("[data-take]")) {
      button.addEventListener("click", () => take(button.dataset.take));
    }
    window.addEventListener("popstate", () => {
      state = new URLSearchParams(location.search);
      typing = null;
      show();
    });
  }

  function chooseColumns() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.dataset.column);
    const usual = columns.filter(({ kind, shown: is }) => is && kind !== "name").map(({ field }) => field);
    change({ cols: chosen.join() === usual.join() ? "" : chosen.join() || "-", page: state.get("page") });
  }

  function clear() {
    const kept = new Set(["cols", "pick"]);
    const names = [...new Set(state.keys())].filter((name) => !kept.has(name));
    change(Object.fromEntries(names.map((name) => [name, ""])));
  }

  // The rows found, in order, with the columns shown: numbers as numbers, all else as filed.
  async function take(as) {
    const visible = shown();
    const titles = visible.map((column) => column.with_unit);
    const values = Array.from(found, (row) => visible.map(({ field, kind }) => {
      const key = rows.column(field).keys?.[row];
      return kind === "text" || kind === "name" || Number.isNaN(key) ? rows.text(field, row) || null : key;
    }));
    const name = root.dataset.title;
    const blob = as === "csv" ? workbook.csv(titles, values) : await workbook.workbook(name, titles, values);
    workbook.save(blob, `${name}.${as}`);
  }
})();
