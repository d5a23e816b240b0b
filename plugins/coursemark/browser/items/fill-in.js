"use strict";
/** Text boxes within the stem. */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  /** @param {HTMLElement} form @returns {HTMLInputElement[]} */
  const blanks = (form) =>
    [...form.querySelectorAll("input.cm-blank")].map((b) => /** @type {HTMLInputElement} */ (b));

  Coursemark.items["fill-in"] = {
    read(form) {
      // "[,]" parts the blanks in a stored response, so it cannot stand inside one.
      const texts = blanks(form).map((b) => b.value.replaceAll("[,]", ",").trim());
      return texts.some(Boolean) ? texts.join("[,]") : null;
    },
    write(form, response) {
      const texts = (response ?? "").split("[,]");
      blanks(form).forEach((blank, n) => (blank.value = texts[n] ?? ""));
    },
    mark(form, data, { key }) {
      if (!key) return;
      const texts = data.definition.key.map((/** @type {string[]} */ accepted) => accepted[0]);
      const words =
        texts.length === 1
          ? texts[0]
          : texts.map((/** @type {string} */ t, /** @type {number} */ n) => `第 ${n + 1} 空 ${t}`).join("；");
      form.querySelector(".cm-stem--blanks")?.after(h("p", { class: "cm-key" }, `正确答案：${words}`));
    },
    unmark: (form) => form.querySelector(".cm-key")?.remove(),
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
