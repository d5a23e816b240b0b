"use strict";
/** On a course's own page: its steps, how far the learner is, and what is done right there. */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    const place = /** @type {HTMLElement | null} */ (root.querySelector(".cm-outline"));
    if (!place || place.dataset.mounted !== undefined) return;
    place.dataset.mounted = "";
    const course = app.site.courses.find(({ id }) => id === place.dataset.course);
    if (!course) return;
    const head = h("div", {});
    // Surveys that no page shows stay where they are while the steps are drawn anew.
    const here = app.site.pages[course.page]?.url;
    const surveys = course.steps
      .filter(({ kind, target, url }) => kind === "survey" && url === here && !isShown(root, target))
      .map(({ target }) => h("section", { "data-survey-place": target }));
    place.append(head, ...surveys);

    const show = async () => {
      const learner = Coursemark.profile.current();
      const statements = learner ? await app.store.statements(learner.id) : [];
      const moment = new Date();
      const today = Coursemark.progress.dayOf(moment.getTime());
      const now = Coursemark.statements.timestamp(moment);
      const standing = Coursemark.course
        .standings(app.site, statements, now, learner?.start)
        .find((one) => one.course === course);
      // What is being filled in stays.
      const busy = head.querySelector("form")?.contains(document.activeElement);
      if (!standing || busy) return;
      const { progress } = standing;
      const sessions = sessionsOf(app, statements);
      const opened = new Set(
        Array.from(
          head.querySelectorAll("details[open]"),
          (e) => /** @type {HTMLElement} */ (e).dataset.attend,
        ),
      );
      const below = (/** @type {CoursemarkStep} */ step, /** @type {number} */ n) => {
        if (step.kind !== "attend") return null;
        const form = Coursemark.attend.form(
          app,
          step,
          Coursemark.course.current(progress)[n].done ? (sessions.get(step.target) ?? null) : null,
        );
        if (opened.has(step.target)) form.setAttribute("open", "");
        return form;
      };
      const shut = progress.waits_for.length > 0 || Coursemark.course.begins(course, today) !== null;
      const waits = shut ? Coursemark.course.next(app.site, standing, today) : null;
      const delta = Coursemark.delta.view(app.site, standing);
      const steps = Coursemark.course.steps(app.site, standing, today, below);
      head.replaceChildren(
        h("p", { class: "cm-outline__title" }, "学习步骤"),
        h(
          "p",
          { class: "cm-course__facts", "data-status": progress.status },
          ...facts(learner, standing, today),
        ),
        ...(waits ? [waits] : []),
        ...(delta ? [delta] : []),
        delta ? h("details", { class: "cm-fold" }, h("summary", {}, "全部步骤"), steps) : steps,
      );
    };
    await Coursemark.page.watch(place, show);
    const session = head.querySelector(`details[id="${CSS.escape(Coursemark.outline.fragment())}"]`);
    session?.setAttribute("open", "");
    session?.scrollIntoView({ block: "center" });
  }

  /** @param {CoursemarkLearner | null} learner @param {CoursemarkStanding} standing @param {string} today */
  function facts(learner, standing, today) {
    const { course, progress } = standing;
    if (!learner)
      return [course.type, course.hours && `${course.hours} 学时`].map((fact) => fact && h("span", {}, fact));
    return [
      h("span", { class: "cm-course__status" }, Coursemark.course.statusName(progress.status)),
      ...Coursemark.course.facts(standing, learner, today).map((fact) => h("span", {}, fact)),
    ];
  }

  /** Whether a fence of the page shows the survey. @param {ParentNode} root @param {string} id */
  const isShown = (root, id) => root.querySelector(`[data-survey-place="${CSS.escape(id)}"]`) !== null;

  /**
   * The learner's latest registration of each session.
   * @param {CoursemarkApp} app @param {readonly CoursemarkStatement[]} statements
   */
  function sessionsOf(app, statements) {
    /** @type {Map<string, CoursemarkEntry>} */
    const found = new Map();
    for (const statement of statements) {
      const entry = Coursemark.statements.read(statement, app.site.id);
      if (entry.kind === "attend") found.set(entry.target, entry);
    }
    return found;
  }

  /** What the address asks for; a script put it there too late for the browser. */
  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  Coursemark.outline = { mount, fragment };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
