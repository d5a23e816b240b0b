"use strict";
/** 我的学习: who I am here, what is asked of me, what I did, what I got wrong, how I hand it in. */
(function (Coursemark) {
  const { h, button, moment } = Coursemark.dom;
  /** What keeps the focus when the desk is drawn anew. */
  const KEYS = ["#cm-load-record", "[data-hand-in]", "[data-mistakes]"];

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
      await Coursemark.who.section(app, learner),
      ...(learner
        ? [
            Coursemark.courses.section(app, learner, statements),
            await attempts(app, learner, statements),
            await mistakes(app, learner, statements),
          ]
        : []),
      await Coursemark.handIn.section(app, learner, statements),
    ];
    // A later drawing overtook this one.
    if (turn !== turns) return;
    const held = desk.contains(document.activeElement) ? document.activeElement : null;
    desk.replaceChildren(message(desk, learner), ...parts);
    if (!held) return;
    const key = KEYS.find((selector) => held.matches(selector)) ?? "#cm-who";
    /** @type {HTMLElement | null} */ (desk.querySelector(key) ?? desk.querySelector("#cm-who"))?.focus();
  }

  /**
   * Where it is said what came of an action. What was said stays: the desk may be drawn for another
   * reason right after, but not for somebody else.
   * @param {HTMLElement} desk @param {CoursemarkLearner | null} learner
   */
  function message(desk, learner) {
    const whose = learner?.id ?? "";
    const said = /** @type {HTMLElement | null} */ (desk.querySelector("[data-message]"));
    if (said?.dataset.message === whose) return said;
    return h("p", { class: "cm-desk__message", role: "status", "data-message": whose });
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
                  ...["测评", "结果", "得分", "第几次", "时间"].map((t) => h("th", { scope: "col" }, t)),
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
                    // First what matters: a phone shows no more without scrolling.
                    h("td", {}, a.success === null ? "待阅" : a.success ? "通过" : "未通过"),
                    h(
                      "td",
                      {},
                      a.raw === null || a.max === null ? "待阅" : Coursemark.result.percent(a.raw, a.max),
                    ),
                    h("td", {}, String(a.n)),
                    h("td", {}, moment(a.at)),
                  ),
                ),
              ),
            ),
          ),
    );
  }

  /** How many items were wrong at last; the practice page has them. @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {readonly CoursemarkStatement[]} statements */
  async function mistakes(app, learner, statements) {
    const attempts = await app.store.attempts(learner.id);
    const answers = Coursemark.mistakes.told(app.site, statements, attempts, Date.now());
    const count = Coursemark.mistakes.wrong(answers).length;
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-mistakes" },
      h("h2", { id: "cm-mistakes" }, "练习"),
      h("p", {}, count ? `最近一次答错的题有 ${count} 道。` : "没有错题。"),
      h(
        "p",
        { class: "cm-actions" },
        h(
          "a",
          {
            class: "cm-button",
            href: `${Coursemark.url(app.site.practiceUrl)}${count ? "#cm-mistakes" : ""}`,
            "data-mistakes": true,
          },
          count ? "去错题本" : "去每日一练",
        ),
      ),
    );
  }

  Coursemark.desk = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
