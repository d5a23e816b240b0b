"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { course, reading } = loadScripts((name) =>
  /^(days|progress|dom|course\/course|course\/reading)\.js$|^statements\//.test(name),
);

const TODAY = "2026-11-22";
const LEARNER = { id: "10023", name: "张三", department: "内科", role: "护士" };

/** @param {object} fields */
const courseOf = (fields = {}) => ({
  id: "fire",
  title: "消防通识",
  page: "courses/fire.md",
  type: "",
  roles: [],
  departments: [],
  required: true,
  requires: [],
  hours: "",
  steps: [],
  rules: { id: "fire", steps: [] },
  ...fields,
});

/** @param {object} fields */
const progressOf = (fields = {}) => ({
  status: "in-progress",
  steps: [],
  renewing: null,
  completed_at: null,
  valid_until: null,
  renew_from: null,
  due: null,
  waits_for: [],
  completions: [],
  ...fields,
});

/** @param {boolean} done */
const step = (done) => ({ done, at: null, due: null, have: Number(done), need: 1 });

test("a course is meant for the roles and departments it names, or for all", () => {
  const meant = (/** @type {object} */ fields) => course.isMeant(courseOf(fields), LEARNER);

  assert.equal(meant({}), true);
  assert.equal(meant({ roles: ["全员"], departments: ["全院"] }), true);
  assert.equal(meant({ roles: ["药师", "护士"] }), true);
  assert.equal(meant({ roles: ["药师"] }), false);
  assert.equal(meant({ roles: ["护士"], departments: ["外科"] }), false);
  assert.equal(meant({ roles: ["护士"], departments: ["外科", "内科"] }), true);
});

test("what is offered is required of nobody", () => {
  assert.equal(course.isRequired(courseOf({ roles: ["护士"] }), LEARNER), true);
  assert.equal(course.isRequired(courseOf({ required: false }), LEARNER), false);
});

test("a term is told in days, and the year where it is another", () => {
  const timing = (/** @type {string} */ due) => course.timing(progressOf({ due }), TODAY);

  assert.deepEqual(timing("2026-12-02"), ["还有 10 天（12月2日到期）"]);
  assert.deepEqual(timing("2026-11-22"), ["今天到期"]);
  assert.deepEqual(timing("2026-11-21"), ["已逾期 1 天（11月21日到期）"]);
  assert.deepEqual(timing("2027-03-01"), ["还有 99 天（2027年3月1日到期）"]);
  assert.deepEqual(timing("2025-11-22"), ["已逾期 365 天（2025年11月22日到期）"]);
});

test("validity is told while it lasts, and the day from which renewing counts", () => {
  const completed = { status: "completed", valid_until: "2026-12-20" };

  assert.deepEqual(course.timing(progressOf(completed), TODAY), ["有效期至 12月20日"]);
  assert.deepEqual(course.timing(progressOf({ ...completed, renew_from: "2026-11-23" }), TODAY), [
    "有效期至 12月20日",
    "11月23日起可以续学",
  ]);
  assert.deepEqual(
    course.timing(progressOf({ ...completed, renew_from: "2026-11-22", renewing: [step(false)] }), TODAY),
    ["有效期至 12月20日", "现在可以续学，12月20日前完成有效期接着算"],
  );
  assert.deepEqual(course.timing(progressOf({ status: "expired", valid_until: "2026-11-21" }), TODAY), [
    "有效期到 11月21日为止",
  ]);
  assert.deepEqual(course.timing(progressOf({ status: "retrain", valid_until: "2026-12-20" }), TODAY), []);
});

test("the facts of a course leave out what it does not say and count what must be done", () => {
  const steps = [{ optional: false }, { optional: true }, { optional: false }];
  const one = courseOf({ steps, type: "入职", hours: "1.5" });
  const states = [step(true), step(true), step(false)];
  const facts = (/** @type {object} */ fields) =>
    course.facts({ course: one, progress: progressOf({ steps: states, ...fields }) }, LEARNER, TODAY);

  assert.deepEqual(facts({}), ["入职", "必修", "1 / 2 步", "1.5 学时"]);
  assert.deepEqual(facts({ renewing: [step(false), step(false), step(false)] }), [
    "入职",
    "必修",
    "1 / 2 步",
    "续学 0 / 2 步",
    "1.5 学时",
  ]);
});

test("a step leads to where it is done", () => {
  const site = /** @type {any} */ ({
    practiceUrl: "my-practice/",
    pages: { "a.md": { title: "甲", url: "a/" }, "courses/fire.md": { title: "消防", url: "courses/fire/" } },
    assessments: { exam: { title: "考试", url: "exam/" } },
  });
  const at = (/** @type {object} */ fields) => course.stepOf(site, /** @type {any} */ (fields), courseOf());

  assert.deepEqual(at({ kind: "read", target: "a.md" }), { verb: "阅读", title: "甲", url: "a/" });
  assert.deepEqual(at({ kind: "pass", target: "exam" }), { verb: "通过", title: "考试", url: "exam/" });
  assert.deepEqual(at({ kind: "practise", target: "报警 & 疏散" }), {
    verb: "练习",
    title: "报警 & 疏散",
    url: "my-practice/?topic=%E6%8A%A5%E8%AD%A6%20%26%20%E7%96%8F%E6%95%A3",
  });
  assert.deepEqual(at({ kind: "attend", target: "演练" }), {
    verb: "参加",
    title: "演练",
    url: "courses/fire/#attend-%E6%BC%94%E7%BB%83",
  });
  assert.deepEqual(at({ kind: "read", target: "gone.md" }), { verb: "阅读", title: "gone.md", url: null });
});

const PAGE = { path: "fire.md", revision: "r1" };
const news = (/** @type {object} */ fields = {}) => ({
  counted: 5000,
  at: 100_000,
  end: false,
  armed: null,
  ...fields,
});

test("reading adds up over visits, and its end and the learner's word stay", () => {
  const once = reading.added(undefined, PAGE, news({ end: true, armed: true }));
  const twice = reading.added(once, PAGE, news({ counted: 2500, at: 200_000 }));

  assert.deepEqual(twice, {
    until: 200_000,
    pages: { "fire.md": { revision: "r1", seconds: 7.5, end: true, armed: true } },
  });
});

test("the same moment counts once, on one page or on two", () => {
  const here = reading.added(undefined, PAGE, news());
  const beside = reading.added(here, PAGE, news({ at: 101_000 }));
  const elsewhere = reading.added(beside, { path: "exit.md", revision: "r1" }, news({ at: 103_000 }));

  assert.equal(beside.pages["fire.md"].seconds, 6);
  assert.equal(elsewhere.pages["exit.md"].seconds, 2);
  assert.equal(elsewhere.until, 103_000);
});

test("a clock that was set back does not stop the counting", () => {
  const before = reading.added(undefined, PAGE, news({ at: 9_000_000 }));

  assert.equal(reading.added(before, PAGE, news({ at: 100_000 })).pages["fire.md"].seconds, 10);
});

test("an edited page is read anew", () => {
  const before = reading.added(undefined, PAGE, news({ end: true, armed: true }));
  const after = reading.added(before, { ...PAGE, revision: "r2" }, news({ at: 200_000 }));

  assert.deepEqual(after.pages["fire.md"], { revision: "r2", seconds: 5, end: false, armed: false });
});

test("an hour says all there is to say", () => {
  const before = reading.added(undefined, PAGE, news({ counted: 3_599_000, at: 4_000_000 }));

  assert.equal(reading.added(before, PAGE, news({ at: 5_000_000 })).pages["fire.md"].seconds, 3600);
});
