"use strict";
/** Buttons for what may be done with a page besides reading it (render/page_tools.py). */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;

  const LAYOUTS = /** @type {Record<string, string>} */ ({
    leaflet: "打印单页",
    card: "打印口袋卡",
    poster: "打印海报",
  });

  /**
   * A button whose work is in a part of the program of its own.
   * @param {"print" | "present"} part @param {string} label @param {() => unknown} work
   * @param {Record<string, unknown>} attributes
   */
  function lazy(part, label, work, attributes) {
    return button(
      label,
      async () => {
        try {
          await Coursemark.part(part);
        } catch {
          Coursemark.dom.notice("tools", "没能打开。请刷新页面再试；还不行请联系培训管理员。");
          return;
        }
        await work();
      },
      attributes,
    );
  }

  /** @param {HTMLElement} tools @returns {HTMLButtonElement[]} */
  function buttons(tools) {
    const { kind, layouts = "", dated = "", audience, repost } = tools.dataset;
    const made = layouts
      .split(" ")
      .filter((name) => name in LAYOUTS)
      .map((name) =>
        lazy("print", LAYOUTS[name], () => Coursemark.paper.layout(name, dated), { "data-layout": name }),
      );
    if (kind === "case")
      made.push(
        lazy("present", "讲课视图", () => Coursemark.present.open(), { "data-present": true }),
        lazy("print", "打印讲义（不含答案）", () => Coursemark.paper.handout(false), {
          "data-handout": "questions",
        }),
        lazy("print", "打印讲义（含答案）", () => Coursemark.paper.handout(true), {
          "data-handout": "answers",
        }),
      );
    if (repost)
      made.push(
        button("复制转发短文", () => Coursemark.copy.repost(withAddress(repost)), { "data-copy-post": true }),
      );
    if (audience === "patient")
      made.push(button("大字版", () => Coursemark.kiosk.start(tools), { "data-kiosk-on": true }));
    return made;
  }

  /** A page in a folder has no address that others could open. @param {string} text */
  const withAddress = (text) =>
    location.protocol.startsWith("http") ? `${text}\n${location.href.split("#")[0]}` : text;

  /** @param {ParentNode} root */
  function mount(root) {
    const tools = /** @type {HTMLElement | null} */ (root.querySelector(".cm-page-tools"));
    if (tools && tools.dataset.mounted === undefined) {
      tools.dataset.mounted = "";
      tools.append(h("p", { class: "cm-actions" }, ...buttons(tools)));
    }
    for (const book of root.querySelectorAll(".cm-book:not([data-mounted])")) {
      /** @type {HTMLElement} */ (book).dataset.mounted = "";
      const go = button("打印", () => print(), { class: "cm-button--primary", "data-print-book": true });
      book.before(h("p", { class: "cm-actions" }, go));
    }
    Coursemark.kiosk.resume(tools?.dataset.audience === "patient" ? tools : null);
  }

  Coursemark.pageTools = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
