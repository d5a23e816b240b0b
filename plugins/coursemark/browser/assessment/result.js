"use strict";
/** The end of an attempt: score, pass mark, and the review that the assessment allows. */
(function (Coursemark) {
  const { h, points, spell, moment } = Coursemark.dom;

  /** Percent with at most two decimals, for reading only. @param {number} raw @param {number} max */
  function percent(raw, max) {
    return max > 0 ? String(Math.floor((raw * 10000) / max) / 100) : "0";
  }

  /**
   * @param {CoursemarkAttempt} attempt @param {boolean} passedEver
   * @returns {HTMLElement[]}
   */
  function result(attempt, passedEver) {
    const { raw, max, success } = /** @type {{raw: number, max: number, success: boolean | null}} */ (
      attempt.result
    );
    const { passMark, review, title } = attempt.assessment;
    const finished = /** @type {number} */ (attempt.finished);
    const show = Coursemark.attempt.shown(review, passedEver || success === true);
    const verdict = success === null ? "已交卷，由培训管理员阅卷" : success ? "通过" : "没有通过";
    const head = h(
      "div",
      { class: "cm-result", "data-success": String(success) },
      h("p", { class: "cm-assessment__title" }, title),
      h("p", { class: "cm-result__verdict", tabindex: "-1" }, verdict),
      success !== null &&
        h(
          "p",
          { class: "cm-result__score" },
          h("strong", {}, percent(raw, max)),
          ` 分（${points(raw)} / ${points(max)}，${passMark} 分及格）`,
        ),
      h(
        "p",
        { class: "cm-result__when" },
        `${moment(new Date(finished).toISOString())} 交卷，用时 ${spell((finished - attempt.started) / 1000)}`,
      ),
    );
    const { element, questions } = Coursemark.questions(attempt);
    for (const { id, definition, item } of questions) {
      item.lock(true);
      const blank = Coursemark.grading.isBlank(definition.type, Coursemark.attempt.response(attempt, id));
      item.show(
        Coursemark.grading.grade(definition, blank ? null : Coursemark.attempt.response(attempt, id)),
        show,
      );
    }
    const hidden = [!show.marks && "每题对错", !show.key && "正确答案", !show.feedback && "解析"]
      .filter(Boolean)
      .join("、");
    const when =
      [review.marks, review.key, review.feedback].includes("after-pass") && !show.key
        ? "通过后可看"
        : "本次测评不公布";
    return [
      head,
      h(
        "details",
        { class: "cm-review cm-fold" },
        h("summary", {}, "回看我的作答"),
        hidden && h("p", { class: "cm-note" }, `${hidden}：${when}。`),
        element,
      ),
    ];
  }

  Coursemark.result = { result, percent };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
