"use strict";
/** Problems, learners and files as they are listed. Pure. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;
  const { compare, KIND_NAMES } = core.words;

  /** @type {CoursemarkDeskCore["showing"]["byPlace"]} */
  const byPlace = (a, b) =>
    compare(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.kind, b.kind) ||
    compare(a.detail, b.detail);

  /** @param {string} name @param {CoursemarkDeskFile["kind"]} kind @param {number} count @returns {CoursemarkDeskFile} */
  const fileOf = (name, kind, count) => ({ name, kind, count, verified: false, learner: "", problems: 0 });

  /** @param {CoursemarkDeskFault} problem @returns {CoursemarkDeskProblem} */
  const shown = ({ file, line, kind, detail, learner }) => ({
    file,
    line,
    learner: learner || null,
    kind,
    name: KIND_NAMES[kind] ?? kind,
    detail,
  });

  /** What the lists need of a learner. @param {CoursemarkDeskDetail} detail @returns {CoursemarkDeskLearner} */
  function rowOf({ id, name, department, role, on_roster, files, start, courses, checks, pending }) {
    const lean = courses.map(({ completions: _1, detail: _2, ...course }) => course);
    return { id, name, department, role, on_roster, files, start, courses: lean, checks, pending };
  }

  core.showing = { byPlace, fileOf, rowOf, shown };
})(globalThis.Coursemark);
