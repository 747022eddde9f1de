// Tables as files: CSV, and a workbook of Office Open XML with one sheet (ECMA-376; a ZIP of a few parts).
(() => {
  "use strict";

  // `heads`: texts; `rows`: iterable of arrays of texts, numbers or null.
  function csv(heads, rows) {
    const lines = [heads.map(quoted).join(",")];
    for (const row of rows) lines.push(row.map(quoted).join(","));
    return new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  function quoted(value) {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const BOLD = 1;

  // Numbers are numbers, texts stand in their cells, the first row is bold and stays in view.
  async function workbook(name, heads, rows) {
    const parts = [
      ["[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/></Types>`],
      ["_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
      ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
      ["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
      ["xl/styles.xml", `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs></styleSheet>`],
      ["xl/worksheets/sheet1.xml", sheet(heads, rows)],
    ];
    return zip(parts.map(([path, text]) => [path, new TextEncoder().encode(HEAD + text)]));
  }

  // What a sheet may be called: 31 characters, and none of these.
  const sheetName = (name) => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

  function sheet(heads, rows) {
    const lines = [line(1, heads, BOLD)];
    for (const row of rows) lines.push(line(lines.length + 1, row, 0));
    const view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
    return `<worksheet xmlns="${MAIN}">${view}<sheetData>${lines.join("")}</sheetData></worksheet>`;
  }

  function line(number, values, style) {
    const cells = values.map((value, column) => cell(`${letters(column)}${number}`, value, style));
    return `<row r="${number}">${cells.join("")}</row>`;
  }

  function cell(at, value, style) {
    const styled = style ? ` s="${style}"` : "";
    if (value === null || value === "") return "";
    if (typeof value === "number") return `<c r="${at}"${styled}><v>${value}</v></c>`;
    return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  }

  function letters(column) {
    const last = String.fromCharCode(65 + (column % 26));
    return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
  }

  // XML 1.0 has no place for control characters, not even escaped.
  function escaped(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_none, number) => {
    let code = number;
    for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? 0xedb88320 ^ (code >>> 1) : code >>> 1;
    return code;
  });

  function checksum(bytes) {
    let code = -1;
    for (const byte of bytes) code = TABLE[(code ^ byte) & 255] ^ (code >>> 8);
    return ~code >>> 0;
  }

  // A ZIP file; its parts are packed where the browser can, else stored.
  async function zip(parts) {
    const local = [], central = [];
    let at = 0;
    for (const [path, bytes] of parts) {
      const packed = await deflated(bytes);
      const name = new TextEncoder().encode(path);
      const facts = (start, ...behind) => numbers(start, [20, 2], [0, 2], [packed ? 8 : 0, 2], [0, 2], [0x21, 2],
        [checksum(bytes), 4], [(packed || bytes).length, 4], [bytes.length, 4], [name.length, 2], [0, 2], ...behind);
      const head = facts([[0x04034b50, 4]]);
      central.push(facts([[0x02014b50, 4], [20, 2]], [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
      local.push(head, name, packed || bytes);
      at += head.length + name.length + (packed || bytes).length;
    }
    const size = central.reduce((sum, bytes) => sum + bytes.length, 0);
    const end = numbers([[0x06054b50, 4]], [0, 4], [parts.length, 2], [parts.length, 2], [size, 4], [at, 4], [0, 2]);
    return new Blob([...local, ...central, end], { type: `${SHEET}.sheet` });
  }

  // Numbers one after the other, each [value, how many bytes], the lowest byte first.
  function numbers(start, ...rest) {
    return Uint8Array.from([...start, ...rest].flatMap(([value, size]) =>
      Array.from({ length: size }, (_none, byte) => (value >>> (8 * byte)) & 255)));
  }

  async function deflated(bytes) {
    if (!window.CompressionStream) return null;
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // Hand `blob` to the reader under `name`.
  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  window.workbook = { csv, workbook, save };
})();
