"use strict";
/**
 * When an item is due again, by FSRS. Nothing is stored: the answers in the log are replayed, so
 * the schedule follows the record to another device. Pure, and exact to the day.
 */
(function (Coursemark) {
  const { createEmptyCard, fsrs, Rating } = globalThis.CoursemarkVendor;
  /**
   * Days, not minutes; no chance; nothing waits longer than a year, for rules change (Good waits at
   * least a day longer than Hard, also beyond the maximum).
   */
  const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 364 });
  /** No answer is older than xAPI. */
  const FIRST_DAY = "2013-01-01";
  const KNOWN_DAYS = 7;
  const { instant, dayOf: dayAt } = Coursemark.days;

  /**
   * When an answer was given, worked out once: a page asks many times over thousands.
   * @type {WeakMap<object, {moment: number, day: string} | null>}
   */
  const times = new WeakMap();

  /** @param {{timestamp: string}} answer */
  function timeOf(answer) {
    const known = times.get(answer);
    if (known !== undefined) return known;
    const moment = instant(answer.timestamp);
    const time = moment === null ? null : { moment, day: dayAt(moment) };
    times.set(answer, time);
    return time;
  }

  /** @type {CoursemarkRemember["schedule"]["dayOf"]} */
  function dayOf(answer, today) {
    const day = timeOf(answer)?.day ?? "";
    return day >= FIRST_DAY && day <= today ? day : null;
  }

  /** @param {string} day */
  const noon = (day) => new Date(`${day}T12:00:00+08:00`);

  /** Right, partly right, wrong. @param {CoursemarkEntry} answer */
  function rating({ success, raw, max }) {
    if (success) return Rating.Good;
    return raw !== null && raw > 0 && (max === null || raw < max) ? Rating.Hard : Rating.Again;
  }

  /** @type {CoursemarkRemember["schedule"]["replay"]} */
  function replay(answers, today) {
    /** @type {Map<string, {day: string, moment: number, answer: CoursemarkEntry}[]>} */
    const histories = new Map();
    for (const answer of answers) {
      const day = dayOf(answer, today);
      if (day === null || answer.success === null || answer.target === "") continue;
      const history = histories.get(answer.target) ?? [];
      history.push({ day, moment: timeOf(answer)?.moment ?? 0, answer });
      histories.set(answer.target, history);
    }
    return new Map([...histories].map(([id, history]) => [id, remembered(history)]));
  }

  /** @param {{day: string, moment: number, answer: CoursemarkEntry}[]} history not empty @returns {CoursemarkMemory} */
  function remembered(history) {
    history.sort((a, b) => a.moment - b.moment || (a.answer.id < b.answer.id ? -1 : 1));
    let card = createEmptyCard(noon(history[0].day));
    let before = "";
    let reviews = 0;
    for (const { day, answer } of history) {
      if (day === before) continue;
      card = scheduler.next(card, noon(day), rating(answer)).card;
      before = day;
      reviews += 1;
    }
    return {
      reviews,
      right: history[history.length - 1].answer.success === true,
      stability: card.stability,
      due: dayAt(card.due.getTime()),
    };
  }

  /** @type {CoursemarkRemember["schedule"]["isKnown"]} */
  const isKnown = (memory) => memory !== undefined && memory.right && memory.stability >= KNOWN_DAYS;

  Coursemark.remember = /** @type {CoursemarkRemember} */ ({ schedule: { replay, dayOf, isKnown } });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
