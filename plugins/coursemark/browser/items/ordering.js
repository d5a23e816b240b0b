"use strict";
/**
 * Options ticked in the order they should stand: the first ticked is the first step. Works alike
 * by mouse, touch and keyboard, and an untouched item stays visibly unanswered.
 */
(function (Coursemark) {
  const { inputs, arrange, textOf } = Coursemark.options;
  const { h } = Coursemark.dom;
  /** The ticks of each form, in order. @type {WeakMap<HTMLElement, string[]>} */
  const ticked = new WeakMap();

  /** @param {HTMLElement} form */
  function sequence(form) {
    let letters = ticked.get(form);
    if (!letters) {
      letters = [];
      ticked.set(form, letters);
      form.addEventListener(
        "change",
        (event) => {
          const input = /** @type {HTMLInputElement} */ (event.target);
          if (input.closest(".cm-options")) tick(form, input.value, input.checked);
        },
        true,
      );
    }
    return letters;
  }

  /** @param {HTMLElement} form @param {string} letter @param {boolean} on */
  function tick(form, letter, on) {
    const letters = sequence(form).filter((l) => l !== letter);
    if (on) letters.push(letter);
    ticked.set(form, letters);
    show(form);
  }

  /** Numbers the ticked options and spells the order out. @param {HTMLElement} form */
  function show(form) {
    const letters = sequence(form);
    for (const input of inputs(form)) {
      const place = letters.indexOf(input.value) + 1;
      input.checked = place > 0;
      const row = /** @type {HTMLElement} */ (input.closest("li"));
      row.dataset.place = place ? String(place) : "";
    }
    const output = line(form);
    output.textContent = letters.length
      ? `你排的顺序：${letters.map((l) => textOf(form, l)).join(" → ")}`
      : "按先后顺序逐个点选；点错了再点一次取消。";
  }

  /** @param {HTMLElement} form */
  function line(form) {
    let output = form.querySelector(".cm-sequence");
    if (!output) {
      output = h("output", { class: "cm-sequence" });
      form.querySelector(".cm-options")?.after(/** @type {Node} */ (output));
    }
    return /** @type {HTMLElement} */ (output);
  }

  Coursemark.items.ordering = {
    blank: "请把每一项都排上顺序再提交。",
    setUp: show,
    // An order is an answer once every option has its place.
    read: (form) => {
      const letters = sequence(form);
      return letters.length === inputs(form).length ? letters.join("[,]") : null;
    },
    unfinished: (form) => sequence(form).join("[,]") || null,
    write(form, response) {
      sequence(form);
      ticked.set(form, response === null ? [] : response.split("[,]"));
      show(form);
    },
    letters: ({ options = [] }) => options,
    arrange,
    mark(form, data, { key, feedback }) {
      if (key) {
        const right = data.definition.key.map((/** @type {string} */ l) => textOf(form, l));
        line(form).after(h("p", { class: "cm-key" }, `正确顺序：${right.join(" → ")}`));
      }
      if (feedback) Coursemark.options.mark(form, data, [], { key: false, feedback });
    },
    unmark(form) {
      form.querySelector(".cm-key")?.remove();
      Coursemark.options.unmark(form);
    },
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
