"use strict";
/** Courses of the site against one learner's log. */
(function (Coursemark) {
  /** @param {CoursemarkCourse} course @param {string} role */
  function isRequired({ roles }, role) {
    return roles.length === 0 || roles.includes("全员") || roles.includes(role);
  }

  /**
   * Title, address and wording of a step.
   * @param {CoursemarkSite} site @param {{kind: string, target: string}} step
   */
  function stepOf(site, { kind, target }) {
    const verb =
      /** @type {Record<string, string>} */ ({ read: "阅读", accept: "阅读并确认", pass: "通过" })[kind] ??
      kind;
    const to = kind === "pass" ? site.assessments[target] : site.pages[target];
    return { verb, title: to?.title ?? target, url: to?.url ?? null };
  }

  /**
   * Each course with how far the learner is.
   * @param {CoursemarkSite} site @param {readonly CoursemarkStatement[]} statements @param {string} now ISO timestamp
   */
  function standings(site, statements, now) {
    const grading = Object.fromEntries(Object.entries(site.assessments).map(([id, a]) => [id, a.grading]));
    const events = Coursemark.statements.events(statements, site.id, grading);
    return site.courses.map((course) => ({
      course,
      progress: Coursemark.progress.courseProgress(course.rules, events, now),
    }));
  }

  const { h, moment } = Coursemark.dom;

  /**
   * The steps of a course as a list, done or to do.
   * @param {CoursemarkSite} site @param {CoursemarkCourse} course @param {CoursemarkCourseProgress} progress
   */
  function steps(site, course, progress) {
    const row = (/** @type {{kind: string, target: string}} */ step, /** @type {number} */ n) => {
      const { verb, title, url } = stepOf(site, step);
      const { done, at } = progress.steps[n];
      return h(
        "li",
        { class: "cm-step", "data-done": String(done) },
        h("span", { class: "cm-step__state" }, done ? "已完成" : "未完成"),
        h("span", { class: "cm-step__verb" }, verb),
        url ? h("a", { href: Coursemark.url(url) }, title) : title,
        at && h("time", { datetime: at }, moment(at)),
      );
    };
    return h("ol", { class: "cm-steps" }, ...course.rules.steps.map(row));
  }

  /**
   * Records courses that became complete. The trainer's report works completion out anew; the
   * statement is for learning record stores.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   */
  async function settle(app, learner) {
    const statements = await app.store.statements(learner.id);
    const recorded = new Map();
    for (const statement of statements) {
      const { kind, target, timestamp } = Coursemark.statements.read(statement, app.site.id);
      if (kind === "course") recorded.set(target, timestamp);
    }
    const now = new Date();
    for (const { course, progress } of standings(
      app.site,
      statements,
      Coursemark.statements.timestamp(now),
    )) {
      if (progress.status !== "completed" || !progress.completed_at) continue;
      const before = recorded.get(course.id);
      if (before && Date.parse(before) >= Date.parse(progress.completed_at)) continue;
      const statement = Coursemark.statements.completed(app.stamp(learner, now), {
        course: { id: course.id, name: course.title },
      });
      await app.store.append(learner.id, [statement]);
    }
  }

  Coursemark.course = { isRequired, stepOf, standings, steps, settle };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
