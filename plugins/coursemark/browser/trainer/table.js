"use strict";
/** Tables as personnel departments keep them: .xlsx, or text parted by commas. Twin of report/spreadsheet.py. Pure. */
(function (Coursemark) {
  const MAX_UNPACKED = 64 * 1024 * 1024;
  const MAX_CELLS = 8_000_000;
  const HEAD_LINES = 30;
  const OLE = [0xd0, 0xcf, 0x11, 0xe0];
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["table"]["sheets"]} */
  function sheets(name, bytes) {
    if (core.unpacking.isZip(bytes)) return workbook(name, bytes);
    if (OLE.every((byte, n) => bytes[n] === byte))
      return `名册 ${name} 是旧版 Excel（.xls）；请用 Excel 打开，另存为 .xlsx 再试`;
    const text = textOf(bytes);
    if (text === null || text.includes("\0"))
      return `名册 ${name} 既不是 Excel 也不是 CSV；请另存为 .xlsx 再试`;
    if (/^\s*</.test(text)) return `名册 ${name} 其实是网页；请用 Excel 打开，另存为 .xlsx 再试`;
    const head = text.split(/\r\n|\r|\n/, HEAD_LINES).join("\n");
    const [delimiter] = [",", "\t", ";", "，"].sort((a, b) => head.split(b).length - head.split(a).length);
    return [{ rows: parted(text, delimiter), merged: [] }];
  }

  /** @param {Uint8Array} bytes @returns {string | null} */
  function textOf(bytes) {
    const wide = /** @type {Record<string, string>} */ ({ "255 254": "utf-16le", "254 255": "utf-16be" })[
      `${bytes[0]} ${bytes[1]}`
    ];
    for (const encoding of wide ? [wide] : ["utf-8", "gb18030"]) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        // The next one.
      }
    }
    return null;
  }

  /** Rows of a text, RFC 4180. @param {string} text @param {string} delimiter */
  function parted(text, delimiter) {
    /** @type {string[][]} */
    const rows = [];
    /** @type {string[]} */
    let row = [];
    const cell = new RegExp(
      `(?:"((?:[^"]|"")*)"([^${delimiter}\\r\\n]*)|([^${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|\\r|\\n|$)`,
      "y",
    );
    while (cell.lastIndex < text.length) {
      const found = cell.exec(text);
      if (!found) break;
      const [, quoted, after, plain, end] = found;
      row.push(plain ?? quoted.replace(/""/g, '"') + after);
      if (end === delimiter && cell.lastIndex < text.length) continue;
      if (end === delimiter) row.push("");
      rows.push(row);
      row = [];
    }
    return rows;
  }

  /** @param {string} name @param {Uint8Array} bytes @returns {CoursemarkDeskSheet[] | string} */
  function workbook(name, bytes) {
    const broken = `名册 ${name} 不是能打开的 Excel 文件；请另存为 .xlsx 再试`;
    const found = core.unpacking.entries(bytes);
    if (!found) return broken;
    if (found.reduce((sum, entry) => sum + entry.size, 0) > MAX_UNPACKED)
      return `名册 ${name} 解开后超过 ${MAX_UNPACKED >> 20} MB；请只留名册再试`;
    const byName = new Map(found.map((entry) => [entry.name, entry]));
    const xmlOf = (/** @type {string} */ path) => {
      const entry = byName.get(path);
      const data = entry && core.unpacking.unpack(bytes, entry);
      return data ? new TextDecoder().decode(data) : "";
    };
    const strings = [...xmlOf("xl/sharedStrings.xml").matchAll(/<si>([\s\S]*?)<\/si>|<si\/>/g)].map(
      ([, inner]) => said(inner ?? ""),
    );
    const sheets = [];
    for (const path of sheetPaths(xmlOf, [...byName.keys()])) {
      const sheet = sheetOf(xmlOf(path), strings);
      if (typeof sheet === "string") return `名册 ${name} 的表有 ${sheet}，太大；请删掉名册以外的内容再试`;
      sheets.push(sheet);
    }
    return sheets.length ? sheets : broken;
  }

  /** The sheets in the order of the book. @param {(path: string) => string} xmlOf @param {string[]} names */
  function sheetPaths(xmlOf, names) {
    const targets = new Map();
    for (const [element] of xmlOf("xl/_rels/workbook.xml.rels").matchAll(/<Relationship\b[^>]*>/g))
      targets.set(attribute(element, "Id"), attribute(element, "Target"));
    const found = [];
    for (const [element] of xmlOf("xl/workbook.xml").matchAll(/<sheet\b[^>]*>/g)) {
      const target = targets.get(attribute(element, "r:id")) ?? "";
      found.push(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    }
    const paths = found.filter((path) => names.includes(path));
    return paths.length ? paths : names.filter((path) => /^xl\/worksheets\/[^/]+\.xml$/.test(path)).sort();
  }

  /** @param {string} xml @param {string[]} strings @returns {CoursemarkDeskSheet | string} */
  function sheetOf(xml, strings) {
    /** @type {CoursemarkDeskCell[][]} */
    const rows = [];
    let [width, row, column] = [0, -1, -1];
    for (const [, opened, start, inner] of xml.matchAll(
      /<row\b([^>]*)>|<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
    )) {
      if (opened !== undefined) {
        row = Number(attribute(opened, "r") || row + 2) - 1;
        column = -1;
        continue;
      }
      [row, column] = placeOf(attribute(start, "r")) ?? [Math.max(0, row), column + 1];
      width = Math.max(width, column + 1);
      if ((row + 1) * width > MAX_CELLS) return `${row + 1} 行、${width} 列`;
      while (rows.length <= row) rows.push([]);
      while (rows[row].length < column) rows[row].push("");
      rows[row][column] = valueOf(attribute(start, "t"), inner ?? "", strings);
    }
    /** @type {CoursemarkDeskSheet["merged"]} */
    const merged = [];
    for (const [element] of xml.matchAll(/<mergeCell\b[^>]*>/g)) {
      const [first, last] = attribute(element, "ref").split(":").map(placeOf);
      if (first && last) merged.push([...first, ...last]);
    }
    return { rows, merged };
  }

  /** @param {string} type @param {string} inner @param {string[]} strings @returns {CoursemarkDeskCell} */
  function valueOf(type, inner, strings) {
    const value = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? "";
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "inlineStr") return said(inner);
    if (type === "b") return value === "1";
    if (type === "str" || type === "e" || type === "d") return decoded(value);
    return value.trim() === "" || Number.isNaN(Number(value)) ? decoded(value) : Number(value);
  }

  /** The text of a string, without how it is spoken. @param {string} xml */
  function said(xml) {
    const plain = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, "");
    return [...plain.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => decoded(text)).join("");
  }

  /** @param {string} text */
  function decoded(text) {
    const named = /** @type {Record<string, string>} */ ({
      lt: "<",
      gt: ">",
      amp: "&",
      quot: '"',
      apos: "'",
    });
    return text.replace(
      /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
      (all, hex, number, name) => {
        if (name) return named[name.toLowerCase()];
        const code = hex ? parseInt(hex, 16) : Number(number);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    );
  }

  /** @param {string} element @param {string} name */
  function attribute(element, name) {
    const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
    return decoded(found?.[1] ?? found?.[2] ?? "");
  }

  /** Row and column from 0 of B7. @param {string} reference @returns {[number, number] | null} */
  function placeOf(reference) {
    const found = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(reference);
    if (!found) return null;
    let column = 0;
    for (const letter of found[1]) column = 26 * column + letter.charCodeAt(0) - 64;
    return [Number(found[2]) - 1, column - 1];
  }

  core.table = { sheets };
})(globalThis.Coursemark);
