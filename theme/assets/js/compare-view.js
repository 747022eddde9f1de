// What a comparison shows: bars, a table of figures, a table of score groups. Made of items, each with its
// letter, name, and either a row of a list with its score sheet or the figures of a region.
(() => {
  "use strict";
  const FIELDS = ["budget", "spent", "rate", "score", "full", "grade", "kind", "differing", "findings"];
  const REGION = ["units", "projects", "budget", "spent", "rate", "unit_score", "project_score", "grades",
    "differing", "findings"];
  const NEAR = 0.005;

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  }

  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // A number with at most two places, thousands separated.
  function figure(value) {
    if (value === null || value === undefined || Number.isNaN(value)) return "";
    return lists.grouped(String(Math.round(value * 100) / 100));
  }

  const percent = (value) => (figure(value) ? `${figure(value)}%` : "");

  function share(part, full) {
    return part === null || !full ? null : (part / full) * 100;
  }

  function view(island, what, items) {
    const { words } = island;
    const heading = (text) => make("h3", {}, text);
    if (what === "regions") {
      return [heading(words.figures), bars(words, regionBars(words, items)), regionTable(island, items)];
    }
    const groups = grouping(items);
    const parts = [heading(words.figures), bars(words, ownBars(island, what, items))];
    parts.push(table(words, words.figures, words.measure, items, ownRows(island, what, items)));
    parts.push(heading(words.groups), make("p", {}, said(words, items, groups)));
    if (!groups.length) return parts;
    return [...parts, bars(words, groupBars(words, items, groups)), groupTable(words, items, groups)];
  }

  // Figures of units and projects, as filed

  function scoreShare({ rows, row }) {
    const [score, full] = ["score", "full"].map((field) => rows.column(field).keys[row]);
    return Number.isNaN(score) ? null : share(score, full);
  }

  function ownRows({ columns, words }, what, items) {
    const heads = new Map(columns[what].map((column) => [column.field, column]));
    const made = FIELDS.map((field) => {
      const cells = items.map(({ rows, row }) => ({
        text: rows.text(field, row), off: field === "differing" && rows.column(field).keys[row] > 0 }));
      return { head: heads.get(field).with_unit, cells };
    });
    const shares = { head: words.share, cells: items.map((one) => ({ text: percent(scoreShare(one)) })) };
    made.splice(FIELDS.indexOf("full") + 1, 0, shares);
    return made;
  }

  function ownBars({ columns, words }, what, items) {
    const head = new Map(columns[what].map((column) => [column.field, column]));
    const of = (field) => items.map(({ rows, row }) => ({
      value: rows.column(field).keys[row], text: rows.text(field, row) }));
    const money = (field) => ({ title: head.get(field).with_unit, bars: of(field) });
    return [
      { title: words.share, full: 100, bars: items.map(scoreShare).map((value) => ({ value, text: percent(value) })) },
      { title: words.rate, full: 100, bars: of("rate") },
      money("budget"),
      money("spent"),
    ];
  }

  // Score groups: those of the same name stand beside each other

  function grouping(items) {
    return [...new Set(items.flatMap(({ sheet }) => (sheet ? sheet.groups.map(({ name }) => name) : [])))];
  }

  const groupOf = ({ sheet }, name) => sheet?.groups.find((group) => group.name === name);

  function said(words, items, groups) {
    if (!groups.length) return words.nogroups;
    const names = [...new Set(items.flatMap(({ sheet }) => (sheet ? [sheet.scheme] : [])))];
    return say(names.length > 1 ? words.schemes : words.same, { names: names.join(words.list) });
  }

  function groupBars(words, items, groups) {
    return groups.map((name) => ({
      title: name,
      full: 100,
      bars: items.map((one) => {
        const group = groupOf(one, name);
        const value = group ? share(group.filed, group.full) : null;
        return { value, text: percent(value) || (one.sheet && !group ? words.nogroup : "") };
      }),
    }));
  }

  function groupTable(words, items, groups) {
    const lines = groups.map((name) => ({ head: name, cells: items.map((one) => {
      const group = groupOf(one, name);
      if (!group) return { text: one.sheet ? words.nogroup : "", soft: true };
      const parts = [`${words.filed} ${figure(group.filed) || words.blank}`,
        `${words.computed} ${figure(group.computed) || words.blank}`];
      if (group.full !== null) parts.push(say(words.of, { full: figure(group.full) }));
      const off = group.filed !== null && group.computed !== null && Math.abs(group.filed - group.computed) >= NEAR;
      return { text: percent(share(group.filed, group.full)) || words.blank, more: [parts.join(" · ")], off };
    }) }));
    const schemes = { head: words.scheme, cells: items.map(({ sheet }) => ({ text: sheet?.scheme || "" })) };
    return table(words, words.groups, words.group, items, [schemes, ...lines]);
  }

  // Regions

  function regionTable({ words, grades }, items) {
    const lines = REGION.map((name) => ({ head: words[`region_${name}`], cells: items.map(({ region }) => {
      const value = region[name];
      if (name === "grades") {
        const known = grades.filter((grade) => value[grade]);
        const others = Object.keys(value).filter((grade) => !grades.includes(grade));
        return { text: [...known, ...others].map((grade) => `${grade} ${value[grade]}`).join(words.list) };
      }
      if (!Array.isArray(value)) return { text: figure(value), off: name === "differing" && value > 0 };
      return { text: figure(value[0]), more: value[1] ? [say(words.scored, { count: value[1] })] : [] };
    }) }));
    return table(words, words.figures, words.measure, items, lines);
  }

  function regionBars(words, items) {
    const of = (name, full) => ({ title: words[`region_${name}`], full, bars: items.map(({ region }) => {
      const value = Array.isArray(region[name]) ? region[name][0] : region[name];
      return { value, text: figure(value) };
    }) });
    return [of("budget"), of("spent"), of("unit_score", 100), of("project_score", 100)];
  }

  // Bars and tables

  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 272, LEFT = 20, LONGEST = 156, STEP = 26;

  function drawn(tag, attributes, text = "") {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  }

  // `measures`: title, the value of a whole bar (without it the largest), and a bar for each item.
  function bars(words, measures) {
    const told = measures.filter((measure) => measure.bars.some(({ value }) => Number.isFinite(value)));
    return make("div", { class: "cmp-bars" }, ...told.map((measure) => bar(words, measure)));
  }

  function bar(words, { title, full, bars: given }) {
    const whole = full || Math.max(...given.map(({ value }) => value || 0)) || 1;
    const letter = (at) => String.fromCharCode(65 + at);
    const items = given.map(({ text }, at) => `${letter(at)} ${text || words.blank}`).join(words.list);
    const svg = drawn("svg", { viewBox: `0 0 ${WIDE} ${given.length * STEP}`, role: "img",
      "aria-label": say(words.alternative, { measure: title, items }) });
    given.forEach(({ value, text }, at) => {
      const y = at * STEP;
      const length = Math.max(0, Math.min(1, (value || 0) / whole)) * LONGEST;
      svg.append(
        drawn("text", { x: 0, y: y + 17, class: "letter" }, letter(at)),
        drawn("rect", { x: LEFT, y: y + 5, width: LONGEST, height: 15, class: "track" }),
        drawn("rect", { x: LEFT, y: y + 5, width: length, height: 15, class: "value" }),
        drawn("text", { x: LEFT + LONGEST + 8, y: y + 17, class: value || value === 0 ? "" : "blank" }, text || words.blank),
      );
    });
    return make("figure", {}, make("figcaption", {}, title), svg);
  }

  // `lines`: a head, and a cell for each item: text, more (small lines below), off (does not agree), soft.
  function table(words, caption, corner, items, lines) {
    const heads = items.map((one) => {
      const small = make("small", {}, one.where);
      return make("th", { scope: "col" }, make("b", {}, one.letter), " ", make("a", { href: one.address }, one.name), small);
    });
    const body = lines.map(({ head, cells }) => make("tr", {}, make("th", { scope: "row" }, head),
      ...cells.map((one, at) => cell(words, one, items[at]))));
    const made = make("table", { class: "data cmp-table" }, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, corner), ...heads)), make("tbody", {}, ...body));
    return make("div", { class: "table", role: "region", tabindex: "0", "aria-label": caption }, made);
  }

  function cell(words, { text, more = [], off, soft }, { letter, name }) {
    const classes = [off ? "differs" : "", text && !soft ? "" : "muted"].filter(Boolean).join(" ");
    const td = make("td", { "data-label": `${letter} ${name}` }, make("span", {}, text || words.blank));
    if (classes) td.className = classes;
    for (const line of more) td.append(make("small", {}, line));
    return td;
  }

  window.compareView = { say, view };
})();
