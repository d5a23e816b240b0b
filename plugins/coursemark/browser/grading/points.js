"use strict";
// Points and pass marks: integers of a hundredth, and no rounding before a decision.

(function (Coursemark) {
  const grading = (Coursemark.grading ??= /** @type {CoursemarkGrading} */ ({}));

  /**
   * Quotient of two whole numbers, rounded down.
   * @param {number} dividend
   * @param {number} divisor
   */
  function quotient(dividend, divisor) {
    return (dividend - (dividend % divisor)) / divisor;
  }

  /** @type {CoursemarkGrading["share"]} */
  function share(points, right, total) {
    return total === 0 ? 0 : quotient(2 * points * right + total, 2 * total);
  }

  /** @type {CoursemarkGrading["apportion"]} */
  function apportion(points, weights) {
    let total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) {
      weights = weights.map(() => 1);
      total = weights.length;
    }
    const shares = weights.map((weight) => quotient(points * weight, total));
    const left = points - shares.reduce((sum, part) => sum + part, 0);
    weights
      .map((weight, index) => ({ index, remainder: (points * weight) % total }))
      .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
      .slice(0, left)
      .forEach(({ index }) => (shares[index] += 1));
    return shares;
  }

  /** @type {CoursemarkGrading["passes"]} */
  function passes(raw, max, passMark) {
    const decimal = /^([0-9]+)(?:\.([0-9]+))?$/.exec(passMark);
    if (decimal === null) throw new RangeError(`not a plain decimal: ${passMark}`);
    const fraction = decimal[2] ?? "";
    const scale = 10n ** BigInt(fraction.length);
    return max > 0 && 100n * BigInt(raw) * scale >= BigInt(decimal[1] + fraction) * BigInt(max);
  }

  Object.assign(grading, { share, apportion, passes });
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
