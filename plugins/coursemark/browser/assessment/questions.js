"use strict";
/** The drawn items of an attempt as forms on the page, in the order and with the options drawn. */
(function (Coursemark) {
  const { h, rendered, points } = Coursemark.dom;

  /**
   * The heading of a section, and the element that holds its items.
   * @param {CoursemarkAttempt} attempt @param {number} index
   */
  function part(attempt, index) {
    const section = attempt.assessment.sections[index];
    const mine = Coursemark.attempt.leaves(attempt).filter((leaf) => leaf.section === index);
    const worth = mine.reduce((sum, { definition }) => sum + definition.points, 0);
    const id = `cm-part-${attempt.registration}-${index}`;
    return h(
      "section",
      { class: "cm-part", "aria-labelledby": id },
      h(
        "header",
        { class: "cm-part__head" },
        h("h3", { id }, section.title),
        h("p", { class: "cm-part__facts" }, `${mine.length} 题，共 ${points(worth)} 分`),
        section.description && h("p", {}, section.description),
      ),
    );
  }

  /** @type {CoursemarkGlobal["questions"]} */
  function build(attempt) {
    /** @type {CoursemarkQuestion[]} */
    const questions = [];
    const leaves = Coursemark.attempt.leaves(attempt);
    const { response, entered } = Coursemark.attempt;
    const given = attempt.state === "running" ? entered : response;
    const element = h("div", { class: "cm-questions", tabindex: "-1", role: "group", "aria-label": "试题" });
    let place = element;
    let section = -1;
    for (const drawn of attempt.drawn) {
      if (drawn.section !== section && attempt.assessment.sections[drawn.section]) {
        section = drawn.section;
        place = part(attempt, section);
        element.append(place);
      }
      const holder = rendered(drawn.data.html ?? "", "div", "cm-question");
      place.append(holder);
      for (const form of Coursemark.item.forms(/** @type {HTMLElement} */ (holder.firstElementChild))) {
        const leaf = leaves[questions.length];
        const item = Coursemark.item.mount(form, leaf.data);
        const number = questions.length + 1;
        item.meta.textContent = `第 ${number} 题 · ${leaf.data.label} · ${points(leaf.definition.points)} 分`;
        form.setAttribute("aria-label", `第 ${number} 题`);
        // Two attempts on one page must not share a radio group.
        form
          .querySelectorAll("input[name]")
          .forEach((i) => i.setAttribute("name", `${attempt.registration} ${leaf.id}`));
        if (leaf.order) item.arrange(leaf.order);
        item.write(given(attempt, leaf.id));
        questions.push({ ...leaf, number, item });
      }
    }
    return { element, questions };
  }

  Coursemark.questions = build;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
