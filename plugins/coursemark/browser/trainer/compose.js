"use strict";
/** Learners, courses, departments as the desk shows them. Twin of report/courses.py and compose.py. Pure. */
(function (Coursemark) {
  const MS_A_DAY = 86_400_000;
  const { deskCore: core } = Coursemark;
  const { compare, round } = core.words;

  /** @type {CoursemarkDeskCore["compose"]["courses"]} */
  function courses(site, { role, department, start }, outcome, now) {
    const rules = site.courses.map((course) => course.rules);
    const progress = Coursemark.progress.progressOf(rules, outcome?.events ?? [], now, start);
    const results = new Map((outcome?.assessments ?? []).map((one) => [one.assessment, one]));
    const found = [];
    /**
     * A term that has passed makes nobody a learner of a course that is not required.
     * @param {CoursemarkCourseProgress} state @param {CoursemarkCourseRules} rules
     */
    const begun = (state, rules) => {
      if (state.status !== "overdue") return state.status !== "not-started";
      const undated = { ...rules, due: null, steps: rules.steps.map((step) => ({ ...step, due: null })) };
      const again = Coursemark.progress.progressOf([undated], outcome?.events ?? [], now, null);
      return again[rules.id].status !== "not-started";
    };
    for (const course of site.courses) {
      const state = progress[course.id];
      const required = Coursemark.course.isRequired(course, /** @type {any} */ ({ role, department }));
      if (required || begun(state, course.rules))
        found.push(courseOf(course, state, results, required, now.slice(0, 10)));
    }
    return found.sort((a, b) => Number(b.required) - Number(a.required) || compare(a.course, b.course));
  }

  /**
   * @param {CoursemarkCourse} course @param {CoursemarkCourseProgress} state
   * @param {Map<string, CoursemarkDeskAssessment>} results @param {boolean} required @param {string} today
   * @returns {CoursemarkDeskDetail["courses"][0]}
   */
  function courseOf(course, state, results, required, today) {
    const needed = course.steps.filter((step) => step.kind === "pass" && !step.optional);
    const tests = [...new Set(needed.map((step) => step.target))];
    const taken = tests.flatMap((test) => results.get(test) ?? []);
    const scores = taken.flatMap((result) => result.score ?? []);
    const score = state.score === null ? (scores.length ? Math.max(...scores) : null) : state.score / 100;
    const { done, of } = Coursemark.course.count(course, state.steps);
    const hours = hoursOf(course.hours);
    const late = state.status === "overdue" && state.due !== null ? state.due : null;
    return {
      course: course.id,
      title: course.title,
      required,
      status: state.status,
      score,
      passed: tests.length ? tests.every((test) => results.get(test)?.passed === true) : null,
      completed_at: state.completed_at,
      valid_until: state.valid_until,
      attempts: taken.reduce((sum, result) => sum + result.attempts, 0),
      steps_done: done,
      steps: of,
      type: course.type,
      hours,
      hours_earned: state.completed_at ? hours : null,
      due: state.due,
      days_overdue: late === null ? null : Math.round((Date.parse(today) - Date.parse(late)) / MS_A_DAY),
      renew_from: state.renew_from,
      waits_for: state.waits_for,
      completions: state.completions,
      detail: course.steps.map(({ kind, target, optional }, n) => {
        const { done, at, due, have, need } = state.steps[n];
        return { kind, target, optional, done, at, due, have, need };
      }),
    };
  }

  /** @param {string} text */
  const hoursOf = (text) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : null);

  /** @type {CoursemarkDeskCore["compose"]["groups"]} */
  function groups(learners, by, none) {
    /** @type {Map<string, CoursemarkDeskLearner[]>} */
    const found = new Map();
    for (const learner of learners) {
      if (learner.on_roster === false) continue;
      const name = learner[by] || none;
      const known = found.get(name);
      if (known) known.push(learner);
      else found.set(name, [learner]);
    }
    return [...found].sort((a, b) => compare(a[0], b[0])).map(([name, those]) => group(name, those));
  }

  /** @param {string} name @param {CoursemarkDeskLearner[]} learners @returns {CoursemarkDeskGroup} */
  function group(name, learners) {
    let [finished, absent, required, completed, overdue, scored, sum] = [0, 0, 0, 0, 0, 0, 0];
    for (const learner of learners) {
      const own = learner.courses.filter((course) => course.required);
      const done = own.filter((course) => course.status === "completed").length;
      required += own.length;
      completed += done;
      if (own.length && done === own.length) finished++;
      if (!learner.files) absent++;
      for (const course of own) {
        if (course.status === "overdue") overdue++;
        if (course.score === null) continue;
        scored++;
        sum += Math.round(course.score * 100);
      }
    }
    const score = scored ? Math.floor((2 * sum + scored) / (2 * scored)) / 100 : null;
    const rate = required ? round(completed / required, 4) : null;
    return { name, learners: learners.length, finished, absent, required, completed, rate, score, overdue };
  }

  /** @type {CoursemarkDeskCore["compose"]["totals"]} */
  function totals(site, learners) {
    /** @type {Map<string, CoursemarkDeskCourseTotal>} */
    const found = new Map();
    for (const { id, title, type } of site.courses)
      found.set(id, { course: id, title, type, required: 0, statuses: {} });
    for (const learner of learners) {
      if (learner.on_roster === false) continue;
      for (const { course, required, status } of learner.courses) {
        const total = found.get(course);
        if (!required || !total) continue;
        total.required++;
        total.statuses[status] = (total.statuses[status] ?? 0) + 1;
      }
    }
    return [...found.values()].filter((total) => total.required);
  }

  /** @type {CoursemarkDeskCore["compose"]["sessions"]} */
  function sessions(log) {
    const found = [];
    for (const { entry, moment } of log?.statements ?? []) {
      const event = entry.kind === "attend" ? Coursemark.statements.eventOf(entry) : null;
      if (!event || moment === null) continue;
      found.push({
        session: entry.target,
        held: event.at === entry.timestamp ? Coursemark.days.dayOf(moment) : entry.held,
        hours: entry.seconds === null ? null : round(entry.seconds / 3600, 2),
        evidence: entry.evidence,
        registrar: entry.registrar,
      });
    }
    return found.sort((a, b) => compare(a.held, b.held));
  }

  core.compose = { courses, groups, totals, sessions };
})(globalThis.Coursemark);
