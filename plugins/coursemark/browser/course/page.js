"use strict";
/**
 * The end of a page: reading as part of a course, and 纠错. A learner says that the page is read, or
 * accepts its text; it counts once the page was seen long enough and down to its end.
 */
(function (Coursemark) {
  const { h, button, announce, moment, spell } = Coursemark.dom;

  /** What shows anew when the learner's log has grown. @type {Map<HTMLElement, () => Promise<void>>} */
  const shown = new Map();

  async function refresh() {
    for (const [element, show] of shown) {
      if (element.isConnected) await show();
      else shown.delete(element);
    }
  }

  /** @param {HTMLElement} element @param {() => Promise<void>} show */
  async function watch(element, show) {
    shown.set(element, show);
    await show();
  }

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    await Coursemark.comment.mount(app, root);
    await Coursemark.outline.mount(app, root);
    await Coursemark.survey.mount(app, root);
    const end = /** @type {HTMLElement | null} */ (root.querySelector(".cm-page-end:not([data-mounted])"));
    if (!end || !app.page) return;
    end.dataset.mounted = "";
    const { path, title: name, revision } = app.page;
    // The home page is a way in, with nothing to correct but what it leads to.
    if (path === "index.md") return;
    const reading = h("div", { class: "cm-reading" });
    end.append(
      reading,
      h("p", { class: "cm-actions" }, Coursemark.comment.button({ page: { path, name, revision } })),
    );
    const today = Coursemark.progress.dayOf(Date.now());
    const courses = app.site.courses.filter(
      (course) =>
        course.steps.some((step) => isOf(step, path)) && Coursemark.course.begins(course, today) === null,
    );
    if (courses.length > 0) await mountReading(app, app.page, reading, courses);
  }

  /** @param {{kind: string, target: string}} step @param {string} path */
  const isOf = ({ kind, target }, path) => target === path && (kind === "read" || kind === "accept");

  /**
   * @param {CoursemarkApp} app @param {{path: string, title: string, revision: string}} page
   * @param {HTMLElement} place @param {CoursemarkCourse[]} courses those the page belongs to
   */
  async function mountReading(app, { path, title, revision }, place, courses) {
    const { minimum = 0, length = 0, version = "" } = app.site.pages[path] ?? {};
    const accepts = courses.some((c) => c.steps.some((s) => isOf(s, path) && s.kind === "accept"));
    const live = h("span", { "data-reading": true });
    // Its seconds run; what matters of it is announced once.
    const waiting = h("p", { class: "cm-reading__wait", id: "cm-reading-wait", hidden: true });
    /** Kinds of statement that pressing the button makes. @type {Set<string>} */
    let wanted = new Set();
    /** Until the log was looked at, the time may be wanted. */
    let looked = false;
    const reading = Coursemark.reading.follow(app, { path, revision }, place, {
      isWanted: () => !looked || wanted.size > 0,
      ontick: tick,
    });
    let recording = false;
    /** The browser refused to store it: the learner presses again. */
    let refused = false;

    /** Seconds to go, or "end" while the end was not seen. @returns {number | "end"} */
    function missing() {
      const { seconds, end } = reading.now();
      if (seconds < minimum) return minimum - seconds;
      return end || minimum === 0 ? 0 : "end";
    }

    function tick() {
      const { seconds, armed } = reading.now();
      live.textContent = spell(seconds);
      const left = missing();
      const waits = armed && wanted.size > 0 && left !== 0;
      waiting.hidden = !waits;
      if (waits)
        waiting.textContent =
          left === "end" ? "已记下，读到页尾自动计入。" : `已记下，再读 ${spell(left)}自动计入。`;
      if (armed && wanted.size > 0 && left === 0 && !document.hidden && !refused) void record();
    }

    /** The learner's latest reading or acceptance that counts. @param {readonly CoursemarkStatement[]} statements */
    function latest(statements) {
      /** @type {CoursemarkEntry | null} */
      let found = null;
      for (const statement of statements) {
        const entry = Coursemark.statements.read(statement, app.site.id);
        if ((entry.kind !== "read" && entry.kind !== "accept") || entry.target !== path) continue;
        if (!Coursemark.statements.eventOf(entry)) continue;
        if (!accepts || entry.kind === "accept") found = entry;
      }
      return found;
    }

    async function show() {
      const learner = Coursemark.profile.current();
      const statements = learner ? await app.store.statements(learner.id) : [];
      await reading.ready();
      const now = Coursemark.statements.timestamp(new Date());
      const all = Coursemark.course
        .standings(app.site, statements, now, learner?.start)
        .filter(({ course }) => courses.includes(course));
      const own = all.filter((one) => concerns(one, learner)).sort(byPursuit(learner));
      const names = (own.length ? own : all).map(({ course }) => `《${course.title}》`).join("");
      const steps = all.flatMap(({ course, progress }) =>
        course.steps.flatMap((step, n) =>
          isOf(step, path)
            ? [
                {
                  kind: step.kind,
                  done: Coursemark.course.current(progress)[n].done,
                  renews: progress.renewing !== null,
                },
              ]
            : [],
        ),
      );
      const before = latest(statements);
      const changed = before !== null && before.revision !== "" && before.revision !== revision;
      const undone = steps.filter((step) => !step.done);
      wanted = new Set((changed ? steps : undone).map((step) => step.kind));
      looked = true;
      const held = place.contains(document.activeElement);
      place.replaceChildren(
        h(
          "div",
          {},
          h("p", {}, `本页是课程${names}的${accepts ? "确认" : "阅读"}内容。`),
          before && h("p", { class: "cm-note", tabindex: "-1" }, said(before, changed, undone)),
          ...(wanted.size > 0 ? [rule(), h("p", { class: "cm-actions" }, finish()), waiting] : []),
          before && undone.length === 0 && next(own, names),
        ),
      );
      tick();
      // What had the focus was drawn anew.
      if (held) /** @type {HTMLElement | null} */ (place.querySelector("[data-read], .cm-note"))?.focus();
    }

    /** @param {CoursemarkEntry} before @param {boolean} changed @param {{renews: boolean}[]} undone */
    function said(before, changed, undone) {
      const did = before.kind === "accept" ? "确认过本页" : "标记为已读";
      const old = before.version && before.version !== version ? `（${before.version}）` : "";
      const then =
        undone.length > 0
          ? version && before.version !== version && accepts
            ? `，现在是${version}，请重新阅读并确认`
            : undone.every((step) => step.renews)
              ? "，现在可以重读一遍，计入续学"
              : "，现在要重读一遍才计入课程"
          : changed
            ? "，之后本页有修改，建议重读"
            : "";
      return `你在 ${moment(before.timestamp)} ${did}${old}${then}。`;
    }

    function rule() {
      const size = length > 0 ? `本页约 ${roughly(length)} 字，` : "";
      // A site that asks for no time asks for nothing but the word.
      const told =
        minimum > 0
          ? [
              `读满 ${spell(minimum)}并读到页尾才计入课程；已读 `,
              live,
              "。只算本页看得见的时间，分几次读会累计。",
            ]
          : ["读完点下面的按钮就计入课程。"];
      return h("p", { class: "cm-reading__rule" }, size, ...told);
    }

    function finish() {
      const label = accepts ? `我已阅读并接受以上内容${version ? `（${version}）` : ""}` : "我已读完本页";
      return button(label, press, {
        class: "cm-button--primary",
        "data-read": true,
        "aria-describedby": waiting.id,
      });
    }

    async function press() {
      const learner = await Coursemark.profile.need(app);
      if (!learner) return;
      await reading.ready();
      const left = missing();
      if (left === 0) return record();
      await reading.arm(true);
      tick();
      if (left === "end") {
        place.scrollIntoView({ block: "nearest" });
        announce("已记下，读到页尾自动计入。");
      } else announce(`已记下，再读 ${spell(left)}自动计入。`);
    }

    async function record() {
      const learner = Coursemark.profile.current();
      if (recording || !learner) return;
      recording = true;
      try {
        const { seconds } = reading.now();
        const details = { page: { path, name: title, revision, version }, seconds, minimum };
        const { accepted, experienced } = Coursemark.statements;
        await app.store.append(
          learner.id,
          [...wanted].map((kind) =>
            (kind === "accept" ? accepted : experienced)(app.stamp(learner), details),
          ),
        );
        wanted = new Set();
        await reading.clear();
        await app.settle(learner);
        announce(`已记录，阅读 ${spell(seconds)}`);
        refused = false;
      } catch (error) {
        refused = true;
        throw error;
      } finally {
        recording = false;
      }
    }

    /** The next step of the first course that has one. @param {CoursemarkStanding[]} own @param {string} names */
    function next(own, names) {
      const today = Coursemark.progress.dayOf(Date.now());
      const step = own.map((one) => Coursemark.course.next(app.site, one, today)).find(Boolean);
      return (
        step ??
        h(
          "p",
          {},
          `${names}的步骤都完成了，可以到`,
          h("a", { href: Coursemark.url(app.deskUrl) }, "我的学习"),
          "交出学习记录。",
        )
      );
    }

    await watch(place, show);
  }

  /** Whether a course is for the learner. @param {CoursemarkStanding} one @param {CoursemarkLearner | null} learner */
  const concerns = ({ course, progress }, learner) =>
    !learner || Coursemark.course.isMeant(course, learner) || progress.completions.length > 0;

  /**
   * Required courses first, and among them the one the learner is furthest in: whoever follows a
   * course is not led away from it by a page it shares with another.
   * @param {CoursemarkLearner | null} learner
   * @returns {(one: CoursemarkStanding, other: CoursemarkStanding) => number}
   */
  function byPursuit(learner) {
    const offered = (/** @type {CoursemarkStanding} */ { course }) =>
      Number(!(learner && Coursemark.course.isRequired(course, learner)));
    const done = (/** @type {CoursemarkStanding} */ { course, progress }) =>
      Coursemark.course.count(course, Coursemark.course.current(progress)).done;
    return (one, other) => offered(one) - offered(other) || done(other) - done(one);
  }

  /** A length as people say it: 1,800. @param {number} length */
  function roughly(length) {
    const step = length < 1000 ? 50 : 100;
    return Math.max(step, Math.round(length / step) * step).toLocaleString("en-US");
  }

  Coursemark.page = { mount, refresh, watch };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
