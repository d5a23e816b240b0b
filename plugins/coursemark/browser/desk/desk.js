"use strict";
/** 我的学习: who I am here, what is asked of me, what I did, what I got wrong, how I hand it in. */
(function (Coursemark) {
  const { h, button, ask, moment } = Coursemark.dom;
  /** What keeps the focus when the desk is drawn anew. */
  const KEYS = ["#cm-load-record", "[data-hand-in]", "[data-mistakes]"];
  const STATUS = /** @type {Record<string, string>} */ ({
    "not-started": "未开始",
    "in-progress": "学习中",
    completed: "已完成",
    expired: "已过期",
    retrain: "需重学",
  });

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    const desk = /** @type {HTMLElement | null} */ (root.querySelector("[data-desk]"));
    if (!desk || desk.dataset.mounted !== undefined) return;
    desk.dataset.mounted = "";
    app.watch(desk, () => show(app, desk));
    await show(app, desk);
  }

  let turns = 0;

  /** @param {CoursemarkApp} app @param {HTMLElement} desk */
  async function show(app, desk) {
    const turn = ++turns;
    const learner = Coursemark.profile.current();
    const statements = learner ? await app.store.statements(learner.id) : [];
    const parts = [
      await who(app, learner),
      ...(learner
        ? [
            courses(app, learner, statements),
            await attempts(app, learner, statements),
            await mistakes(app, learner, statements),
          ]
        : []),
      await Coursemark.handIn.section(app, learner, statements),
    ];
    // A later drawing overtook this one.
    if (turn !== turns) return;
    const held = desk.contains(document.activeElement) ? document.activeElement : null;
    desk.replaceChildren(
      h("p", { class: "cm-desk__message", role: "status", "data-message": true }),
      ...parts,
    );
    if (!held) return;
    const key = KEYS.find((selector) => held.matches(selector)) ?? "#cm-who";
    /** @type {HTMLElement | null} */ (desk.querySelector(key) ?? desk.querySelector("#cm-who"))?.focus();
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner | null} learner */
  async function who(app, learner) {
    const others = (await app.store.learners()).filter((l) => l.id !== learner?.id);
    const entry = (/** @type {CoursemarkLearner | null} */ known, /** @type {string} */ submit) => {
      const save = async (/** @type {CoursemarkLearner} */ entered) => {
        if (known) await Coursemark.profile.use(app, entered);
        else if (!(await Coursemark.profile.enter(app, entered))) return;
        await app.refresh();
      };
      return Coursemark.profile.form(app, { learner: known, submit, save });
    };
    const switchers = others.map((l) =>
      button(Coursemark.profile.nameOf(l), async () => {
        await Coursemark.profile.use(app, l);
        await app.refresh();
      }),
    );
    if (!learner) {
      return h(
        "section",
        { class: "cm-desk__section", "aria-labelledby": "cm-who" },
        h("h2", { id: "cm-who", tabindex: "-1" }, "先登记，再学习"),
        h("p", {}, "学习记录按工号保存在这台电脑的浏览器里。"),
        switchers.length > 0 &&
          h("p", { class: "cm-actions" }, h("span", {}, "这台电脑上的学员："), ...switchers),
        entry(null, "保存"),
      );
    }
    const { roles } = app.site;
    const known = roles.length === 0 || roles.includes(learner.role);
    return h(
      "section",
      { class: "cm-desk__section cm-who", "aria-labelledby": "cm-who" },
      h("h2", { id: "cm-who", class: "cm-who__name", tabindex: "-1", dir: "auto" }, learner.name),
      h(
        "p",
        { class: "cm-who__facts" },
        "工号 ",
        h("bdi", {}, learner.id),
        ...[learner.department, learner.role].filter(Boolean).flatMap((fact) => [" · ", h("bdi", {}, fact)]),
      ),
      !known &&
        h(
          "p",
          { class: "cm-note" },
          learner.role ? `现在的岗位里没有“${learner.role}”了，` : "还没有填岗位，",
          "请在“修改资料”里选一个，才知道要学哪些课程。",
        ),
      h(
        "div",
        { class: "cm-who__more" },
        h("details", { class: "cm-fold" }, h("summary", {}, "修改资料"), entry(learner, "保存修改")),
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, "换人"),
          h("p", {}, "换人前不用退出，各人的记录分开保存。"),
          switchers.length > 0 && h("p", { class: "cm-actions" }, ...switchers),
          h(
            "p",
            { class: "cm-actions" },
            button(
              "新建学员",
              async () => {
                await Coursemark.profile.use(app, null);
                await app.refresh();
              },
              { "data-new-learner": true },
            ),
          ),
        ),
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, "清除本机记录"),
          h("p", {}, "只清除这台电脑上你的资料和记录。先下载学习记录再清除，清除后找不回来。"),
          h(
            "p",
            { class: "cm-actions" },
            button("清除我的记录", () => wipe(app, learner), {
              class: "cm-button--danger",
              "data-wipe": true,
            }),
          ),
        ),
      ),
    );
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function wipe(app, learner) {
    const count = (await app.store.statements(learner.id)).length;
    const answer = await ask({
      title: `清除${learner.name}（${learner.id}）在本机的记录？`,
      text: [count ? `有 ${count} 条学习记录，没有交出的部分会永久丢失。` : "没有学习记录，只清除资料。"],
      actions: [
        { label: "不清除", value: "", primary: true },
        { label: "清除", value: "wipe", danger: true },
      ],
    });
    if (answer !== "wipe") return;
    await app.store.wipe(learner.id);
    await Coursemark.profile.start(app);
    await app.refresh();
    app.say("已清除。");
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {readonly CoursemarkStatement[]} statements */
  function courses(app, learner, statements) {
    const all = Coursemark.course.standings(
      app.site,
      statements,
      Coursemark.statements.timestamp(new Date()),
    );
    const mine = all.filter(
      ({ course, progress }) =>
        Coursemark.course.isRequired(course, learner.role) || progress.status !== "not-started",
    );
    const card = (/** @type {typeof all[0]} */ { course, progress }) => {
      const done = progress.steps.filter((s) => s.done).length;
      const next = course.rules.steps[progress.steps.findIndex((s) => !s.done)];
      const step = next && Coursemark.course.stepOf(app.site, next);
      const page = app.site.pages[course.page];
      return h(
        "article",
        { class: "cm-course", "data-course": course.id, "data-status": progress.status },
        h("h3", {}, h("a", { href: Coursemark.url(page.url) }, course.title)),
        h(
          "p",
          { class: "cm-course__facts" },
          h("span", { class: "cm-course__status" }, STATUS[progress.status]),
          ...[
            `${done} / ${progress.steps.length} 步`,
            Coursemark.course.isRequired(course, learner.role) ? "必修" : "选修",
            course.hours && `${course.hours} 学时`,
            progress.valid_until && `有效期至 ${progress.valid_until}`,
          ].map((fact) => fact && h("span", {}, fact)),
        ),
        h("progress", {
          max: progress.steps.length || 1,
          value: done,
          "aria-label": `${course.title}的进度`,
        }),
        step &&
          h(
            "p",
            { class: "cm-course__next" },
            "下一步：",
            step.verb,
            step.url ? h("a", { href: Coursemark.url(step.url), "data-next": true }, step.title) : step.title,
          ),
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, "全部步骤"),
          Coursemark.course.steps(app.site, course, progress),
        ),
        progress.status === "completed" &&
          h(
            "p",
            { class: "cm-actions" },
            button(
              "打印完成单",
              () => Coursemark.slip.print(Coursemark.slip.slip(app, learner, course, progress, statements)),
              { "data-slip": true },
            ),
          ),
      );
    };
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-courses" },
      h("h2", { id: "cm-courses" }, "我的课程"),
      ...(mine.length ? mine.map(card) : [h("p", {}, `还没有指定给“${learner.role}”的课程。`)]),
    );
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {readonly CoursemarkStatement[]} statements */
  async function attempts(app, learner, statements) {
    const running = (await app.store.attempts(learner.id)).filter((a) => a.state === "running");
    const rows = Object.entries(app.site.assessments).flatMap(([id, { title, url }]) =>
      Coursemark.assessment
        .attemptsOf(statements, app.site.id, id)
        .map((a, n) => ({ ...a, title, url, n: n + 1 })),
    );
    rows.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const link = (/** @type {string} */ title, /** @type {string | null} */ url) =>
      url ? h("a", { href: Coursemark.url(url) }, title) : title;
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-attempts" },
      h("h2", { id: "cm-attempts" }, "测评记录"),
      ...running.map((a) =>
        h(
          "p",
          { class: "cm-note" },
          "还没有交卷：",
          link(a.assessment.title, app.site.assessments[a.assessment.id]?.url ?? null),
          ...(app.site.assessments[a.assessment.id]
            ? []
            : [
                "（这份测评已经撤下，不能接着答了）",
                button(
                  "按已答的交卷",
                  async () => {
                    await Coursemark.assessment.close(app, learner, a);
                    await app.settle(learner);
                    await app.refresh();
                    app.say("已交卷，作答都在学习记录里。");
                  },
                  { "data-close": a.registration },
                ),
              ]),
        ),
      ),
      rows.length === 0
        ? h("p", {}, "还没有参加过测评。")
        : h(
            "div",
            { class: "cm-scroll", tabindex: "0", role: "region", "aria-label": "测评记录表" },
            h(
              "table",
              { class: "cm-table" },
              h(
                "thead",
                {},
                h(
                  "tr",
                  {},
                  ...["测评", "第几次", "时间", "得分", "结果"].map((t) => h("th", { scope: "col" }, t)),
                ),
              ),
              h(
                "tbody",
                {},
                ...rows.map((a) =>
                  h(
                    "tr",
                    {},
                    h("td", {}, link(a.title, a.url)),
                    h("td", {}, String(a.n)),
                    h("td", {}, moment(a.at)),
                    h(
                      "td",
                      {},
                      a.raw === null || a.max === null ? "待阅" : Coursemark.result.percent(a.raw, a.max),
                    ),
                    h("td", {}, a.success === null ? "待阅" : a.success ? "通过" : "未通过"),
                  ),
                ),
              ),
            ),
          ),
    );
  }

  /**
   * Items whose latest answer was wrong, practised again in place.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {readonly CoursemarkStatement[]} statements
   */
  async function mistakes(app, learner, statements) {
    // Where an exam does not say what was wrong, neither does this list.
    const silent = new Set(
      (await app.store.attempts(learner.id))
        .filter((a) => !Coursemark.attempt.shown(a.assessment.review, a.result?.success === true).marks)
        .filter((a) => a.assessment.mode === "exam")
        .map((a) => a.registration),
    );
    const mayTell = ({ registration = "" }) => !silent.has(registration);
    const wrong = [...Coursemark.practice.latest(statements, app.site.id, mayTell).values()]
      .filter((a) => a.success === false)
      .map((a) => a.target);
    const list = h("div", { class: "cm-mistakes" });
    const open = button(
      `重做这 ${wrong.length} 道错题`,
      async () => {
        const quiz = h("section", { class: "cm-quiz", "data-quiz": true });
        /** @type {Set<string>} */
        const shown = new Set();
        let removed = 0;
        for (const id of wrong) {
          const [bank, item] = id.split("/");
          const items = await Coursemark.load(`items/${bank}`).catch(() => ({}));
          const data = items[id] ?? items[`${bank}/${item}`];
          const top = items[id] ? id : `${bank}/${item}`;
          if (!data) removed += 1;
          if (!data || shown.has(top)) continue;
          shown.add(top);
          quiz.append(...Coursemark.dom.rendered(data.html).childNodes);
        }
        list.replaceChildren(shown.size ? quiz : h("p", {}, "这些题目已经从题库撤下。"));
        if (removed && shown.size)
          quiz.before(h("p", { class: "cm-note" }, `其中 ${removed} 道已经从题库撤下，不用再做。`));
        await Coursemark.practice.mount(app, list);
        /** @type {HTMLButtonElement} */ (open).hidden = true;
        /** @type {HTMLElement | null} */ (quiz.querySelector("[data-wrong-only]"))?.click();
      },
      { "data-mistakes": true },
    );
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-mistakes" },
      h("h2", { id: "cm-mistakes" }, "错题"),
      wrong.length
        ? h("p", {}, `最近一次答错的题有 ${wrong.length} 道，做对了下次打开就不再列出。`)
        : h("p", {}, "没有错题。"),
      wrong.length > 0 && h("p", { class: "cm-actions" }, open),
      list,
    );
  }

  Coursemark.desk = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
