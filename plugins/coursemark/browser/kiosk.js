"use strict";
/**
 * 大字版: the pages for patients on a screen in the hall. Type and targets are large, what leads
 * elsewhere is gone, and after two quiet minutes the next patient finds the list of pages. The
 * window keeps it until somebody leaves it.
 */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const KEY = "coursemark kiosk";
  const IDLE_MS = 120_000;
  const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll"];

  /** The address of the list while the view is on. */
  const home = () => {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  /** @param {string} address without a fragment @returns {string} */
  const bare = (address) => address.split("#")[0];

  /** Pages a patient may go to from here. @returns {string[]} */
  function ways() {
    const lists = document.querySelectorAll(".cm-patient-pages a[href], .cm-patient-links a[href]");
    const links = /** @type {HTMLAnchorElement[]} */ ([...lists]);
    return [location.href, ...links.map((link) => link.href)].map(bare);
  }

  /** Starts on a page for patients. @param {HTMLElement} tools */
  function start(tools) {
    const first = /** @type {HTMLAnchorElement | null} */ (tools.querySelector(".cm-patient-links a[href]"));
    const isHome = document.querySelector(".cm-patient-pages") !== null;
    const address = bare(isHome || !first ? location.href : first.href);
    try {
      sessionStorage.setItem(KEY, address);
    } catch {
      // A browser that keeps nothing shows it on this page alone.
    }
    show(address);
    scrollTo(0, 0);
  }

  function stop() {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
    // What it took from the page comes back.
    location.reload();
  }

  /** @param {string} address of the list of pages */
  function show(address) {
    const root = document.documentElement;
    if (root.dataset.kiosk !== undefined) return;
    root.dataset.kiosk = "";
    const allowed = ways();
    for (const link of document.querySelectorAll("a[href]"))
      if (!allowed.includes(bare(/** @type {HTMLAnchorElement} */ (link).href))) link.removeAttribute("href");
    const here = bare(location.href) === address;
    document.body.prepend(
      h(
        "div",
        { class: "cm-kiosk", role: "navigation", "aria-label": "大字版" },
        here ? h("strong", {}, "请点标题查看") : h("a", { class: "cm-button", href: address }, "回到目录"),
        button("退出大字版", stop, { "data-leave-kiosk": true }),
      ),
    );
    watch(() => {
      if (here) scrollTo(0, 0);
      else location.replace(address);
    });
  }

  /** @param {() => void} left what happens when nobody is there any more */
  function watch(left) {
    let timer = 0;
    const again = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        left();
        again();
      }, IDLE_MS);
    };
    for (const sign of SIGNS) addEventListener(sign, again, { passive: true });
    again();
  }

  /**
   * Goes on with the view where it is on: on a page for patients; any other leads back to them.
   * @param {HTMLElement | null} tools of a page for patients
   */
  function resume(tools) {
    const address = home();
    if (address === null) return;
    if (tools) show(address);
    else if (bare(location.href) !== address) location.replace(address);
  }

  Coursemark.kiosk = { start, resume };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
