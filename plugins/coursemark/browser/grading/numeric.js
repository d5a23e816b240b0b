"use strict";
// A number typed: key `{"value": "24"}` or `{"min": "10", "max": "20"}`. The rules:
// grading/numeric.py.

(function (Coursemark) {
  const { compare, fraction, marks, parseNumber, plus, times } = Coursemark.grading;

  /**
   * The least and the most that is right; null when the key states no number.
   * @param {CoursemarkDefinition} definition
   */
  function limits({ key, tolerance, unit = "" }) {
    const wanted = /** @type {{value?: string, min?: string, max?: string}} */ (key);
    const least = parseNumber(wanted.value ?? wanted.min ?? "", unit);
    const most = parseNumber(wanted.value ?? wanted.max ?? "", unit);
    if (least === null || most === null) return null;
    if (wanted.value === undefined) return { least, most };
    const absolute = parseNumber(tolerance?.absolute ?? "0") ?? fraction(0);
    const percent = parseNumber(tolerance?.percent ?? "0") ?? fraction(0);
    const size = fraction(least.n < 0n ? -least.n : least.n, least.d);
    const width = plus(absolute, times(times(size, percent), fraction(1, 100)));
    return { least: plus(least, times(width, fraction(-1))), most: plus(least, width) };
  }

  marks.set("numeric", (definition, response) => {
    const number = parseNumber(response, definition.unit);
    const within = limits(definition);
    const right =
      number !== null &&
      within !== null &&
      compare(within.least, number) <= 0 &&
      compare(number, within.most) <= 0;
    return { right: Number(right), wrong: Number(!right), total: 1 };
  });
})(globalThis.Coursemark);
