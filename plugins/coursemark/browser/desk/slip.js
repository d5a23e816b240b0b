"use strict";
/**
 * The completion slip: one A4 page in the hospital's name, printed by the browser. Where a course
 * is not completed, because an exam is graded by the trainer, it says how far it is, with receipts.
 */
(function (Coursemark) {
  const { h, button, moment } = Coursemark.dom;
  const CHECK = "核验：把核验码交给培训管理员，对照学习记录运行 coursemark verify 核对。";
  const HONEST = "由学员本人在浏览器中自学、自测形成；成绩以培训管理员按学习记录复核的结果为准。";
  /** With more steps than this they stand in two columns. */
  const ONE_COLUMN = 6;

  /**
   * A completion as it stood when it was reached: what came after does not change it, so that one
   * completion has one code. The twin of `certificates/completions.py`.
   * @param {CoursemarkSite} site @param {readonly CoursemarkStatement[]} statements
   * @param {CoursemarkCourse} course @param {string} at
   * @returns {CoursemarkCourseProgress | null}
   */
  function stateAt(site, statements, course, at) {
    const events = Coursemark.statements.events(statements, site.id, site.assessments);
    const needed = withRequired(site, course);
    // What a page asked for later does not undo a completion.
    const plain = needed.map((rules) => ({
      ...rules,
      steps: rules.steps.map((step) => ({ ...step, retrain_from: null, version: null })),
    }));
    for (const courses of [plain, needed]) {
      const then = Coursemark.progress.progressOf(courses, events, at, null)[course.id];
      if (then.completed_at === at) return then;
    }
    return null;
  }

  /** The rules of the course and of all that must be completed before it. @param {CoursemarkSite} site @param {CoursemarkCourse} course */
  function withRequired(site, course) {
    /** @type {Map<string, CoursemarkCourseRules>} */
    const found = new Map();
    const open = [course.id];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const rules = site.courses.find((each) => each.id === id)?.rules;
      if (!rules || found.has(id)) continue;
      found.set(id, rules);
      open.push(...(rules.requires ?? []));
    }
    return [...found.values()];
  }

  /**
   * Each test of the course as the record tells it.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkCourse} course
   * @param {CoursemarkCourseProgress} state @param {readonly CoursemarkStatement[]} statements
   */
  function testsOf({ site }, learner, course, state, statements) {
    const entries = statements.map((statement) => Coursemark.statements.read(statement, site.id));
    const { OUTCOMES } = Coursemark.statements.words;
    return course.rules.steps.flatMap((step, n) => {
      if (step.kind !== "pass") return [];
      const { at } = state.steps[n];
      const ended = entries.filter((e) => OUTCOMES.includes(e.kind ?? "") && e.target === step.target);
      const passed = ended.find((e) => at !== null && e.timestamp === at && e.kind === "passed");
      const last = ended.reduce(
        (a, b) => (Date.parse(b.timestamp) >= Date.parse(a.timestamp) ? b : a),
        ended[0],
      );
      const shown = passed ?? last;
      const until = state.completed_at === null ? Infinity : Date.parse(state.completed_at);
      const withheld = site.assessments[step.target]?.key === "withheld";
      return [
        {
          id: step.target,
          title: site.assessments[step.target]?.title ?? step.target,
          passed: Boolean(passed),
          withheld,
          score: scoreOf(shown, withheld),
          at: shown?.timestamp ?? null,
          revision: shown?.revision ?? "",
          attempts: ended.filter((e) => Date.parse(e.timestamp) <= until).length,
          receipt: withheld && shown ? receiptOf(site, learner, entries, shown.registration) : "",
        },
      ];
    });
  }

  /** @param {CoursemarkEntry | undefined} entry @param {boolean} withheld */
  function scoreOf(entry, withheld) {
    if (!entry) return "未参加";
    if (withheld) return "待评分";
    if (entry.raw === null || entry.max === null) return "";
    return `${Coursemark.result.percent(entry.raw, entry.max)} 分`;
  }

  /** @param {CoursemarkSite} site @param {CoursemarkLearner} learner @param {readonly CoursemarkEntry[]} entries @param {string} registration */
  function receiptOf(site, learner, entries, registration) {
    /** @type {Map<string, string>} */
    const answers = new Map();
    for (const { kind, registration: own, target, response } of entries)
      if (kind === "answered" && own === registration && response !== null) answers.set(target, response);
    return Coursemark.codes.receipt(site.id, learner.id, registration, answers);
  }

  /** @type {CoursemarkGlobal["slip"]["label"]} */
  function label(app, course, progress, statements) {
    if (progress.status === "completed") return "打印完成单";
    // Only the trainer can complete it; the learner has something in hand all the same.
    const withheld = new Set(
      course.rules.steps
        .filter(({ kind, target }) => kind === "pass" && app.site.assessments[target]?.key === "withheld")
        .map(({ target }) => target),
    );
    const sat = statements.some((statement) => {
      const { kind, target } = Coursemark.statements.read(statement, app.site.id);
      return kind === "completed" && withheld.has(target);
    });
    return sat ? "打印学习情况单" : null;
  }

  /** @type {CoursemarkGlobal["slip"]["slip"]} */
  function slip(app, learner, course, progress, statements) {
    const { site } = app;
    const at = progress.completed_at;
    const state = (at && stateAt(site, statements, course, at)) || progress;
    const done = state.completed_at;
    const tests = testsOf(app, learner, course, state, statements);
    const day = done === null ? "" : Coursemark.progress.dayOf(Date.parse(done));
    const code =
      done === null
        ? ""
        : Coursemark.codes.slipCode({
            site: site.id,
            learner: learner.id,
            name: learner.name,
            course: course.id,
            completed_at: /** @type {number} */ (Coursemark.progress.instant(done)),
            valid_until: state.valid_until,
            score: state.score,
            hours: course.hours,
            tests: tests.filter((t) => t.passed).map((t) => `${t.id}@${t.revision}`),
          });
    const facts = /** @type {[string, string][]} */ ([
      ["姓名", learner.name],
      ["工号", learner.id],
      ["科室", learner.department],
      ["岗位", learner.role],
      ["课程", course.title],
      ["类型", course.type],
      ["学时", course.hours],
      ["成绩", state.score === null ? "" : `${state.score / 100} 分`],
      ["编号", done === null ? "" : `${course.id}-${day.replaceAll("-", "")}-${learner.id}`],
      ["完成时间", done === null ? "尚未完成" : moment(done)],
      ["有效期至", done === null ? "" : (state.valid_until ?? "长期")],
    ]).filter(([, value]) => value);
    return h(
      "article",
      { class: "cm-slip", lang: "zh" },
      h("p", { class: "cm-slip__site" }, site.organisation || site.title),
      h("h1", {}, done === null ? "学习情况单" : "学习完成单"),
      h("dl", {}, ...facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
      code &&
        h(
          "p",
          { class: "cm-slip__code" },
          h("span", {}, "核验码"),
          h("strong", { "data-code": true }, code),
          h("small", {}, CHECK),
        ),
      tests.length > 0 && testTable(tests),
      stepList(site, course, state),
      done === null && pending(tests),
      h(
        "p",
        { class: "cm-slip__sign" },
        h("span", {}, "学员签名"),
        h("span", {}, "科室负责人签名"),
        h("span", {}, "日期"),
      ),
      h(
        "p",
        { class: "cm-slip__note" },
        `${HONEST}${site.organisation ? `${site.title}，` : ""}站点版本 ${site.build}，打印于 ${moment(new Date().toISOString())}。`,
      ),
    );
  }

  /** @param {ReturnType<typeof testsOf>} tests */
  function testTable(tests) {
    const receipts = tests.some((t) => t.receipt);
    const titles = ["测评", "成绩", "时间", "作答", "试卷版本", ...(receipts ? ["回执码"] : [])];
    return h(
      "table",
      { class: "cm-slip__tests" },
      h("thead", {}, h("tr", {}, ...titles.map((t) => h("th", { scope: "col" }, t)))),
      h(
        "tbody",
        {},
        ...tests.map((t) =>
          h(
            "tr",
            {},
            ...[
              t.title,
              t.score,
              t.at ? moment(t.at) : "",
              `${t.attempts} 次`,
              t.revision,
              ...(receipts ? [t.receipt] : []),
            ].map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    );
  }

  /** @param {CoursemarkSite} site @param {CoursemarkCourse} course @param {CoursemarkCourseProgress} state */
  function stepList(site, course, state) {
    const rows = course.rules.steps.map((step, n) => {
      const own = course.steps?.[n] ?? { ...step, title: "", url: null };
      const { verb, title } = Coursemark.course.stepOf(site, own, course);
      const { done, at, have, need } = state.steps[n];
      const count = step.kind === "practise" ? `（${have} / ${need} 题）` : "";
      const optional = step.optional ? "（选学）" : "";
      return h(
        "li",
        {},
        h("span", {}, `${verb}：${title}${count}${optional}`),
        h("time", {}, done && at ? moment(at).slice(0, 10) : "—"),
      );
    });
    const wide = rows.length > ONE_COLUMN ? "cm-slip__steps cm-slip__steps--two" : "cm-slip__steps";
    return h("ol", { class: wide }, ...rows);
  }

  /** @param {ReturnType<typeof testsOf>} tests */
  function pending(tests) {
    const graded = tests.filter((t) => t.withheld).map((t) => `“${t.title}”`);
    const why = graded.length
      ? `${graded.join("、")}由培训管理员评分，网页不知道答案：本单只说明学习情况，不证明课程已经完成；请交学习记录，是否完成以培训管理员的核定为准。`
      : "课程还没有完成，本单只说明学习情况。";
    return h("p", { class: "cm-slip__pending" }, why);
  }

  /**
   * Shows an element alone, as it will be printed, and prints it. Where nothing prints, as in the
   * browsers inside of chat programs, it stays on the screen until it is closed.
   * @type {CoursemarkGlobal["slip"]["print"]}
   */
  function print(element, shown) {
    return new Promise((resolve) => show(element, () => resolve(undefined), shown));
  }

  /** @param {HTMLElement} element @param {() => void} closed @param {() => void} [shown] */
  function show(element, closed, shown) {
    const root = document.documentElement;
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const others = [...document.body.children].filter((e) => !(/** @type {HTMLElement} */ (e).inert));
    const again = button("打印", () => globalThis.print?.(), { class: "cm-button--primary" });
    const bar = h(
      "p",
      { class: "cm-print__bar" },
      again,
      button("关闭", close, { "data-close-print": true }),
      h("span", {}, "没有出现打印窗口时，请换用电脑的浏览器打印，或截屏保存。"),
    );
    const stage = h(
      "div",
      { class: "cm-print", role: "dialog", "aria-modal": "true", "aria-label": "打印" },
      bar,
      element,
    );
    function close() {
      stage.remove();
      root.classList.remove("cm-printing");
      for (const other of others) /** @type {HTMLElement} */ (other).inert = false;
      removeEventListener("afterprint", close);
      before?.focus();
      closed();
    }
    stage.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") close();
    });
    addEventListener("afterprint", close);
    for (const other of others) /** @type {HTMLElement} */ (other).inert = true;
    document.body.append(stage);
    root.classList.add("cm-printing");
    again.focus();
    shown?.();
    globalThis.print?.();
  }

  Coursemark.slip = { label, slip, print };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
