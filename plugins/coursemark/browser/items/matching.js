"use strict";
/** Each source gets one target from a native select. */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  /** @param {HTMLElement} form @returns {HTMLSelectElement[]} */
  const selects = (form) => [...form.querySelectorAll("select")];

  Coursemark.items.matching = {
    read(form) {
      const pairs = selects(form)
        .filter((s) => s.value)
        .map((s) => `${s.dataset.source}[.]${s.value}`);
      return pairs.join("[,]") || null;
    },
    write(form, response) {
      const pairs = new Map(
        (response ?? "").split("[,]").map((p) => /** @type {[string, string]} */ (p.split("[.]"))),
      );
      for (const select of selects(form)) select.value = pairs.get(select.dataset.source ?? "") ?? "";
    },
    mark(form, data, { key }) {
      if (!key) return;
      const right = new Map(data.definition.key);
      for (const select of selects(form)) {
        const letter = /** @type {string} */ (right.get(select.dataset.source ?? ""));
        const ok = select.value === letter;
        const row = /** @type {HTMLElement} */ (select.closest("li"));
        row.classList.add(ok ? "is-key" : "is-wrong");
        const text = [...select.options].find((o) => o.value === letter)?.text ?? letter;
        row.append(h("span", { class: "cm-option__verdict" }, ok ? "配对正确" : `应配：${text}`));
      }
    },
    unmark: Coursemark.options.unmark,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
