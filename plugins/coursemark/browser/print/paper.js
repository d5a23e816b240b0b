"use strict";
/** Printed layouts of a page: one sheet for patients, a pocket card, a poster, a handout of a case. */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  const { article, of, isAnswer } = Coursemark.pageCopy;

  /** Sizes of the text that are tried, in points: from the first that fits. */
  const SIZES = { leaflet: [15, 7.5], card: [17, 6], poster: [52, 16] };
  const STEP = 0.25;
  const RESERVE = 0.98;

  /**
   * A part of the page from its heading to the next that is not below it.
   * @param {Element} heading @returns {Element[]}
   */
  function section(heading) {
    const found = [heading];
    for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
      if (/^H[1-6]$/.test(next.tagName) && next.tagName <= heading.tagName) break;
      found.push(next);
    }
    return found;
  }

  /** @param {string} layout */
  function content(layout) {
    if (layout === "leaflet") return of(article().children);
    const heading = document.getElementById(layout);
    const text = heading ? of(section(heading)) : of(article().children);
    const title = article().querySelector("h1");
    // A card says what it is about; a poster's own heading is the headline.
    if (layout === "card" && title) text.prepend(...of([title]).childNodes);
    return text;
  }

  /** Hospital, site and the day the text was last looked at. @param {CoursemarkSite} site @param {string} dated */
  function foot(site, dated) {
    const parts = [site.organisation, site.title, dated && `${dated} 核对`].filter(Boolean);
    return h("footer", { class: "cm-paper__foot" }, ...parts.map((part) => h("span", {}, part)));
  }

  /**
   * The largest type with which the text fits its sheet.
   * @param {HTMLElement} sheet @param {HTMLElement} text @param {number[]} sizes
   */
  function fit(sheet, text, [most, least]) {
    const room = /** @type {HTMLElement} */ (text.parentElement);
    // A printer may break a line elsewhere than the screen.
    const fits = (/** @type {number} */ size) => {
      sheet.style.fontSize = `${size}pt`;
      return text.offsetHeight <= room.clientHeight * RESERVE && text.scrollWidth <= room.clientWidth + 1;
    };
    let [low, high] = [Math.round(least / STEP), Math.round(most / STEP)];
    if (fits(most)) return;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(middle * STEP)) low = middle;
      else high = middle;
    }
    fits(low * STEP);
  }

  /** @type {CoursemarkGlobal["paper"]["layout"]} */
  async function layout(name, dated) {
    const site = /** @type {CoursemarkSite} */ (await Coursemark.load("site"));
    const text = content(name);
    const sheet = h(
      "div",
      { class: `cm-paper cm-paper--${name}`, "data-paper": name },
      h("div", { class: "cm-paper__room" }, text),
      foot(site, dated),
    );
    const sizes = SIZES[/** @type {keyof typeof SIZES} */ (name)];
    await Coursemark.slip.print(sheet, () => fit(sheet, text, sizes));
  }

  /** @type {CoursemarkGlobal["paper"]["handout"]} */
  async function handout(answers) {
    const site = /** @type {CoursemarkSite} */ (await Coursemark.load("site"));
    const text = of(article().children);
    if (answers) text.querySelectorAll("details").forEach((fold) => (fold.open = true));
    else withoutAnswers(text);
    const kind = answers ? "讲义（含参考答案）" : "讨论讲义";
    const head = [site.organisation, site.title, kind].filter(Boolean).join("　");
    await Coursemark.slip.print(
      h(
        "div",
        { class: "cm-paper cm-paper--handout", "data-paper": "handout" },
        h("p", { class: "cm-paper__head" }, head),
        text,
      ),
    );
  }

  /** Lines to write on in place of the answers; what comes after the questions tells them too. @param {HTMLElement} text */
  function withoutAnswers(text) {
    const children = [...text.children];
    const last = children.map(isAnswer).lastIndexOf(true);
    const end = children.findIndex((e, n) => n > last && e.tagName === "H2");
    if (last < 0) return;
    if (end >= 0) children.slice(end).forEach((e) => e.remove());
    for (const answer of children.filter(isAnswer))
      answer.replaceWith(h("div", { class: "cm-paper__lines" }, ...[1, 2, 3].map(() => h("i"))));
  }

  Coursemark.paper = { layout, handout };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
