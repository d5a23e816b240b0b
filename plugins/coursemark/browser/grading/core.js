"use strict";
// Grading of one response to one item of any type: the twin of grading/{items,marks,responses}.py.
// Each script of an item type adds its function to `marks`.

(function (Coursemark) {
  const { share, trim } = Coursemark.grading;

  const SEPARATOR = "[,]";
  const PAIR_SEPARATOR = "[.]";
  /** @type {CoursemarkMark} */
  const MALFORMED = Object.freeze({ right: 0, wrong: 1, total: 1 });
  /** @type {Map<string, CoursemarkMarkFunction>} */
  const marks = new Map();
  /** @type {Map<string, (response: unknown) => boolean>} */
  const blanks = new Map();

  /** @type {CoursemarkGrading["tokens"]} */
  function tokens(response) {
    return response.split(SEPARATOR).map(trim);
  }

  /** @type {CoursemarkGrading["letters"]} */
  function letters(response) {
    return tokens(response).filter((token) => token !== "");
  }

  /** @type {CoursemarkGrading["isBlankText"]} */
  function isBlankText(response) {
    return typeof response !== "string" || letters(response).length === 0;
  }

  /** @type {CoursemarkGrading["isBlank"]} */
  function isBlank(type, response) {
    return (blanks.get(type) ?? isBlankText)(response);
  }

  /** @type {CoursemarkGrading["gradable"]} */
  function gradable(definition) {
    if (definition.parts !== undefined) return definition.parts.every(gradable);
    return definition.key !== undefined && definition.key !== null;
  }

  /**
   * The grade that a mark earns under the item's scoring.
   * @param {CoursemarkDefinition} definition
   * @param {CoursemarkMark} mark
   * @returns {CoursemarkGrade}
   */
  function gradeOf({ points, scoring = "exact" }, { right, wrong, total }) {
    const success = right === total && wrong === 0;
    let raw = success ? points : 0;
    if (scoring === "partial") raw = share(points, right, total);
    if (scoring === "penalised") raw = share(points, Math.max(0, right - wrong), total);
    return { raw, max: points, success, pending: false };
  }

  /** @type {CoursemarkGrading["grade"]} */
  function grade(definition, response) {
    if (definition.parts !== undefined) return Coursemark.grading.gradeCase(definition, response);
    const max = definition.points;
    if (typeof response !== "string" || isBlankText(response)) {
      return { raw: null, max, success: null, pending: false };
    }
    if (!gradable(definition)) return { raw: null, max, success: null, pending: true };
    const mark = marks.get(definition.type);
    if (mark === undefined) throw new TypeError(`no such item type: ${definition.type}`);
    return gradeOf(definition, mark(definition, response));
  }

  Object.assign(Coursemark.grading, {
    SEPARATOR,
    PAIR_SEPARATOR,
    MALFORMED,
    marks,
    blanks,
    tokens,
    letters,
    isBlankText,
    isBlank,
    gradable,
    grade,
  });
})(globalThis.Coursemark);
