"use strict";
// The score of an attempt: what all drawn items earned, and whether it passes. The rules:
// grading/attempt.py.

(function (Coursemark) {
  const { apportion, gradable, grade, passes, share } = Coursemark.grading;

  /** @type {CoursemarkGrading["withPoints"]} */
  function withPoints(definition, points) {
    if (points === null || points === undefined) return definition;
    const { parts } = definition;
    if (parts === undefined) return { ...definition, points };
    const shares = apportion(
      points,
      parts.map((part) => part.points),
    );
    return {
      ...definition,
      points,
      parts: parts.map((part, index) => withPoints(part, shares[index])),
    };
  }

  /** @type {CoursemarkGrading["gradeAttempt"]} */
  function gradeAttempt(drawn, responses, passMark) {
    const given = new Map(Object.entries(responses));
    const definitions = drawn.map(({ definition, points }) => withPoints(definition, points));
    const grades = definitions.map((each) => grade(each, given.get(each.id)));
    const raw = grades.reduce((sum, each) => sum + (each.raw ?? 0), 0);
    const max = grades.reduce((sum, each) => sum + each.max, 0);
    if (!definitions.every(gradable)) {
      return { raw, max, scaled: null, success: null, pending: true, grades };
    }
    const scaled = max === 0 ? null : share(10000, raw, max);
    return { raw, max, scaled, success: passes(raw, max, passMark), pending: false, grades };
  }

  Object.assign(Coursemark.grading, { withPoints, gradeAttempt });
})(globalThis.Coursemark);
