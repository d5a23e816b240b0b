"use strict";
/** The answer sheet: every question by number, answered, blank or flagged, section by section. */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @type {CoursemarkGlobal["sheet"]} */
  function sheet(groups, flags = true) {
    /** @type {Map<string, HTMLElement>} */
    const buttons = new Map();
    for (const { id, go } of groups.flatMap((group) => group.questions)) {
      const number = String(buttons.size + 1);
      buttons.set(id, h("button", { type: "button", class: "cm-sheet__cell", onclick: go }, number));
    }
    const lists = groups
      .filter(({ questions }) => questions.length > 0)
      .map(({ title, questions }) =>
        h(
          "div",
          { class: "cm-sheet__group", role: title ? "group" : null, "aria-label": title || null },
          title && h("p", { class: "cm-sheet__title", "aria-hidden": "true" }, title),
          h("ol", {}, ...questions.map(({ id }) => h("li", {}, buttons.get(id)))),
        ),
      );
    const element = h(
      "nav",
      { class: "cm-sheet", "aria-label": "答题卡" },
      h("div", { class: "cm-sheet__groups" }, ...lists),
      h(
        "p",
        { class: "cm-sheet__legend", "aria-hidden": "true" },
        ...[["answered", "已答"], ["blank", "未答"], ...(flags ? [["flagged", "标记"]] : [])].map(
          ([status, word]) => h("span", { "data-status": status }, word),
        ),
      ),
    );
    return {
      element,
      /** @param {string} id @param {{answered: boolean, flagged: boolean}} status */
      set(id, { answered, flagged }) {
        const cell = buttons.get(id);
        if (!cell) return;
        cell.dataset.status = answered ? "answered" : "blank";
        cell.dataset.flagged = String(flagged);
        cell.setAttribute(
          "aria-label",
          `第 ${cell.textContent} 题，${answered ? "已答" : "未答"}${flagged ? "，已标记" : ""}`,
        );
      },
    };
  }

  Coursemark.sheet = sheet;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
