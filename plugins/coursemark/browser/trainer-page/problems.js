"use strict";
/** 要处理的问题, by file: what is wrong with each, and what to do. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const { REMEDIES, notRoster } = Coursemark.trainerPage.remedies;
  /** Files shown at once. */
  const PAGE = 20;
  /** Problems shown of one file. */
  const MOST = 30;

  /** @type {CoursemarkTrainerPage["problems"]["section"]} */
  function section(desk) {
    const place = h("div", {});
    /** @type {Map<string, number>} */
    const kinds = new Map();
    for (const { name } of desk.problems) kinds.set(name, (kinds.get(name) ?? 0) + 1);
    const pick = h(
      "select",
      { id: "cm-trainer-kind", onchange: () => draw(PAGE) },
      h("option", { value: "" }, `全部（${desk.problems.length}）`),
      ...[...kinds].map(([name, count]) => h("option", { value: name }, `${name}（${count}）`)),
    );

    /** @param {number} most */
    function draw(most) {
      /** @type {Map<string, CoursemarkDeskProblem[]>} */
      const files = new Map();
      for (const one of desk.problems) {
        if (pick.value && one.name !== pick.value) continue;
        const known = files.get(one.file);
        if (known) known.push(one);
        else files.set(one.file, [one]);
      }
      place.replaceChildren(
        ...[...files].slice(0, most).map(([name, problems]) => file(name, problems)),
        ...(files.size > most
          ? [
              h(
                "p",
                { class: "cm-actions" },
                button(`再显示一些（还有 ${files.size - most} 个文件）`, () => draw(most + 4 * PAGE)),
              ),
            ]
          : []),
      );
    }

    draw(PAGE);
    return h(
      "section",
      {
        class: "cm-trainer__section cm-trainer__problems",
        "aria-labelledby": "cm-trainer-problems",
        hidden: desk.problems.length === 0,
      },
      h("h2", { id: "cm-trainer-problems" }, `要处理的问题（${desk.problems.length}）`),
      h(
        "p",
        { class: "cm-trainer__note" },
        "读得出的都已经算进来了。下面按文件列出读不出、对不上的，和怎么办。",
      ),
      kinds.size > 1 && h("p", { class: "cm-field" }, h("label", { for: "cm-trainer-kind" }, "类别"), pick),
      place,
    );
  }

  /** @param {string} name @param {CoursemarkDeskProblem[]} problems */
  function file(name, problems) {
    const kinds = [...new Set(problems.map((one) => one.name))].join("、");
    const list = h(
      "ul",
      {},
      ...problems
        .slice(0, MOST)
        .map((one) =>
          h(
            "li",
            { "data-kind": one.kind, dir: "auto" },
            one.line !== null && `第 ${one.line} 行，`,
            h("b", {}, one.name),
            "：",
            one.detail,
            one.learner && h("small", {}, "（工号 ", h("bdi", {}, one.learner), "）"),
          ),
        ),
      problems.length > MOST && h("li", {}, `还有 ${problems.length - MOST} 处，导出的“异常记录”里有全部。`),
    );
    // Some say themselves what to do.
    const open = problems.filter((one) => !one.detail.includes("；请") && !notRoster(one));
    const table = problems.map(notRoster).find(Boolean);
    const remedies = [...new Map(open.map((one) => [one.kind, one.name]))].flatMap(([kind, name]) => {
      const remedy = REMEDIES[kind];
      return remedy ? h("p", { class: "cm-trainer__note" }, h("b", {}, `${name}怎么办`), "：", remedy) : [];
    });
    return h(
      "details",
      { class: "cm-fold", "data-problem-file": name },
      h(
        "summary",
        {},
        h("bdi", {}, name || "（没有文件名）"),
        h("small", {}, `\u3000${kinds} · ${problems.length} 处`),
      ),
      list,
      ...remedies,
      table && h("p", { class: "cm-trainer__note" }, `${table}。`),
    );
  }

  Coursemark.trainerPage.problems = { section };
})(globalThis.Coursemark);
