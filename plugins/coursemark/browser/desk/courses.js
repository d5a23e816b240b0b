"use strict";
/** 我的课程: what is required first, the most urgent at the top; what is offered, folded. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;

  /** The order of the cards: lower is more urgent. */
  const URGENCY = /** @type {Record<CoursemarkCourseStatus, number>} */ ({
    overdue: 0,
    expired: 1,
    retrain: 1,
    "in-progress": 2,
    "not-started": 2,
    completed: 3,
  });
  /** After every day. */
  const NEVER = "9999-99-99";

  /** @param {CoursemarkStanding} one @param {CoursemarkStanding} other */
  function byUrgency({ progress: one }, { progress: other }) {
    const day = (/** @type {CoursemarkCourseProgress} */ p) =>
      (p.status === "completed" ? p.valid_until : p.due) ?? NEVER;
    return (
      URGENCY[one.status] - URGENCY[other.status] ||
      (day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : 0)
    );
  }

  /** @type {CoursemarkGlobal["courses"]["section"]} */
  function section(app, learner, statements) {
    const moment = new Date();
    const now = Coursemark.statements.timestamp(moment);
    const today = Coursemark.progress.dayOf(moment.getTime());
    const standings = Coursemark.course.standings(app.site, statements, now, learner.start).sort(byUrgency);
    // What waits for another course stands below it, what is still to begin at the end.
    const later = (/** @type {CoursemarkStanding} */ { course, progress }) =>
      Coursemark.course.begins(course, today) !== null ? 2 : Number(progress.waits_for.length > 0);
    const all = standings.sort((one, other) => later(one) - later(other));
    const required = all.filter(({ course }) => Coursemark.course.isRequired(course, learner));
    // Of the study plan only this month's stands there unasked.
    const month = Number(today.slice(5, 7));
    const otherMonths = new Set(app.site.plan.flatMap((one) => (one.month === month ? [] : one.course)));
    const offered = all.filter(
      ({ course, progress }) =>
        !Coursemark.course.isRequired(course, learner) &&
        !(otherMonths.has(course.id) && progress.status === "not-started") &&
        // A page shared with a course for others does not begin it.
        (Coursemark.course.isMeant(course, learner) || progress.completions.length > 0),
    );
    const draw = (/** @type {CoursemarkStanding} */ standing) =>
      card(app, learner, statements, standing, today);
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-courses" },
      h("h2", { id: "cm-courses" }, "我的课程"),
      ...required.map(draw),
      required.length === 0 && h("p", {}, nothing(learner)),
      offered.length > 0 &&
        h(
          "details",
          { class: "cm-fold cm-electives", "data-electives": true },
          h("summary", {}, `选修课程（${offered.length} 门${begun(offered)}）`),
          ...offered.map(draw),
        ),
    );
  }

  /** @param {CoursemarkLearner} learner */
  const nothing = ({ department, role }) =>
    `还没有指定给“${[department, role].filter(Boolean).join(" · ")}”的必修课程。`;

  /** @param {CoursemarkStanding[]} offered */
  function begun(offered) {
    const count = offered.filter(({ progress }) =>
      ["in-progress", "overdue", "expired", "retrain"].includes(progress.status),
    ).length;
    return count ? `，${count} 门学习中` : "";
  }

  /**
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   * @param {readonly CoursemarkStatement[]} statements @param {CoursemarkStanding} standing @param {string} today
   */
  function card(app, learner, statements, standing, today) {
    const { course, progress } = standing;
    const { done, of } = Coursemark.course.count(course, progress.steps);
    const printed = Coursemark.slip.label(app, course, progress, statements);
    return h(
      "article",
      { class: "cm-course", "data-course": course.id, "data-status": progress.status },
      h("h3", {}, h("a", { href: Coursemark.url(app.site.pages[course.page].url) }, course.title)),
      h(
        "p",
        { class: "cm-course__facts" },
        h("span", { class: "cm-course__status" }, Coursemark.course.statusName(progress.status)),
        ...Coursemark.course.facts(standing, learner, today).map((fact) => h("span", {}, fact)),
      ),
      h("progress", { max: of || 1, value: done, "aria-label": `${course.title}的进度` }),
      Coursemark.delta.view(app.site, standing) ?? Coursemark.course.next(app.site, standing, today),
      h(
        "details",
        { class: "cm-fold" },
        h("summary", {}, "全部步骤"),
        Coursemark.course.steps(app.site, standing, today),
      ),
      printed &&
        h(
          "p",
          { class: "cm-actions" },
          button(
            printed,
            () => Coursemark.slip.print(Coursemark.slip.slip(app, learner, course, progress, statements)),
            { "data-slip": true },
          ),
        ),
    );
  }

  Coursemark.courses = { section };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
