"use strict";
/** What a file may be that was given to the desk, besides a record. Pure. */
(function (Coursemark) {
  const KEYS_FORMAT = "coursemark-desk-keys/1";
  const BROKEN_KEYS = "答案文件不完整，读不出来；请用 coursemark desk-keys 重新生成";
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["given"]["keysIn"]} */
  function keysIn(bytes, site) {
    const head = new TextDecoder().decode(bytes.subarray(0, 64));
    if (!/^\s*\{\s*"format"\s*:\s*"coursemark-desk-keys\//.test(head)) return null;
    let value;
    try {
      value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return BROKEN_KEYS;
    }
    if (value?.format !== KEYS_FORMAT)
      return `答案文件的格式不是 ${KEYS_FORMAT}；请用 coursemark desk-keys 重新生成`;
    if (value.site?.id !== site) return "是另一个站点的答案文件，没有使用";
    return Object.values(value.items ?? {}).every(isItem) ? value : BROKEN_KEYS;
  }

  /** @param {any} item of a key file, or a part of one @returns {boolean} */
  const isItem = (item) =>
    typeof item?.definition?.id === "string" &&
    Coursemark.grading.marks.has(item.definition.type) !== (item.definition.type === "case") &&
    Array.isArray(item.topics ?? []) &&
    Array.isArray(item.roles ?? []) &&
    (item.parts === undefined || (Array.isArray(item.parts) && item.parts.every(isItem)));

  /** @type {CoursemarkDeskCore["given"]["isWorkbook"]} */
  const isWorkbook = (bytes) =>
    (core.unpacking.isZip(bytes) &&
      (core.unpacking.entries(bytes) ?? []).some((entry) => entry.name === "xl/workbook.xml")) ||
    (bytes[0] === 0xd0 && bytes[1] === 0xcf);

  /** Not a record, nor a text in parts. @type {CoursemarkDeskCore["given"]["mayBeTable"]} */
  function mayBeTable(name, bytes) {
    if (isWorkbook(bytes)) return true;
    if (core.unpacking.isZip(bytes) || bytes.length > 64 * 1024 * 1024) return false;
    if (bytes[0] === 0x7b || bytes[0] === 0x5b) return false;
    const head = new TextDecoder().decode(bytes.subarray(0, 4096));
    if (/^\ufeff?\s*[{[]/.test(head)) return false;
    if (/\.(?:csv|tsv)$/i.test(name)) return true;
    return !Coursemark.parts.holds(new TextDecoder().decode(bytes));
  }

  core.given = { keysIn, isWorkbook, mayBeTable };
})(globalThis.Coursemark);
