"use strict";
/** An assessment on a page: before, during and after its attempts. */
(function (Coursemark) {
  const { h, button, moment } = Coursemark.dom;

  /**
   * Ended attempts of an assessment, from the log, so that a record loaded from elsewhere counts.
   * @param {readonly CoursemarkStatement[]} statements @param {string} site @param {string} assessment
   * @returns {{registration: string, at: string, raw: number | null, max: number | null, success: boolean | null}[]} oldest first
   */
  function attemptsOf(statements, site, assessment) {
    /** @type {Map<string, any>} */
    const ended = new Map();
    for (const statement of statements) {
      const { kind, target, registration, timestamp, raw, max, success } = Coursemark.statements.read(
        statement,
        site,
      );
      if (target === assessment && (kind === "passed" || kind === "failed" || kind === "completed")) {
        ended.set(registration, {
          registration,
          at: timestamp,
          raw,
          max,
          success: kind === "completed" ? success : kind === "passed",
        });
      }
    }
    return [...ended.values()];
  }

  /** Items an assessment may draw, by id. @param {CoursemarkAssessment} assessment */
  async function itemsOf(assessment) {
    if (assessment.items) return assessment.items;
    const banks = new Set(assessment.draw.flatMap((rule) => rule.pool.map((id) => id.split("/")[0])));
    const loaded = await Promise.all([...banks].map((bank) => Coursemark.load(`items/${bank}`)));
    return Object.assign({}, ...loaded);
  }

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    for (const element of root.querySelectorAll("[data-assessment]")) {
      const section = /** @type {HTMLElement} */ (element);
      if (section.dataset.mounted !== undefined) continue;
      section.dataset.mounted = "";
      await mountOne(app, section);
    }
  }

  /** @param {CoursemarkApp} app @param {HTMLElement} section */
  async function mountOne(app, section) {
    const intro = [...section.childNodes];
    /** @type {CoursemarkAssessment} */
    let assessment;
    /** @type {Record<string, CoursemarkItemData>} */
    let items;
    try {
      assessment = await Coursemark.load(`assessments/${section.dataset.assessment}`);
      items = await itemsOf(assessment);
    } catch {
      section.append(h("p", { class: "cm-fault" }, "题目没能显示出来。请刷新页面；还不行请联系培训管理员。"));
      return;
    }

    const stored = async () => {
      const learner = Coursemark.profile.current();
      const all = learner ? await app.store.attempts(learner.id) : [];
      return all.filter((a) => a.assessment.id === assessment.id).sort((a, b) => a.started - b.started);
    };

    /** An attempt is on the screen or about to be. */
    let sitting = false;

    /** @param {CoursemarkAttempt} [just] the attempt that ended a moment ago */
    async function show(just) {
      const learner = Coursemark.profile.current();
      const attempts = await stored();
      const running = attempts.find((a) => a.state === "running");
      if (learner && running) return run(learner, running);
      const ended = learner
        ? attemptsOf(await app.store.statements(learner.id), app.site.id, assessment.id)
        : [];
      const passed = ended.some((a) => a.success);
      const latest = just ?? attempts.at(-1);
      section.dataset.state = latest ? "submitted" : "ready";
      delete section.dataset.passed;
      if (latest?.result && latest.result.success !== null)
        section.dataset.passed = String(latest.result.success);
      const left = assessment.attempts === null ? Infinity : assessment.attempts - ended.length;
      const word = assessment.mode === "exam" ? "考试" : "练习";
      const message = h("p", { class: "cm-item__message", role: "alert" });
      const begin = button(
        ended.length ? (assessment.mode === "exam" ? "再考一次" : "再练一次") : `开始${word}`,
        () => start(message),
        { class: "cm-button--primary", "data-start": true },
      );
      section.replaceChildren(
        ...(latest ? Coursemark.result.result(latest, passed) : intro),
        history(ended, !latest),
        message,
        h(
          "p",
          { class: "cm-actions" },
          left > 0
            ? begin
            : h(
                "span",
                { class: "cm-note" },
                `${assessment.attempts} 次机会已用完。需要补考，请联系培训管理员。`,
              ),
        ),
      );
      if (just) {
        section.scrollIntoView({ block: "start" });
        /** @type {HTMLElement | null} */ (section.querySelector(".cm-result__verdict"))?.focus({
          preventScroll: true,
        });
      }
    }

    /** @param {HTMLElement} message */
    async function start(message) {
      sitting = true;
      try {
        await sit(message);
      } finally {
        sitting = section.dataset.state === "running";
      }
    }

    /** @param {HTMLElement} message */
    async function sit(message) {
      const learner = await Coursemark.profile.need(app);
      if (!learner) {
        message.textContent = "登记姓名和工号后才能开始，成绩要记在你的名下。";
        return;
      }
      const again = (await stored()).find((a) => a.state === "running");
      if (again) return run(learner, again);
      const ended = attemptsOf(await app.store.statements(learner.id), app.site.id, assessment.id);
      if (assessment.attempts !== null && ended.length >= assessment.attempts) return show();
      const now = Date.now();
      const attempt = Coursemark.attempt.create({
        assessment,
        items,
        learner: learner.id,
        registration: Coursemark.statements.uuid(),
        seed: Coursemark.draw.seed(),
        now,
        today: moment(new Date(now).toISOString()).slice(0, 10),
      });
      if (attempt.drawn.length === 0) {
        message.textContent = "这份测评现在没有可用的题目，请联系培训管理员。";
        return;
      }
      const initialized = Coursemark.attempt.initialized(attempt, app.stamp(learner, new Date(now)));
      run(learner, await app.store.begin(attempt, initialized));
      section.scrollIntoView({ block: "start" });
      // The button that had the focus is gone; go on with the questions.
      /** @type {HTMLElement | null} */ (section.querySelector(".cm-questions"))?.focus({
        preventScroll: true,
      });
    }

    /** @param {CoursemarkLearner} learner @param {CoursemarkAttempt} attempt */
    function run(learner, attempt) {
      sitting = true;
      section.dataset.state = "running";
      delete section.dataset.passed;
      Coursemark.running(app, section, learner, attempt, async (ended) => {
        await app.settle(learner).catch(console.error);
        sitting = false;
        await show(ended);
      });
    }

    /** @param {ReturnType<typeof attemptsOf>} ended @param {boolean} elsewhere no result of this browser is shown */
    function history(ended, elsewhere) {
      if (ended.length < (elsewhere ? 1 : 2)) return "";
      const row = (/** @type {typeof ended[0]} */ a, /** @type {number} */ n) =>
        h(
          "tr",
          {},
          h("td", {}, `第 ${n + 1} 次`),
          h("td", {}, moment(a.at)),
          h(
            "td",
            {},
            a.raw === null || a.max === null ? "待阅" : `${Coursemark.result.percent(a.raw, a.max)} 分`,
          ),
          h("td", {}, a.success === null ? "待阅" : a.success ? "通过" : "未通过"),
        );
      return h(
        "details",
        { class: "cm-history cm-fold" },
        h("summary", {}, `作答记录（${ended.length} 次）`),
        h("table", { class: "cm-table" }, h("tbody", {}, ...ended.map(row))),
      );
    }

    await show();
    app.watch(section, () => sitting || show());
  }

  /**
   * Ends attempts whose time ran out while no page of theirs was open.
   * @param {CoursemarkApp} app
   */
  async function closeOverdue(app) {
    const learner = Coursemark.profile.current();
    if (!learner) return;
    const overdue = (await app.store.attempts(learner.id)).filter(
      ({ state, deadline }) => state === "running" && deadline !== null && deadline <= Date.now(),
    );
    for (const attempt of overdue) await close(app, learner, attempt);
    if (overdue.length > 0) await app.settle(learner);
  }

  /**
   * Hands an attempt in as it is stored, unless that happened already.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkAttempt} attempt
   */
  async function close(app, learner, attempt) {
    await app.store.changeAttempt(learner.id, attempt.registration, (stored) =>
      stored?.state === "running"
        ? Coursemark.attempt.finish(stored, Date.now(), (at) => app.stamp(learner, new Date(at)))
        : null,
    );
  }

  Coursemark.assessment = { mount, attemptsOf, closeOverdue, close };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
