"use strict";
/** The study plan by the reader's day: 本月学习, and how far the learner is in a month of the plan. */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @type {CoursemarkGlobal["month"]["mount"]} */
  async function mount(app, root) {
    const home = /** @type {HTMLElement | null} */ (root.querySelector("[data-this-month]"));
    const list = /** @type {HTMLElement | null} */ (root.querySelector("[data-plan-course]"));
    markCalendar(root);
    for (const [place, draw] of /** @type {const} */ ([
      [home, drawHome],
      [list, drawList],
    ])) {
      if (!place || place.dataset.mounted !== undefined) continue;
      place.dataset.mounted = "";
      await Coursemark.page.watch(place, () => draw(app, place));
    }
  }

  /** Month of the calendar at UTC+08:00. */
  const thisMonth = () => Number(Coursemark.progress.dayOf(Date.now()).slice(5, 7));

  /** @param {ParentNode} root */
  function markCalendar(root) {
    const now = root.querySelector(`[data-plan-month="${thisMonth()}"]`);
    now?.closest("tr")?.classList.add("cm-plan__now");
  }

  /** The learner in the course of a month. @param {CoursemarkApp} app @param {string} course */
  async function standingOf(app, course) {
    const learner = Coursemark.profile.current();
    const statements = learner ? await app.store.statements(learner.id) : [];
    const now = Coursemark.statements.timestamp(new Date());
    const all = Coursemark.course.standings(app.site, statements, now, learner?.start);
    return all.find((one) => one.course.id === course);
  }

  /** @param {CoursemarkApp} app @param {HTMLElement} place */
  async function drawHome(app, place) {
    const at = thisMonth();
    const month = app.site.plan.find((one) => one.month === at);
    if (!month) return place.replaceChildren(h("p", {}, "这个月没有安排。"));
    const standing = await standingOf(app, month.course);
    if (!standing) return;
    const today = Coursemark.progress.dayOf(Date.now());
    const learner = Coursemark.profile.current();
    const { done, of } = Coursemark.course.count(
      standing.course,
      Coursemark.course.current(standing.progress),
    );
    place.replaceChildren(
      h(
        "p",
        { class: "cm-month__theme" },
        h("span", {}, `${at}月`),
        " ",
        h("a", { href: Coursemark.url(month.url) }, month.theme),
        learner && h("span", { class: "cm-month__done" }, done === of ? "已学完" : `${done} / ${of} 步`),
      ),
      learner
        ? Coursemark.course.steps(app.site, standing, today)
        : h("ul", {}, ...standing.course.steps.map((step) => h("li", {}, link(app, step, standing)))),
    );
  }

  /** @param {CoursemarkApp} app @param {CoursemarkStep} step @param {CoursemarkStanding} standing */
  function link(app, step, { course }) {
    const { title, url } = Coursemark.course.stepOf(app.site, step, course);
    return url ? h("a", { href: Coursemark.url(url) }, title) : title;
  }

  /** Which pages of the list were read. @param {CoursemarkApp} app @param {HTMLElement} place */
  async function drawList(app, place) {
    const standing = await standingOf(app, place.dataset.planCourse ?? "");
    if (!standing) return;
    const states = Coursemark.course.current(standing.progress);
    standing.course.steps.forEach((step, n) => {
      const row = /** @type {HTMLElement | null} */ (
        place.querySelector(`[data-plan-page="${CSS.escape(step.target)}"]`)
      );
      if (step.kind !== "read" || !row) return;
      row.dataset.done = String(states[n].done);
      row.querySelector(".cm-plan__done")?.remove();
      if (states[n].done) row.prepend(h("span", { class: "cm-plan__done" }, "已读"));
    });
  }

  Coursemark.month = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
