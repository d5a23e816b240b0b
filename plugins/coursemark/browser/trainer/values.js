"use strict";
/** JSON text to a value, for text that anyone may have written. Twin of records/values.py. Pure. */
(function (Coursemark) {
  const MAX_DEPTH = 64;
  const MAX_LINE = 1024 * 1024;
  const MAX_FILE = 64 * 1024 * 1024;
  const LONG = `这一行超过 ${MAX_LINE >> 20} MB，没有读取`;
  const { deskCore: core } = Coursemark;

  /** A text that gives no value, and why; `unfinished`: it begins as JSON and stops before it closes. */
  class BadLine {
    /** @param {string} reason @param {boolean} unfinished */
    constructor(reason, unfinished) {
      this.reason = reason;
      this.unfinished = unfinished;
    }
  }

  /** The value of one JSON text, or why it has none. @param {string} text @returns {any} */
  function valueOf(text) {
    if (text.length > MAX_LINE / 3 && text.length < MAX_FILE && !text.includes("\n")) {
      const { utf8ToBytes } = globalThis.CoursemarkVendor;
      if (utf8ToBytes(text).length > MAX_LINE) return new BadLine(LONG, false);
    }
    try {
      const value = JSON.parse(text);
      if (isDeep(text) && depths(text).deepest > MAX_DEPTH)
        return new BadLine(`嵌套超过 ${MAX_DEPTH} 层`, isOpen(text));
      return text.includes("\\u") && /\\u[dD][89a-fA-F]/.test(text) ? withoutLoneSurrogates(value) : value;
    } catch {
      const constant = /[:,[]\s*(NaN|-?Infinity)\b/.exec(text)?.[1];
      const deep = isDeep(text) && depths(text).deepest > MAX_DEPTH;
      const reason = deep
        ? `嵌套超过 ${MAX_DEPTH} 层`
        : constant
          ? `含有 ${constant}，JSON 里没有这种数`
          : "不是完整的 JSON";
      return new BadLine(reason, isOpen(text));
    }
  }

  /** Whether it has so many brackets that it may be too deep. @param {string} text */
  function isDeep(text) {
    let count = 0;
    for (const bracket of ["{", "["])
      for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
        if (++count > MAX_DEPTH) return true;
    return false;
  }

  /** @param {string} text */
  const isOpen = (text) => /^\s*[{[]/.test(text) && depths(text).end > 0;

  /** The greatest depth and the depth at the end. @param {string} text */
  function depths(text) {
    let [depth, deepest] = [0, 0];
    // A string that is not closed goes on to the end: nothing is looked at twice.
    for (const [bracket] of text.matchAll(/"[^"\\]*(?:\\[^]?[^"\\]*)*(?:"|$)|[[\]{}]/g)) {
      if (bracket === "[" || bracket === "{") deepest = Math.max(deepest, ++depth);
      else if (bracket === "]" || bracket === "}") depth--;
    }
    return { deepest, end: depth };
  }

  /** @param {any} value */
  const withoutLoneSurrogates = (value) =>
    // What is well formed was written as it is; only halves are left as escapes.
    JSON.parse(
      JSON.stringify(value).replace(/\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/g, (escape) =>
        /^\\ud[89a-f]/i.test(escape) ? "?" : escape,
      ),
    );

  core.values = { BadLine, LONG, isOpen, valueOf };
})(globalThis.Coursemark);
