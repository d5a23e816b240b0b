"use strict";
// Blanks filled in: response `first[,]second`, key one list of accepted texts for each blank. The
// rules: grading/fill_in.py.

(function (Coursemark) {
  const { MALFORMED, SEPARATOR, compare, marks, normalise, parseNumber, trim } = Coursemark.grading;

  /**
   * @param {string[]} accepted
   * @param {string} text
   */
  function accepts(accepted, text) {
    const given = normalise(text);
    if (accepted.some((each) => normalise(each) === given)) return true;
    const number = parseNumber(text);
    if (number === null) return false;
    return accepted.some((each) => {
      const other = parseNumber(each);
      return other !== null && compare(other, number) === 0;
    });
  }

  marks.set("fill-in", (definition, response) => {
    const texts = response.split(SEPARATOR);
    const key = /** @type {string[][]} */ (definition.key);
    if (texts.length > key.length) return MALFORMED;
    let right = 0;
    let wrong = 0;
    texts.forEach((text, blank) => {
      if (trim(text) === "") return;
      if (accepts(key[blank], text)) right += 1;
      else wrong += 1;
    });
    return { right, wrong, total: key.length };
  });
})(globalThis.Coursemark);
