"use strict";
// Text as it is compared. The rules and their reasons: grading/text.py.

(function (Coursemark) {
  const LONGEST = 1000;

  const BLANKS = new Set(
    "\t\n\v\f\r" +
      "\x1c\x1d\x1e\x1f" + // separators that only Python trims
      " \x85\xa0\xad" +
      "\u1680\u180e" +
      "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
      "\u200b\u200c\u200d\u200e\u200f" + // zero width, and marks of direction
      "\u2028\u2029\u202f\u205f\u2060" +
      "\u3000" +
      "\ufeff", // only JavaScript trims it
  );

  const END_PUNCTUATION = new Set("。.;,、!?");

  // Assigned since Unicode 14, so that every Python and every browser folds them alike.
  const COMPOSED_RANGES = [
    "\\u0000-\\u0377\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u052f", // Latin, Greek, Cyrillic
    "\\u1100-\\u11ff\\u1e00-\\u1eff",
    "\\u2000-\\u2064\\u2066-\\u2071\\u2074-\\u208e\\u2090-\\u209c\\u20a0-\\u20bf", // punctuation, money
    "\\u2100-\\u218b\\u2190-\\u23ff\\u2460-\\u27ff", // letterlike, Roman, enclosed
    "\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5", // radicals
    "\\u3000-\\u303f\\u3041-\\u3096\\u3099-\\u30ff\\u3105-\\u312f\\u3131-\\u318e\\u3190-\\u31e3",
    "\\u31f0-\\u321e\\u3220-\\u9fff", // enclosed, squared, ideographs
    "\\uac00-\\ud7a3\\uf900-\\ufa6d\\ufa70-\\ufad9\\ufb00-\\ufb06",
    "\\ufe10-\\ufe19\\ufe30-\\ufe52\\ufe54-\\ufe66\\ufe68-\\ufe6b", // vertical and small forms
    "\\uff01-\\uffbe\\uffc2-\\uffc7\\uffca-\\uffcf\\uffd2-\\uffd7\\uffda-\\uffdc", // half and full width
    "\\uffe0-\\uffe6\\uffe8-\\uffee",
  ];
  // eslint-disable-next-line no-misleading-character-class -- combining characters are meant
  const COMPOSED = new RegExp(`[${COMPOSED_RANGES.join("")}]+`, "gu");

  /**
   * @param {string} text
   * @param {number} limit in code points
   */
  function isLonger(text, limit) {
    return text.length > limit && (text.length > 2 * limit || [...text].length > limit);
  }

  /** @param {string} text */
  function withoutBlanks(text) {
    return [...text].filter((character) => !BLANKS.has(character)).join("");
  }

  /** @param {string} text */
  function withoutEndPunctuation(text) {
    let end = text.length;
    while (end > 0 && END_PUNCTUATION.has(text[end - 1])) end -= 1;
    return text.slice(0, end);
  }

  /** @type {CoursemarkGrading["trim"]} */
  function trim(text) {
    let start = 0;
    let end = text.length;
    while (start < end && BLANKS.has(text[start])) start += 1;
    while (start < end && BLANKS.has(text[end - 1])) end -= 1;
    return text.slice(start, end);
  }

  /** @type {CoursemarkGrading["normalise"]} */
  function normalise(text) {
    if (isLonger(text, LONGEST)) return text;
    text = withoutBlanks(text).replace(COMPOSED, (run) => run.normalize("NFKC"));
    text = withoutBlanks(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    return withoutEndPunctuation(text) || text;
  }

  Object.assign(Coursemark.grading, { isLonger, trim, normalise });
})(globalThis.Coursemark);
