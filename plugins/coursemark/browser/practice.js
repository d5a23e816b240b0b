"use strict";
/**
 * Practice items in a page: answer, see why, try again. What was answered comes back after a
 * reload by item id and revision; an item edited since then starts anew and says so.
 */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const EVERYTHING = { marks: true, key: true, feedback: true };
  /** Counts what learners do and what is read from the store, to tell which came first. */
  let turn = 0;

  /**
   * The learner's latest answer to each item.
   * @param {readonly CoursemarkStatement[]} statements oldest first
   * @param {string} site @param {(entry: CoursemarkEntry) => boolean} [counts]
   * @returns {Map<string, CoursemarkEntry>}
   */
  function latest(statements, site, counts = () => true) {
    /** @type {Map<string, CoursemarkEntry>} */
    const answers = new Map();
    for (const statement of statements) {
      const entry = Coursemark.statements.read(statement, site);
      if (entry.kind === "answered" && counts(entry)) answers.set(entry.target, entry);
    }
    return answers;
  }

  /**
   * What comes back into the practice items of a page: answers, but not those of an exam, whose
   * review may hide the key; and drafts.
   * @param {CoursemarkApp} app @returns {Promise<CoursemarkPractised>}
   */
  async function practised(app) {
    turn += 1;
    const asOf = turn;
    const learner = Coursemark.profile.current();
    if (!learner) return { asOf, answers: new Map(), drafts: new Map() };
    const inPractice = ({ assessment = "" }) =>
      assessment === "" || app.site.assessments[assessment]?.mode === "practice";
    const drafts = await app.store.drafts(learner.id);
    return {
      asOf,
      answers: latest(await app.store.statements(learner.id), app.site.id, inPractice),
      drafts: new Map(drafts.map((draft) => [draft.item, draft])),
    };
  }

  /**
   * One practice item: its buttons and its part of the log.
   * @param {CoursemarkApp} app @param {CoursemarkMounted} item @param {(form: HTMLElement) => void} onchange
   */
  function practise(app, item, onchange) {
    const { form, data } = item;
    const id = data.definition.id;
    let since = performance.now();
    /** The turn in which the learner last did something here. */
    let touched = 0;
    const touch = () => (touched = turn += 1);
    const message = h("p", { class: "cm-item__message", role: "alert" });
    const submit = h("button", { type: "submit", class: "cm-button cm-button--primary" }, "提交答案");
    const again = button("重做这题", () => redo(), { hidden: true });
    const hint =
      data.hint &&
      button(
        "提示",
        () => {
          const text = Coursemark.dom.rendered(`提示：${data.hint}`, "p", "cm-hint");
          text.tabIndex = -1;
          /** @type {HTMLElement} */ (hint).replaceWith(text);
          text.focus();
        },
        { class: "cm-button--quiet" },
      );
    form.append(message, h("p", { class: "cm-actions" }, submit, again, hint, item.comment()));

    function reveal(/** @type {string | null} */ response) {
      item.show(Coursemark.grading.grade(data.definition, response), EVERYTHING);
      // The result belongs above the buttons.
      form.append(/** @type {Node} */ (again.parentNode));
      submit.hidden = true;
      again.hidden = false;
      message.textContent = "";
    }

    /** @param {boolean} [focus] goes to the first control */
    async function redo(focus = true) {
      touch();
      item.clear();
      item.write(null);
      item.setState("new");
      submit.hidden = false;
      again.hidden = true;
      since = performance.now();
      if (focus) /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
      await saveDraft();
      onchange(form);
    }

    /** A result is shown once it is stored, so that leaving the page loses none. @param {string} response */
    async function record(response) {
      const learner = await Coursemark.profile.need(app);
      if (!learner) return item.note("你没有登记，这次练习不计入学习记录。");
      const { raw, max, success } = Coursemark.grading.grade(data.definition, response);
      const statement = Coursemark.statements.answered(app.stamp(learner), {
        item: { id, type: data.definition.type, name: data.name, revision: data.revision },
        response,
        raw,
        max,
        success,
        seconds: Math.min(3600, Math.round((performance.now() - since) / 1000)),
        page: app.page ? { path: app.page.path, name: app.page.title } : null,
      });
      await app.store.answer(learner.id, statement, id);
    }

    async function saveDraft() {
      const learner = Coursemark.profile.current();
      if (!learner) return;
      await app.store.saveDraft({
        learner: learner.id,
        item: id,
        revision: data.revision,
        response: item.response(),
        at: Date.now(),
      });
    }

    form.addEventListener("change", () => {
      touch();
      if (form.dataset.state === "new" || form.dataset.state === "answered") {
        item.setState(item.response() === null ? "new" : "answered");
        void saveDraft();
      }
    });
    form.addEventListener("input", ({ target }) => {
      touch();
      // Other controls say `change` too.
      if (/** @type {Element} */ (target).matches("[type=text]")) void saveDraft();
    });

    form.addEventListener("submit", async () => {
      if (submit.disabled) return;
      const response = item.response();
      if (response === null) {
        message.textContent = item.blank;
        return;
      }
      submit.disabled = true;
      // What is stored and what is seen stay the same.
      item.lock(true);
      item.note("");
      try {
        await record(response);
      } catch (error) {
        message.textContent = "这次作答没有存上，请再提交一次；还不行请先下载学习记录。";
        item.lock(false);
        submit.disabled = false;
        submit.focus();
        throw error;
      }
      touch();
      submit.disabled = false;
      reveal(response);
      const feedback = /** @type {HTMLElement | null} */ (form.querySelector(".cm-feedback"));
      feedback?.focus({ preventScroll: true });
      feedback?.scrollIntoView({ block: "nearest" });
      onchange(form);
    });

    return {
      form,
      redo,
      /**
       * @param {CoursemarkEntry | undefined} answer @param {CoursemarkDraft | undefined} draft
       * @param {number} asOf the turn in which they were read
       */
      restore(answer, draft, asOf) {
        // What the learner did while the store was read is newer than what was read.
        if (submit.disabled || touched > asOf) return;
        const ungraded = form.dataset.state === "new" || form.dataset.state === "answered";
        item.note("");
        const same = !answer?.revision || answer.revision === data.revision;
        // What is on the screen already stays, and with it the focus.
        if (!ungraded && !draft && same && answer?.response === item.response()) return;
        item.clear();
        submit.hidden = false;
        again.hidden = true;
        if (draft && draft.revision === data.revision) {
          item.write(draft.response);
          item.setState(draft.response === null ? "new" : "answered");
        } else if (answer && same) {
          item.write(answer.response);
          reveal(answer.response);
        } else if (ungraded && item.response() !== null) {
          // Answered before this script was ready.
          item.setState("answered");
          void saveDraft();
        } else {
          item.write(null);
          item.setState("new");
        }
        const before = !same
          ? answer?.timestamp
          : draft && draft.revision !== data.revision
            ? new Date(draft.at).toISOString()
            : "";
        if (before)
          item.note(
            `这道题在你上次作答（${Coursemark.dom.moment(before)}）之后改过，请按现在的题目重新作答。`,
          );
      },
    };
  }

  /**
   * Fills every practice quiz below an element.
   * @param {CoursemarkApp} app @param {ParentNode} root
   */
  async function mount(app, root) {
    /** @type {CoursemarkPractised | null} */
    let known = null;
    for (const element of root.querySelectorAll("[data-quiz]:not([data-mounted])")) {
      const quiz = /** @type {HTMLElement} */ (element);
      quiz.dataset.mounted = "";
      known ??= await practised(app);
      await mountQuiz(app, quiz, known);
    }
  }

  /** @param {CoursemarkApp} app @param {HTMLElement} quiz @param {CoursemarkPractised} known */
  async function mountQuiz(app, quiz, known) {
    /** @type {ReturnType<typeof practise>[]} */
    const all = [];
    const status = h("p", { class: "cm-quiz__status" });
    const wrongOnly = button(
      "只做错题",
      async () => {
        const wrong = all.filter(({ form }) => ["incorrect", "partial"].includes(form.dataset.state ?? ""));
        quiz.dataset.only = "wrong";
        all.forEach(({ form }) => (form.hidden = !wrong.some((w) => w.form === form)));
        const done = Promise.all(wrong.map((item) => item.redo(false)));
        toFirst(wrong);
        await done;
      },
      { "data-wrong-only": true },
    );
    const showAll = button("显示全部题目", () => {
      delete quiz.dataset.only;
      all.forEach(({ form }) => (form.hidden = false));
      count();
      toFirst(all);
    });
    const redoAll = button("全部重做", async () => {
      delete quiz.dataset.only;
      all.forEach(({ form }) => (form.hidden = false));
      const done = Promise.all(all.map((item) => item.redo(false)));
      toFirst(all);
      await done;
    });
    const bar = h(
      "div",
      { class: "cm-quiz__bar" },
      status,
      h("p", { class: "cm-actions" }, wrongOnly, showAll, redoAll),
    );

    /** @param {typeof all} items */
    function toFirst(items) {
      const form = items[0]?.form;
      form?.scrollIntoView({ block: "center" });
      // The button that was pressed may be gone.
      const control =
        form?.querySelector("input:enabled, select:enabled") ?? form?.querySelector("button:not([hidden])");
      /** @type {HTMLElement | null | undefined} */ (control)?.focus({ preventScroll: true });
    }

    function count() {
      const states = all.map(({ form }) => form.dataset.state ?? "");
      const done = states.filter((s) => ["correct", "partial", "incorrect"].includes(s)).length;
      const right = states.filter((s) => s === "correct").length;
      status.textContent = `共 ${all.length} 题，已答 ${done} 题，答对 ${right} 题`;
      wrongOnly.hidden = !states.some((s) => s === "incorrect" || s === "partial");
      showAll.hidden = quiz.dataset.only === undefined;
      redoAll.hidden = done === 0;
    }

    for (const element of quiz.querySelectorAll(":scope > [data-item]")) {
      const root = /** @type {HTMLElement} */ (element);
      const id = root.dataset.item ?? "";
      const items = await Coursemark.load(`items/${id.split("/")[0]}`).catch(() => null);
      const data = items?.[id];
      if (!data) {
        root.append(
          h("p", { class: "cm-fault" }, "这道题没能显示出来。请刷新页面；还不行请联系培训管理员。"),
        );
        continue;
      }
      const leaves = Coursemark.item.leaves(data);
      Coursemark.item.forms(root).forEach((form, n) => {
        all.push(practise(app, Coursemark.item.mount(form, leaves[n]), changed));
      });
    }
    if (all.length > 0) quiz.append(bar);

    // A round of practice begins anew: what was answered before it does not come back.
    const since = Number(quiz.dataset.since ?? 0);

    /** @param {ReturnType<typeof practise>} item @param {CoursemarkPractised} practised */
    function bringBack(item, { answers, drafts, asOf }) {
      const id = item.form.dataset.item ?? "";
      const [answer, draft] = [answers.get(id), drafts.get(id)];
      item.restore(
        answer && Date.parse(answer.timestamp) >= since ? answer : undefined,
        draft && draft.at >= since ? draft : undefined,
        asOf,
      );
    }

    /** @param {CoursemarkPractised} practised */
    function restore(practised) {
      for (const item of all) bringBack(item, practised);
      count();
    }

    /** The same item may stand elsewhere on the page. @param {HTMLElement} form */
    async function changed(form) {
      count();
      const same = `form[data-item="${CSS.escape(form.dataset.item ?? "")}"]`;
      for (const other of document.querySelectorAll(`[data-quiz] ${same}`)) {
        if (other !== form) other.dispatchEvent(new CustomEvent("coursemark-practised"));
      }
    }
    quiz.addEventListener(
      "coursemark-practised",
      async ({ target }) => {
        const item = all.find(({ form }) => form === target);
        if (item) bringBack(item, await practised(app));
        count();
      },
      true,
    );
    restore(known);
    app.watch(quiz, async () => {
      // Practice without a learner is in no log; it stays as it is.
      if (Coursemark.profile.current()) restore(await practised(app));
    });
  }

  Coursemark.practice = { mount, latest };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
