"use strict";
/** The answer sheet: every question by number, answered, blank or flagged. */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /**
   * @param {readonly {id: string, go: () => void}[]} questions in the order shown
   */
  function sheet(questions) {
    const buttons = new Map(
      questions.map(({ id, go }, n) => [
        id,
        h("button", { type: "button", class: "cm-sheet__cell", onclick: go }, String(n + 1)),
      ]),
    );
    const element = h(
      "nav",
      { class: "cm-sheet", "aria-label": "答题卡" },
      h("ol", {}, ...[...buttons.values()].map((b) => h("li", {}, b))),
      h(
        "p",
        { class: "cm-sheet__legend", "aria-hidden": "true" },
        ...[
          ["answered", "已答"],
          ["blank", "未答"],
          ["flagged", "标记"],
        ].map(([status, word]) => h("span", { "data-status": status }, word)),
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
