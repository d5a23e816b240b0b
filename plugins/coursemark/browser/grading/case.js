"use strict";
// A shared stem with its own items: response an object from part id to response. The rules:
// grading/case.py.

(function (Coursemark) {
  const { blanks, grade, isBlankText } = Coursemark.grading;

  /**
   * @param {unknown} response
   * @returns {response is Record<string, unknown>}
   */
  function isObject(response) {
    return typeof response === "object" && response !== null && !Array.isArray(response);
  }

  blanks.set("case", (response) => {
    return !isObject(response) || Object.values(response).every(isBlankText);
  });

  /** @type {CoursemarkGrading["gradeCase"]} */
  function gradeCase(definition, response) {
    const given = new Map(isObject(response) ? Object.entries(response) : []);
    const grades = (definition.parts ?? []).map((part) => grade(part, given.get(part.id)));
    const max = grades.reduce((sum, each) => sum + each.max, 0);
    const pending = grades.some((each) => each.pending);
    if (pending || grades.every((each) => each.raw === null)) {
      return { raw: null, max, success: null, pending };
    }
    const raw = grades.reduce((sum, each) => sum + (each.raw ?? 0), 0);
    return { raw, max, success: grades.every((each) => each.success === true), pending };
  }

  Object.assign(Coursemark.grading, { gradeCase });
})(globalThis.Coursemark);
