"use strict";
/** Building elements from text that is never read as HTML, and small words of the page. */
(function (Coursemark) {
  const CHINA_MS = 8 * 3_600_000;

  /**
   * @param {string} tag
   * @param {Record<string, unknown>} [attributes] `on…` functions become listeners; false and null are left out
   * @param {...(Node | string | null | undefined | false)} children
   * @returns {any}
   */
  function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (typeof value === "function") {
        element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
      } else {
        element.setAttribute(name, value === true ? "" : String(value));
      }
    }
    element.append(.../** @type {(Node | string)[]} */ (children.filter((c) => c || c === "")));
    return element;
  }

  /**
   * A button that does not submit a form. Clicks are ignored while what it started is under way.
   * @param {Node | string} label @param {(event: Event) => unknown} onclick @param {Record<string, unknown>} [attributes]
   * @returns {HTMLButtonElement}
   */
  function button(label, onclick, attributes = {}) {
    const { class: extra = "", ...rest } = attributes;
    let busy = false;
    const once = async (/** @type {Event} */ event) => {
      if (busy) return;
      busy = true;
      try {
        await onclick(event);
      } finally {
        busy = false;
      }
    };
    return h("button", { type: "button", class: `cm-button ${extra}`.trim(), onclick: once, ...rest }, label);
  }

  /**
   * HTML that the site's own build rendered from a bank, where raw HTML was escaped.
   * @param {string} html @param {string} [tag] @param {string} [className]
   * @returns {HTMLElement}
   */
  function rendered(html, tag = "div", className = "") {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.innerHTML = html;
    return element;
  }

  /** @type {HTMLElement | null} */
  let live = null;

  /** Tells screen readers. @param {string} text */
  function announce(text) {
    if (!live) {
      live = h("div", { class: "cm-visually-hidden", role: "status", "aria-live": "polite" });
      document.body.append(/** @type {HTMLElement} */ (live));
    }
    /** @type {HTMLElement} */ (live).textContent = "";
    setTimeout(() => {
      /** @type {HTMLElement} */ (live).textContent = text;
    }, 50);
  }

  /**
   * A modal question in a native dialog.
   * @param {{title: string, text: (Node | string)[], actions: {label: string, value: string, primary?: boolean, danger?: boolean}[], signal?: AbortSignal}} question
   *   `signal` takes the question back
   * @returns {Promise<string>} the value chosen, or "" when closed
   */
  function ask({ title, text, actions, signal }) {
    return new Promise((resolve) => {
      const id = `cm-dialog-${Math.random().toString(36).slice(2)}`;
      const dialog = h(
        "dialog",
        { class: "cm-dialog", "aria-labelledby": id },
        h("h2", { id, class: "cm-dialog__title" }, title),
        ...text.map((part) => (typeof part === "string" ? h("p", {}, part) : part)),
        h(
          "p",
          { class: "cm-actions" },
          ...actions.map(({ label, value, primary, danger }) =>
            button(label, () => dialog.close(value), {
              class: primary ? "cm-button--primary" : danger ? "cm-button--danger" : "",
              value,
            }),
          ),
        ),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue);
      });
      signal?.addEventListener("abort", () => dialog.close(""));
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /**
   * Says something at the top of the page; one text for each kind.
   * @param {string} kind @param {...(Node | string)} parts
   */
  function notice(kind, ...parts) {
    withdraw(kind);
    const place = document.querySelector(".md-content__inner") ?? document.body;
    place.prepend(h("div", { class: "cm-fault cm-notice", role: "alert", "data-notice": kind }, ...parts));
  }

  /** @param {string} kind */
  function withdraw(kind) {
    document.querySelectorAll(`.cm-notice[data-notice="${kind}"]`).forEach((e) => e.remove());
  }

  /**
   * Seconds as people say them: 3 分 20 秒.
   * @param {number} seconds
   */
  function spell(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
    return minutes ? `${minutes} 分${rest ? ` ${rest} 秒` : ""}` : `${rest} 秒`;
  }

  /** Points from hundredths: 1, 0.5, 2.25. @param {number} hundredths */
  function points(hundredths) {
    return String(hundredths / 100);
  }

  /**
   * A day and minute of UTC+08:00, as report and certificate write it, whatever zone the PC is set to.
   * @param {string} iso
   */
  function moment(iso) {
    const at = Coursemark.days.instant(iso);
    return at === null ? "" : new Date(at + CHINA_MS).toISOString().slice(0, 16).replace("T", " ");
  }

  Coursemark.dom = { h, button, rendered, announce, ask, notice, withdraw, spell, points, moment };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
