"use strict";
/** Whether the times of an attempt are plausible and within the rules. Twin of report/times.py. Pure. */
(function (Coursemark) {
  /** Beyond a limit, for a slow page. */
  const GRACE_SECONDS = 120;
  const CLOCK_MS = 60_000;
  const ZONE_MS = 8 * 3_600_000;
  const { deskCore: core } = Coursemark;
  const { anchor, end, seconds: secondsOf } = core.sittings;
  const { round, whole } = core.words;

  /** @type {CoursemarkDeskCore["times"]["facts"]} */
  function facts({ interruptions }) {
    const count = { away: 0, closed: 0, paused: 0 };
    const seconds = { away: 0, closed: 0, paused: 0 };
    const clock = [];
    for (const { entry } of interruptions) {
      const { cause } = entry;
      if (cause === "away" || cause === "closed" || cause === "paused") {
        count[cause]++;
        seconds[cause] += entry.seconds ?? 0;
      } else if (cause === "clock") clock.push(round(entry.jump ?? 0));
    }
    return {
      away: count.away,
      away_seconds: seconds.away,
      closed: count.closed,
      closed_seconds: seconds.closed,
      paused: count.paused,
      paused_seconds: seconds.paused,
      clock,
    };
  }

  /** @type {CoursemarkDeskCore["times"]["check"]} */
  function check(sitting, id, test, items, complain) {
    const text = duration(sitting, id, test, items);
    if (text) complain(anchor(sitting), "implausible-time", text);
    checkWindow(sitting, id, test, complain);
  }

  /**
   * @param {CoursemarkDeskSitting} sitting @param {string} id @param {CoursemarkDeskTest} test
   * @param {number} items @returns {string} what is wrong with it, or ""
   */
  function duration(sitting, id, { mode, pause, minutes }, items) {
    let seconds = secondsOf(sitting);
    if (seconds === null) return "";
    if (seconds < 0) return `测评 ${id} 的结束早于开始`;
    if (mode === "exam" && seconds < items) return `测评 ${id} 有 ${items} 题，只用了 ${whole(seconds)} 秒`;
    if (pause === "allowed") {
      const { away_seconds, closed_seconds, paused_seconds } = facts(sitting);
      seconds -= away_seconds + closed_seconds + paused_seconds;
    }
    if (!minutes || seconds <= minutes * 60 + GRACE_SECONDS) return "";
    return `测评 ${id} 限时 ${minutes} 分钟，用了 ${whole(seconds / 60)} 分钟`;
  }

  /** @type {CoursemarkDeskCore["times"]["cooling"]} */
  function cooling(sitting, before, id, test, complain) {
    const ended = before && (end(before)?.moment ?? null);
    const started = sitting.begun?.moment ?? null;
    if (test.cooling === null || ended === null || started === null) return;
    const waited = started - ended;
    if (waited >= test.cooling * 60_000 - CLOCK_MS) return;
    const when = waited >= 0 ? `在上一次交卷 ${span(waited / 1000)}后开始` : "在上一次交卷之前就已开始";
    const text = `测评 ${id} 两次作答要相隔 ${span(test.cooling * 60)}，这一次${when}；照常计入`;
    complain(anchor(sitting), "cooling", text);
  }

  /**
   * @param {CoursemarkDeskSitting} sitting @param {string} id @param {CoursemarkDeskTest} test
   * @param {CoursemarkDeskComplain} complain
   */
  function checkWindow(sitting, id, test, complain) {
    const [opens, closes] = [test.opens, test.closes].map((iso) => (iso === null ? null : Date.parse(iso)));
    const moments = /** @type {const} */ ([
      [sitting.begun?.moment ?? null, "开始"],
      [end(sitting)?.moment ?? null, "交卷"],
    ]);
    for (const [moment, word] of moments) {
      if (moment === null) continue;
      const early = opens !== null && moment < opens - CLOCK_MS;
      const late = closes !== null && moment > closes + GRACE_SECONDS * 1000;
      if (!early && !late) continue;
      const open =
        opens !== null && closes !== null
          ? `${minute(opens)} 至 ${minute(closes)}`
          : opens === null
            ? `${minute(closes ?? 0)} 以前`
            : `${minute(opens)} 以后`;
      const text = `测评 ${id} 的开放时间是 ${open}，这一次在 ${minute(moment)} ${word}；照常计入`;
      complain(anchor(sitting), "outside-window", text);
      return;
    }
  }

  /** @param {number} moment */
  const minute = (moment) => new Date(moment + ZONE_MS).toISOString().slice(0, 16).replace("T", " ");

  /** Whole days as days, else hours and minutes; below a minute in seconds. @param {number} seconds */
  function span(seconds) {
    if (seconds < 60) return `${whole(seconds)} 秒`;
    const all = Math.floor(seconds / 60);
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (!minutes && hours % 24 === 0) return `${hours / 24} 天`;
    return [hours && `${hours} 小时`, minutes && `${minutes} 分钟`].filter(Boolean).join(" ");
  }

  core.times = { facts, check, cooling };
})(globalThis.Coursemark);
