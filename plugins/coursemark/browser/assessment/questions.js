"use strict";
/** The drawn items of an attempt as forms on the page, in the order and with the options drawn. */
(function (Coursemark) {
  const { h, rendered } = Coursemark.dom;

  /**
   * @param {CoursemarkAttempt} attempt
   * @returns {{element: HTMLElement, questions: CoursemarkQuestion[]}}
   */
  function build(attempt) {
    /** @type {CoursemarkQuestion[]} */
    const questions = [];
    const leaves = Coursemark.attempt.leaves(attempt);
    const element = h("div", { class: "cm-questions", tabindex: "-1", role: "group", "aria-label": "试题" });
    for (const drawn of attempt.drawn) {
      const holder = rendered(drawn.data.html ?? "", "div", "cm-question");
      element.append(holder);
      for (const form of Coursemark.item.forms(/** @type {HTMLElement} */ (holder.firstElementChild))) {
        const leaf = leaves[questions.length];
        const item = Coursemark.item.mount(form, leaf.data);
        const number = questions.length + 1;
        item.meta.textContent = `第 ${number} 题 · ${leaf.data.label} · ${Coursemark.dom.points(leaf.definition.points)} 分`;
        form.setAttribute("aria-label", `第 ${number} 题`);
        // Two attempts on one page must not share a radio group.
        form
          .querySelectorAll("input[name]")
          .forEach((i) => i.setAttribute("name", `${attempt.registration} ${leaf.id}`));
        if (leaf.order) item.arrange(leaf.order);
        item.write(Coursemark.attempt.response(attempt, leaf.id));
        questions.push({ ...leaf, number, item });
      }
    }
    return { element, questions };
  }

  Coursemark.questions = build;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
