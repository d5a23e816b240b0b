"use strict";
/** 催办短文: what to post for each department, with who still has to do what. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const { lists } = Coursemark.trainerPage;
  const ALL = "全部科室";

  /** What a line of the text is about; each learner stands in the first that fits. @type {[CoursemarkDeskList, string][]} */
  const LINES = [
    ["overdue", "已过期限"],
    ["retrain", "要复训"],
    ["failed", "测评没有通过"],
    ["absent", "还没有参加"],
    ["unfinished", "还没有学完"],
  ];

  /** @type {CoursemarkTrainerPage["reminder"]["texts"]} */
  function texts(rows, how) {
    const open = rows.filter((row) => row.lists.includes("unfinished") || row.lists.includes("absent"));
    /** @type {Map<string, number>} */
    const named = new Map();
    for (const { learner } of open) named.set(learner.name, (named.get(learner.name) ?? 0) + 1);
    /** @type {Map<string, CoursemarkDeskRow[]>} */
    const groups = new Map();
    for (const row of open) {
      const name = row.learner.department || lists.NO_DEPARTMENT;
      const known = groups.get(name);
      if (known) known.push(row);
      else groups.set(name, [row]);
    }
    return new Map([...groups].map(([name, those]) => [name, text(name, those, named, how)]));
  }

  /**
   * @param {string} department @param {CoursemarkDeskRow[]} rows @param {Map<string, number>} named
   * @param {{site: string, asOf: string, course: string, courseTitle: string}} how
   */
  function text(department, rows, named, { site, asOf, course, courseTitle }) {
    const left = new Set(rows);
    const lines = LINES.flatMap(([list, words]) => {
      const those = [...left].filter((row) => row.lists.includes(list));
      those.forEach((row) => left.delete(row));
      if (those.length === 0) return [];
      return `${words}（${those.length}人）：${those.map((row) => who(row, named, list, course)).join("、")}`;
    });
    return [
      `【${department}】${courseTitle ? `《${courseTitle}》` : "培训"}提醒，截至${asOf}，下面${rows.length}人还没有完成。`,
      ...lines,
      `请打开${site}学完要求的课程，再到“我的学习”交学习记录。已经学完的，只要再交一次记录。`,
    ].join("\n");
  }

  /** More of them are not read in a chat. */
  const MOST_TITLES = 2;

  /** A namesake has the staff number too. @param {CoursemarkDeskRow} row @param {Map<string, number>} named @param {CoursemarkDeskList} list @param {string} course */
  function who({ learner }, named, list, course) {
    const name = learner.name || learner.id;
    const id = learner.name && (named.get(learner.name) ?? 0) > 1 ? learner.id : "";
    /** @type {Partial<Record<CoursemarkDeskList, CoursemarkCourseStatus[]>>} */
    const statuses = { overdue: ["overdue"], retrain: ["retrain", "expired"] };
    const meant = learner.courses.filter(
      (one) =>
        one.required && one.status !== "completed" && (statuses[list] ?? [one.status]).includes(one.status),
    );
    const failed = meant.filter((one) => one.attempts > 0 && one.passed === false);
    const told = list === "failed" ? failed : meant;
    const all =
      told.length > MOST_TITLES ? `${told.length}门课程` : told.map(({ title }) => title).join("、");
    const titles = course || list === "absent" ? "" : all;
    const more = [id, titles].filter(Boolean).join("，");
    return more ? `${name}（${more}）` : name;
  }

  /** @type {CoursemarkTrainerPage["reminder"]["show"]} */
  function show(texts) {
    const area = h("textarea", {
      class: "cm-transfer__text",
      rows: "10",
      spellcheck: "false",
      "aria-label": "催办短文",
      "data-reminder-text": true,
    });
    const pick = h(
      "select",
      { id: "cm-reminder-department" },
      h("option", { value: "" }, `${ALL}（${texts.size}）`),
      ...[...texts.keys()].map((name) => h("option", { value: name }, name)),
    );
    const status = h("p", { role: "status" });
    const fill = () => {
      area.value = pick.value ? texts.get(pick.value) : [...texts.values()].join("\n\n");
      status.textContent = "";
    };
    pick.addEventListener("change", fill);
    fill();
    const copy = () => {
      status.textContent = Coursemark.copy.copy(area)
        ? "已复制，可以粘贴到科室群或院内通知。"
        : "这里不能自动复制：文字已选中，请按 Ctrl+C。";
    };
    void Coursemark.dom.ask({
      title: "催办短文",
      text:
        texts.size === 0
          ? ["现在的名单里没有要催的人。"]
          : [
              h("p", { class: "cm-field" }, h("label", { for: "cm-reminder-department" }, "科室"), pick),
              area,
              h(
                "p",
                { class: "cm-actions" },
                button("复制", copy, { class: "cm-button--primary", "data-copy": true }),
              ),
              status,
            ],
      actions: [{ label: "关闭", value: "" }],
    });
  }

  Coursemark.trainerPage.reminder = { texts, show };
})(globalThis.Coursemark);
