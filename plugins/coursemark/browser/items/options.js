"use strict";
/** Items whose controls are a list of options, each an input whose value is the letter. */
(function (Coursemark) {
  /** @param {HTMLElement} form @returns {HTMLInputElement[]} */
  const inputs = (form) =>
    [...form.querySelectorAll(".cm-options input")].map((i) => /** @type {HTMLInputElement} */ (i));

  /** @param {HTMLElement} form @returns {string[]} in the author's order of letters */
  function chosen(form) {
    return inputs(form)
      .filter((i) => i.checked)
      .map((i) => i.value)
      .sort(byLetter);
  }

  /** @param {string} a @param {string} b */
  function byLetter(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** @param {HTMLElement} form @param {readonly string[]} letters */
  function choose(form, letters) {
    for (const input of inputs(form)) input.checked = letters.includes(input.value);
  }

  /** Shows the options in this order. @param {HTMLElement} form @param {readonly string[]} letters */
  function arrange(form, letters) {
    const list = form.querySelector(".cm-options");
    const rows = new Map(inputs(form).map((i) => [i.value, /** @type {HTMLElement} */ (i.closest("li"))]));
    for (const letter of letters) {
      const row = rows.get(letter);
      if (row) list?.append(row);
    }
  }

  /** The words of an option. @param {HTMLElement} form @param {string} letter */
  function textOf(form, letter) {
    const input = inputs(form).find((i) => i.value === letter);
    return input?.closest("li")?.querySelector(".cm-option__text")?.textContent?.trim() ?? letter;
  }

  /**
   * Says in words, not by colour alone, which options were right and which were chosen.
   * @param {HTMLElement} form @param {CoursemarkItemData} data @param {readonly string[]} key @param {CoursemarkShow} show
   */
  function mark(form, data, key, show) {
    for (const input of inputs(form)) {
      const row = /** @type {HTMLElement} */ (input.closest("li"));
      const right = key.includes(input.value);
      if (show.key && right) row.classList.add("is-key");
      if (show.key && input.checked && !right) row.classList.add("is-wrong");
      const word = !show.key
        ? ""
        : right
          ? input.checked
            ? "选对了"
            : "正确选项"
          : input.checked
            ? "不该选"
            : "";
      if (word) row.append(Coursemark.dom.h("span", { class: "cm-option__verdict" }, word));
      const why = show.feedback && data.optionFeedback?.[input.value];
      if (why) row.append(Coursemark.dom.rendered(why, "p", "cm-option__why"));
    }
  }

  /** Takes the marks away again. @param {HTMLElement} form */
  function unmark(form) {
    form.querySelectorAll(".cm-option__verdict, .cm-option__why").forEach((e) => e.remove());
    form.querySelectorAll(".is-key, .is-wrong").forEach((e) => e.classList.remove("is-key", "is-wrong"));
  }

  Coursemark.options = { inputs, chosen, choose, arrange, textOf, mark, unmark };
  Coursemark.items ??= /** @type {any} */ ({});
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
