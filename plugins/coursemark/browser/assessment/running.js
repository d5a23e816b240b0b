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
    const practice = attempt.assessment.mode !== "exam";
    const { element, questions } = Coursemark.questions(attempt);
    const sheet = Coursemark.sheet(questions.map(({ id, item }) => ({ id, go: () => goTo(item.form) })));
    const clock = h("output", { class: "cm-clock", role: "timer", "aria-label": "剩余时间" });
    const count = h("output", { class: "cm-count" });
    const finish = button(practice ? "完成练习" : "交卷", () => void confirmFinish(), {
      class: "cm-button--primary",
    });
    root.replaceChildren(
      h(
        "div",
        { class: "cm-running__bar" },
        h("p", { class: "cm-assessment__title" }, attempt.assessment.title),
        count,
        attempt.deadline !== null && clock,
        finish,
      ),
      sheet.element,
      element,
      h(
        "p",
        { class: "cm-actions" },
        button(practice ? "完成练习" : "交卷", () => void confirmFinish(), { class: "cm-button--primary" }),
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
      for (const { id, item } of questions) {
        const answered = !isBlank(id);
        sheet.set(id, { answered, flagged: attempt.flags.includes(id) });
        const state = item.form.dataset.state ?? "";
        if (["new", "answered"].includes(state)) item.setState(answered ? "answered" : "new");
      }
      const done = questions.length - Coursemark.attempt.blanks(attempt).length;
      count.textContent = `已答 ${done} / ${questions.length}`;
    }

    /** @param {string} id */
    const isBlank = (id) => Coursemark.attempt.blanks(attempt).some((leaf) => leaf.id === id);

    /**
     * Changes the stored attempt if it still runs; another tab may have handed it in.
     * @param {(attempt: CoursemarkAttempt) => {attempt: CoursemarkAttempt, statements?: CoursemarkStatement[]}} decide
     */
    async function change(decide) {
      attempt = await app.store.changeAttempt(learner.id, attempt.registration, (stored) =>
        stored?.state === "running" ? decide(stored) : null,
      );
      if (attempt.state === "submitted") end();
      else show();
    }

    function end() {
      if (over) return;
      over = true;
      clearInterval(ticker);
      stopListening();
      ended(attempt);
    }

    const submit = () =>
      change((stored) =>
        Coursemark.attempt.finish(stored, Date.now(), (at) => app.stamp(learner, new Date(at))),
      );

    async function confirmFinish() {
      const blank = questions.filter(({ id }) => isBlank(id));
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
      });
      if (answer === "submit") await submit();
      else if (blank[0]) goTo(blank[0].item.form);
    }

    for (const question of questions) {
      const { id, item } = question;
      const { form } = item;
      const save = () => {
        if (over) return;
        const response = item.response();
        void change((stored) => ({
          attempt: { ...stored, responses: { ...stored.responses, [id]: response } },
        }));
      };
      form.addEventListener("change", save);
      form.addEventListener("input", save);
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
      const { id, item, definition } = question;
      const message = h("p", { class: "cm-item__message", role: "alert" });
      const check = h("button", { type: "submit", class: "cm-button cm-button--primary" }, "提交答案");
      item.form.append(message, h("p", { class: "cm-actions" }, check));
      const reveal = () => {
        item.show(Coursemark.grading.grade(definition, Coursemark.attempt.response(attempt, id)), {
          marks: true,
          key: true,
          feedback: true,
        });
        check.hidden = true;
        message.textContent = "";
      };
      if (attempt.checked.includes(id)) reveal();
      item.form.addEventListener("submit", async () => {
        const response = item.response();
        if (response === null) {
          message.textContent = item.blank;
          return;
        }
        await change((stored) => {
          const next = { ...stored, responses: { ...stored.responses, [id]: response } };
          if (stored.checked.includes(id)) return { attempt: next };
          const leaf = Coursemark.attempt.leaves(stored).find((l) => l.id === id);
          return {
            attempt: { ...next, checked: [...stored.checked, id] },
            statements: leaf ? [Coursemark.attempt.answered(next, leaf, app.stamp(learner))] : [],
          };
        });
        reveal();
        announce(item.form.querySelector(".cm-feedback__verdict")?.textContent ?? "");
        if (attempt.checked.length === questions.length) finish.focus();
      });
    }

    function tick() {
      if (attempt.deadline === null || over) return;
      const left = Math.ceil((attempt.deadline - Date.now()) / 1000);
      clock.textContent = `剩余 ${spell(left)}`;
      clock.dataset.urgent = String(left <= 300);
      if (left === 300 || left === 60) announce(`还剩 ${spell(left)}`);
      if (left <= 0) void submit();
    }
    const ticker = setInterval(tick, 1000);
    tick();

    const stopListening = app.store.onChange(async (note) => {
      if (note.kind !== "attempt" || note.registration !== attempt.registration || over) return;
      const stored = await app.store.attempt(learner.id, attempt.registration);
      if (!stored) return;
      attempt = stored;
      if (attempt.state === "submitted") return end();
      for (const { id, item } of questions) {
        if (!item.form.contains(document.activeElement)) item.write(Coursemark.attempt.response(attempt, id));
      }
      show();
    });
    show();
  }

  Coursemark.running = run;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
