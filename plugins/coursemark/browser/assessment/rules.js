"use strict";
/** What applies to an assessment, told before it begins; and why none can begin now. */
(function (Coursemark) {
  const { h, points, moment } = Coursemark.dom;
  const GRADING = /** @type {Record<string, string>} */ ({
    best: "取最高的一次",
    last: "取最后一次",
    first: "取第一次",
  });
  const PARTS = /** @type {const} */ ([
    ["marks", "每题对错"],
    ["key", "正确答案"],
    ["feedback", "解析"],
  ]);

  /** @type {CoursemarkGlobal["rules"]["until"]} */
  function until(iso) {
    const text = moment(iso);
    return text.endsWith(" 23:59") ? text.slice(0, 10) : text;
  }

  /** @param {[number, number]} range @param {(value: number) => string} [spell] */
  const between = ([least, most], spell = String) =>
    least === most ? spell(least) : `${spell(least)}–${spell(most)}`;

  /** @param {number} minutes */
  function span(minutes) {
    const [days, hours] = [minutes / 1440, minutes / 60];
    if (Number.isInteger(days)) return `${days} 天`;
    return Number.isInteger(hours) ? `${hours} 小时` : `${minutes} 分钟`;
  }

  /** @param {CoursemarkAssessment} assessment */
  function time({ mode, minutes, pause }) {
    if (!minutes) return "不限时，可以离开再回来，答过的都在";
    const clock = `${minutes} 分钟，到时自动交卷`;
    return pause === "allowed"
      ? `${clock}；可以暂停，暂停和离开本页时计时停下`
      : `${clock}；${mode === "exam" ? "考试" : "练习"}中不能暂停，关掉页面计时也不停`;
  }

  /** @param {CoursemarkAssessment} assessment */
  function chances({ attempts, cooling, grading }) {
    const limit = attempts === null ? "次数不限" : attempts === 1 ? "1 次" : `${attempts} 次`;
    const again = attempts === 1 ? "" : `，成绩${GRADING[grading] ?? ""}`;
    const wait = cooling && attempts !== 1 ? `；交卷 ${span(cooling)}后才能再考，通过的也一样` : "";
    return limit + again + wait;
  }

  /** @param {CoursemarkAssessment} assessment */
  function open({ opens, closes }) {
    if (!opens && !closes) return "";
    if (!closes) return `${moment(/** @type {string} */ (opens))} 起`;
    const end = `${until(closes)}${moment(closes).endsWith(" 23:59") ? "（含当天）" : ""}`;
    const rest = "没交的卷到时自动交";
    return opens ? `${moment(opens).replace(" 00:00", "")} 至 ${end}，${rest}` : `${end}截止，${rest}`;
  }

  /** @param {CoursemarkAssessment} assessment */
  function review({ key, review: phases, closes }) {
    if (key === "withheld") return "答案和解析不在网站上，不公布";
    const words = /** @type {Record<CoursemarkPhase, string>} */ ({
      during: "每题答完就看",
      "after-submit": "交卷后看",
      "after-pass": "通过后看",
      "after-close": closes ? `在 ${until(closes)} 考试结束后看` : "不公布",
      never: "不公布",
    });
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const [part, name] of PARTS) {
      const when = words[phases[part]];
      groups.set(when, [...(groups.get(when) ?? []), name]);
    }
    const said = [...groups].map(([when, names]) => `${names.join("、")}${when}`);
    if (Coursemark.attempt.isSettled(phases)) said.push("提交过的题不能再改");
    return said.join("；");
  }

  /** @type {CoursemarkGlobal["rules"]["card"]} */
  function card(assessment, extent) {
    const exam = assessment.mode === "exam";
    /** @type {[string, string | false][]} */
    const rows = [
      ["题目", `${between(extent.questions)} 题，共 ${between(extent.points, points)} 分`],
      ["及格", `得分达到总分的 ${assessment.passMark}%`],
      ["时间", time(assessment)],
      ["次数", chances(assessment)],
      ["开放", open(assessment)],
      ["回看", review(assessment)],
      ["阅卷", assessment.key === "withheld" && "由培训管理员阅卷；交卷后要把学习记录交给培训管理员"],
      ["密封", assessment.sealed && "学习记录加密后再交，只有培训管理员能打开"],
      ["记录", exam && "离开页面、切换窗口会记下时间，关闭页面、暂停、改电脑时间也会记下；不影响成绩"],
    ];
    return h(
      "dl",
      { class: "cm-rules" },
      ...rows.flatMap(([term, text]) => (text ? [h("div", {}, h("dt", {}, term), h("dd", {}, text))] : [])),
    );
  }

  /** @type {CoursemarkGlobal["rules"]["obstacle"]} */
  function obstacle({ attempts, closes }, found) {
    const ask = "需要补考，请联系培训管理员。";
    if (found.kind === "attempts") return `${attempts} 次机会已用完。${ask}`;
    const when = moment(new Date(found.at).toISOString());
    if (found.kind === "closes") return `已在 ${until(new Date(found.at).toISOString())} 截止。${ask}`;
    if (found.kind === "opens") return `还没有开放，${when} 起可以开始。`;
    if (closes && found.at >= Date.parse(closes)) return `要到 ${when} 才能再考，那时已经截止。${ask}`;
    return `下一次从 ${when} 起可以开始。`;
  }

  Coursemark.rules = { card, obstacle, until };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
