"use strict";
/** Days of practice, told as they are: nothing is lost by a day without. Pure. */
(function (Coursemark) {
  /** @type {CoursemarkRemember["streak"]} */
  function streak(days, today) {
    const { parseDay } = Coursemark.days;
    const now = parseDay(today) ?? 0;
    const practised = new Set([...days].map(parseDay));
    let last = practised.has(now) ? now : now - 1;
    let row = 0;
    while (practised.has(last)) {
      row += 1;
      last -= 1;
    }
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    const monday = now - ((now + 3) % 7);
    let week = 0;
    for (let day = monday; day <= now; day++) if (practised.has(day)) week += 1;
    return { row, week };
  }

  Coursemark.remember.streak = streak;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
