"use strict";
/**
 * Reading as part of a course: at the end of a page the learner says that it is read, or accepts
 * its text. The time the page was visible is recorded as a fact.
 */
(function (Coursemark) {
  const { h, button, announce, moment, spell } = Coursemark.dom;

  /** Seconds the page has been visible. @param {HTMLElement} element on the page as long as it lasts */
  function stopwatch(element) {
    let total = 0;
    let since = document.hidden ? null : performance.now();
    document.addEventListener("visibilitychange", function note() {
      if (!element.isConnected) return document.removeEventListener("visibilitychange", note);
      if (since !== null) total += performance.now() - since;
      since = document.hidden ? null : performance.now();
    });
    return () => Math.round((total + (since === null ? 0 : performance.now() - since)) / 1000);
  }

  /** What shows anew when the learner's log has grown. @type {Map<HTMLElement, () => Promise<void>>} */
  const shown = new Map();

  async function refresh() {
    for (const [element, show] of shown) {
      if (element.isConnected) await show();
      else shown.delete(element);
    }
  }

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    await mountOutline(app, root);
    const end = /** @type {HTMLElement | null} */ (root.querySelector(".cm-page-end:not([data-mounted])"));
    if (!end) return;
    end.dataset.mounted = "";
    const seconds = stopwatch(end);
    const { path, title, revision } = /** @type {{path: string, title: string, revision: string}} */ (
      app.page
    );
    const courses = app.site.courses.filter((c) =>
      c.rules.steps.some((s) => s.target === path && s.kind !== "pass"),
    );
    if (courses.length === 0) return;
    const kind = courses.some((c) => c.rules.steps.some((s) => s.target === path && s.kind === "accept"))
      ? "accept"
      : "read";
    const names = courses.map((c) => `《${c.title}》`).join("");

    async function show() {
      const learner = Coursemark.profile.current();
      /** @type {CoursemarkEntry | undefined} */
      let done;
      if (learner) {
        for (const statement of await app.store.statements(learner.id)) {
          const entry = Coursemark.statements.read(statement, app.site.id);
          if (entry.kind === kind && entry.target === path) done = entry;
        }
      }
      const changed = done?.revision && done.revision !== revision;
      /** @type {HTMLElement} */ (end).replaceChildren(
        h(
          "div",
          {},
          h("p", {}, `本页是课程${names}的${kind === "accept" ? "确认" : "阅读"}内容。`),
          done &&
            h(
              "p",
              { class: "cm-note", tabindex: "-1" },
              `你在 ${moment(done.timestamp)} ${kind === "accept" ? "确认过本页" : "标记为已读"}${changed ? "，之后本页有修改，建议重读" : ""}。`,
            ),
          (!done || changed) &&
            h(
              "p",
              { class: "cm-actions" },
              button(kind === "accept" ? "我已阅读并接受以上内容" : "我已读完本页", record, {
                class: "cm-button--primary",
                "data-read": true,
              }),
            ),
          done && (await next()),
        ),
      );
    }

    async function record() {
      const learner = await Coursemark.profile.need(app);
      if (!learner) return;
      const build = kind === "accept" ? Coursemark.statements.accepted : Coursemark.statements.experienced;
      const spent = seconds();
      await app.store.append(learner.id, [
        build(app.stamp(learner), { page: { path, name: title, revision }, seconds: spent }),
      ]);
      await app.settle(learner);
      announce(`已记录，阅读 ${spell(spent)}`);
      // The button that had the focus is gone.
      /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (end).querySelector(".cm-note"))?.focus();
    }

    /** The next unfinished step of the first course this page belongs to. */
    async function next() {
      const learner = Coursemark.profile.current();
      if (!learner) return null;
      const statements = await app.store.statements(learner.id);
      for (const { course: c, progress } of Coursemark.course.standings(
        app.site,
        statements,
        Coursemark.statements.timestamp(new Date()),
      )) {
        if (!courses.includes(c)) continue;
        const n = progress.steps.findIndex((s) => !s.done);
        if (n < 0)
          return h(
            "p",
            {},
            `《${c.title}》的步骤都完成了，可以到`,
            h("a", { href: Coursemark.url(app.deskUrl) }, "我的学习"),
            "交出学习记录。",
          );
        const step = Coursemark.course.stepOf(app.site, c.rules.steps[n]);
        return h(
          "p",
          {},
          "下一步：",
          step.verb,
          step.url ? h("a", { href: Coursemark.url(step.url) }, step.title) : step.title,
        );
      }
      return null;
    }

    shown.set(end, show);
    await show();
  }

  /**
   * On the course's own page: its steps and how far the learner is.
   * @param {CoursemarkApp} app @param {ParentNode} root
   */
  async function mountOutline(app, root) {
    const place = /** @type {HTMLElement | null} */ (root.querySelector(".cm-outline"));
    if (!place || place.dataset.mounted !== undefined) return;
    place.dataset.mounted = "";
    const show = async () => {
      const learner = Coursemark.profile.current();
      const statements = learner ? await app.store.statements(learner.id) : [];
      const now = Coursemark.statements.timestamp(new Date());
      const standing = Coursemark.course
        .standings(app.site, statements, now)
        .find(({ course }) => course.id === place.dataset.course);
      if (!standing) return;
      const { course, progress } = standing;
      const done = progress.steps.filter((step) => step.done).length;
      place.replaceChildren(
        h(
          "p",
          { class: "cm-outline__title" },
          "学习步骤",
          h("span", {}, `${done} / ${progress.steps.length}`),
        ),
        Coursemark.course.steps(app.site, course, progress),
      );
    };
    shown.set(place, show);
    await show();
  }

  Coursemark.page = { mount, refresh };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
