"use strict";
/** The text of the page, copied: for paper and for the wall. */
(function (Coursemark) {
  /** What stays on the screen. */
  const LEFT_OUT = [
    ...[".headerlink", ".cm-banner", ".cm-alert", ".cm-page-tools", ".cm-page-end", ".cm-notice"],
    ...[".cm-actions", ".cm-quiz", ".cm-assessment", ".cm-outline", ".cm-fault", ".md-content__button"],
    ...["button", "script", "style", "noscript"],
  ].join(",");

  /** @type {CoursemarkGlobal["pageCopy"]["article"]} */
  const article = () =>
    document.querySelector(".md-content__inner") ?? document.querySelector("main") ?? document.body;

  /** @type {CoursemarkGlobal["pageCopy"]["of"]} */
  function of(elements) {
    const box = document.createElement("div");
    box.className = "cm-copy";
    for (const element of elements) box.append(element.cloneNode(true));
    box.querySelectorAll(LEFT_OUT).forEach((e) => e.remove());
    for (const element of box.querySelectorAll("*")) {
      element.removeAttribute("id");
      if (element.matches("a")) element.removeAttribute("href");
    }
    return box;
  }

  /** @type {CoursemarkGlobal["pageCopy"]["isAnswer"]} */
  const isAnswer = (element) => element.tagName === "DETAILS" && !element.classList.contains("cm-fold");

  Coursemark.pageCopy = { article, of, isAnswer };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
