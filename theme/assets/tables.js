"use strict";
// A table wider than a phone scrolls sideways; this lets the keyboard do so too and names the area.
(function () {
  /** @param {Element} wrap */
  function nameOf(wrap) {
    const headings = [...document.querySelectorAll(".md-content h1, .md-content h2, .md-content h3")];
    const above = headings.filter((h) => h.compareDocumentPosition(wrap) & Node.DOCUMENT_POSITION_FOLLOWING);
    const text = above.pop()?.firstChild?.textContent?.trim();
    return text ? `表格：${text}` : "表格";
  }

  function mark() {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (wrap.scrollWidth > wrap.clientWidth) {
        wrap.setAttribute("tabindex", "0");
        wrap.setAttribute("role", "group");
        wrap.setAttribute("aria-label", nameOf(wrap));
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) wrap.removeAttribute(name);
      }
    }
  }

  // Material wraps the tables when the page is ready, after this script has started.
  window.addEventListener("load", mark);
  window.addEventListener("resize", mark);
})();
