"use strict";
/** The files in a file: zips opened in memory, texts brought to UTF-8. Twin of records/sources.py. Pure. */
(function (Coursemark) {
  const MAX_FILE = 64 * 1024 * 1024;
  const MAX_TOTAL = 512 * 1024 * 1024;
  const MAX_ENTRIES = 20_000;
  const MAX_RATIO = 200;
  const RATIO_APPLIES_FROM = 4 * 1024 * 1024;
  const SAMPLE = 1 << 16;
  const OTHERS = /** @type {[number[], string][]} */ ([
    [[0x52, 0x61, 0x72, 0x21], "RAR 压缩包"],
    [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z 压缩包"],
    [[0x1f, 0x8b], "gzip 压缩文件"],
  ]);
  const OFFICE_TEXTS = /^(?:word\/document\.xml|xl\/(?:sharedStrings|worksheets\/[^/]+)\.xml)$/;
  const { deskCore: core } = Coursemark;

  /** @param {Uint8Array} bytes @param {number[]} magic */
  const begins = (bytes, magic) => magic.every((byte, n) => bytes[n] === byte);

  /** @param {Uint8Array} bytes */
  const isZip = (bytes) => begins(bytes, [0x50, 0x4b, 3, 4]) || begins(bytes, [0x50, 0x4b, 5, 6]);

  /** @param {string} name */
  const isHidden = (name) =>
    /^(?:\.|~\$|__MACOSX)/.test(name) || ["thumbs.db", "desktop.ini"].includes(name.toLowerCase());

  /** @type {CoursemarkDeskCore["unpacking"]["sources"]} */
  function* sources(name, bytes, depth = 0) {
    const shown = printable(name);
    const other = OTHERS.find(([magic]) => begins(bytes, magic));
    if (other) yield { name: shown, fault: `是 ${other[1]}，不能直接读取；请解压后再交，或改用 zip` };
    else if (!isZip(bytes)) yield { name: shown, bytes };
    else if (depth > 1) yield { name: shown, fault: "压缩包套了不止一层，没有读取；请解压后再交" };
    else yield* unzipped(shown, bytes, depth);
  }

  /** @param {string} name @param {Uint8Array} bytes @param {number} depth @returns {Generator<CoursemarkDeskSource>} */
  function* unzipped(name, bytes, depth) {
    const found = entries(bytes);
    if (!found) return yield { name, fault: "压缩包已损坏，打不开；请重新压缩后再交" };
    if (found.some((entry) => entry.name === "[Content_Types].xml")) return yield office(name, bytes, found);
    if (found.length > MAX_ENTRIES)
      return yield { name, fault: `压缩包里超过 ${MAX_ENTRIES} 个文件，没有读取；请分批压缩` };
    let left = MAX_TOTAL;
    for (const entry of found.sort((a, b) => core.words.compare(a.name, b.name))) {
      const steps = entry.name.split("/").filter((step) => step !== "." && step !== "..");
      if (steps.some(isHidden)) continue;
      const shown = `${name}/${printable(entry.name)}`;
      const fault = refusal(entry, left);
      if (fault) {
        yield { name: shown, fault };
        continue;
      }
      left -= entry.size;
      const inner = unpack(bytes, entry);
      if (inner) yield* /** @type {any} */ (sources)(shown, inner, depth + 1);
      else yield { name: shown, fault: "在压缩包里已损坏，读不出来；请重新压缩后再交" };
    }
  }

  /**
   * A document into which a text in parts was pasted; else only named.
   * @param {string} name @param {Uint8Array} bytes @param {CoursemarkZipEntry[]} found
   * @returns {CoursemarkDeskSource}
   */
  function office(name, bytes, found) {
    let text = "";
    for (const entry of found) {
      if (!OFFICE_TEXTS.test(entry.name) || refusal(entry, MAX_FILE - text.length)) continue;
      const xml = new TextDecoder().decode(unpack(bytes, entry) ?? new Uint8Array(0));
      text += xml.replace(/<\/w:p>|<\/si>|<\/is>|<w:br[^<>]*>/g, "\n").replace(/<[^<>]*>/g, "");
    }
    if (!Coursemark.parts.holds(text)) return { name, fault: "是 Office 文档，不是学习记录" };
    return { name, bytes: globalThis.CoursemarkVendor.utf8ToBytes(text) };
  }

  /** Why an entry is not even opened, or "". @param {CoursemarkZipEntry} entry @param {number} left */
  function refusal({ size, packed, encrypted }, left) {
    if (encrypted) return "加了密码，读不出来；请去掉密码再交";
    if (size > MAX_FILE) return `解压后超过 ${MAX_FILE >> 20} MB，没有读取`;
    if (size > left) return `压缩包解压后总共超过 ${MAX_TOTAL >> 20} MB，其余没有读取；请分批压缩`;
    if (size > RATIO_APPLIES_FROM && size > MAX_RATIO * Math.max(1, packed))
      return "压缩比高得不正常，没有读取";
    return "";
  }

  /** @type {CoursemarkDeskCore["unpacking"]["entries"]} */
  function entries(bytes) {
    try {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let end = bytes.length - 22;
      const least = Math.max(0, end - 65_535);
      while (end >= least && view.getUint32(end, true) !== 0x06054b50) end--;
      if (end < least) return null;
      const found = [];
      let at = view.getUint32(end + 16, true);
      for (let count = view.getUint16(end + 10, true); count > 0; count--) {
        if (view.getUint32(at, true) !== 0x02014b50) return null;
        const flags = view.getUint16(at + 8, true);
        const length = view.getUint16(at + 28, true);
        const raw = bytes.subarray(at + 46, at + 46 + length);
        const name = nameOf(raw, Boolean(flags & 0x800));
        const entry = {
          name,
          method: view.getUint16(at + 10, true),
          packed: view.getUint32(at + 20, true),
          size: view.getUint32(at + 24, true),
          offset: view.getUint32(at + 42, true),
          encrypted: Boolean(flags & 1),
        };
        if (!name.endsWith("/")) found.push(entry);
        at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      }
      return found;
    } catch {
      return null;
    }
  }

  /** In UTF-8, or in GBK as Windows tools in China write it without saying so. @param {Uint8Array} raw @param {boolean} utf8 */
  function nameOf(raw, utf8) {
    const encoding = utf8 || decodes(raw, "utf-8") ? "utf-8" : "gb18030";
    return new TextDecoder(encoding).decode(raw).replace(/\\/g, "/");
  }

  /** @type {CoursemarkDeskCore["unpacking"]["unpack"]} */
  function unpack(bytes, { method, size, packed, offset }) {
    try {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (view.getUint32(offset, true) !== 0x04034b50) return null;
      const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
      const data = bytes.subarray(start, start + packed);
      if (data.length < packed) return null;
      if (method === 0) return size === packed ? data : null;
      if (method !== 8) return null;
      // Room for what was said and no more: what is a bomb does not fit.
      const out = globalThis.CoursemarkVendor.inflateSync(data, { out: new Uint8Array(size + 1) });
      return out.length === size ? out : null;
    } catch {
      return null;
    }
  }

  /** @type {CoursemarkDeskCore["unpacking"]["asUtf8"]} */
  function asUtf8(bytes) {
    if (begins(bytes, [0xef, 0xbb, 0xbf])) return { bytes: bytes.subarray(3), converted: "文件开头有 BOM" };
    const found = otherEncoding(bytes.subarray(0, SAMPLE));
    if (!found) return { bytes, converted: "" };
    const [encoding, name] = found;
    const text = new TextDecoder(encoding).decode(bytes);
    return { bytes: globalThis.CoursemarkVendor.utf8ToBytes(text), converted: `文件是 ${name} 编码` };
  }

  /** Whether it begins as UTF-16 does. @type {CoursemarkDeskCore["unpacking"]["isWide"]} */
  const isWide = (bytes) => bytes[0] >= 0xfe || (bytes[0] === 0) !== (bytes[1] === 0);

  /** @param {Uint8Array} sample @returns {[string, string] | null} */
  function otherEncoding(sample) {
    const [a, b] = sample;
    if (a === 0xff && b === 0xfe) return ["utf-16le", "UTF-16"];
    if (a === 0xfe && b === 0xff) return ["utf-16be", "UTF-16"];
    const opens = (/** @type {number} */ byte) => byte === 0x7b || byte === 0x5b;
    if (opens(a) && b === 0) return ["utf-16le", "UTF-16"];
    if (a === 0 && opens(b)) return ["utf-16be", "UTF-16"];
    if (decodes(sample, "utf-8") || sample.includes(0)) return null;
    // A damaged UTF-8 file still has other lines in good UTF-8; a GBK file has none.
    const lines = linesOf(sample).filter((line) => line.some((byte) => byte > 127));
    if (lines.some((line) => decodes(line, "utf-8")) || !decodes(sample, "gb18030")) return null;
    return ["gb18030", "GBK"];
  }

  /** Whole lines, or all where there is none. @param {Uint8Array} sample */
  function linesOf(sample) {
    const lines = [];
    let at = 0;
    for (let stop = sample.indexOf(10); stop >= 0; stop = sample.indexOf(10, at)) {
      lines.push(sample.subarray(at, stop));
      at = stop + 1;
    }
    return lines.length ? lines : [sample];
  }

  /** Whether it is text in this encoding, perhaps cut within a character. @param {Uint8Array} bytes @param {string} encoding */
  function decodes(bytes, encoding) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
      return true;
    } catch {
      return false;
    }
  }

  /** A name fit to show. @param {string} name */
  const printable = (name) => name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "?");

  core.unpacking = { sources, entries, unpack, isZip, isHidden, isWide, asUtf8 };
})(globalThis.Coursemark);
