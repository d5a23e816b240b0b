"use strict";
/**
 * Surveys: questions without a right answer, sent once, and again if the learner wishes; the trainer
 * counts the latest. What is filled in comes back after a reload.
 */
(function (Coursemark) {
  const { h, button, announce, moment } = Coursemark.dom;
  const MOST = 1000;

  /** @param {CoursemarkApp} app @param {ParentNode} root */
  async function mount(app, root) {
    for (const element of root.querySelectorAll("[data-survey-place]:not([data-mounted])")) {
      const place = /** @type {HTMLElement} */ (element);
      place.dataset.mounted = "";
      /** @type {CoursemarkSurvey | null} */
      const survey = await Coursemark.load(`surveys/${place.dataset.surveyPlace}`).catch(() => null);
      if (survey) await mountSurvey(app, place, survey);
      else
        place.append(
          h("p", { class: "cm-fault" }, "这份问卷没能显示出来。请刷新页面；还不行请联系培训管理员。"),
        );
    }
  }

  /** Name of the draft of a survey; no item has a colon in its id. @param {CoursemarkSurvey} survey */
  const draftOf = ({ id }) => `survey:${id}`;

  /** @param {CoursemarkApp} app @param {HTMLElement} place @param {CoursemarkSurvey} survey */
  async function mountSurvey(app, place, survey) {
    /** The learner asked for the form anew. */
    let again = false;
    let sending = false;
    /** Whose answers stand in the form. @type {string | null} */
    let owner = null;

    /** When it was sent last. @param {CoursemarkLearner | null} learner */
    async function sentAt(learner) {
      if (!learner) return "";
      const entries = (await app.store.statements(learner.id))
        .map((statement) => Coursemark.statements.read(statement, app.site.id))
        .filter(({ kind, target }) => kind === "survey" && target === survey.id);
      return entries[entries.length - 1]?.timestamp ?? "";
    }

    async function show() {
      if (sending) return;
      const learner = Coursemark.profile.current();
      const id = learner?.id ?? null;
      const shown = /** @type {HTMLFormElement | null} */ (place.querySelector("form[data-state=new]"));
      // What was filled in before somebody said who they are is theirs.
      if (shown && id !== null && owner === null) await saveDraft(app, survey, shown);
      const sent = await sentAt(learner);
      const draft =
        learner && (await app.store.drafts(learner.id)).find(({ item }) => item === draftOf(survey));
      const filled = draft?.response ?? "";
      const kept = shown && owner !== null && owner === id;
      owner = id;
      if (sent && !filled && !again) place.replaceChildren(thanks(sent));
      else if (!kept) place.replaceChildren(blank(filled));
    }

    /** @param {string} sent */
    function thanks(sent) {
      return h(
        "form",
        { class: "cm-survey", "data-survey": survey.id, "data-state": "sent" },
        heading(survey),
        h("p", { class: "cm-note", tabindex: "-1" }, `你在 ${moment(sent)} 提交了这份问卷，谢谢。`),
        h(
          "p",
          { class: "cm-actions" },
          button("再填一次", async () => {
            again = true;
            await show();
            focusFirst(place);
          }),
        ),
        h("p", { class: "cm-survey__fate" }, "再填一次，汇总里以最后一次为准。"),
      );
    }

    /** @param {string} filled what is in it already, as JSON */
    function blank(filled) {
      const message = h("p", { class: "cm-item__message", role: "alert" });
      const form = h(
        "form",
        { class: "cm-survey", novalidate: true, "data-survey": survey.id, "data-state": "new" },
        heading(survey),
        survey.description && h("p", {}, survey.description),
        ...survey.questions.map((question, n) => field(survey, question, n + 1)),
        h("p", { class: "cm-survey__fate" }, "培训管理员收到的汇总不列姓名，但学习记录里有你的工号。"),
        message,
        h(
          "p",
          { class: "cm-actions" },
          h("button", { type: "submit", class: "cm-button cm-button--primary" }, "提交问卷"),
        ),
      );
      write(form, survey, filled);
      form.addEventListener("input", () => {
        message.textContent = "";
        void saveDraft(app, survey, form);
      });
      form.addEventListener("submit", async (/** @type {Event} */ event) => {
        event.preventDefault();
        if (sending) return;
        const fault = faultOf(form, survey);
        message.textContent = fault;
        if (fault) return focusMissing(form);
        sending = true;
        try {
          if (!(await send(form))) return;
          again = false;
        } catch (error) {
          message.textContent = "问卷没有存上，请再提交一次。";
          throw error;
        } finally {
          sending = false;
        }
        form.dataset.state = "sent";
        await app.settle(/** @type {CoursemarkLearner} */ (Coursemark.profile.current()));
        await show();
        announce("问卷已提交，谢谢。");
        /** @type {HTMLElement | null} */ (place.querySelector(".cm-note"))?.focus();
      });
      return form;
    }

    /** @param {HTMLFormElement} form @returns {Promise<boolean>} whether it is in the log */
    async function send(form) {
      const learner = await Coursemark.profile.need(app);
      if (!learner) return false;
      const answers = read(form, survey);
      const named = { id: survey.id, name: survey.title, revision: survey.revision };
      const at = new Date();
      const statements = survey.questions.flatMap(({ id, type, text, scale }) =>
        answers[id]
          ? [
              Coursemark.statements.replied(app.stamp(learner, at), {
                survey: named,
                question: { id, type, name: text },
                response: answers[id],
                scale: type === "rating" ? scale : null,
              }),
            ]
          : [],
      );
      statements.push(Coursemark.statements.surveyed(app.stamp(learner, at), { survey: named }));
      await app.store.append(learner.id, statements);
      await app.store.saveDraft({
        learner: learner.id,
        item: draftOf(survey),
        revision: survey.revision,
        response: null,
        at: at.getTime(),
      });
      return true;
    }

    app.watch(place, show);
    await show();
    place.id = `survey-${survey.id}`;
    if (Coursemark.outline.fragment() === place.id) place.scrollIntoView();
  }

  /** @param {CoursemarkSurvey} survey */
  const heading = ({ title }) => h("p", { class: "cm-survey__title" }, title);

  /**
   * The controls of one question; names are question ids.
   * @param {CoursemarkSurvey} survey @param {CoursemarkSurveyQuestion} question @param {number} n
   */
  function field(survey, question, n) {
    const { id, type, text, required } = question;
    const base = `cm-survey-${survey.id}-${id}`;
    const label = [
      `${n}. ${text}`,
      h("span", { class: "cm-survey__need" }, required ? "（必答）" : "（可不答）"),
    ];
    const attributes = { class: "cm-survey__question", "data-question": id, "data-kind": type };
    if (type === "text") {
      const area = h("textarea", {
        id: base,
        name: id,
        rows: "3",
        maxlength: String(MOST),
        required,
        "aria-describedby": `${base}-limit`,
      });
      return h(
        "div",
        attributes,
        h("label", { for: base }, ...label),
        area,
        h("small", { id: `${base}-limit` }, `最多 ${MOST} 字`),
      );
    }
    return h(
      "fieldset",
      attributes,
      h("legend", {}, ...label),
      type === "rating" ? scaleOf(question) : choicesOf(question),
    );
  }

  /** @param {string} name @param {string} value @param {boolean} required @param {...(Node | string | false)} label */
  const radio = (name, value, required, ...label) =>
    h(
      "label",
      { class: "cm-radio" },
      h("input", { type: "radio", name, value, required }),
      h("span", {}, ...label),
    );

  /** @param {CoursemarkSurveyQuestion} question */
  function scaleOf({ id, scale, low, high, required }) {
    const said = (/** @type {number} */ n) => (n === 1 ? low : n === scale ? high : "");
    const numbers = Array.from({ length: scale }, (_, n) => n + 1);
    const ends = numbers.filter(said).map((n) => `${n} 分：${said(n)}`);
    return h(
      "div",
      { class: "cm-scale" },
      ends.length > 0 && h("p", { class: "cm-scale__ends", "aria-hidden": "true" }, ends.join("　")),
      h(
        "div",
        { class: "cm-scale__numbers" },
        ...numbers.map((n) =>
          radio(
            id,
            String(n),
            required,
            String(n),
            said(n) !== "" && h("span", { class: "cm-visually-hidden" }, `（${said(n)}）`),
          ),
        ),
      ),
    );
  }

  /** @param {CoursemarkSurveyQuestion} question */
  const choicesOf = ({ id, options, required }) =>
    h("div", { class: "cm-choices" }, ...options.map((option) => radio(id, option, required, option)));

  /**
   * What is answered, by question id.
   * @param {HTMLFormElement} form @param {CoursemarkSurvey} survey
   */
  function read(form, survey) {
    const values = new FormData(form);
    /** @type {Record<string, string>} */
    const answers = Object.create(null);
    for (const { id } of survey.questions) {
      const text = String(values.get(id) ?? "")
        .trim()
        .slice(0, MOST);
      if (text) answers[id] = text;
    }
    return answers;
  }

  /** @param {HTMLFormElement} form @param {CoursemarkSurvey} survey @param {string} draft JSON of answers */
  function write(form, survey, draft) {
    let answers;
    try {
      answers = draft && JSON.parse(draft);
    } catch {
      return;
    }
    if (!answers) return;
    for (const { id } of survey.questions) {
      const value = Object.prototype.hasOwnProperty.call(answers, id) ? answers[id] : "";
      if (typeof value !== "string") continue;
      for (const control of form.querySelectorAll(`[name="${CSS.escape(id)}"]`)) {
        if (control instanceof HTMLInputElement) control.checked = control.value === value;
        else /** @type {HTMLTextAreaElement} */ (control).value = value;
      }
    }
  }

  /** @param {CoursemarkApp} app @param {CoursemarkSurvey} survey @param {HTMLFormElement} form */
  async function saveDraft(app, survey, form) {
    const learner = Coursemark.profile.current();
    if (!learner) return;
    await app.store.saveDraft({
      learner: learner.id,
      item: draftOf(survey),
      revision: survey.revision,
      response: JSON.stringify(read(form, survey)),
      at: Date.now(),
    });
  }

  /** Why it cannot be sent, or "". Marks what is missing. @param {HTMLFormElement} form @param {CoursemarkSurvey} survey */
  function faultOf(form, survey) {
    const answers = read(form, survey);
    const missing = survey.questions.filter(({ id, required }) => required && !answers[id]);
    for (const element of form.querySelectorAll("[data-question]")) {
      const { dataset } = /** @type {HTMLElement} */ (element);
      const misses = missing.some(({ id }) => id === dataset.question);
      if (misses) dataset.missing = "";
      else delete dataset.missing;
      element.querySelector("textarea")?.setAttribute("aria-invalid", String(misses));
    }
    if (missing.length > 0) return `还有必答题没有答：${missing.map(({ text }) => `“${text}”`).join("、")}。`;
    return Object.keys(answers).length === 0 ? "一题都还没有答，答一题再提交。" : "";
  }

  /** @param {HTMLElement} form */
  function focusMissing(form) {
    const first = form.querySelector("[data-missing]") ?? form;
    /** @type {HTMLElement | null} */ (first.querySelector("input, textarea"))?.focus();
  }

  /** @param {HTMLElement} place */
  function focusFirst(place) {
    /** @type {HTMLElement | null} */ (place.querySelector("input, textarea"))?.focus();
  }

  Coursemark.survey = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
