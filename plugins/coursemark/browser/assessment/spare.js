"use strict";
/**
 * A second place for what was entered and the database has not taken: its quota is full, or the page
 * goes while a write is under way. Local storage has room of its own and has written when it returns.
 * What stands here goes into the attempt with its next write, and is dropped when that is done.
 */
(function (Coursemark) {
  const PREFIX = "coursemark-spare ";

  /** @typedef {{learner: string, entries: Map<string, CoursemarkGiven>, left: CoursemarkLeft | null}} Spare */

  /** @param {string} site @param {string} registration */
  const nameOf = (site, registration) => `${PREFIX}${site} ${registration}`;

  /** @template T @param {(storage: Storage) => T} use @param {T} otherwise @returns {T} */
  function tried(use, otherwise) {
    try {
      return use(localStorage);
    } catch {
      // Blocked or full as well: the page says that nothing is stored.
      return otherwise;
    }
  }

  /** @param {Storage} storage @param {string} name @returns {Spare} */
  function read(storage, name) {
    const { learner, entries, left } = JSON.parse(storage.getItem(name) ?? "{}");
    const text = (/** @type {unknown} */ given) => (typeof given === "string" ? given : null);
    return {
      learner: String(learner ?? ""),
      entries: new Map(
        Object.entries(entries ?? {}).map(([id, given]) => [
          id,
          { response: text(given?.response), unfinished: text(given?.unfinished) },
        ]),
      ),
      left: Number.isFinite(left?.at) && Number.isFinite(left?.jumped) ? left : null,
    };
  }

  /** @param {string} site @param {CoursemarkAttempt} attempt @returns {Spare} */
  function of(site, { learner, registration }) {
    /** @type {Spare} */
    const none = { learner, entries: new Map(), left: null };
    const kept = tried((storage) => read(storage, nameOf(site, registration)), none);
    return kept.learner === learner ? kept : none;
  }

  /** @param {string} site @param {CoursemarkAttempt} attempt @param {Spare} kept */
  function write(site, { registration }, { learner, entries, left }) {
    const name = nameOf(site, registration);
    tried((storage) => {
      if (entries.size === 0 && left === null) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify({ learner, entries: Object.fromEntries(entries), left }));
    }, undefined);
  }

  /** @type {CoursemarkGlobal["spare"]["keep"]} */
  function keep(site, attempt, entries, left) {
    const kept = of(site, attempt);
    const all = new Map([...kept.entries, ...entries]);
    write(site, attempt, { ...kept, entries: all, left: left ?? kept.left });
  }

  /** @type {CoursemarkGlobal["spare"]["drop"]} */
  function drop(site, attempt, items) {
    const kept = of(site, attempt);
    if (kept.entries.size === 0) return;
    for (const item of items) kept.entries.delete(item);
    write(site, attempt, kept);
  }

  /** @type {CoursemarkGlobal["spare"]["returned"]} */
  function returned(site, attempt) {
    const kept = of(site, attempt);
    if (kept.left !== null) write(site, attempt, { ...kept, left: null });
    return kept.left;
  }

  /** @type {CoursemarkGlobal["spare"]["tidy"]} */
  function tidy(site, learner, attempts) {
    const running = new Set(
      attempts.filter((a) => a.state === "running").map((a) => nameOf(site, a.registration)),
    );
    tried((storage) => {
      for (const name of Object.keys(storage)) {
        if (!name.startsWith(`${PREFIX}${site} `) || running.has(name)) continue;
        if (read(storage, name).learner === learner) storage.removeItem(name);
      }
    }, undefined);
  }

  Coursemark.spare = { keep, of: (site, attempt) => of(site, attempt).entries, drop, returned, tidy };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
