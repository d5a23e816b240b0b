"use strict";
/**
 * Which answers a learner may know the result of, and which items were wrong at last. Pure. Where
 * an assessment does not say what was wrong, neither do 错题本, 每日一练 or 掌握情况: that holds for
 * attempts that came from another device, too.
 */
(function (Coursemark) {
  /** @type {CoursemarkGlobal["mistakes"]["told"]} */
  function told(site, statements, attempts, now) {
    const entries = statements.map((statement) => Coursemark.statements.read(statement, site.id));
    const passed = new Set(entries.filter(({ kind }) => kind === "passed").map(({ target }) => target));
    const here = new Map(attempts.map((attempt) => [attempt.registration, attempt]));

    /** @param {CoursemarkEntry} entry */
    function mayTell({ assessment, registration }) {
      const attempt = here.get(registration)?.assessment;
      const id = attempt?.id ?? assessment;
      if (id === "") return true;
      const published = site.assessments[id];
      const rules = attempt ?? published;
      // An assessment that is gone says nothing any more.
      if (!rules) return false;
      if (rules.mode !== "exam") return true;
      // Dates move after an attempt began; those of the site are the ones that count.
      const closes = published ? published.closes : (attempt?.closes ?? null);
      return Coursemark.attempt.shown(rules.review, passed.has(id), now, closes).marks === true;
    }

    return entries.filter((entry) => entry.kind === "answered" && entry.success !== null && mayTell(entry));
  }

  /** @type {CoursemarkGlobal["mistakes"]["wrong"]} */
  function wrong(answers) {
    /** @type {Map<string, boolean | null>} */
    const latest = new Map();
    for (const { target, success } of answers) latest.set(target, success);
    return [...latest].filter(([, success]) => success === false).map(([id]) => id);
  }

  Coursemark.mistakes = { told, wrong };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
