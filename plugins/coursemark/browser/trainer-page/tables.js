"use strict";
/** What leaves the desk: the same tables as CSV and as a workbook, safe to open. */
(function (Coursemark) {
  const { lists } = Coursemark.trainerPage;
  const { day } = lists;

  /** What a spreadsheet might run; the same as in render/csv_text.py. */
  const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
  /** Characters that no XML holds, and halves of one. */
  // eslint-disable-next-line no-control-regex
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
  /** A cell holds no more. */
  const MOST = 32_000;

  /** @type {CoursemarkTrainerPage["tables"]["list"]} */
  const list = (rows) => ({
    name: "名单",
    heads: lists.COLUMNS.map(({ title }) => title),
    rows: rows.map((row) =>
      lists.COLUMNS.map(({ id, text }) =>
        id === "score" ? row.score : id === "done" ? done(row) : text(row),
      ),
    ),
  });

  /** Not a day, as Excel would read 1/2. @param {CoursemarkDeskRow} row */
  const done = (row) => (row.required ? `${row.done}（共${row.required}）` : "");

  /** @param {CoursemarkDeskLearner} learner */
  const who = ({ id, name, department, role }) => [id, name, department, role];
  const WHO = ["工号", "姓名", "科室", "岗位"];
  const yes = (/** @type {boolean | null} */ value) => (value === null ? "" : value ? "是" : "否");

  /** @param {CoursemarkDesk} desk @returns {CoursemarkTable} */
  const courses = (desk) => ({
    name: "完成情况",
    heads: [
      ...WHO,
      ...[
        "在册",
        "课程",
        "必修",
        "状态",
        "已完成步骤",
        "全部步骤",
        "成绩",
        "测评通过",
        "完成日期",
        "有效期至",
      ],
      ...["作答次数", "类型", "学时", "期限", "逾期天数", "续期开始", "核验"],
    ],
    rows: desk.learners.flatMap((learner) =>
      learner.courses.map((one) => [
        ...who(learner),
        yes(learner.on_roster),
        one.title,
        yes(one.required),
        Coursemark.course.statusName(one.status),
        one.steps_done,
        one.steps,
        one.score,
        yes(one.passed),
        day(one.completed_at),
        day(one.valid_until),
        one.attempts,
        one.type,
        one.hours,
        day(one.due),
        one.days_overdue,
        day(one.renew_from),
        learner.checks.join("、"),
      ]),
    ),
  });

  /** @param {string} name @param {string} head @param {CoursemarkDeskGroup[]} groups @returns {CoursemarkTable} */
  const summary = (name, head, groups) => ({
    name,
    heads: [
      ...[head, "人数", "全部完成人数", "应完成（人次）", "已完成（人次）", "完成率（%）", "平均成绩"],
      ...["逾期（人次）", "没交记录人数"],
    ],
    rows: groups.map((one) => [
      one.name,
      one.learners,
      one.finished,
      one.required,
      one.completed,
      one.rate === null ? null : Math.round(one.rate * 1000) / 10,
      one.score,
      one.overdue,
      one.absent,
    ]),
  });

  /** @param {CoursemarkDesk} desk @returns {CoursemarkTable} */
  const problems = (desk) => ({
    name: "异常记录",
    heads: ["文件", "行", "工号", "类别", "说明"],
    rows: desk.problems.map((one) => [one.file, one.line, one.learner, one.name, one.detail]),
  });

  /** @type {CoursemarkTrainerPage["tables"]["all"]} */
  const all = (desk, rows) => [
    list(rows),
    courses(desk),
    summary("科室汇总", "科室", desk.departments),
    summary("岗位汇总", "岗位", desk.roles),
    problems(desk),
  ];

  /** @type {CoursemarkTrainerPage["tables"]["csv"]} */
  function csv({ heads, rows }) {
    const cell = (/** @type {CoursemarkTableCell} */ value) => {
      if (value === null) return "";
      if (typeof value === "number") return String(value);
      const words = value.split(/\s+/u).filter(Boolean).join(" ");
      const safe = FORMULA.test(words) ? `'${words}` : words;
      return /[",]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    };
    // With a byte order mark, for Excel.
    return "\ufeff" + [heads, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
  }

  /** @type {CoursemarkTrainerPage["tables"]["template"]} */
  const template = (site) => {
    const { known } = lists.strangeRoles([], site);
    return [
      { name: "名册", heads: [...WHO, "入职日期"], rows: [], blank: 2000 },
      {
        name: "怎么填",
        heads: ["列", "说明"],
        rows: [
          ["工号", "必填。这一列已设为文本，前面的 0 不会丢；从别处粘贴时选“只粘贴文本”。"],
          ["姓名", "必填。"],
          ["岗位", known.length ? `写成 ${known.join("、")}，才算得出岗位课程。` : "可以不填。"],
          ["入职日期", "如 2026-01-31。“到岗 30 天内”一类的期限从这一天算起。"],
        ],
      },
    ];
  };

  /** @type {CoursemarkTrainerPage["tables"]["xlsx"]} */
  async function xlsx(tables) {
    await Coursemark.part("xlsx");
    const head = (/** @type {string} */ value) => ({
      value,
      type: String,
      fontWeight: /** @type {const} */ ("bold"),
    });
    // Texts are cells of text, which nothing runs; staff numbers keep their zeros.
    const cell = (/** @type {CoursemarkTableCell} */ value) =>
      value === null || value === ""
        ? null
        : typeof value === "number"
          ? { value, type: Number }
          : { value: value.replace(UNFIT, "\ufffd").slice(0, MOST), type: String };
    return CoursemarkVendor.writeWorkbook(
      tables.map(({ name, heads, rows, blank = 0 }) => ({
        sheet: name,
        stickyRowsCount: 1,
        columns: heads.map((title) => ({
          width: title === "说明" ? 60 : Math.max(10, 2 * title.length + 4),
        })),
        data: [
          heads.map(head),
          ...rows.map((row) => row.map(cell)),
          ...Array.from({ length: blank }, () => [{ type: String, format: "@" }]),
        ],
      })),
    );
  }

  /** @type {CoursemarkTrainerPage["tables"]["save"]} */
  function save(content, name) {
    const url = URL.createObjectURL(content);
    const link = Coursemark.dom.h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  Coursemark.trainerPage.tables = { all, list, template, csv, xlsx, save };
})(globalThis.Coursemark);
