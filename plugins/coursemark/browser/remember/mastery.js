"use strict";
/**
 * How far a learner is in each topic, drawn as dots: full, half, ring. The shapes say it without
 * colour, on paper and in forced colours; the same stands in words beside them.
 */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  const SVG = "http://www.w3.org/2000/svg";
  const OTHER = "其他";
  /** Dots in a line, and at most in a picture; beyond that a dot stands for several items. */
  const COLUMNS = 20;
  const MOST_DOTS = 100;
  const STEP = 12;
  /** Topics in sight; the smaller ones are folded. */
  const FIRST = 12;
  const KINDS = /** @type {const} */ (["known", "learning", "fresh"]);
  const WORDS = { known: "掌握", learning: "学习中", fresh: "没做过" };

  /** @type {CoursemarkRemember["mastery"]["count"]} */
  function count(offers, memory) {
    const leaves = offers.flatMap((offer) => offer.leaves);
    const all = { topic: "", known: 0, learning: 0, fresh: 0 };
    for (const { id } of leaves) all[kindOf(memory.get(id))] += 1;
    const hasDomains = leaves.some(({ domains }) => domains.length > 0);
    return {
      rows: grouped(leaves, memory, ({ topics }) => topics),
      domains: hasDomains ? grouped(leaves, memory, ({ domains }) => domains) : [],
      all,
    };
  }

  /**
   * @param {readonly CoursemarkOffer["leaves"][0][]} leaves @param {ReadonlyMap<string, CoursemarkMemory>} memory
   * @param {(leaf: CoursemarkOffer["leaves"][0]) => string[]} namesOf
   */
  function grouped(leaves, memory, namesOf) {
    /** @type {Map<string, CoursemarkMastery>} */
    const rows = new Map();
    for (const leaf of leaves) {
      const names = namesOf(leaf);
      for (const topic of names.length ? names : [OTHER]) {
        const row = rows.get(topic) ?? { topic, known: 0, learning: 0, fresh: 0 };
        row[kindOf(memory.get(leaf.id))] += 1;
        rows.set(topic, row);
      }
    }
    return [...rows.values()].sort((a, b) => total(b) - total(a) || (a.topic < b.topic ? -1 : 1));
  }

  /** @param {CoursemarkMemory | undefined} memory */
  function kindOf(memory) {
    if (memory === undefined) return "fresh";
    return Coursemark.remember.schedule.isKnown(memory) ? "known" : "learning";
  }

  /** @param {CoursemarkMastery} row */
  const total = ({ known, learning, fresh }) => known + learning + fresh;

  /** @param {string} tag @param {Record<string, string | number>} attributes @param {...Element} children */
  function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  }

  /** @param {keyof typeof WORDS} kind @param {number} x @param {number} y */
  function dot(kind, x, y) {
    const ring = svg("circle", { cx: x, cy: y, r: 4 });
    const half = svg("path", { d: `M${x} ${y - 4}a4 4 0 0 1 0 8z` });
    return svg("g", { class: `cm-dot cm-dot--${kind}` }, ring, ...(kind === "learning" ? [half] : []));
  }

  /** @param {CoursemarkMastery} row @param {number} each items a dot stands for */
  function dots(row, each) {
    // Every kind that there is keeps at least one dot.
    const kinds = KINDS.flatMap((kind) => Array(Math.ceil(row[kind] / each)).fill(kind));
    const columns = Math.min(COLUMNS, kinds.length);
    const [width, height] = [columns * STEP, Math.ceil(kinds.length / COLUMNS) * STEP];
    return svg(
      "svg",
      { class: "cm-dots", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
      ...kinds.map((kind, n) =>
        dot(kind, (n % COLUMNS) * STEP + STEP / 2, Math.floor(n / COLUMNS) * STEP + STEP / 2),
      ),
    );
  }

  /** @param {CoursemarkMastery} row */
  const words = (row) =>
    KINDS.filter((kind) => row[kind] > 0)
      .map((kind) => `${WORDS[kind]} ${row[kind]}`)
      .join("，");

  /** @type {CoursemarkRemember["mastery"]["view"]} */
  function view({ rows, domains, all }, url) {
    const each = Math.ceil(Math.max(1, ...[...rows, ...domains].map(total)) / MOST_DOTS);
    const legend = KINDS.map((kind) =>
      h(
        "span",
        {},
        svg(
          "svg",
          { class: "cm-dots", viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" },
          dot(kind, 6, 6),
        ),
        WORDS[kind],
      ),
    );
    /** @param {CoursemarkMastery} row @param {boolean} goes to the items of the topic */
    const line = (row, goes) =>
      h(
        "tr",
        { "data-mastery": row.topic },
        h("th", { scope: "row" }, row.topic),
        h(
          "td",
          {},
          h(
            "div",
            { class: "cm-mastery__state" },
            dots(row, each),
            h("span", { class: "cm-mastery__words" }, words(row)),
          ),
        ),
        h(
          "td",
          { class: "cm-mastery__go" },
          goes &&
            row.topic !== OTHER &&
            h("a", { href: url(row.topic), "aria-label": `练习“${row.topic}”` }, "练习"),
        ),
      );
    /** @param {readonly CoursemarkMastery[]} some @param {string} what */
    const table = (some, what = "主题") =>
      h(
        "table",
        { class: "cm-mastery__table" },
        h(
          "thead",
          { class: "cm-visually-hidden" },
          h("tr", {}, ...[what, "掌握情况", "练习"].map((text) => h("th", { scope: "col" }, text))),
        ),
        h("tbody", {}, ...some.map((row) => line(row, what === "主题"))),
      );
    return h(
      "div",
      { class: "cm-mastery" },
      h("p", {}, `本岗位共 ${total(all)} 题：${words(all)}。`),
      h("p", { class: "cm-mastery__legend" }, ...legend, each > 1 && `一个点约 ${each} 题`),
      ...(domains.length ? [h("h3", {}, "按领域"), table(domains, "领域"), h("h3", {}, "按主题")] : []),
      table(rows.slice(0, FIRST)),
      rows.length > FIRST &&
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, `另外 ${rows.length - FIRST} 个主题`),
          table(rows.slice(FIRST)),
        ),
      h(
        "p",
        { class: "cm-mastery__note" },
        "“掌握”是最近一次答对，而且按遗忘规律估计一周后还记得，一般要隔天再答对一次。一道题有几个主题时，每个主题都算。",
      ),
    );
  }

  Coursemark.remember.mastery = { count, view };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
