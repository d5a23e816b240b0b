"use strict";
/** 讲课视图: a case on the wall, part by part, with the model answers behind a key. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;

  /** @type {CoursemarkGlobal["present"]["open"]} */
  async function open() {
    const { article, of, isAnswer } = Coursemark.pageCopy;
    const all = Coursemark.slides.slides([...of(article().children).children]);
    if (all.length === 0) return;
    let at = 0;
    const stage = h("div", { class: "cm-present__slide cm-copy", tabindex: "-1", "aria-live": "polite" });
    const place = h("output", { class: "cm-present__place" });
    const back = button("上一页", () => go(at - 1), { "data-back": true });
    const on = button("下一页", () => go(at + 1), { "data-on": true });
    const reveal = button("看参考答案", () => void answer(), { "data-reveal": true });

    /** @returns {HTMLDetailsElement | undefined} the first answer not shown yet */
    const hidden = () => [...stage.querySelectorAll("details")].find((d) => !d.open && isAnswer(d));

    /** Shows one answer more; false when there was none. */
    function answer() {
      const fold = hidden();
      if (!fold) return false;
      fold.open = true;
      reveal.hidden = !hidden();
      fold.scrollIntoView({ block: "nearest" });
      return true;
    }

    /** @param {number} n */
    function go(n) {
      at = Math.min(all.length - 1, Math.max(0, n));
      const shown = all[at].map((block) => /** @type {Element} */ (block.cloneNode(true)));
      for (const block of shown) if (isAnswer(block)) /** @type {HTMLDetailsElement} */ (block).open = false;
      stage.replaceChildren(...shown);
      stage.scrollTop = 0;
      place.textContent = `${at + 1} / ${all.length}`;
      back.disabled = at === 0;
      on.disabled = at === all.length - 1;
      reveal.hidden = !hidden();
    }

    const keys = /** @type {Record<string, () => unknown>} */ ({
      ArrowRight: () => go(at + 1),
      ArrowDown: () => stage.scrollBy(0, 80),
      ArrowUp: () => stage.scrollBy(0, -80),
      ArrowLeft: () => go(at - 1),
      PageDown: () => go(at + 1),
      PageUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(all.length - 1),
      " ": () => answer() || go(at + 1),
    });
    await new Promise((resolve) => {
      const dialog = h(
        "dialog",
        { class: "cm-present", "aria-label": "讲课视图" },
        stage,
        h(
          "div",
          { class: "cm-present__bar" },
          back,
          place,
          on,
          reveal,
          h("span", { class: "cm-present__keys" }, "← → 翻页，空格看答案，Esc 退出"),
          button("退出", () => dialog.close(), { "data-leave": true }),
        ),
      );
      dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
        const act = keys[event.key];
        if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        act();
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(undefined);
      });
      document.body.append(dialog);
      go(0);
      dialog.showModal();
      stage.focus();
    });
  }

  Coursemark.present = { open };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
