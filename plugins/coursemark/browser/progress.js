"use strict";

/**
 * How far a learner is in the courses, from what they did and when; the twin of progress/.
 * Days are those of UTC+08:00, whatever zone a timestamp is written in.
 */
(function (Coursemark) {
  const { instant, dayOf, dayAt, parseDay, isoDay, shift } = Coursemark.days;

  /**
   * An event at a known moment; `score` of a pass in hundredths of a percent.
   *
   * @typedef {{
   *   kind: string, moment: number, at: string, target: string, version: string, score: number | null,
   * }} Happened
   *
   * A step within one period: what completed it, and how far it is.
   *
   * @typedef {{done: Happened | null, have: number, need: number}} StepState
   *
   * Where the periods of a course have led: steps of the last completed period while it is valid,
   * else of the one under way; `renewing`: of the next one while the renewal window is open.
   *
   * @typedef {{
   *   completions: Happened[],
   *   steps: StepState[],
   *   renewing: StepState[] | null,
   *   validUntil: number | null,
   *   renewFrom: number | null,
   *   score: number | null,
   *   expired: boolean,
   * }} Periods
   */

  /** @returns {Periods} */
  const nothing = () => ({
    completions: [],
    steps: [],
    renewing: null,
    validUntil: null,
    renewFrom: null,
    score: null,
    expired: false,
  });

  /** @type {CoursemarkProgress["progressOf"]} */
  function progressOf(courses, events, now, start) {
    const present = instant(now);
    if (present === null) throw new RangeError(`not a timestamp: ${now}`);
    const byId = new Map(courses.map((rules) => [rules.id, rules]));
    const progress = learner(byId, logOf(events, present), dayAt(present), parseDay(start));
    return Object.fromEntries([...byId.values()].map((rules) => [rules.id, progress(rules)]));
  }

  /**
   * Events up to now, oldest first.
   *
   * @param {readonly CoursemarkEvent[]} events
   * @param {number} present
   */
  function logOf(events, present) {
    /** @type {Happened[]} */
    const known = [];
    for (const event of events) {
      const happened = happenedOf(event);
      if (happened && happened.moment <= present) known.push(happened);
    }
    // By the timestamp where the moment is one, so that the order of the log never shows.
    return known.sort((a, b) => a.moment - b.moment || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /**
   * @param {CoursemarkEvent} event
   * @returns {Happened | null}
   */
  function happenedOf({ kind, target, at, score: claimed, version }) {
    const moment = instant(at);
    if (moment === null) return null;
    const scaled = kind === "pass" ? (claimed ?? null) : null;
    const score = scaled === null ? null : Math.floor(Math.min(1, Math.max(0, scaled)) * 10000 + 0.5);
    return { kind, moment, at, target, version: version || "", score };
  }

  /**
   * The courses of a site against one log; a course may ask for the completion of others.
   *
   * @param {Map<string, CoursemarkCourseRules>} courses
   * @param {Happened[]} log
   * @param {number} today
   * @param {number | null} start
   */
  function learner(courses, log, today, start) {
    /** @type {Map<string, Periods>} */
    const plainById = new Map();

    /**
     * What counts for a step; of a course that begins on a day, from that day on.
     *
     * @param {CoursemarkCourseRules} rules
     * @param {CoursemarkRuleStep} step
     */
    function eventsOf({ from }, { kind, target, items }) {
      const first = parseDay(from) ?? -Infinity;
      const about = log.filter((h) => h.kind === kind && dayAt(h.moment) >= first);
      if (kind !== "practise") return about.filter((h) => h.target === target);
      const wanted = new Set(items);
      return about.filter((h) => wanted.has(h.target));
    }

    /**
     * The periods as if no text had ever changed.
     *
     * @param {CoursemarkCourseRules} rules
     * @returns {Periods}
     */
    function plainOf(rules) {
      const known = plainById.get(rules.id);
      if (known) return known;
      // Whoever asks for it meanwhile is required by it: neither is ever completed.
      plainById.set(rules.id, nothing());
      const plain = gatedPeriods(
        rules,
        rules.steps.map((step) => eventsOf(rules, step)),
      );
      plainById.set(rules.id, plain);
      return plain;
    }

    /**
     * The courses of the site that this one asks for.
     *
     * @param {CoursemarkCourseRules} rules
     */
    function required({ requires }) {
      return [...new Set(requires)].flatMap((id) => courses.get(id) ?? []);
    }

    /** @param {CoursemarkCourseRules} rules */
    function waitsFor(rules) {
      return required(rules).filter((other) => plainOf(other).completions.length === 0);
    }

    /**
     * @param {CoursemarkCourseRules} rules
     * @param {Happened[][]} found
     */
    function gatedPeriods(rules, found) {
      const shut = waitsFor(rules).length > 0;
      const gates = required(rules).flatMap((other) => plainOf(other).completions.slice(0, 1));
      return periods(rules, found, today, latest(gates), shut);
    }

    /**
     * The last day in time of a course or step, or null. A term that was over before the learner
     * came here, or before the course began, binds nobody.
     *
     * @param {CoursemarkCourseRules} rules
     * @param {{due?: CoursemarkRuleStep["due"]}} dated
     */
    function term({ from }, { due }) {
      if (!due) return null;
      const day = "day" in due ? parseDay(due.day) : start === null ? null : shift(start, due);
      const since = Math.max(start ?? -Infinity, parseDay(from) ?? -Infinity);
      return day !== null && day < since ? null : day;
    }

    /**
     * The earliest term that is not met; none where nothing is required.
     *
     * @param {CoursemarkCourseRules} rules
     * @param {StepState[]} states
     * @param {(number | null)[]} terms
     */
    function dueOf(rules, states, terms) {
      if (rules.steps.every((step) => step.optional)) return null;
      const open = terms.filter((_, i) => !rules.steps[i].optional && states[i].done === null);
      const days = [term(rules, rules), ...open].filter((day) => day !== null);
      return days.length > 0 ? Math.min(...days) : null;
    }

    /**
     * @param {CoursemarkCourseRules} rules
     * @returns {CoursemarkCourseProgress}
     */
    return function progress(rules) {
      const found = rules.steps.map((step) => eventsOf(rules, step));
      const fresh = found.map((hs, i) => hs.filter((h) => isFresh(rules.steps[i], h)));
      const plain = plainOf(rules);
      const strict = gatedPeriods(rules, fresh);
      const before = strict.completions.length > 0 ? strict.completions[0].moment : Infinity;
      const earlier = plain.completions.filter((h) => h.moment < before);
      const completions = [...earlier, ...strict.completions];
      // A test that was sat in vain has begun the course all the same.
      const tried = rules.steps
        .filter(({ kind }) => kind === "pass")
        .flatMap((step) => eventsOf(rules, { ...step, kind: "attempt" }));
      const begun = [tried, ...found].some((hs) => hs.length > 0);
      const status = statusOf(strict, plain, begun);
      // A term is for the first completion; later periods have their dates of validity.
      const first = status !== "expired" && status !== "retrain" && completions.length < 2;
      const terms = rules.steps.map((step) => (first ? term(rules, step) : null));
      const due = completions.length > 0 ? null : dueOf(rules, strict.steps, terms);
      const shown = strict.completions.length > 0 || completions.length === 0 ? strict : plain;
      const none = rules.steps.map(() => null);
      return {
        status: due !== null && today > due ? "overdue" : status,
        steps: rows(strict.steps, terms),
        completed_at: shown.completions[shown.completions.length - 1]?.at ?? null,
        valid_until: iso(shown.validUntil),
        renew_from: iso(strict.renewFrom),
        renewing: strict.renewing && rows(strict.renewing, none),
        due: iso(due),
        score: shown.score,
        waits_for: waitsFor(rules).map(({ id }) => id),
        completions: completions.map(({ at }) => at),
      };
    };
  }

  /**
   * Without regard to terms.
   *
   * @param {Periods} strict
   * @param {Periods} plain
   * @param {boolean} begun
   * @returns {CoursemarkCourseStatus}
   */
  function statusOf(strict, plain, begun) {
    if (strict.completions.length > 0) return strict.expired ? "expired" : "completed";
    // What was done before the text changed makes a completion to be renewed.
    if (plain.completions.length > 0) return plain.expired ? "expired" : "retrain";
    return begun ? "in-progress" : "not-started";
  }

  /**
   * Every period up to today. A period is complete when every required step is done; what counts
   * for the next one happened after that and, with a renewal window, not before the window opens.
   *
   * @param {CoursemarkCourseRules} rules
   * @param {Happened[][]} found for each step the events that belong to it, oldest first
   * @param {number} today
   * @param {Happened | null} gate the last completion of the courses asked for: none before it
   * @param {boolean} shut one of those courses is not completed
   * @returns {Periods}
   */
  function periods({ steps, valid_for: span, renewal }, found, today, gate, shut) {
    let last = nothing();
    let [after, since] = [-Infinity, -Infinity];
    for (;;) {
      const later = found.map((hs) => hs.filter((h) => h.moment > after && dayAt(h.moment) >= since));
      const { counted, states, done } = atCompletion(steps, later, last.completions.length ? null : gate);
      const score = bestOf(steps, counted);
      if (done === null || shut) return underWay(last, states, score, today);
      /** @type {number | null} */
      let validUntil = null;
      /** @type {number | null} */
      let renewFrom = null;
      if (span) {
        let begins = dayAt(done.moment);
        // Renewing early costs nothing: the new period begins where the old one ends.
        if (renewal && last.validUntil !== null) begins = Math.max(begins, last.validUntil);
        validUntil = shift(begins, span);
        renewFrom = renewal ? shift(validUntil, renewal, -1) : null;
      }
      const completions = [...last.completions, done];
      last = { ...nothing(), completions, steps: states, validUntil, renewFrom, score };
      const isOpen = renewFrom !== null && today >= renewFrom;
      if (validUntil === null || (today <= validUntil && !isOpen)) return last;
      [after, since] = [done.moment, renewFrom ?? -Infinity];
    }
  }

  /**
   * What counts, the steps by it, and what completed them: not before the gate. What was done before
   * a text changed completes nothing on the day of the change or after it.
   *
   * @param {readonly CoursemarkRuleStep[]} steps
   * @param {Happened[][]} counted
   * @param {Happened | null} gate
   * @returns {{counted: Happened[][], states: StepState[], done: Happened | null}}
   */
  function atCompletion(steps, counted, gate) {
    for (;;) {
      const states = steps.map((step, i) => stateOf(step, counted[i]));
      let done = completedBy(steps, states);
      if (done === null) return { counted, states, done };
      if (gate && gate.moment > done.moment) done = gate;
      const day = dayAt(done.moment);
      const current = counted.map((hs, i) => hs.filter((h) => !isOutdated(steps[i], h, day)));
      if (current.every((hs, i) => hs.length === counted[i].length)) return { counted, states, done };
      counted = current;
    }
  }

  /**
   * Whether the text had changed since, as of a day.
   *
   * @param {CoursemarkRuleStep} step
   * @param {Happened} happened
   * @param {number} day
   */
  function isOutdated({ retrain_from }, happened, day) {
    const since = parseDay(retrain_from);
    return since !== null && dayAt(happened.moment) < since && since <= day;
  }

  /**
   * @param {Periods} last
   * @param {StepState[]} states
   * @param {number | null} score
   * @param {number} today
   * @returns {Periods}
   */
  function underWay(last, states, score, today) {
    if (last.completions.length === 0) return { ...nothing(), steps: states, score };
    const valid = last.validUntil === null || today <= last.validUntil;
    return valid ? { ...last, renewing: states } : { ...last, steps: states, expired: true };
  }

  /**
   * Whether it counts for the step as the page is: its version, and not before the change.
   *
   * @param {CoursemarkRuleStep} step
   * @param {Happened} happened
   */
  function isFresh({ kind, retrain_from, version }, happened) {
    const since = parseDay(retrain_from);
    if (since !== null && dayAt(happened.moment) < since) return false;
    return kind !== "accept" || !version || happened.version === version;
  }

  /**
   * @param {CoursemarkRuleStep} step
   * @param {Happened[]} counted
   * @returns {StepState}
   */
  function stateOf({ kind, count }, counted) {
    if (kind !== "practise") {
      return { done: counted[0] ?? null, have: Math.min(1, counted.length), need: 1 };
    }
    const need = Math.max(1, count || 1);
    /** @type {Map<string, Happened>} */
    const first = new Map();
    for (const h of counted) if (!first.has(h.target)) first.set(h.target, h);
    const have = [...first.values()].slice(0, need);
    return { done: have.length === need ? have[need - 1] : null, have: have.length, need };
  }

  /**
   * What completed the last required step; null while one is open, or where none is required.
   *
   * @param {readonly CoursemarkRuleStep[]} steps
   * @param {StepState[]} states
   */
  function completedBy(steps, states) {
    const required = states.filter((_, i) => !steps[i].optional).map(({ done }) => done);
    return required.includes(null) ? null : latest(/** @type {Happened[]} */ (required));
  }

  /** @param {Happened[]} all */
  function latest(all) {
    return all.length > 0 ? all.reduce((a, b) => (b.moment > a.moment ? b : a)) : null;
  }

  /**
   * The best score of the required tests.
   *
   * @param {readonly CoursemarkRuleStep[]} steps
   * @param {Happened[][]} counted
   */
  function bestOf(steps, counted) {
    const required = counted.filter((_, i) => !steps[i].optional).flat();
    /** @type {number | null} */
    let best = null;
    for (const { score } of required) if (score !== null) best = Math.max(best ?? 0, score);
    return best;
  }

  /**
   * @param {StepState[]} states
   * @param {(number | null)[]} terms
   */
  function rows(states, terms) {
    return states.map(({ done, have, need }, i) => ({
      done: done !== null,
      at: done && done.at,
      due: iso(terms[i]),
      have,
      need,
    }));
  }

  /** @param {number | null} day */
  function iso(day) {
    return day === null ? null : isoDay(day);
  }

  Coursemark.progress = { instant, dayOf, progressOf };
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
