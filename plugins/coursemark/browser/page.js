"use strict";
/**
 * Reading as part of a course: at the end of a page the learner says that it is read, or accepts
 * its text. The time the page was visible is recorded as a fact.
 */
(function (Coursemark) {
  const { h, button, announce, moment, spell } = Coursemark.dom;

  /** Seconds the page has been visible. */
  function stopwatch() {
    let total = 0;
    let since = document.hidden ? null : performance.now();
    document.addEventListener("visibilitychange", () => {
      if (since !== null) total += performance.now() - since;
      since = document.hidden ? null : performance.now();
    });
    return () => Math.round((total + (since === null ? 0 : performance.now() - since)) / 1000);
  }

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    const end = /** @type {HTMLElement | null} */ (root.querySelector(".cm-page-end:not([data-mounted])"));
    if (!end) return;
    end.dataset.mounted = "";
    const seconds = stopwatch();
    const { path, title, revision } = /** @type {{path: string, title: string, revision: string}} */ (app.page);
    const courses = app.site.courses.filter((c) => c.rules.steps.some((s) => s.target === path && s.kind !== "pass"));
    const course = app.site.courses.find((c) => c.page === path);
    if (course) return outline(app, course, end);
    if (courses.length === 0) return;
    const kind = courses.some((c) => c.rules.steps.some((s) => s.target === path && s.kind === "accept")) ? "accept" : "read";
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
      /** @type {HTMLElement} */ (end).replaceChildren(h("div", {},
        h("p", {}, `本页是课程${names}的${kind === "accept" ? "确认" : "阅读"}内容。`),
        done &&
          h("p", { class: "cm-note" }, `你在 ${moment(done.timestamp)} ${kind === "accept" ? "确认过本页" : "标记为已读"}${changed ? "，之后本页有修改，建议重读" : ""}。`),
        (!done || changed) &&
          h("p", { class: "cm-actions" }, button(kind === "accept" ? "我已阅读并接受以上内容" : "我已读完本页", () => void record(), { class: "cm-button--primary", "data-read": true })),
        done && (await next()),
      ));
    }

    async function record() {
      const learner = await Coursemark.profile.need(app);
      if (!learner) return;
      const build = kind === "accept" ? Coursemark.statements.accepted : Coursemark.statements.experienced;
      const spent = seconds();
      await app.store.append(learner.id, [build(app.stamp(learner), { page: { path, name: title, revision }, seconds: spent })]);
      await app.settle(learner);
      announce(`已记录，阅读 ${spell(spent)}`);
      await show();
    }

    /** The next unfinished step of the first course this page belongs to. */
    async function next() {
      const learner = Coursemark.profile.current();
      if (!learner) return null;
      const statements = await app.store.statements(learner.id);
      for (const { course: c, progress } of Coursemark.course.standings(app.site, statements, Coursemark.statements.timestamp(new Date()))) {
        if (!courses.includes(c)) continue;
        const n = progress.steps.findIndex((s) => !s.done);
        if (n < 0) return h("p", {}, `《${c.title}》的步骤都完成了，可以到`, h("a", { href: Coursemark.url(app.deskUrl) }, "我的学习"), "交出学习记录。");
        const step = Coursemark.course.stepOf(app.site, c.rules.steps[n]);
        return h("p", {}, "下一步：", step.verb, step.url ? h("a", { href: Coursemark.url(step.url) }, step.title) : step.title);
      }
      return null;
    }

    await show();
    app.store.onChange((change) => void (change.kind === "statements" && show()));
  }

  /**
   * On the course's own page: its steps and how far the learner is.
   * @param {CoursemarkApp} app @param {CoursemarkCourse} course @param {HTMLElement} end
   */
  async function outline(app, course, end) {
    const learner = Coursemark.profile.current();
    const statements = learner ? await app.store.statements(learner.id) : [];
    const { progress } = Coursemark.course.standings(app.site, statements, Coursemark.statements.timestamp(new Date())).filter((s) => s.course === course)[0];
    end.replaceChildren(h("h2", {}, "学习步骤"), Coursemark.course.steps(app.site, course, progress));
  }

  Coursemark.page = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
