"use strict";
/** A number typed by the learner; grading reads full-width digits, units and Chinese numerals. */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  /** @param {HTMLElement} form */
  const box = (form) => /** @type {HTMLInputElement} */ (form.querySelector(".cm-numeric input"));

  /** @param {CoursemarkDefinition} definition */
  function keyText({ key, unit = "", tolerance }) {
    const text = key.value === undefined ? `${key.min}～${key.max}` : key.value;
    const spread = tolerance?.percent
      ? `（误差 ${tolerance.percent}% 以内）`
      : tolerance?.absolute
        ? `（误差 ${tolerance.absolute} 以内）`
        : "";
    return `正确答案：${text}${unit}${spread}`;
  }

  Coursemark.items.numeric = {
    read: (form) => box(form).value.trim() || null,
    write(form, response) {
      box(form).value = response ?? "";
    },
    mark(form, data, { key }) {
      if (key)
        form.querySelector(".cm-numeric")?.after(h("p", { class: "cm-key" }, keyText(data.definition)));
    },
    unmark: (form) => form.querySelector(".cm-key")?.remove(),
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
