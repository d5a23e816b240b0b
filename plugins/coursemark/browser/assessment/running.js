"use strict";
/**
 * An attempt under way. Each answer is stored as it is given, so that a reload, a crash or a
 * second tab loses nothing; the clock is a deadline in the stored attempt, not a counter.
 */
(function (Coursemark) {
  const { h, button, ask, announce } = Coursemark.dom;
  /** Milliseconds until a hand-in that could not be stored is tried again. */
  const AGAIN = 15000;

  /** @type {CoursemarkGlobal["running"]} */
  function run(app, root, learner, started, ended) {
    let attempt = Coursemark.attempt.current(started);
    let over = false;
    let submitting = false;
    let submitAfter = 0;
    /** The last write was refused. */
    let stuck = false;
    const leaving = new AbortController();
    const { signal } = leaving;
    const { review, mode, minutes, pause, closes } = attempt.assessment;
    const settles = Coursemark.attempt.isSettled(review);
    const exam = mode === "exam";
    const { element, questions } = Coursemark.questions(attempt);
    /** What the page holds and the store does not yet. @type {Map<string, CoursemarkGiven>} */
    const unsaved = new Map();
    const sheet = Coursemark.sheet(groups(), !settles);
    const clock = Coursemark.clock();
    const count = h("output", { class: "cm-count" });
    const problem = h("p", { class: "cm-item__message cm-running__problem", role: "alert" });
    const handIn = (/** @type {object} */ more = {}) =>
      button(exam ? "交卷" : "完成练习", confirmFinish, { class: "cm-button--primary", ...more });
    const finish = handIn();
    const pauseButton = button("暂停", () => hold(true), { "data-pause": true });
    const resumeButton = button("继续作答", () => hold(false), {
      class: "cm-button--primary",
      "data-resume": true,
    });
    const cover = h(
      "div",
      { class: "cm-paused", role: "group", "aria-label": "已暂停", hidden: true },
      h("p", { class: "cm-paused__title" }, "已暂停"),
      h(
        "p",
        {},
        "计时停着，题目先收起来，答过的都在。",
        closes && `最晚到 ${Coursemark.rules.until(closes)}，到时自动交卷。`,
      ),
      h("p", { class: "cm-actions" }, resumeButton),
    );
    const after = h("p", { class: "cm-actions" }, handIn());
    root.replaceChildren(
      h(
        "div",
        { class: "cm-running__bar" },
        h("p", { class: "cm-assessment__title" }, attempt.assessment.title),
        count,
        attempt.deadline !== null && clock.element,
        minutes !== null && pause === "allowed" && pauseButton,
        finish,
        problem,
      ),
      cover,
      sheet.element,
      element,
      after,
    );

    /** The questions of each section that was drawn. */
    function groups() {
      const { sections } = attempt.assessment;
      const all = sections.length > 0 ? sections : [{ title: "" }];
      return all.map(({ title }, n) => ({
        title,
        questions: questions
          .filter(({ section }) => section === n || sections.length === 0)
          .map(({ id, item }) => ({ id, go: () => goTo(item.form) })),
      }));
    }

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
      showPause();
    }

    /** A pause hides the questions, in every tab of the attempt. */
    function showPause() {
      const paused = attempt.absent?.cause === "paused";
      if (paused === !cover.hidden) return;
      cover.hidden = !paused;
      for (const part of [sheet.element, element, after, pauseButton, finish]) part.hidden = paused;
      if (paused) root.dataset.paused = "";
      else delete root.dataset.paused;
      showClock();
    }

    /** @param {boolean} on */
    async function hold(on) {
      await (on ? presence.pause() : presence.resume());
      if (over) return;
      if (cover.hidden) element.focus({ preventScroll: true });
      else resumeButton.focus();
      announce(cover.hidden ? "计时继续" : "已暂停");
    }

    const blanks = () => new Set(Coursemark.attempt.blanks(attempt).map(({ id }) => id));

    /**
     * Changes the stored attempt if it still runs; another tab may have handed it in. What could
     * not be stored before goes along.
     * @type {CoursemarkRunning["change"]}
     */
    async function change(decide) {
      const along = new Map(unsaved);
      /** @type {CoursemarkAttempt | null} */
      let stored;
      try {
        stored = await app.store.changeAttempt(learner.id, attempt.registration, (before) =>
          before?.state === "running"
            ? decide(Coursemark.attempt.given(Coursemark.attempt.current(before), along))
            : null,
        );
      } catch (error) {
        stuck = true;
        keepSpare();
        if (unsaved.size > 0)
          problem.textContent = "刚才的作答还没有存上，请不要关闭本页；再答一题或点交卷会重新保存。";
        throw error;
      }
      stuck = false;
      for (const [id, given] of along) if (unsaved.get(id) === given) unsaved.delete(id);
      Coursemark.spare.drop(
        app.site.id,
        attempt,
        [...along.keys()].filter((id) => !unsaved.has(id)),
      );
      problem.textContent = "";
      if (!stored) return gone();
      attempt = Coursemark.attempt.current(stored);
      if (attempt.state === "submitted") end();
      else if (!over) show();
    }

    const keepSpare = () => Coursemark.spare.keep(app.site.id, attempt, unsaved);

    function stop() {
      over = true;
      stopListening();
      leaving.abort();
      delete root.dataset.paused;
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
        await presence.settled();
        if (over) return;
        await change((stored) =>
          Coursemark.attempt.finish(stored, Date.now(), (at) => app.stamp(learner, new Date(at))),
        );
      } finally {
        submitting = false;
      }
    }

    /** At zero nothing more is answered, and the paper is handed in as soon as that can be stored. */
    function onTimeUp() {
      if (submitting || over || performance.now() < submitAfter) return;
      submitAfter = performance.now() + AGAIN;
      for (const { item } of questions) item.lock(true);
      void submit();
    }

    async function confirmFinish() {
      const empty = blanks();
      const blank = questions.filter(({ id }) => empty.has(id));
      const flagged = questions.filter(({ id }) => attempt.flags.includes(id));
      const numbers = (/** @type {CoursemarkQuestion[]} */ list) =>
        list.map(({ number }) => number).join("、");
      const answer = await ask({
        title: blank.length ? `还有 ${blank.length} 题没有答` : exam ? "现在交卷？" : "完成练习？",
        text: [
          blank.length ? `未答：第 ${numbers(blank)} 题。未答的题不得分。` : "所有题目都已作答。",
          ...(flagged.length ? [`标记过：第 ${numbers(flagged)} 题。`] : []),
          ...(exam ? ["交卷后不能再改。"] : []),
        ],
        actions: [
          { label: blank.length ? "回去作答" : "再看看", value: "" },
          { label: exam ? "确定交卷" : "完成", value: "submit", primary: true },
        ],
        signal,
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
        unsaved.set(id, { response: item.response(), unfinished: item.unfinished() });
        void change((stored) => ({ attempt: stored }));
      };
      form.addEventListener("change", save);
      form.addEventListener("input", ({ target }) => {
        // Other controls say `change` too.
        if (/** @type {Element} */ (target).matches("[type=text]")) save();
      });
      if (settles) settleOneByOne(question);
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

    /** Where something is shown at once, an item is settled and recorded by itself. @param {CoursemarkQuestion} question */
    function settleOneByOne(question) {
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
      const given = Coursemark.attempt.response(attempt, id);
      const at = (/** @type {CoursemarkPhase} */ phase) => phase === "during";
      item.write(given);
      item.show(Coursemark.grading.grade(definition, given), {
        marks: at(review.marks),
        key: at(review.key),
        feedback: at(review.feedback),
      });
      item.form
        .querySelectorAll(":scope > .cm-actions, :scope > .cm-item__message")
        .forEach((e) => e.remove());
    }

    function showClock() {
      const remaining = presence.remaining();
      if (remaining !== null) clock.show(remaining);
    }

    function onTick() {
      // The theme may have put another page in the place of this one.
      if (!root.isConnected) return stop();
      if (!over) showClock();
    }

    const stopListening = app.store.onChange(async (note) => {
      if (note.kind !== "attempt" || note.registration !== attempt.registration || over) return;
      const stored = await app.store.attempt(learner.id, attempt.registration);
      if (!stored || over) return;
      const known = attempt.checked;
      attempt = Coursemark.attempt.current(stored);
      if (attempt.state === "submitted") return end();
      for (const question of questions) {
        const { id, item } = question;
        const given = Coursemark.attempt.entered(attempt, id);
        if (attempt.checked.includes(id)) {
          if (!known.includes(id)) reveal(question);
        } else if (!item.form.contains(document.activeElement) && !unsaved.has(id)) {
          if ((item.response() ?? item.unfinished()) !== given) item.write(given);
        }
      }
      show();
    });

    addEventListener(
      "pagehide",
      () => {
        // A write under way may not come to its end.
        if (unsaved.size > 0) keepSpare();
      },
      { signal },
    );
    addEventListener(
      "beforeunload",
      (event) => {
        if (stuck || !app.store.persistent) event.preventDefault();
      },
      { signal },
    );
    const presence = Coursemark.presence({
      app,
      learner,
      attempt: () => attempt,
      change,
      onTick,
      onTimeUp,
      signal,
    });
    for (const [id, given] of Coursemark.spare.of(app.site.id, attempt)) {
      const question = questions.find((each) => each.id === id);
      if (!question || attempt.checked.includes(id)) continue;
      unsaved.set(id, given);
      question.item.write(given.response ?? given.unfinished);
    }
    if (unsaved.size > 0) void change((stored) => ({ attempt: stored }));
    showClock();
    show();
  }

  Coursemark.running = run;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
