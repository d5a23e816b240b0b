"use strict";
/**
 * What the build wrote for certain days only: shown or not by the reader's day, which is later than
 * the build's. Pure of everything but the page.
 */
(function (Coursemark) {
  /** @type {CoursemarkGlobal["dated"]["isShown"]} */
  const isShown = (from, until, today) => (!from || today >= from) && (!until || today <= until);

  /** @type {CoursemarkGlobal["dated"]["show"]} */
  function show(root, today) {
    for (const found of root.querySelectorAll("[data-shown-from], [data-shown-until]")) {
      const element = /** @type {HTMLElement} */ (found);
      const { shownFrom = "", shownUntil = "" } = element.dataset;
      element.hidden = !isShown(shownFrom, shownUntil, today);
    }
  }

  Coursemark.dated = { isShown, show };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
