"use strict";
/** An assessment on a page: before, during and after its attempts. */
(function (Coursemark) {
  const { h, button, moment } = Coursemark.dom;
  /** Milliseconds after which a running attempt that was not seen has no page open. */
  const GONE = 15000;
  /** The most milliseconds a timer takes. */
  const FAR = 2 ** 31 - 1;

  /** @type {CoursemarkGlobal["assessment"]["attemptsOf"]} */
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

  /** @param {number} now milliseconds since 1970 */
  const dayOf = (now) => moment(new Date(now).toISOString()).slice(0, 10);

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
    const exam = assessment.mode === "exam";
    // The page's own list of rules is for readers without scripts.
    section.querySelector(".cm-assessment__facts")?.remove();
    const intro = [...section.childNodes];

    const stored = async () => {
      const learner = Coursemark.profile.current();
      const all = learner ? await app.store.attempts(learner.id) : [];
      return all
        .filter((a) => a.assessment.id === assessment.id)
        .map(Coursemark.attempt.current)
        .sort((a, b) => a.started - b.started);
    };

    /** An attempt is on the screen or about to be. */
    let sitting = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let wake;

    /** Shows it anew when an attempt may begin, or none any more. @param {number[]} moments milliseconds since 1970 */
    function wakeAt(moments) {
      clearTimeout(wake);
      const next = Math.min(...moments.filter((at) => at > Date.now()));
      const after = next - Date.now() + 500;
      if (after <= FAR) wake = setTimeout(() => section.isConnected && !sitting && show(), after);
    }

    /** @param {CoursemarkAttempt} [just] the attempt that ended a moment ago */
    async function show(just) {
      const learner = Coursemark.profile.current();
      const attempts = await stored();
      const running = attempts.find((a) => a.state === "running");
      if (learner && running) return run(learner, running);
      const statements = learner ? await app.store.statements(learner.id) : [];
      const ended = attemptsOf(statements, app.site.id, assessment.id);
      const passedEver = ended.some((a) => a.success);
      const latest = just ?? attempts[attempts.length - 1];
      section.dataset.state = latest ? "submitted" : "ready";
      delete section.dataset.passed;
      if (latest?.result && latest.result.success !== null)
        section.dataset.passed = String(latest.result.success);
      const now = Date.now();
      const obstacle = Coursemark.attempt.obstacle(assessment, ended, now);
      const { opens, closes } = assessment;
      const until = obstacle && "at" in obstacle ? obstacle.at : 0;
      wakeAt([opens, closes].map((at) => (at ? Date.parse(at) : 0)).concat(until));
      const message = h("p", { class: "cm-item__message", role: "alert" });
      const words = exam ? ["开始考试", "再考一次"] : ["开始练习", "再练一次"];
      const card = Coursemark.rules.card(
        assessment,
        Coursemark.attempt.extent(assessment, items, dayOf(now)),
      );
      section.replaceChildren(
        ...(learner && latest
          ? Coursemark.result.result({ app, learner, attempt: latest, passedEver, statements })
          : intro),
        history(learner, statements, ended, !latest),
        latest
          ? h("details", { class: "cm-fold" }, h("summary", {}, exam ? "考试规则" : "练习规则"), card)
          : card,
        message,
        h(
          "p",
          { class: "cm-actions" },
          obstacle
            ? h(
                "span",
                { class: "cm-note", "data-obstacle": obstacle.kind },
                Coursemark.rules.obstacle(assessment, obstacle),
              )
            : button(words[ended.length ? 1 : 0], () => start(message), {
                class: "cm-button--primary",
                "data-start": true,
              }),
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
      const statements = await app.store.statements(learner.id);
      const ended = attemptsOf(statements, app.site.id, assessment.id);
      const now = Date.now();
      if (Coursemark.attempt.obstacle(assessment, ended, now)) return show();
      const attempt = Coursemark.attempt.create({
        assessment,
        items,
        learner: learner.id,
        registration: Coursemark.statements.uuid(),
        seed: Coursemark.draw.seed(),
        now,
        today: dayOf(now),
        drawnBefore: Coursemark.attempt.drawnBefore(statements, app.site.id, assessment.id),
      });
      if (attempt.drawn.length === 0) {
        message.textContent = "这份测评现在没有可用的题目，请联系培训管理员。";
        return;
      }
      const initialized = Coursemark.attempt.initialized(attempt, app.stamp(learner, new Date(now)));
      /** @type {CoursemarkAttempt} */
      let begun;
      try {
        begun = await app.store.begin(attempt, initialized);
      } catch (error) {
        message.textContent = "没有存上，还不能开始。清出空间或刷新本页后再试。";
        throw error;
      }
      run(learner, begun);
      section.scrollIntoView({ block: "start" });
      // The button that had the focus is gone; go on with the questions.
      /** @type {HTMLElement | null} */ (section.querySelector(".cm-questions"))?.focus({
        preventScroll: true,
      });
    }

    /** @param {CoursemarkLearner} learner @param {CoursemarkAttempt} attempt */
    function run(learner, attempt) {
      sitting = true;
      clearTimeout(wake);
      section.dataset.state = "running";
      delete section.dataset.passed;
      Coursemark.running(app, section, learner, attempt, async (ended) => {
        await app.settle(learner).catch(console.error);
        sitting = false;
        await show(ended);
      });
    }

    /**
     * @param {CoursemarkLearner | null} learner @param {readonly CoursemarkStatement[]} statements
     * @param {CoursemarkEnded[]} ended @param {boolean} elsewhere no result of this browser is shown
     */
    function history(learner, statements, ended, elsewhere) {
      if (!learner || ended.length < (elsewhere ? 1 : 2)) return "";
      const codes = Coursemark.result.receipts(
        statements,
        app.site.id,
        learner.id,
        ended.map(({ registration }) => registration),
      );
      const row = (/** @type {CoursemarkEnded} */ a, /** @type {number} */ n) =>
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
          exam && h("td", { class: "cm-code" }, codes.get(a.registration) ?? ""),
        );
      const titles = ["次", "交卷", "得分", "结果", ...(exam ? ["回执码"] : [])];
      return h(
        "details",
        { class: "cm-history cm-fold" },
        h("summary", {}, `作答记录（${ended.length} 次）`),
        h(
          "table",
          { class: "cm-table" },
          h("thead", {}, h("tr", {}, ...titles.map((title) => h("th", { scope: "col" }, title)))),
          h("tbody", {}, ...ended.map(row)),
        ),
      );
    }

    const learner = Coursemark.profile.current();
    if (learner) Coursemark.spare.tidy(app.site.id, learner.id, await app.store.attempts(learner.id));
    await show();
    app.watch(section, () => sitting || show());
  }

  /** @type {CoursemarkGlobal["assessment"]["closeOverdue"]} */
  async function closeOverdue(app) {
    const learner = Coursemark.profile.current();
    if (!learner) return;
    const now = Date.now();
    const overdue = (await app.store.attempts(learner.id)).filter((attempt) => {
      if (attempt.state !== "running") return false;
      const left = Coursemark.sitting.remainingUnseen(Coursemark.attempt.current(attempt), now);
      return left !== null && left <= 0;
    });
    for (const attempt of overdue) await close(app, learner, attempt);
    if (overdue.length > 0) await app.settle(learner);
  }

  /** @type {CoursemarkGlobal["assessment"]["close"]} */
  async function close(app, learner, { registration }) {
    await app.store.changeAttempt(learner.id, registration, (before) => {
      if (before?.state !== "running") return null;
      const stored = Coursemark.attempt.current(before);
      const now = Date.now();
      // Nobody has been there since it was seen; or it is open in another tab.
      const at = now + Math.min(0, Coursemark.sitting.remainingUnseen(stored, now) ?? 0);
      const left = stored.seen !== null && at - stored.seen > GONE;
      const { attempt, facts } = left
        ? Coursemark.sitting.reopen(stored, at)
        : { attempt: stored, facts: [] };
      const stamp = (/** @type {number} */ time) => app.stamp(learner, new Date(time));
      const { attempt: done, statements } = Coursemark.attempt.finish(
        withSpare(app.site.id, attempt),
        at,
        stamp,
      );
      const told = Coursemark.attempt.interrupted(attempt, facts, () =>
        stamp(/** @type {number} */ (done.finished)),
      );
      return { attempt: done, statements: [...told, ...statements] };
    });
  }

  /** With the responses that the database had not taken. @param {string} site @param {CoursemarkAttempt} attempt */
  function withSpare(site, attempt) {
    const known = new Set(Coursemark.attempt.leaves(attempt).map(({ id }) => id));
    const kept = [...Coursemark.spare.of(site, attempt)].filter(
      ([id]) => known.has(id) && !attempt.checked.includes(id),
    );
    return Coursemark.attempt.given(attempt, kept);
  }

  Coursemark.assessment = { mount, attemptsOf, closeOverdue, close };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
