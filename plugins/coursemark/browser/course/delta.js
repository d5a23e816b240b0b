"use strict";
/**
 * What a learner does again after a text of a completed course has changed: the pages and tests that
 * count no longer, and what the changes were about. Doing these completes the course as it is now.
 */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @type {CoursemarkGlobal["delta"]["of"]} */
  function of(site, { course, progress }) {
    if (progress.status !== "retrain") return null;
    const open = course.steps.flatMap((step, n) =>
      progress.steps[n].done || step.optional ? [] : [{ step, index: n }],
    );
    const pages = new Set(
      open.flatMap(({ step }) => (step.kind === "read" || step.kind === "accept" ? step.target : [])),
    );
    const completed = progress.completed_at ? Coursemark.progress.instant(progress.completed_at) : null;
    const since = completed === null ? "" : Coursemark.progress.dayOf(completed);
    const changes = site.changes.filter(
      (change) => change.pages.some((path) => pages.has(path)) && latest(change) >= since,
    );
    return { steps: open.map(({ step }) => step), changes };
  }

  /** The day from which a change matters. @param {CoursemarkChange} change */
  const latest = ({ announced, effective }) => (effective && effective > announced ? effective : announced);

  /** @type {CoursemarkGlobal["delta"]["view"]} */
  function view(site, standing) {
    const delta = of(site, standing);
    if (!delta) return null;
    const row = (/** @type {CoursemarkStep} */ step) => {
      const { verb, title, url } = Coursemark.course.stepOf(site, step, standing.course);
      return h(
        "li",
        { "data-delta-step": step.target },
        h("span", { class: "cm-step__verb" }, verb),
        url ? h("a", { href: Coursemark.url(url) }, title) : title,
      );
    };
    return h(
      "div",
      { class: "cm-delta", "data-delta": standing.course.id },
      h("p", {}, h("strong", {}, "内容有变，只补学变了的部分："), " 其余步骤仍然有效。"),
      ...delta.changes.map((change) => changed(site, change)),
      h("ol", { class: "cm-delta__steps" }, ...delta.steps.map(row)),
    );
  }

  /** @param {CoursemarkSite} site @param {CoursemarkChange} change */
  function changed(site, { title, url, effective, items, path }) {
    const practice = `${Coursemark.url(site.practiceUrl)}?change=${encodeURIComponent(path)}`;
    return h(
      "p",
      { class: "cm-delta__change" },
      effective && `${effective} 起：`,
      h("a", { href: Coursemark.url(url) }, title),
      items.length > 0 && " · ",
      items.length > 0 && h("a", { href: practice }, `先练变动涉及的 ${items.length} 道题`),
    );
  }

  Coursemark.delta = { of, view };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
