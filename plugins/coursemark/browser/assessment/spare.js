"use strict";
/**
 * A second place for responses that the database has not taken: its quota is full, or the page goes
 * while a write is under way. Local storage has room of its own and has written when it returns.
 * What stands here goes into the attempt with its next write, and is dropped when that is done.
 */
(function (Coursemark) {
  const PREFIX = "coursemark-spare ";

  /**
   * `left`: when a page of it was closed, in milliseconds since 1970.
   * @typedef {{learner: string, responses: Map<string, string | null>, left: number | null}} Spare
   */

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
    const { learner, responses, left } = JSON.parse(storage.getItem(name) ?? "{}");
    const pairs = Object.entries(responses ?? {});
    return {
      learner: String(learner ?? ""),
      responses: new Map(pairs.map(([id, given]) => [id, typeof given === "string" ? given : null])),
      left: typeof left === "number" ? left : null,
    };
  }

  /** @param {string} site @param {CoursemarkAttempt} attempt @returns {Spare} */
  function of(site, { learner, registration }) {
    /** @type {Spare} */
    const none = { learner, responses: new Map(), left: null };
    const kept = tried((storage) => read(storage, nameOf(site, registration)), none);
    return kept.learner === learner ? kept : none;
  }

  /** @param {string} site @param {CoursemarkAttempt} attempt @param {Spare} kept */
  function write(site, { registration }, { learner, responses, left }) {
    const name = nameOf(site, registration);
    tried((storage) => {
      if (responses.size === 0 && left === null) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify({ learner, responses: Object.fromEntries(responses), left }));
    }, undefined);
  }

  /** @type {CoursemarkGlobal["spare"]["keep"]} */
  function keep(site, attempt, responses, left) {
    const kept = of(site, attempt);
    const all = new Map([...kept.responses, ...responses]);
    write(site, attempt, { ...kept, responses: all, left: left ?? kept.left });
  }

  /** @type {CoursemarkGlobal["spare"]["drop"]} */
  function drop(site, attempt, items) {
    const kept = of(site, attempt);
    if (kept.responses.size === 0) return;
    for (const item of items) kept.responses.delete(item);
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

  Coursemark.spare = { keep, of: (site, attempt) => of(site, attempt).responses, drop, returned, tidy };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
