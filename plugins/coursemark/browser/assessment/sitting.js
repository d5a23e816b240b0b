"use strict";
/**
 * The clock of an attempt, and what keeps the learner from it. Pure; times are milliseconds since
 * 1970 as the computer's clock reads them. `pause: never`: the clock runs on whatever happens.
 * `allowed`: it stands while the page is hidden or closed and while the learner pauses. When the
 * computer's clock is set, the deadline goes along: that gives no time and takes none.
 */
(function (Coursemark) {
  /** A shorter absence is none. */
  const LEAST = 1000;
  /** A smaller difference of two clocks is no jump. */
  const JUMP = 5000;

  /** @param {CoursemarkAttempt} attempt */
  const mayStand = (attempt) => attempt.assessment.pause === "allowed";

  /** When the time of an attempt is used up, and when the assessment closes. @param {CoursemarkAttempt} attempt */
  function ends({ assessment, started, stood, jumped }) {
    const { minutes, closes } = assessment;
    return {
      used: minutes ? started + minutes * 60000 + stood + jumped : Infinity,
      closed: closes ? Date.parse(closes) + jumped : Infinity,
    };
  }

  /** With the deadline that follows from the rest. @param {CoursemarkAttempt} attempt */
  function timed(attempt) {
    const { used, closed } = ends(attempt);
    const deadline = Math.min(used, closed);
    return { ...attempt, deadline: deadline === Infinity ? null : deadline };
  }

  /** @param {CoursemarkFact["cause"]} cause @param {number} span milliseconds @returns {CoursemarkFact[]} */
  const fact = (cause, span) => (span < LEAST ? [] : [{ cause, seconds: Math.round(span / 1000) }]);

  /** @param {CoursemarkAttempt} attempt @param {number} now @param {number | null} stopped since when its clock stands */
  function left(attempt, now, stopped) {
    const { used, closed } = ends(attempt);
    const least = Math.min(used - (stopped ?? now), closed - now);
    return least === Infinity ? null : least;
  }

  /** @type {CoursemarkGlobal["sitting"]["remaining"]} */
  const remaining = (attempt, now) => left(attempt, now, attempt.absent?.stopped ?? null);

  /** @type {CoursemarkGlobal["sitting"]["remainingUnseen"]} */
  function remainingUnseen(attempt, now) {
    return left(attempt, now, mayStand(attempt) ? (attempt.absent?.stopped ?? attempt.seen) : null);
  }

  /** @type {CoursemarkGlobal["sitting"]["leave"]} */
  function leave(attempt, now, hidden) {
    const { absent } = attempt;
    if (absent?.cause === "paused") return { attempt: { ...attempt, seen: now }, facts: [] };
    const stopped = absent?.stopped ?? (hidden && mayStand(attempt) ? now : null);
    return {
      attempt: { ...attempt, seen: now, absent: { cause: "away", since: absent?.since ?? now, stopped } },
      facts: [],
    };
  }

  /** Ends an absence at a moment. @param {CoursemarkAttempt} attempt @param {number} at */
  function back(attempt, at) {
    const { absent } = attempt;
    if (!absent) return { attempt, facts: [] };
    const { cause, since, stopped } = absent;
    const stood = stopped === null ? 0 : Math.max(0, at - stopped);
    return {
      attempt: timed({ ...attempt, absent: null, stood: attempt.stood + stood }),
      facts: fact(cause, at - since),
    };
  }

  /** @type {CoursemarkGlobal["sitting"]["present"]} */
  function present(attempt, since, now) {
    // A pause ends when the learner says so.
    if (attempt.absent?.cause === "paused") return { attempt: { ...attempt, seen: now }, facts: [] };
    const { attempt: next, facts } = back(attempt, since);
    return { attempt: { ...next, seen: now }, facts };
  }

  /** @type {CoursemarkGlobal["sitting"]["pause"]} */
  function pause(attempt, now) {
    if (!mayStand(attempt) || attempt.absent?.cause === "paused") return { attempt, facts: [] };
    const { attempt: next, facts } = back(attempt, now);
    return { attempt: { ...next, seen: now, absent: { cause: "paused", since: now, stopped: now } }, facts };
  }

  /** @type {CoursemarkGlobal["sitting"]["resume"]} */
  function resume(attempt, now) {
    const { attempt: next, facts } = back(attempt, now);
    return { attempt: { ...next, seen: now }, facts };
  }

  /** @type {CoursemarkGlobal["sitting"]["reopen"]} */
  function reopen(attempt, now) {
    const { seen } = attempt;
    if (seen === null) return { attempt: { ...attempt, seen: now }, facts: [] };
    if (now < seen - JUMP) {
      const { attempt: set, facts } = jump(attempt, now - seen, now);
      const { attempt: next, facts: more } = present(set, now, now);
      return { attempt: next, facts: [...facts, ...more] };
    }
    if (attempt.absent?.cause === "paused") return { attempt: { ...attempt, seen: now }, facts: [] };
    // Away until it was seen for the last time, and then gone.
    const { attempt: next, facts } = back(attempt, seen);
    const stood = mayStand(attempt) ? Math.max(0, now - seen) : 0;
    return {
      attempt: timed({ ...next, seen: now, stood: next.stood + stood }),
      facts: [...facts, ...fact("closed", now - seen)],
    };
  }

  /** @type {CoursemarkGlobal["sitting"]["jump"]} */
  function jump(attempt, by, now) {
    const { seen, absent } = attempt;
    // Another tab of it saw the same: what it wrote since is by the new clock.
    if (seen !== null && Math.abs(seen - now) < Math.abs(seen + by - now)) return { attempt, facts: [] };
    return {
      attempt: timed({
        ...attempt,
        jumped: attempt.jumped + by,
        seen: now,
        absent: absent && {
          ...absent,
          since: absent.since + by,
          stopped: absent.stopped === null ? null : absent.stopped + by,
        },
      }),
      facts: [{ cause: "clock", seconds: Math.round(by / 1000) }],
    };
  }

  /** @type {CoursemarkGlobal["sitting"]["end"]} */
  function end(attempt, now) {
    // A page that was closed when the time ran out ends the attempt at its deadline.
    const at = now + Math.min(0, remaining(attempt, now) ?? 0);
    const { attempt: next, facts } = back(attempt, at);
    const used = Math.max(0, at - next.started - next.stood - next.jumped);
    // A clock that was set back meanwhile gives no time before the start.
    return { attempt: { ...next, used, finished: Math.max(next.started, at) }, facts };
  }

  /** @type {CoursemarkGlobal["sitting"]["beat"]} */
  const beat = (attempt, now) => ({ attempt: { ...attempt, seen: now }, facts: [] });

  Coursemark.sitting = {
    JUMP,
    timed,
    remaining,
    remainingUnseen,
    leave,
    present,
    pause,
    resume,
    reopen,
    jump,
    end,
    beat,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
