"use strict";
/** The record on paper: whose it is, what it is, and its QR codes where they are few. */
(function (Coursemark) {
  const { h, moment } = Coursemark.dom;
  const MOST_ON_SHEET = 12;

  /** @type {CoursemarkGlobal["transfer"]["sheet"]} */
  function sheet(app, handed, most) {
    const { learner, text, sealed } = handed;
    const parts = Coursemark.parts.split(text);
    const shown = parts.length <= most;
    const set = Coursemark.codes.digest(text, 8);
    const rows = /** @type {[string, string][]} */ ([
      ["姓名", learner.name],
      ["工号", learner.id],
      ["科室", learner.department],
      ["岗位", learner.role],
      ["记录", `${handed.count} 条`],
      ["导出时间", moment(handed.exported)],
      ["记录编号", set],
      ["站点版本", app.site.build],
    ]).filter(([, value]) => value);
    return h(
      "article",
      { class: "cm-handover" },
      h(
        "p",
        { class: "cm-handover__site" },
        [app.site.organisation, app.site.title].filter(Boolean).join(" · "),
      ),
      h("h1", {}, "学习记录交接单"),
      h("dl", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
      h(
        "p",
        { class: "cm-handover__how" },
        shown
          ? `全部记录都在下面 ${parts.length} 张二维码里${sealed ? "，已密封，只有培训管理员的私钥能打开" : ""}。逐张扫码，把扫出的文字存成文本文件，和别人的学习记录一起汇总；先后不要紧，缺了哪张汇总时会指出来。`
          : `这份记录要 ${parts.length} 张二维码，没有印在这里。本单只作登记，记录请另交文件或文本。`,
      ),
      h(
        "p",
        { class: "cm-handover__sign" },
        h("span", {}, "学员签名：＿＿＿＿＿＿＿＿"),
        h("span", {}, "接收人签名：＿＿＿＿＿＿＿＿"),
        h("span", {}, "日期：＿＿＿＿＿＿＿＿"),
      ),
      shown &&
        h(
          "ol",
          { class: "cm-handover__codes" },
          ...parts.map((part, n) =>
            h(
              "li",
              {},
              Coursemark.qr.picture(part, `二维码，第 ${n + 1} 张`),
              h("span", {}, `${set} · 第 ${n + 1} / ${parts.length} 张`),
            ),
          ),
        ),
    );
  }

  Object.assign((Coursemark.transfer ??= /** @type {any} */ ({})), { sheet, MOST_ON_SHEET });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
