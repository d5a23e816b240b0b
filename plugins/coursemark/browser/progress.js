"use strict";

/**
 * How far a learner is in a course, from what they did and when.
 * Days are those of UTC+08:00, whatever zone a timestamp is written in.
 */
(function (Coursemark) {
  const TIMESTAMP = new RegExp(
    "^([12][0-9]{3})-([0-9]{2})-([0-9]{2})" +
      "[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?" +
      "(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?$",
  );
  const DAY = /^([12][0-9]{3})-([0-9]{2})-([0-9]{2})$/;
  const MS_A_DAY = 86_400_000;
  const ZONE_MS = 8 * 3_600_000;

  /**
   * An event that belongs to a step of the course.
   *
   * @typedef {{steps: Set<number>, moment: number, at: string, score: number | null}} Happened
   *
   * The latest cycle's steps, and the last completion with its dates and score.
   *
   * @typedef {{
   *   status: "in-progress" | "completed" | "expired",
   *   steps: (Happened | null)[],
   *   completedAt: Happened | null,
   *   validUntil: number | null,
   *   score: number | null,
   * }} Cycle
   */

  /** @type {CoursemarkProgress["instant"]} */
  function instant(text) {
    const match = typeof text === "string" ? TIMESTAMP.exec(text) : null;
    if (!match) return null;
    const day = dayNumberOf(match[1], match[2], match[3]);
    const [hour, minute, second] = [match[4], match[5], match[6] ?? 0].map(Number);
    const [zoneHour, zoneMinute] = [match[10] ?? 0, match[11] ?? 0].map(Number);
    if (day === null || hour > 23 || minute > 59 || second > 59 || zoneHour > 18 || zoneMinute > 59)
      return null;
    let offset = (zoneHour * 60 + zoneMinute) * 60_000 * (match[9] === "-" ? -1 : 1);
    if (match[8] === undefined && match[9] === undefined) offset = ZONE_MS;
    const ms = Number((match[7] ?? "0").slice(0, 3).padEnd(3, "0"));
    return day * MS_A_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset;
  }

  /** @type {CoursemarkProgress["dayOf"]} */
  function dayOf(moment) {
    return isoDay(dayNumber(moment));
  }

  /** @type {CoursemarkProgress["courseProgress"]} */
  function courseProgress(course, events, now) {
    const present = instant(now);
    if (present === null) throw new RangeError(`not a timestamp: ${now}`);
    const seen = events.flatMap((event) => {
      const happened = happenedOf(course.steps, event);
      return happened && happened.moment <= present ? [happened] : [];
    });
    const strict = latestCycle(course, seen, present, true);
    let shown = strict;
    /** @type {CoursemarkCourseProgress["status"]} */
    let status = strict.status;
    if (status === "in-progress") {
      // What was done before `retrain_from` may still make a completion to be renewed.
      const plain = latestCycle(course, seen, present, false);
      if (plain.status !== "in-progress") {
        shown = plain;
        status = plain.status === "expired" ? "expired" : "retrain";
      } else if (seen.length === 0) {
        status = "not-started";
      }
    }
    return {
      status,
      steps: strict.steps.map((h) => ({ done: h !== null, at: h && h.at })),
      completed_at: shown.completedAt && shown.completedAt.at,
      valid_until: shown.validUntil === null ? null : isoDay(shown.validUntil),
      score: shown.score,
    };
  }

  /**
   * Cycles in turn: each counts what happened after the completion of the one before.
   *
   * @param {CoursemarkCourseRules} course
   * @param {Happened[]} seen
   * @param {number} present
   * @param {boolean} retrain
   * @returns {Cycle}
   */
  function latestCycle({ steps, valid_for: span }, seen, present, retrain) {
    /** @type {Happened | null} */
    let done = null;
    /** @type {number | null} */
    let validUntil = null;
    /** @type {number | null} */
    let score = null;
    for (;;) {
      const after = done === null ? -Infinity : /** @type {Happened} */ (done).moment;
      const found = steps.map((step, i) =>
        seen.filter((h) => h.steps.has(i) && h.moment > after && (!retrain || isFresh(step, h))),
      );
      const first = found.map((hs) => earliest(hs));
      const best = highest(found.flat());
      if (first.length === 0 || first.includes(null)) {
        if (done) return { status: "expired", steps: first, completedAt: done, validUntil, score };
        const status = "in-progress";
        return { status, steps: first, completedAt: null, validUntil: null, score: best };
      }
      done = latest(/** @type {Happened[]} */ (first));
      score = best;
      validUntil = validUntilOf(dayNumber(done.moment), span);
      if (validUntil === null || dayNumber(present) <= validUntil)
        return { status: "completed", steps: first, completedAt: done, validUntil, score };
    }
  }

  /** @param {Happened[]} all */
  function earliest(all) {
    /** @type {Happened | null} */
    let found = null;
    for (const h of all) if (found === null || h.moment < found.moment) found = h;
    return found;
  }

  /** @param {Happened[]} all */
  function latest(all) {
    return all.reduce((a, b) => (b.moment > a.moment ? b : a));
  }

  /** @param {Happened[]} all */
  function highest(all) {
    const scores = all.flatMap((h) => (h.score === null ? [] : [h.score]));
    return scores.length > 0 ? Math.max(...scores) : null;
  }

  /**
   * @param {{retrain_from?: string | null}} step
   * @param {Happened} happened
   */
  function isFresh(step, happened) {
    const match = DAY.exec(step.retrain_from ?? "");
    const since = match ? dayNumberOf(match[1], match[2], match[3]) : null;
    return since === null || dayNumber(happened.moment) >= since;
  }

  /**
   * @param {CoursemarkCourseRules["steps"]} steps
   * @param {CoursemarkEvent} event
   * @returns {Happened | null}
   */
  function happenedOf(steps, event) {
    const moment = instant(event.at);
    const which = new Set(
      steps.flatMap(({ kind, target }, i) => (kind === event.kind && target === event.target ? [i] : [])),
    );
    if (moment === null || which.size === 0) return null;
    const scaled = event.kind === "pass" ? (event.score ?? null) : null;
    const score = scaled === null ? null : Math.floor(Math.min(1, Math.max(0, scaled)) * 10000 + 0.5);
    return { steps: which, moment, at: event.at, score };
  }

  /**
   * The last valid day, on the same day of the month or at the month's end.
   *
   * @param {number} start
   * @param {CoursemarkCourseRules["valid_for"]} span
   */
  function validUntilOf(start, span) {
    if (!span) return null;
    if ("days" in span) return start + span.days;
    const from = new Date(start * MS_A_DAY);
    const month = from.getUTCMonth() + span.months;
    const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const day = Math.min(from.getUTCDate(), lastDay);
    return Date.UTC(from.getUTCFullYear(), month, day) / MS_A_DAY;
  }

  /** @param {number} moment */
  function dayNumber(moment) {
    return Math.floor((moment + ZONE_MS) / MS_A_DAY);
  }

  /**
   * Days since 1970, or null when the calendar has no such day.
   *
   * @param {string} year
   * @param {string} month
   * @param {string} day
   */
  function dayNumberOf(year, month, day) {
    const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / MS_A_DAY;
    return isoDay(days) === `${year}-${month}-${day}` ? days : null;
  }

  /** @param {number} days */
  function isoDay(days) {
    return new Date(days * MS_A_DAY).toISOString().slice(0, 10);
  }

  Coursemark.progress = { instant, dayOf, courseProgress };
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
