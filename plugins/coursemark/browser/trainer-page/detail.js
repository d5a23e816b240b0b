"use strict";
/** One learner: courses with their steps, attempts, sessions, what is to be checked, files. */
(function (Coursemark) {
  const { h, button, moment, spell } = Coursemark.dom;
  const { statusName } = Coursemark.course;
  const page = Coursemark.trainerPage;
  const { CHECKS } = page.remedies;
  const { day, NO_DEPARTMENT, NO_ROLE } = page.lists;

  /** @type {Readonly<Record<string, string>>} */
  const KINDS = {
    read: "阅读",
    accept: "签收",
    pass: "测评",
    survey: "问卷",
    attend: "参加",
    practise: "练习",
  };
  /** @type {CoursemarkTrainerPage["detail"]["show"]} */
  async function show(trainer, site, id) {
    const opener = /** @type {HTMLElement | null} */ (document.activeElement);
    const detail = await trainer.detail(id);
    if (!detail) return;
    const title = `cm-learner-${Math.random().toString(36).slice(2)}`;
    const dialog = h(
      "dialog",
      { class: "cm-dialog cm-learner", "aria-labelledby": title, "data-learner-detail": id },
      h("h2", { id: title, class: "cm-dialog__title", dir: "auto" }, detail.name || detail.id),
      facts(detail),
      detail.checks.length > 0 && checks(detail),
      detail.files === 0 && h("p", { class: "cm-note" }, "没有收到任何学习记录。"),
      detail.pending.length > 0 &&
        h(
          "p",
          { class: "cm-note" },
          `等答案文件才能判分：${detail.pending.map((one) => titleOf(site, one)).join("、")}。`,
        ),
      ...(detail.courses.length
        ? [h("h3", {}, "课程"), ...detail.courses.map((one) => course(one, site))]
        : []),
      ...(detail.attempts.length ? [h("h3", {}, "作答"), attempts(detail)] : []),
      ...(detail.sessions.length ? [h("h3", {}, "讲座与外训"), sessions(detail)] : []),
      ...(detail.problems.length
        ? [
            h("h3", {}, "要核对的"),
            h(
              "ul",
              {},
              ...detail.problems.map((one) =>
                h("li", { dir: "auto" }, h("b", {}, one.name), "：", one.detail),
              ),
            ),
          ]
        : []),
      detail.sources.length > 0 &&
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, `来自 ${detail.sources.length} 个文件`),
          h("ul", {}, ...detail.sources.map((name) => h("li", { dir: "auto" }, name))),
        ),
      h(
        "p",
        { class: "cm-actions cm-learner__close" },
        button("关闭", () => dialog.close(), { class: "cm-button--primary" }),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  /** @param {CoursemarkSite} site @param {string} id */
  const titleOf = (site, id) => site.assessments[id]?.title ?? id;

  /** @param {CoursemarkDeskDetail} detail */
  function facts(detail) {
    const parts = [
      `工号 ${detail.id}`,
      detail.department || NO_DEPARTMENT,
      detail.role || NO_ROLE,
      detail.start ? `${detail.start} 到岗` : "",
      detail.on_roster === false ? "不在名册" : "",
    ];
    return h(
      "p",
      { class: "cm-trainer__note" },
      ...parts.filter(Boolean).flatMap((part, n) => [n ? " · " : "", h("bdi", {}, part)]),
    );
  }

  /** @param {CoursemarkDeskDetail} detail */
  function checks(detail) {
    return h(
      "dl",
      { class: "cm-learner__checks" },
      ...detail.checks.flatMap((check) => [h("dt", {}, `核验：${check}`), h("dd", {}, CHECKS[check] ?? "")]),
    );
  }

  /** @param {CoursemarkDeskDetail["courses"][0]} one @param {CoursemarkSite} site */
  function course(one, site) {
    const { steps = [] } = site.courses.find(({ id }) => id === one.course) ?? {};
    const parts = [
      one.score === null ? "" : `成绩 ${one.score}%`,
      one.completed_at ? `${day(one.completed_at)} 完成` : "",
      one.valid_until ? `有效到 ${one.valid_until}` : "",
      one.due ? `期限 ${one.due}` : "",
      one.days_overdue ? `逾期 ${one.days_overdue} 天` : "",
      one.required ? "" : "选学",
    ];
    return h(
      "details",
      { class: "cm-fold", "data-status": one.status },
      h(
        "summary",
        {},
        h("span", { class: "cm-state", "data-state": statusName(one.status) }, statusName(one.status)),
        ` ${one.title} `,
        h("small", {}, `${one.steps_done} / ${one.steps} 步`),
      ),
      h("p", { class: "cm-trainer__note" }, parts.filter(Boolean).join(" · ")),
      h(
        "ul",
        { class: "cm-learner__steps" },
        ...one.detail.map((step, n) =>
          h(
            "li",
            { "data-done": String(step.done) },
            h("span", { "aria-hidden": "true" }, step.done ? "✓ " : "· "),
            `${KINDS[step.kind] ?? step.kind}：${steps[n]?.title ?? step.target}`,
            h(
              "small",
              {},
              step.done
                ? ` ${day(step.at)} 完成`
                : ` 还没有完成${step.need > 1 ? `，${step.have} / ${step.need}` : ""}${step.due ? `，期限 ${step.due}` : ""}`,
              step.optional && "（选做）",
            ),
          ),
        ),
      ),
    );
  }

  /** @param {CoursemarkDeskDetail} detail */
  function attempts(detail) {
    return scroll("作答", [
      ["测评", "第几次", "结果", "成绩", "交卷", "用时", "计入", "离开"],
      ...detail.attempts.map((one) => [
        one.title,
        String(one.number),
        !one.submitted ? "没有交卷" : one.passed === null ? "待阅" : one.passed ? "通过" : "未通过",
        one.score === null ? "" : `${one.score}%`,
        one.submitted_at ? moment(one.submitted_at) : "",
        one.seconds === null ? "" : spell(one.seconds),
        one.counts === "no" ? one.reason || "不计" : one.counts === "result" ? "是，以这次为准" : "是",
        one.facts.away + one.facts.closed
          ? `${one.facts.away + one.facts.closed} 次，${spell(one.facts.away_seconds + one.facts.closed_seconds)}`
          : "",
      ]),
    ]);
  }

  /** @param {CoursemarkDeskDetail} detail */
  function sessions(detail) {
    return scroll("讲座与外训", [
      ["活动", "日期", "学时", "凭据"],
      ...detail.sessions.map((one) => [
        one.session,
        day(one.held),
        one.hours === null ? "" : String(one.hours),
        one.evidence,
      ]),
    ]);
  }

  /** @param {string} label @param {string[][]} lines the heads first */
  function scroll(label, [heads, ...lines]) {
    return h(
      "div",
      { class: "cm-scroll", tabindex: "0", role: "region", "aria-label": label },
      h(
        "table",
        { class: "cm-table" },
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          ...lines.map((line) => h("tr", {}, ...line.map((text) => h("td", { dir: "auto" }, text)))),
        ),
      ),
    );
  }

  page.detail = { show };
})(globalThis.Coursemark);
