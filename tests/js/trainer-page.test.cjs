"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
loadScripts((name) => ["days.js", "dom.js", "course/course.js"].includes(name));
for (const name of ["remedies", "lists", "reminder", "tables"])
  require(path.join(browser, `trainer-page/${name}.js`));
require(path.join(browser, "trainer/words.js"));
const { deskCore, trainerPage } = globalThis.Coursemark;
const { lists, reminder, remedies, tables } = trainerPage;

/** @param {string} status @param {object} [more] */
const course = (status, more = {}) => ({
  course: "fire",
  title: "消防入门",
  required: true,
  status,
  score: null,
  passed: null,
  completed_at: null,
  valid_until: null,
  attempts: 0,
  steps_done: 0,
  steps: 2,
  type: "",
  hours: null,
  hours_earned: null,
  due: null,
  days_overdue: null,
  renew_from: null,
  waits_for: [],
  ...more,
});

/** @param {string} id @param {object} [more] */
const learner = (id, more = {}) => ({
  id,
  name: `学员${id}`,
  department: "内科",
  role: "护士",
  on_roster: true,
  files: 1,
  start: null,
  courses: [course("in-progress")],
  checks: ["通过"],
  pending: [],
  ...more,
});

/** @param {object} one @param {string} [wanted] */
const listsOf = (one, wanted = "") => lists.rows([learner("1", one)], wanted)[0].lists;
const ALL = {
  list: "all",
  department: "",
  role: "",
  course: "",
  words: "",
  sort: "",
  descending: false,
};
const ids = (rows) => rows.map(({ learner }) => learner.id);

test("who sent nothing is absent, and overdue as well where the term has passed", () => {
  const courses = [course("overdue", { due: "2026-11-01" })];
  assert.deepEqual(listsOf({ files: 0, checks: [], courses }), ["unfinished", "absent", "overdue"]);
});

test("who sent something else is absent from a course that was not begun", () => {
  const courses = [course("completed"), course("not-started", { course: "ward" })];
  assert.deepEqual(listsOf({ courses }), ["unfinished"]);
  assert.deepEqual(listsOf({ courses }, "ward"), ["unfinished", "absent"]);
  assert.deepEqual(listsOf({ courses }, "fire"), ["finished"]);
});

test("failed are those who sat the test, not those who did not", () => {
  assert.deepEqual(listsOf({ courses: [course("in-progress", { passed: false })] }), ["unfinished"]);
  const sat = [course("in-progress", { passed: false, attempts: 1 })];
  assert.deepEqual(listsOf({ courses: sat }), ["unfinished", "failed"]);
  assert.deepEqual(listsOf({ courses: sat, pending: ["drill"] }), ["unfinished", "pending"]);
});

test("who is not on the roster is on no other list", () => {
  const courses = [course("overdue")];
  assert.deepEqual(listsOf({ on_roster: false, courses, checks: ["不完整"] }), ["outside"]);
});

test("retraining, what is to be asked about, and what is settled", () => {
  assert.deepEqual(listsOf({ courses: [course("expired")] }), ["unfinished", "retrain"]);
  assert.deepEqual(listsOf({ courses: [], checks: ["时间异常", "版本过期"] }), ["flagged"]);
  assert.deepEqual(listsOf({ courses: [], checks: ["已重新判分"] }), []);
});

test("lists are narrowed by department, role, course and words, and counted", () => {
  const rows = lists.rows(
    [
      learner("01"),
      learner("02", { department: "", courses: [course("completed")] }),
      learner("03", { role: "", name: "Ａｎｎａ" }),
    ],
    "",
  );
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, department: "未填科室" })), ["02"]);
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, role: "未填岗位" })), ["03"]);
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, words: " anna" })), ["03"]);
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, list: "finished" })), ["02"]);
  const { all, unfinished, finished } = lists.counts(rows, { ...ALL, list: "finished" });
  assert.deepEqual({ all, unfinished, finished }, { all: 3, unfinished: 2, finished: 1 });
});

test("order goes by numbers in numbers, and ties stay in the order of the roster", () => {
  const rows = lists.rows([learner("10"), learner("9"), learner("2", { department: "外科" })], "");
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, sort: "id" })), ["2", "9", "10"]);
  assert.deepEqual(ids(lists.choose(rows, { ...ALL, sort: "role", descending: true })), ["10", "9", "2"]);
});

test("a reminder names everybody once, namesakes with their numbers", () => {
  const rows = lists.rows(
    [
      learner("01", { name: "张三", files: 0 }),
      learner("02", { name: "张三", courses: [course("overdue")] }),
      learner("03", { name: "李四", courses: [course("completed")] }),
      learner("04", { name: "王五", department: "外科" }),
    ],
    "",
  );
  const how = { site: "消防学堂", asOf: "2026-11-22", course: "", courseTitle: "" };
  const end = "请打开消防学堂学完要求的课程，再到“我的学习”交学习记录。已经学完的，只要再交一次记录。";
  assert.deepEqual(
    [...reminder.texts(rows, how)],
    [
      [
        "内科",
        `【内科】培训提醒，截至2026-11-22，下面2人还没有完成。\n已过期限（1人）：张三（02，消防入门）\n还没有参加（1人）：张三（01）\n${end}`,
      ],
      [
        "外科",
        `【外科】培训提醒，截至2026-11-22，下面1人还没有完成。\n还没有学完（1人）：王五（消防入门）\n${end}`,
      ],
    ],
  );
});

test("a reminder names the courses that were failed, and only counts many", () => {
  const titled = (/** @type {string} */ title, more = {}) => course("in-progress", { title, ...more });
  const rows = lists.rows(
    [
      learner("01", {
        name: "张三",
        courses: [titled("甲", { attempts: 1, passed: false }), titled("乙"), titled("丙")],
      }),
      learner("02", { name: "李四", courses: [titled("甲"), titled("乙"), titled("丙")] }),
      learner("03", { name: "王五", courses: [titled("甲"), titled("乙")] }),
    ],
    "",
  );
  const how = { site: "消防学堂", asOf: "2026-11-22", course: "", courseTitle: "" };
  assert.deepEqual(reminder.texts(rows, how).get("内科").split("\n").slice(0, 3), [
    "【内科】培训提醒，截至2026-11-22，下面3人还没有完成。",
    "测评没有通过（1人）：张三（甲）",
    "还没有学完（2人）：李四（3门课程）、王五（甲、乙）",
  ]);
});

test("roles that the site does not know are told, where courses go by roles", () => {
  const groups = ["护士", "护理", "未填岗位"].map((name) => ({ name, learners: 2 }));
  const site = { roles: ["临床医师", "护士"], courses: [{ roles: ["护士", "药师"] }, { roles: ["全员"] }] };
  const { strange, known } = lists.strangeRoles([...groups, { name: "后勤", learners: 0 }], site);
  assert.deepEqual([strange.map(({ name }) => name), known], [["护理"], ["临床医师", "护士", "药师"]]);
  const everybody = { roles: ["护士"], courses: [{ roles: ["全员"] }, { roles: [] }] };
  assert.deepEqual(lists.strangeRoles(groups, everybody), { strange: [], known: [] });
});

test("an empty roster says how roles are written", () => {
  const [roster, how] = tables.template({ roles: [], courses: [{ roles: ["护士", "药师"] }] });
  assert.deepEqual([roster.heads, roster.rows], [["工号", "姓名", "科室", "岗位", "入职日期"], []]);
  assert.deepEqual(how.rows[2], ["岗位", "写成 护士、药师，才算得出岗位课程。"]);
});

test("text in CSV is no formula, whatever stands before it", () => {
  const rows = [[" =1+1", "＋1", 'a,"b"', -1, null, "一\n二"]];
  assert.equal(
    tables.csv({ name: "", heads: ["甲"], rows }),
    '\ufeff甲\r\n\'=1+1,\'＋1,"a,""b""",-1,,一 二\r\n',
  );
});

test("every kind of problem has a remedy", () => {
  assert.deepEqual(Object.keys(remedies.REMEDIES).sort(), Object.keys(deskCore.words.KIND_NAMES).sort());
});
