"use strict";
/** One item on the page: what was answered, what is shown of the result. */
(function (Coursemark) {
  const { h, rendered, points } = Coursemark.dom;

  const VERDICTS = {
    correct: "回答正确",
    partial: "部分正确",
    incorrect: "回答错误",
    pending: "已记录，由培训管理员阅卷",
    blank: "未作答",
  };

  /**
   * The word for a grade: the `data-state` of an item once graded.
   * @param {CoursemarkGrade} grade
   */
  function stateOf({ raw, max, pending, success }) {
    if (pending) return "pending";
    if (raw === null) return "blank";
    return success ? "correct" : raw > 0 && raw < max ? "partial" : "incorrect";
  }

  /** @param {CoursemarkItemData} data @returns {CoursemarkItemData[]} what a learner answers one by one */
  const leaves = (data) => data.parts ?? [data];

  /** Forms of the leaves of an item. @param {HTMLElement} root */
  function forms(root) {
    return /** @type {HTMLFormElement[]} */ (
      root.matches("form") ? [root] : [...root.querySelectorAll("form[data-item]")]
    );
  }

  /**
   * Takes charge of one form.
   * @param {HTMLFormElement} form @param {CoursemarkItemData} data
   * @returns {CoursemarkMounted}
   */
  function mount(form, data) {
    const view = Coursemark.items[data.definition.type];
    const fieldset = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
    const meta = h("p", { class: "cm-item__meta" }, `${data.label} · ${data.points} 分`);
    form.prepend(meta);
    view.setUp?.(form);
    // Enter in a text box must never reload the page.
    form.addEventListener("submit", (event) => event.preventDefault());
    const comment = () =>
      Coursemark.comment.button({
        item: { id: data.definition.id, name: data.name, revision: data.revision },
      });

    return {
      form,
      comment,
      data,
      meta,
      blank: view.blank ?? "还没有作答。",
      response: () => view.read(form),
      unfinished: () => (view.read(form) === null ? (view.unfinished?.(form) ?? null) : null),
      write: (response) => view.write(form, response),
      letters: view.letters?.(data.definition) ?? null,
      arrange: (letters) => view.arrange?.(form, letters),

      lock(on) {
        fieldset.disabled = on;
      },

      setState(state) {
        form.dataset.state = state;
        const section = /** @type {HTMLElement | null} */ (form.closest("section[data-type=case]"));
        if (section) section.dataset.state = ofCase(section);
      },

      show(grade, show) {
        this.clear();
        const state = stateOf(grade);
        this.lock(true);
        this.setState(state === "blank" ? "new" : show.marks ? state : "answered");
        const published = data.definition.key !== undefined;
        if (published) view.mark(form, data, show);
        const score = grade.raw === null ? "" : ` · 得 ${points(grade.raw)} / ${points(grade.max)} 分`;
        form.append(
          h(
            "div",
            { class: "cm-feedback", tabindex: "-1", "data-verdict": show.marks ? state : "hidden" },
            show.marks && h("p", { class: "cm-feedback__verdict" }, VERDICTS[state] + score),
            show.feedback && data.feedback && rendered(data.feedback, "div", "cm-feedback__why"),
            show.feedback && source(data),
            // In practice it stands beside the other buttons already.
            !form.querySelector(".cm-comment") && h("p", { class: "cm-actions" }, comment()),
          ),
        );
      },

      clear() {
        form.querySelector(".cm-feedback")?.remove();
        view.unmark(form);
        this.lock(false);
      },

      note(text) {
        form.querySelector(".cm-note")?.remove();
        if (text) meta.after(h("p", { class: "cm-note" }, text));
      },
    };
  }

  /** Link to the passage that teaches the item. @param {CoursemarkItemData} data */
  function source(data) {
    return (
      data.source &&
      h(
        "p",
        { class: "cm-feedback__source" },
        "回看原文：",
        h("a", { href: Coursemark.url(data.source.url) }, data.source.title),
      )
    );
  }

  /** A case is as far as its parts are. @param {HTMLElement} section */
  function ofCase(section) {
    const states = forms(section).map((form) => form.dataset.state ?? "new");
    if (states.every((s) => s === states[0])) return states[0];
    if (states.includes("new") || states.includes("answered")) return "answered";
    return states.includes("pending") ? "pending" : "partial";
  }

  Coursemark.item = { mount, forms, leaves, stateOf };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
