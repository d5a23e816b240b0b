"use strict";
/** Who is on which list of the trainer's desk: 未参加, 未通过, 需复训, 逾期 and so on. Pure. */
(function (Coursemark) {
  const NO_DEPARTMENT = "未填科室";
  const NO_ROLE = "未填岗位";

  /** @type {CoursemarkTrainerPage["lists"]["LISTS"]} */
  const LISTS = [
    { id: "all", name: "全部", meaning: "名册上的和交过记录的所有人" },
    { id: "unfinished", name: "未完成", meaning: "要求的课程还有没完成的" },
    { id: "absent", name: "未参加", meaning: "没有收到任何记录，或者没有开始所选的课程" },
    { id: "failed", name: "未通过", meaning: "参加过测评，还没有通过" },
    { id: "overdue", name: "逾期", meaning: "过了期限还没有完成" },
    { id: "retrain", name: "需复训", meaning: "完成过，但有效期已过，或者内容变了要重学" },
    { id: "pending", name: "待阅", meaning: "交过卷，放入答案文件后才知道成绩" },
    { id: "flagged", name: "要核对", meaning: "记录里有需要当面核对的地方" },
    { id: "outside", name: "不在名册", meaning: "交了记录，名册上没有这个工号；不计入别的名单和完成率" },
    { id: "finished", name: "全部完成", meaning: "要求的课程都完成了" },
  ];

  /** What somebody has to be asked about; the others are settled. */
  const OPEN = ["校验不符", "身份冲突", "不完整", "时间异常"];

  /** The day of an instant, or a day itself. @param {string | null} iso */
  const day = (iso) => (!iso ? "" : iso.length > 10 ? Coursemark.dom.moment(iso).slice(0, 10) : iso);

  /** @type {CoursemarkTrainerPage["lists"]["rows"]} */
  function rows(learners, course) {
    return learners.map((learner) => row(learner, course));
  }

  /** @param {CoursemarkDeskLearner} learner @param {string} course @returns {CoursemarkDeskRow} */
  function row(learner, course) {
    const own = learner.courses.filter((one) => (course ? one.course === course : one.required));
    const done = own.filter((one) => one.status === "completed");
    const scores = own.flatMap((one) => one.score ?? []);
    const lists = listsOf(learner, own, course);
    const dues = own.flatMap((one) => one.due ?? []).sort();
    const days = own.map((one) => day(one.completed_at)).sort();
    return {
      learner,
      lists,
      states: statesOf(lists, own),
      done: done.length,
      required: own.length,
      score: scores.length
        ? Math.round((scores.reduce((a, b) => a + b, 0) / scores.length) * 100) / 100
        : null,
      due: dues[0] ?? "",
      completed: days[days.length - 1] ?? "",
    };
  }

  /** @param {CoursemarkDeskLearner} learner @param {CoursemarkDeskCourse[]} own @param {string} course @returns {CoursemarkDeskList[]} */
  function listsOf(learner, own, course) {
    // Not on the roster, and so in no rate either; a mistyped number is a matter of its own.
    if (learner.on_roster === false) return ["outside"];
    const is = (/** @type {CoursemarkCourseStatus[]} */ ...statuses) =>
      own.some(({ status }) => statuses.includes(status));
    const finished = own.length > 0 && own.every(({ status }) => status === "completed");
    const nothing = learner.files === 0;
    const failed = own.some((one) => one.attempts > 0 && one.passed === false && one.status !== "completed");
    /** @type {[CoursemarkDeskList, boolean][]} */
    const found = [
      ["unfinished", own.length > 0 && !finished],
      // Without a course to look at, everybody from whom something came has taken part.
      ["absent", course ? own.length > 0 && (nothing || is("not-started")) : nothing],
      ["failed", failed && learner.pending.length === 0],
      ["overdue", is("overdue")],
      ["retrain", is("retrain", "expired")],
      ["pending", learner.pending.length > 0],
      ["flagged", learner.checks.some((check) => OPEN.includes(check))],
      ["finished", finished],
    ];
    return found.flatMap(([list, on]) => (on ? [list] : []));
  }

  /** @param {CoursemarkDeskList[]} lists @param {CoursemarkDeskCourse[]} own @returns {string[]} */
  function statesOf(lists, own) {
    const names = LISTS.filter(({ id }) => id !== "unfinished" && lists.includes(id)).map(({ name }) => name);
    if (names.some((name) => name !== "要核对")) return names;
    const status = own.length === 0 ? "无要求" : own.some((one) => one.steps_done > 0) ? "学习中" : "未开始";
    return [status, ...names];
  }

  const byText = new Intl.Collator("zh-CN", { numeric: true }).compare;

  /** @type {CoursemarkDeskColumn[]} */
  const COLUMNS = [
    { id: "name", title: "姓名", text: ({ learner }) => learner.name || learner.id },
    { id: "id", title: "工号", text: ({ learner }) => learner.id },
    { id: "department", title: "科室", text: ({ learner }) => learner.department || NO_DEPARTMENT },
    { id: "role", title: "岗位", text: ({ learner }) => learner.role || NO_ROLE },
    {
      id: "states",
      title: "情况",
      text: ({ states }) => states.join("、"),
      order: ({ lists }) => {
        const first = LISTS.findIndex(({ id }) => id !== "all" && id !== "unfinished" && lists.includes(id));
        return first === -1 ? LISTS.length : first;
      },
    },
    {
      id: "done",
      title: "完成",
      text: ({ done, required }) => (required ? `${done} / ${required}` : "—"),
      order: ({ done, required }) => (required ? done / required : 2),
    },
    {
      id: "score",
      title: "成绩",
      text: ({ score }) => (score === null ? "" : `${score}%`),
      order: ({ score }) => score ?? -1,
    },
    { id: "due", title: "期限", text: ({ due }) => due, order: ({ due }) => due || "9" },
    { id: "completed", title: "最近完成", text: ({ completed }) => completed },
    {
      id: "checks",
      title: "核验",
      text: ({ learner }) => learner.checks.join("、"),
      order: ({ learner }) => learner.checks.filter((check) => OPEN.includes(check)).length,
    },
  ];

  /** @param {CoursemarkDeskRow} row @param {CoursemarkDeskChoice} choice */
  function matches({ learner, required }, { department, role, course, words }) {
    if (department && (learner.department || NO_DEPARTMENT) !== department) return false;
    if (role && (learner.role || NO_ROLE) !== role) return false;
    if (course && !required) return false;
    const sought = words.normalize("NFKC").trim().toLowerCase();
    return !sought || `${learner.name} ${learner.id}`.normalize("NFKC").toLowerCase().includes(sought);
  }

  /** @type {CoursemarkTrainerPage["lists"]["choose"]} */
  function choose(rows, choice) {
    const found = rows.filter(
      (row) => (choice.list === "all" || row.lists.includes(choice.list)) && matches(row, choice),
    );
    const column = COLUMNS.find(({ id }) => id === choice.sort);
    if (!column) return found;
    const order = column.order ?? column.text;
    const keyed = found.map((row) => ({ row, key: order(row) }));
    const sign = choice.descending ? -1 : 1;
    keyed.sort(({ key: a }, { key: b }) =>
      typeof a === "number" && typeof b === "number" ? sign * (a - b) : sign * byText(String(a), String(b)),
    );
    return keyed.map(({ row }) => row);
  }

  /** @type {CoursemarkTrainerPage["lists"]["counts"]} */
  function counts(rows, choice) {
    const found = /** @type {Record<CoursemarkDeskList, number>} */ (
      Object.fromEntries(LISTS.map(({ id }) => [id, 0]))
    );
    for (const row of rows) {
      if (!matches(row, choice)) continue;
      found.all++;
      for (const list of row.lists) found[list]++;
    }
    return found;
  }

  /** @type {CoursemarkTrainerPage["lists"]["strangeRoles"]} */
  function strangeRoles(groups, site) {
    const asked = new Set(site.courses.flatMap(({ roles }) => roles));
    asked.delete("全员");
    // Where no course is for some roles alone, it does not matter what they are called.
    if (asked.size === 0) return { strange: [], known: [] };
    const known = [...new Set([...site.roles, ...asked])];
    const strange = groups.filter(
      ({ name, learners }) => learners && name !== NO_ROLE && !known.includes(name),
    );
    return { strange, known };
  }

  Coursemark.trainerPage.lists = {
    LISTS,
    COLUMNS,
    rows,
    choose,
    counts,
    strangeRoles,
    day,
    NO_DEPARTMENT,
    NO_ROLE,
  };
})(globalThis.Coursemark);
