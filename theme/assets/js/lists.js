// The rows of the published lists, held as columns: loaded when asked for, filtered and sorted by numbers.
// How a file is laid out is said in generator/render/lists.py.
(() => {
  "use strict";
  const asked = new Map();
  const waiting = new Map();

  // Each file calls this. A script tag loads from a folder too, where fetch may not.
  window.discloseList = (name, data) => waiting.get(name)?.(data);

  function load(folder, name) {
    if (!asked.has(name)) asked.set(name, new Promise((done, fail) => {
      const script = document.createElement("script");
      waiting.set(name, done);
      script.src = `${folder}${name}.js`;
      script.onerror = () => {
        asked.delete(name);
        script.remove();
        fail(new Error(name));
      };
      document.head.append(script);
    }));
    return asked.get(name);
  }

  // Ranks in the order of a Chinese dictionary: character by character, each by its place in the collation
  // (pinyin). Comparing whole strings by the collator would take a second for 30,000 names.
  function ranks(words, first) {
    const collator = new Intl.Collator("zh-Hans", { sensitivity: "base" });
    const letters = [...new Set(words.join(""))].sort(collator.compare);
    const spelled = new Map();
    let rank = 0;
    letters.forEach((letter, at) => {
      if (at && collator.compare(letters[at - 1], letter)) rank += 1;
      spelled.set(letter, String.fromCharCode(rank + first.length + 1));
    });
    const keys = words.map((word) => {
      const own = first.indexOf(word);
      return own < 0 ? Array.from(word, (letter) => spelled.get(letter)).join("") : String.fromCharCode(own);
    });
    const order = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));
    const places = new Map(order.map((key, place) => [key, place]));
    return keys.map((key) => places.get(key));
  }

  class Texts {
    constructor(size, first = []) {
      this.words = [""];
      this.ids = new Map([["", 0]]);
      this.codes = new Uint32Array(size);
      this.first = first;
    }

    id(word) {
      let id = this.ids.get(word);
      if (id === undefined) {
        id = this.words.push(word) - 1;
        this.ids.set(word, id);
      }
      return id;
    }

    put(at, rows, data) {
      if (typeof data === "string") return void this.codes.fill(this.id(data), at, at + rows);
      const ids = (data.w || data).map((word) => this.id(word));
      for (let row = 0; row < rows; row += 1) this.codes[at + row] = ids[data.i ? data.i[row] : row];
    }

    text(row) {
      return this.words[this.codes[row]];
    }

    // By row, what it sorts by; NaN where nothing was filed.
    get keys() {
      if (!this.sorted) {
        const places = ranks(this.words, this.first);
        this.sorted = Float64Array.from(this.codes, (code) => (code ? places[code] : NaN));
      }
      return this.sorted;
    }
  }

  class Numbers {
    constructor(size) {
      this.keys = new Float64Array(size).fill(NaN);
      this.way = new Uint16Array(size);
      this.ways = [];
      this.others = new Map();
    }

    put(at, rows, data) {
      this.way.fill(this.ways.push({ digits: data.d || 0, sign: data.s || "" }) - 1, at, at + rows);
      for (let row = 0; row < rows; row += 1) if (data.v[row] !== null) this.keys[at + row] = data.v[row];
      for (const row of Object.keys(data.x || {})) this.others.set(at + Number(row), data.x[row]);
    }

    // As it was filed, thousands separated.
    text(row) {
      const other = this.others.get(row);
      if (other !== undefined || Number.isNaN(this.keys[row])) return other || "";
      const { digits, sign } = this.ways[this.way[row]];
      return grouped(this.keys[row].toFixed(digits)) + sign;
    }
  }

  function grouped(digits) {
    const [whole, rest] = digits.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
  }

  // What was typed is found whatever its width and case.
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  class Rows {
    // `parts`: of each file its filing (key, region, year) and its data; `columns` as in the page's island.
    constructor(what, columns, parts, grades) {
      this.what = what;
      this.size = parts.reduce((sum, part) => sum + part.data.rows, 0);
      this.filings = parts.map((part) => part.filing);
      this.filing = new Uint16Array(this.size);
      this.columns = new Map(columns.map(({ field, kind }) => [field, kind === "text" || kind === "name"
        ? new Texts(this.size, field === "grade" ? grades : []) : new Numbers(this.size)]));
      let at = 0;
      parts.forEach(({ filing, data }, number) => {
        this.filing.fill(number, at, at + data.rows);
        for (const [field, column] of this.columns) {
          column.put(at, data.rows, data[field] === undefined ? String(filing[field]) : data[field]);
        }
        at += data.rows;
      });
    }

    column(field) {
      return this.columns.get(field);
    }

    text(field, row) {
      return this.columns.get(field).text(row);
    }

    // 「wuhua/2024/projects/p01」: the row's page without its suffix.
    address(row) {
      return `${this.filings[this.filing[row]].key}/${this.what}/${this.text("code", row)}`;
    }

    // By row, the text that is searched.
    get texts() {
      if (!this.searched) {
        const fields = ["name", "code", "unit", "parent"].map((field) => this.columns.get(field)).filter(Boolean);
        const words = fields.map((column) => column.words.map(plain));
        this.searched = Array.from({ length: this.size }, (_none, row) =>
          fields.map((column, number) => words[number][column.codes[row]]).join("\n"));
      }
      return this.searched;
    }

    // A test of a row for each condition that is set: {field, is}, {field, from, to} or {words}.
    test(condition) {
      const { field, is, words, from = -Infinity, to = Infinity } = condition;
      if (words !== undefined) {
        const sought = plain(words).split(/\s+/).filter(Boolean);
        const texts = this.texts;
        return (row) => sought.every((word) => texts[row].includes(word));
      }
      const column = this.columns.get(field);
      if (is !== undefined) {
        const id = column.ids.get(is);
        return (row) => column.codes[row] === id;
      }
      return (row) => column.keys[row] >= from && column.keys[row] <= to;
    }

    match(conditions) {
      const tests = conditions.map((condition) => this.test(condition));
      const found = new Uint32Array(this.size);
      let count = 0;
      for (let row = 0; row < this.size; row += 1) {
        if (tests.every((test) => test(row))) found[count++] = row;
      }
      return found.subarray(0, count);
    }

    // `found` in order of a column; what is no number, and blanks, stand last either way.
    sort(found, field, down) {
      const keys = this.columns.get(field).keys;
      return found.sort((a, b) => {
        const x = keys[a], y = keys[b];
        if (x === y) return a - b;
        if (Number.isNaN(x)) return Number.isNaN(y) ? a - b : 1;
        if (Number.isNaN(y)) return -1;
        return down ? y - x : x - y;
      });
    }

    // The texts of a column among `found`, in order, each with how often it stands there.
    counts(found, field) {
      const { words, codes, keys } = this.columns.get(field);
      const counted = new Map();
      for (const row of found) {
        const held = counted.get(codes[row]);
        if (held) held.count += 1;
        else if (codes[row]) counted.set(codes[row], { text: words[codes[row]], key: keys[row], count: 1 });
      }
      return [...counted.values()].sort((a, b) => a.key - b.key);
    }
  }

  // The rows of `filings`, and the names of files that did not come.
  async function rows(island, what, filings) {
    const names = filings.map((filing) => `${filing.file}-${what}`);
    const came = await Promise.allSettled(names.map((name) => load(island.folder, name)));
    const parts = came.map((result, number) => ({ filing: filings[number], data: result.value }));
    const missing = filings.filter((_filing, number) => came[number].status === "rejected");
    const whole = parts.filter((part) => part.data);
    return { rows: new Rows(what, island.columns[what], whole, island.grades), missing };
  }

  window.lists = { load, rows, grouped };
})();
