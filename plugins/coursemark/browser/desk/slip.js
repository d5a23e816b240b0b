"use strict";
/** The completion slip: one A4 page for the department head, printed by the browser. */
(function (Coursemark) {
  const { h, moment } = Coursemark.dom;

  /**
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   * @param {CoursemarkCourse} course @param {CoursemarkCourseProgress} progress
   * @param {readonly CoursemarkStatement[]} statements
   * @returns {HTMLElement}
   */
  function slip(app, learner, course, progress, statements) {
    const tests = course.rules.steps
      .filter((s) => s.kind === "pass")
      .map(({ target }) => {
        const ended = Coursemark.assessment.attemptsOf(statements, app.site.id, target);
        const best = ended
          .filter((a) => a.success && a.raw !== null && a.max !== null)
          .sort((a, b) => (b.raw ?? 0) / (b.max || 1) - (a.raw ?? 0) / (a.max || 1))[0];
        const score = best ? `${Coursemark.result.percent(best.raw ?? 0, best.max ?? 0)} 分` : "";
        return [
          app.site.assessments[target]?.title ?? target,
          score,
          best ? moment(best.at) : "",
          `${ended.length} 次`,
        ];
      });
    const rows = /** @type {[string, string][]} */ ([
      ["姓名", learner.name],
      ["工号", learner.id],
      ["科室", learner.department],
      ["岗位", learner.role],
      ["课程", course.title],
      ["学时", course.hours ? `${course.hours} 学时` : ""],
      ["完成时间", progress.completed_at ? moment(progress.completed_at) : ""],
      ["有效期至", progress.valid_until ?? "长期"],
    ]).filter(([, value]) => value);
    return h(
      "article",
      { class: "cm-slip" },
      h("p", { class: "cm-slip__site" }, app.site.title),
      h("h1", {}, "学习完成单"),
      h("dl", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
      h("h2", {}, "学习与测验"),
      h(
        "table",
        { class: "cm-slip__steps" },
        h("thead", {}, h("tr", {}, ...["步骤", "完成时间"].map((t) => h("th", { scope: "col" }, t)))),
        h(
          "tbody",
          {},
          ...course.rules.steps.map((step, n) => {
            const { verb, title } = Coursemark.course.stepOf(app.site, step);
            const at = progress.steps[n].at;
            return h("tr", {}, h("td", {}, `${n + 1}. ${verb}：${title}`), h("td", {}, at ? moment(at) : ""));
          }),
        ),
      ),
      tests.length > 0 &&
        h(
          "table",
          { class: "cm-slip__steps" },
          h(
            "thead",
            {},
            h("tr", {}, ...["测评", "最好成绩", "时间", "作答次数"].map((t) => h("th", { scope: "col" }, t))),
          ),
          h("tbody", {}, ...tests.map((cells) => h("tr", {}, ...cells.map((c) => h("td", {}, c))))),
        ),
      h(
        "p",
        { class: "cm-slip__sign" },
        h("span", {}, "学员签名：＿＿＿＿＿＿＿＿"),
        h("span", {}, "科主任签名：＿＿＿＿＿＿＿＿"),
        h("span", {}, "日期：＿＿＿＿＿＿＿＿"),
      ),
      h(
        "p",
        { class: "cm-slip__note" },
        `由学员本人在浏览器中自学、自测形成；成绩以培训管理员按学习记录复核的结果为准。站点版本 ${app.site.build}，打印于 ${moment(new Date().toISOString())}。`,
      ),
    );
  }

  /** Prints one element alone. @param {HTMLElement} element */
  function print(element) {
    const stage = h("div", { class: "cm-print" }, element);
    document.body.append(stage);
    document.documentElement.classList.add("cm-printing");
    addEventListener(
      "afterprint",
      () => {
        stage.remove();
        document.documentElement.classList.remove("cm-printing");
      },
      { once: true },
    );
    globalThis.print();
  }

  Coursemark.slip = { slip, print };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
