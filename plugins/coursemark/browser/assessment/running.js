"use strict";
/**
 * An attempt under way. Each answer is stored as it is given, so that a reload, a crash or a
 * second tab loses nothing; the clock is a deadline in the stored attempt, not a counter.
 */
(function (Coursemark) {
  const { h, button, ask, announce, spell } = Coursemark.dom;

  /**
   * @param {CoursemarkApp} app @param {HTMLElement} root @param {CoursemarkLearner} learner @param {CoursemarkAttempt} started
   * @param {(attempt: CoursemarkAttempt) => void} ended
   */
  function run(app, root, learner, started, ended) {
    let attempt = started;
    let over = false;
    let submitting = false;
    const leaving = new AbortController();
    /** Responses on the page that are not stored yet. @type {Map<string, string | null>} */
    const unsaved = new Map();
    const practice = attempt.assessment.mode !== "exam";
    const { element, questions } = Coursemark.questions(attempt);
    const sheet = Coursemark.sheet(questions.map(({ id, item }) => ({ id, go: () => goTo(item.form) })));
    const clock = h("output", { class: "cm-clock", role: "timer", "aria-label": "剩余时间" });
    const count = h("output", { class: "cm-count" });
    const problem = h("p", { class: "cm-item__message cm-running__problem", role: "alert" });
    const finish = button(practice ? "完成练习" : "交卷", confirmFinish, { class: "cm-button--primary" });
    root.replaceChildren(
      h(
        "div",
        { class: "cm-running__bar" },
        h("p", { class: "cm-assessment__title" }, attempt.assessment.title),
        count,
        attempt.deadline !== null && clock,
        finish,
        problem,
      ),
      sheet.element,
      element,
      h(
        "p",
        { class: "cm-actions" },
        button(practice ? "完成练习" : "交卷", confirmFinish, { class: "cm-button--primary" }),
      ),
    );

    /** @param {HTMLElement} form */
    function goTo(form) {
      form.scrollIntoView({ block: "center" });
      /** @type {HTMLElement | null} */ (form.querySelector("input:not([disabled]), select, button"))?.focus({
        preventScroll: true,
      });
    }

    function show() {
      const blank = blanks();
      for (const { id, item } of questions) {
        const answered = !blank.has(id);
        sheet.set(id, { answered, flagged: attempt.flags.includes(id) });
        const state = item.form.dataset.state ?? "";
        if (["new", "answered"].includes(state)) item.setState(answered ? "answered" : "new");
      }
      count.textContent = `已答 ${questions.length - blank.size} / ${questions.length}`;
    }

    const blanks = () => new Set(Coursemark.attempt.blanks(attempt).map(({ id }) => id));

    /**
     * Changes the stored attempt if it still runs; another tab may have handed it in. What could
     * not be stored before goes along.
     * @param {(attempt: CoursemarkAttempt) => {attempt: CoursemarkAttempt, statements?: CoursemarkStatement[]}} decide
     */
    async function change(decide) {
      const along = new Map(unsaved);
      /** @type {CoursemarkAttempt | null} */
      let stored;
      try {
        stored = await app.store.changeAttempt(learner.id, attempt.registration, (before) =>
          before?.state === "running"
            ? decide({ ...before, responses: { ...before.responses, ...Object.fromEntries(along) } })
            : null,
        );
      } catch (error) {
        problem.textContent = "刚才的作答还没有存上，请不要关闭本页；再答一题或点交卷会重新保存。";
        throw error;
      }
      for (const [id, response] of along) if (unsaved.get(id) === response) unsaved.delete(id);
      problem.textContent = "";
      if (!stored) return gone();
      attempt = stored;
      if (attempt.state === "submitted") end();
      else show();
    }

    function stop() {
      over = true;
      clearInterval(ticker);
      stopListening();
      leaving.abort();
    }

    function end() {
      if (over) return;
      stop();
      ended(attempt);
    }

    /** The learner's data were cleared elsewhere. */
    function gone() {
      if (over) return;
      stop();
      root.replaceChildren(
        h(
          "p",
          { class: "cm-fault", role: "alert" },
          "这次作答已经不在这台电脑上，可能在别的窗口清除了。请刷新页面重新开始。",
        ),
      );
    }

    async function submit() {
      if (submitting) return;
      submitting = true;
      try {
        await change((stored) =>
          Coursemark.attempt.finish(stored, Date.now(), (at) => app.stamp(learner, new Date(at))),
        );
      } finally {
        submitting = false;
      }
    }

    async function confirmFinish() {
      const empty = blanks();
      const blank = questions.filter(({ id }) => empty.has(id));
      const flagged = questions.filter(({ id }) => attempt.flags.includes(id));
      const numbers = (/** @type {CoursemarkQuestion[]} */ list) =>
        list.map(({ number }) => number).join("、");
      const answer = await ask({
        title: blank.length ? `还有 ${blank.length} 题没有答` : practice ? "完成练习？" : "现在交卷？",
        text: [
          blank.length ? `未答：第 ${numbers(blank)} 题。未答的题不得分。` : "所有题目都已作答。",
          ...(flagged.length ? [`标记过：第 ${numbers(flagged)} 题。`] : []),
          ...(practice ? [] : ["交卷后不能再改。"]),
        ],
        actions: [
          { label: blank.length ? "回去作答" : "再看看", value: "" },
          { label: practice ? "完成" : "确定交卷", value: "submit", primary: true },
        ],
        signal: leaving.signal,
      });
      if (over) return;
      if (answer === "submit") await submit();
      else if (blank[0]) goTo(blank[0].item.form);
    }

    for (const question of questions) {
      const { id, item } = question;
      const { form } = item;
      const save = () => {
        if (over) return;
        unsaved.set(id, item.response());
        void change((stored) => ({ attempt: stored }));
      };
      form.addEventListener("change", save);
      form.addEventListener("input", ({ target }) => {
        // Other controls say `change` too.
        if (/** @type {Element} */ (target).matches("[type=text]")) save();
      });
      if (practice) checkOneByOne(question);
      else flag(question);
    }

    /** @param {CoursemarkQuestion} question */
    function flag({ id, number, item }) {
      const box = h("input", { type: "checkbox", "data-flag": true, "aria-label": `标记第 ${number} 题` });
      box.checked = attempt.flags.includes(id);
      // The box is not part of the answer, so its events stop here.
      const label = h("label", { class: "cm-flag" }, box, "标记");
      label.addEventListener("input", (/** @type {Event} */ event) => event.stopPropagation());
      label.addEventListener("change", (/** @type {Event} */ event) => {
        event.stopPropagation();
        void change((stored) => ({
          attempt: {
            ...stored,
            flags: box.checked ? [...new Set([...stored.flags, id])] : stored.flags.filter((f) => f !== id),
          },
        }));
      });
      item.meta.append(label);
    }

    /** Practice shows the result of each item at once and records it. @param {CoursemarkQuestion} question */
    function checkOneByOne(question) {
      const { id, item } = question;
      const message = h("p", { class: "cm-item__message", role: "alert" });
      const check = h("button", { type: "submit", class: "cm-button cm-button--primary" }, "提交答案");
      item.form.append(message, h("p", { class: "cm-actions" }, check));
      if (attempt.checked.includes(id)) reveal(question);
      item.form.addEventListener("submit", async () => {
        if (check.disabled || attempt.checked.includes(id)) return;
        const response = item.response();
        if (response === null) {
          message.textContent = item.blank;
          return;
        }
        check.disabled = true;
        item.lock(true);
        await change((stored) => {
          const next = { ...stored, responses: { ...stored.responses, [id]: response } };
          if (stored.checked.includes(id)) return { attempt: next };
          const leaf = Coursemark.attempt.leaves(stored).find((l) => l.id === id);
          return {
            attempt: { ...next, checked: [...stored.checked, id] },
            statements: leaf ? [Coursemark.attempt.answered(next, leaf, app.stamp(learner))] : [],
          };
        })
          .catch((error) => {
            item.lock(false);
            message.textContent = "这次作答没有存上，请再提交一次。";
            throw error;
          })
          .finally(() => (check.disabled = false));
        if (over) return;
        reveal(question);
        /** @type {HTMLElement | null} */ (item.form.querySelector(".cm-feedback"))?.focus({
          preventScroll: true,
        });
        if (attempt.checked.length === questions.length) finish.focus();
      });
    }

    /** @param {CoursemarkQuestion} question */
    function reveal({ id, item, definition }) {
      item.write(Coursemark.attempt.response(attempt, id));
      item.show(Coursemark.grading.grade(definition, Coursemark.attempt.response(attempt, id)), {
        marks: true,
        key: true,
        feedback: true,
      });
      item.form
        .querySelectorAll(":scope > .cm-actions, :scope > .cm-item__message")
        .forEach((e) => e.remove());
    }

    // A clock that is set back gives no more time than there was.
    const untilZero = (attempt.deadline ?? 0) - Date.now() + performance.now();
    let before = Infinity;

    function tick() {
      // The theme may have put another page in the place of this one.
      if (!root.isConnected) return stop();
      if (attempt.deadline === null || over) return;
      const left = Math.ceil(Math.min(attempt.deadline - Date.now(), untilZero - performance.now()) / 1000);
      const [minutes, seconds] = [Math.floor(left / 60), String(left % 60).padStart(2, "0")];
      // Of one width, so that nothing beside it moves.
      clock.textContent = left > 0 ? `剩余 ${minutes} 分 ${seconds} 秒` : "时间到，正在交卷";
      clock.dataset.urgent = String(left <= 300);
      for (const mark of [300, 60])
        if (left <= mark && before > mark && before < Infinity) announce(`还剩 ${spell(mark)}`);
      before = left;
      if (left <= 0) void submit();
    }
    const ticker = setInterval(tick, 1000);
    tick();

    const stopListening = app.store.onChange(async (note) => {
      if (note.kind !== "attempt" || note.registration !== attempt.registration || over) return;
      const stored = await app.store.attempt(learner.id, attempt.registration);
      if (!stored || over) return;
      const known = attempt.checked;
      attempt = stored;
      if (attempt.state === "submitted") return end();
      for (const question of questions) {
        const { id, item } = question;
        if (attempt.checked.includes(id)) {
          if (!known.includes(id)) reveal(question);
        } else if (!item.form.contains(document.activeElement) && !unsaved.has(id))
          item.write(Coursemark.attempt.response(attempt, id));
      }
      show();
    });
    show();
  }

  Coursemark.running = run;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
