"use strict";
/** The end of an attempt: score, receipt, and the review that the assessment allows. */
(function (Coursemark) {
  const { h, button, points, spell, moment } = Coursemark.dom;
  const PARTS = /** @type {const} */ ([
    ["marks", "每题对错"],
    ["key", "正确答案"],
    ["feedback", "解析"],
  ]);
  const CAUSES = /** @type {Record<string, string>} */ ({
    away: "离开页面",
    closed: "关闭页面",
    paused: "暂停",
  });

  /** Percent with at most two decimals, for reading only. @param {number} raw @param {number} max */
  function percent(raw, max) {
    return max > 0 ? String(Math.floor((raw * 10000) / max) / 100) : "0";
  }

  /** @type {CoursemarkGlobal["result"]["receipts"]} */
  function receipts(statements, site, learner, registrations) {
    /** @type {Map<string, Map<string, string>>} */
    const answers = new Map([...registrations].map((registration) => [registration, new Map()]));
    for (const statement of statements) {
      const { kind, target, registration, response } = Coursemark.statements.read(statement, site);
      if (kind === "answered" && response !== null) answers.get(registration)?.set(target, response);
    }
    return new Map(
      [...answers].map(([registration, given]) => [
        registration,
        Coursemark.codes.receipt(site, learner, registration, given),
      ]),
    );
  }

  /** What was recorded of the sitting besides the answers. @param {readonly CoursemarkStatement[]} statements @param {string} site @param {string} registration */
  function facts(statements, site, registration) {
    const entries = statements
      .map((statement) => Coursemark.statements.read(statement, site))
      .filter((entry) => entry.kind === "interrupted" && entry.registration === registration);
    const said = Object.entries(CAUSES).flatMap(([cause, word]) => {
      const mine = entries.filter((entry) => entry.cause === cause);
      const seconds = mine.reduce((sum, entry) => sum + (entry.seconds ?? 0), 0);
      return mine.length ? [`${word} ${mine.length} 次，共 ${spell(seconds)}`] : [];
    });
    const jumps = entries.filter((entry) => entry.cause === "clock").length;
    if (jumps) said.push(`电脑时间改动 ${jumps} 次`);
    return said.length > 0 && h("p", { class: "cm-note" }, `考试中记下：${said.join("；")}。不影响成绩。`);
  }

  /** @param {CoursemarkAttempt} attempt */
  function answered(attempt) {
    const all = Coursemark.attempt.leaves(attempt).length;
    return `${all - Coursemark.attempt.blanks(attempt).length} / ${all} 题`;
  }

  /**
   * The code that stands for what was answered, on the screen and on paper.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkAttempt} attempt @param {string} verdict
   */
  function receipt(app, learner, attempt, verdict) {
    const blank = new Set(Coursemark.attempt.blanks(attempt).map(({ id }) => id));
    /** @type {[string, string][]} */
    const given = Coursemark.attempt
      .leaves(attempt)
      .filter(({ id }) => !blank.has(id))
      .map(({ id }) => [id, Coursemark.attempt.response(attempt, id) ?? ""]);
    const { registration, assessment } = attempt;
    const code = Coursemark.codes.receipt(app.site.id, learner.id, registration, given);
    const at = (/** @type {number} */ time) => moment(new Date(time).toISOString());
    const withheld = assessment.key === "withheld";
    const rows = [
      ["开始", at(attempt.started)],
      ["交卷", at(/** @type {number} */ (attempt.finished))],
      ["已答", answered(attempt)],
    ];
    const why = [
      "回执码由这次的全部作答算出，改动任何一题，码就不同。请抄下或打印留底。",
      "培训管理员的成绩表里有同一个码，对得上，就是你交的这份卷。",
    ];
    const terms = (/** @type {string[][]} */ list) =>
      h("dl", {}, ...list.map(([term, text]) => h("div", {}, h("dt", {}, term), h("dd", {}, text))));
    const paper = () =>
      h(
        "div",
        { class: "cm-slip cm-receipt-paper" },
        app.site.organisation && h("p", { class: "cm-slip__site" }, app.site.organisation),
        h("h1", {}, "交卷回执"),
        terms([
          ["姓名", learner.name],
          ["工号", learner.id],
          ["科室", learner.department],
          ["测评", assessment.title],
          ...rows,
          ["结果", verdict],
        ]),
        h("p", { class: "cm-receipt__code" }, code),
        h("p", { class: "cm-slip__note" }, why.join("")),
        h("p", { class: "cm-slip__note" }, `题目版本 ${assessment.revision}，编号 ${registration}。`),
      );
    return h(
      "section",
      { class: "cm-receipt", "aria-label": "回执", "data-receipt": code, "data-withheld": String(withheld) },
      h("p", { class: "cm-receipt__title" }, "回执码"),
      h("p", { class: "cm-receipt__code" }, code),
      terms(rows),
      withheld
        ? h("p", {}, ...why)
        : h("details", { class: "cm-fold" }, h("summary", {}, "回执码有什么用"), h("p", {}, ...why)),
      h(
        "p",
        {},
        withheld
          ? "还差一步：把学习记录交给培训管理员，交到了才能阅卷。"
          : "成绩以交上去的学习记录为准，别忘了交。",
      ),
      h(
        "p",
        { class: "cm-actions" },
        h(
          "a",
          {
            class: `cm-button cm-button--link${withheld ? " cm-button--primary" : ""}`,
            href: Coursemark.url(app.deskUrl),
            "data-to-hand-in": true,
          },
          "去交学习记录",
        ),
        button("打印回执", () => Coursemark.slip.print(paper()), { "data-print-receipt": true }),
      ),
    );
  }

  /** Points of each section, where the assessment has them. @param {CoursemarkAttempt} attempt */
  function bySection(attempt) {
    const { sections } = attempt.assessment;
    if (sections.length < 2) return false;
    const leaves = Coursemark.attempt.leaves(attempt);
    const { grades } = Coursemark.attempt.grade(attempt);
    const rows = sections.map(({ title }, n) => {
      const mine = grades.filter((_, place) => leaves[place].section === n);
      const sum = (/** @type {"raw" | "max"} */ what) =>
        mine.reduce((all, each) => all + (each[what] ?? 0), 0);
      return h("li", {}, h("span", {}, title), ` ${points(sum("raw"))} / ${points(sum("max"))} 分`);
    });
    return h("ul", { class: "cm-result__parts", "aria-label": "各部分得分" }, ...rows);
  }

  /** What the review does not show, and from when on it will. @param {CoursemarkAttempt} attempt @param {CoursemarkShow} show */
  function hidden({ assessment: { key, review, closes } }, show) {
    if (key === "withheld") return "答案和解析不在网站上；成绩由培训管理员阅卷后告知。";
    const words = /** @type {Record<string, string>} */ ({
      "after-pass": "通过后可看",
      "after-close": closes ? `${Coursemark.rules.until(closes)} 考试结束后可看` : "",
    });
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const [part, name] of PARTS) {
      if (show[part]) continue;
      const when = words[review[part]] || "本次测评不公布";
      groups.set(when, [...(groups.get(when) ?? []), name]);
    }
    return [...groups].map(([when, names]) => `${names.join("、")}：${when}。`).join("");
  }

  /** @type {CoursemarkGlobal["result"]["result"]} */
  function result({ app, learner, attempt, passedEver, statements }) {
    const { raw, max, success } = /** @type {{raw: number, max: number, success: boolean | null}} */ (
      attempt.result
    );
    const { passMark, review, title, mode, closes } = attempt.assessment;
    const finished = /** @type {number} */ (attempt.finished);
    const used = attempt.used ?? finished - attempt.started;
    const show = Coursemark.attempt.shown(review, passedEver || success === true, Date.now(), closes);
    const verdict = success === null ? "已交卷，等培训管理员阅卷" : success ? "通过" : "没有通过";
    const score = `${percent(raw, max)} 分（${points(raw)} / ${points(max)}，${passMark} 分及格）`;
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
          score.slice(percent(raw, max).length),
        ),
      success !== null && bySection(attempt),
      h(
        "p",
        { class: "cm-result__when" },
        `${moment(new Date(finished).toISOString())} 交卷，用时 ${spell(used / 1000)}`,
      ),
      facts(statements, app.site.id, attempt.registration),
    );
    const { element, questions } = Coursemark.questions(attempt);
    for (const { id, definition, item } of questions) {
      item.lock(true);
      const given = Coursemark.attempt.response(attempt, id);
      const blank = Coursemark.grading.isBlank(definition.type, given);
      item.show(Coursemark.grading.grade(definition, blank ? null : given), show);
    }
    const note = hidden(attempt, show);
    return [
      head,
      ...(mode === "exam"
        ? [receipt(app, learner, attempt, success === null ? verdict : `${verdict}，${score}`)]
        : []),
      h(
        "details",
        { class: "cm-review cm-fold" },
        h("summary", {}, "回看我的作答"),
        note && h("p", { class: "cm-note" }, note),
        element,
      ),
    ];
  }

  Coursemark.result = { result, receipts, percent };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
