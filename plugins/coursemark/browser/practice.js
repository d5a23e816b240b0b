"use strict";
/**
 * Practice items in a page: answer, see why, try again. What was answered comes back after a
 * reload by item id and revision; an item edited since then starts anew and says so.
 */
(function (Coursemark) {
  const { h, button, announce } = Coursemark.dom;
  const EVERYTHING = { marks: true, key: true, feedback: true };

  /**
   * The learner's latest answer to each item.
   * @param {readonly CoursemarkStatement[]} statements oldest first
   * @param {string} site
   * @returns {Map<string, CoursemarkEntry>}
   */
  function latest(statements, site) {
    /** @type {Map<string, CoursemarkEntry>} */
    const answers = new Map();
    for (const statement of statements) {
      const entry = Coursemark.statements.read(statement, site);
      if (entry.kind === "answered") answers.set(entry.target, entry);
    }
    return answers;
  }

  /**
   * One practice item: its buttons and its part of the log.
   * @param {CoursemarkApp} app @param {CoursemarkMounted} item @param {() => void} onchange
   */
  function practise(app, item, onchange) {
    const { form, data } = item;
    const id = data.definition.id;
    let since = performance.now();
    const message = h("p", { class: "cm-item__message", role: "alert" });
    const submit = h("button", { type: "submit", class: "cm-button cm-button--primary" }, "提交答案");
    const again = button("重做这题", () => void redo(), { hidden: true });
    const hint =
      data.hint &&
      button(
        "提示",
        () => {
          /** @type {HTMLElement} */ (hint).replaceWith(
            Coursemark.dom.rendered(`提示：${data.hint}`, "p", "cm-hint"),
          );
        },
        { class: "cm-button--quiet" },
      );
    form.append(message, h("p", { class: "cm-actions" }, submit, again, hint));

    function reveal(/** @type {string | null} */ response) {
      item.show(Coursemark.grading.grade(data.definition, response), EVERYTHING);
      // The result belongs above the buttons.
      form.append(/** @type {Node} */ (again.parentNode));
      submit.hidden = true;
      again.hidden = false;
      message.textContent = "";
    }

    async function redo() {
      item.clear();
      item.write(null);
      item.setState("new");
      submit.hidden = false;
      again.hidden = true;
      since = performance.now();
      await saveDraft();
      onchange();
      /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
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
      if (form.dataset.state === "new" || form.dataset.state === "answered") {
        item.setState(item.response() === null ? "new" : "answered");
        void saveDraft();
      }
    });
    form.addEventListener("input", () => void saveDraft());

    form.addEventListener("submit", async () => {
      const response = item.response();
      if (response === null) {
        message.textContent = item.blank;
        return;
      }
      submit.disabled = true;
      try {
        await record(response);
      } catch (error) {
        console.error(error);
        message.textContent = "这次作答没有存上，请再提交一次；还不行请先下载学习记录。";
        return;
      } finally {
        submit.disabled = false;
      }
      reveal(response);
      announce(form.querySelector(".cm-feedback__verdict")?.textContent ?? "");
      onchange();
    });

    return {
      form,
      redo,
      /** @param {CoursemarkEntry | undefined} answer @param {CoursemarkDraft | undefined} draft */
      restore(answer, draft) {
        const ungraded = form.dataset.state === "new" || form.dataset.state === "answered";
        item.clear();
        item.note("");
        submit.hidden = false;
        again.hidden = true;
        const same = !answer?.revision || answer.revision === data.revision;
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
    for (const element of root.querySelectorAll("[data-quiz]")) {
      const quiz = /** @type {HTMLElement} */ (element);
      if (quiz.dataset.mounted !== undefined) continue;
      quiz.dataset.mounted = "";
      await mountQuiz(app, quiz);
    }
  }

  /** @param {CoursemarkApp} app @param {HTMLElement} quiz */
  async function mountQuiz(app, quiz) {
    /** @type {ReturnType<typeof practise>[]} */
    const all = [];
    const status = h("p", { class: "cm-quiz__status" });
    const wrongOnly = button("只做错题", async () => {
      const wrong = all.filter(({ form }) => ["incorrect", "partial"].includes(form.dataset.state ?? ""));
      quiz.dataset.only = "wrong";
      all.forEach(({ form }) => (form.hidden = !wrong.some((w) => w.form === form)));
      for (const item of wrong) await item.redo();
      wrong[0]?.form.querySelector("input")?.focus();
    });
    const showAll = button("显示全部题目", () => {
      delete quiz.dataset.only;
      all.forEach(({ form }) => (form.hidden = false));
      count();
    });
    const redoAll = button("全部重做", async () => {
      delete quiz.dataset.only;
      all.forEach(({ form }) => (form.hidden = false));
      for (const item of all) await item.redo();
      all[0]?.form.scrollIntoView({ block: "nearest" });
    });
    const bar = h(
      "div",
      { class: "cm-quiz__bar" },
      status,
      h("p", { class: "cm-actions" }, wrongOnly, showAll, redoAll),
    );

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
        root.append(h("p", { class: "cm-fault" }, "这道题的数据没有载入，请刷新页面；还不行请联系医保办。"));
        continue;
      }
      const leaves = Coursemark.item.leaves(data);
      Coursemark.item.forms(root).forEach((form, n) => {
        all.push(practise(app, Coursemark.item.mount(form, leaves[n]), count));
      });
    }
    if (all.length > 0) quiz.append(bar);

    async function restore() {
      const learner = Coursemark.profile.current();
      const answers = learner ? latest(await app.store.statements(learner.id), app.site.id) : new Map();
      const drafts = learner ? await app.store.drafts(learner.id) : [];
      for (const item of all) {
        const id = item.form.dataset.item ?? "";
        item.restore(
          answers.get(id),
          drafts.find((d) => d.item === id),
        );
      }
      count();
    }
    await restore();
    app.store.onChange(async (change) => {
      // Another tab answered: show it here too, unless the learner is busy with this quiz.
      if (change.kind === "statements" && !quiz.contains(document.activeElement)) await restore();
    });
  }

  Coursemark.practice = { mount, latest };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
