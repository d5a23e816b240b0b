"use strict";
/** The time left, as a learner sees it. */
(function (Coursemark) {
  const { h, announce, spell, moment } = Coursemark.dom;
  /** Seconds left at which screen readers are told. */
  const TOLD = [300, 60];
  const DAY = 86400;

  /** @type {CoursemarkGlobal["clock"]} */
  function clock() {
    const element = h("output", { class: "cm-clock", role: "timer", "aria-label": "剩余时间" });
    let before = Infinity;
    return {
      element,
      show(remaining) {
        const left = Math.ceil(remaining / 1000);
        const [minutes, seconds] = [Math.floor(left / 60), String(left % 60).padStart(2, "0")];
        // Of one width, so that nothing beside it moves.
        element.textContent =
          left > DAY
            ? `截止 ${moment(new Date(Date.now() + remaining).toISOString())}`
            : left > 0
              ? `剩余 ${minutes} 分 ${seconds} 秒`
              : "时间到，正在交卷";
        element.dataset.urgent = String(left <= TOLD[0]);
        for (const mark of TOLD)
          if (left <= mark && before > mark && before < Infinity) announce(`还剩 ${spell(mark)}`);
        before = left;
      },
    };
  }

  Coursemark.clock = clock;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
