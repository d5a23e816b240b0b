"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadTrainer } = require("./desk_lines.cjs");

// What it says of records is held against the report by tests/report/test_desk.py.
const core = loadTrainer();
require(path.join(__dirname, "../../plugins/coursemark/browser/record.js"));
const { statements, recordFile, parts } = globalThis.Coursemark;

const SITE_ID = "https://yibao.example/";
const course = {
  id: "newcomer",
  title: "新入职通识",
  page: "course.md",
  type: "入职",
  roles: ["护士"],
  departments: [],
  required: true,
  requires: [],
  hours: "2",
  due: "",
  validFor: "",
  renewal: "",
  steps: [
    {
      kind: "pass",
      target: "exam",
      title: "考试",
      url: null,
      optional: false,
      count: null,
      hours: "",
      evidence: "",
    },
  ],
  rules: { id: "newcomer", steps: [{ kind: "pass", target: "exam" }] },
};
const site = { id: SITE_ID, title: "医保学堂", build: "b1", courses: [course] };

/** @param {string} id @param {unknown} [key] */
const item = (id, key) => ({
  revision: "r1",
  definition: { id, type: "true-false", points: 100, scoring: "exact", ...(key !== undefined && { key }) },
  topics: [],
  roles: [],
  ...(key === undefined && { withheld: true }),
});
const exam = {
  title: "考试",
  revision: "e1",
  mode: "exam",
  draw: [{ item: "bank/open" }, { item: "bank/secret" }],
  passMark: "60",
  attempts: null,
  grading: "best",
  minutes: null,
  pause: "never",
  cooling: null,
  opens: null,
  closes: null,
};
const rules = {
  items: { "bank/open": item("bank/open", true), "bank/secret": item("bank/secret") },
  assessments: { exam },
};
const keys = {
  format: "coursemark-desk-keys/1",
  site: { id: SITE_ID, title: "医保学堂", build: "b1" },
  items: { "bank/secret": { ...item("bank/secret", false), withheld: true } },
};

let serial = 0;

/** The record of somebody who sat the exam. @param {string} id @param {Record<string, string>} responses */
function record(id, responses, day = "2026-03-01") {
  const learner = { id, name: `学员${id}`, department: "内科", role: "护士" };
  const registration = statements.uuid();
  const assessment = { id: "exam", name: "考试", revision: "e1" };
  const stamp = () => ({
    site: SITE_ID,
    learner,
    id: statements.uuid(),
    timestamp: `${day}T09:${String(10 + (serial++ % 50)).padStart(2, "0")}:00.000+08:00`,
  });
  serial = 0;
  const draw = Object.keys(rules.items).map((each) => ({ item: each, revision: "r1", points: 100 }));
  const log = [statements.initialized(stamp(), { assessment, registration, draw })];
  for (const [each, response] of Object.entries(responses))
    log.push(
      statements.answered(stamp(), {
        item: { id: each, type: "true-false", revision: "r1" },
        response,
        assessment,
        registration,
      }),
    );
  log.push(statements.outcome(stamp(), { assessment, registration, success: null }));
  return recordFile.write(site, learner, log, `${day}T18:00:00.000+08:00`);
}

const BOTH_RIGHT = { "bank/open": "true", "bank/secret": "false" };
const ROSTER = "工号,姓名,科室,岗位\n1,学员1,内科,护士\n2,学员2,外科,护士\n";

/** @param {Record<string, string | Uint8Array>} files */
const inputs = (files) =>
  Object.entries(files).map(([name, content]) => ({
    name,
    bytes: async () => (typeof content === "string" ? new TextEncoder().encode(content) : content),
  }));

/** @param {Record<string, string | Uint8Array>} files @param {string} [day] */
async function opened(files, day = "2026-11-22") {
  const session = core.session.create(site, rules, day);
  await session.add(inputs(files));
  return session;
}

test("a roster, records and a key file come in any order and say what they are", async () => {
  const files = {
    "a.jsonl": record("1", BOTH_RIGHT),
    "答案.txt": JSON.stringify(keys),
    "聊天.txt": `张护士长：\n${parts.split(record("3", { "bank/open": "true" })).join("\n> ")}`,
    "人员.txt": ROSTER,
    "picture.png": "\u0089PNG",
  };
  const session = await opened(files);
  const desk = await session.desk();
  assert.deepEqual(
    desk.files.map(({ name, kind, count, verified, learner }) => [name, kind, count, verified, learner]),
    [
      ["答案.txt", "keys", 1, false, ""],
      ["人员.txt", "roster", 2, false, ""],
      ["a.jsonl", "record", 4, true, "1"],
      [`聊天.txt（文本 ${/CMR1 (\w+)/.exec(files["聊天.txt"])[1]}）`, "text", 3, true, "3"],
      ["picture.png", "other", 0, false, ""],
    ],
  );
  assert.deepEqual(
    desk.learners.map(({ id, files: n, courses, checks, on_roster }) => [
      id,
      n,
      courses[0].status,
      checks,
      on_roster,
    ]),
    [
      ["1", 1, "completed", ["通过"], true],
      ["2", 0, "not-started", [], true],
      ["3", 1, "in-progress", ["通过"], false],
    ],
  );
  const group = { finished: 0, absent: 0, completed: 0, score: null, overdue: 0, learners: 1, required: 1 };
  assert.deepEqual(desk.departments, [
    { ...group, name: "内科", finished: 1, completed: 1, rate: 1, score: 100 },
    { ...group, name: "外科", absent: 1, rate: 0 },
  ]);
  assert.deepEqual(
    desk.roles.map(({ name, learners, rate }) => [name, learners, rate]),
    [["护士", 2, 0.5]],
  );
  assert.deepEqual(desk.courses, [
    {
      course: "newcomer",
      title: "新入职通识",
      type: "入职",
      required: 2,
      statuses: { completed: 1, "not-started": 1 },
    },
  ]);
});

test("what is added later is worked in, and taking the key file away makes exams wait again", async () => {
  const session = await opened({ "a.jsonl": record("1", BOTH_RIGHT) });
  const waiting = await session.desk();
  assert.deepEqual([waiting.keys, waiting.learners[0].pending], ["missing", ["exam"]]);
  await session.add(
    inputs({ "keys.json": JSON.stringify(keys), "b.jsonl": record("1", BOTH_RIGHT, "2026-04-01") }),
  );
  const graded = await session.desk();
  assert.deepEqual([graded.keys, graded.learners[0].pending, graded.learners[0].files], ["given", [], 2]);
  assert.deepEqual(session.detail("1").assessments[0].attempts, 2);
  session.remove("keys");
  assert.deepEqual((await session.desk()).learners[0].pending, ["exam"]);
  assert.equal(session.detail("9"), null);
});

test("the desk tells of the end of the day it is asked for", async () => {
  const session = await opened(
    { "keys.json": JSON.stringify(keys), "a.jsonl": record("1", BOTH_RIGHT) },
    "2026-02-01",
  );
  const before = await session.desk();
  assert.deepEqual(
    [before.statements, before.problems[0].detail],
    [0, "时间晚于报表截止日，没有计入（共 4 条）"],
  );
  session.asOf("2026-03-01");
  const after = await session.desk();
  assert.deepEqual([after.statements, after.learners[0].courses[0].status], [4, "completed"]);
});

test("nothing is left of what was wiped, and the same files can come again", async () => {
  const files = { "名册.csv": ROSTER, "a.jsonl": record("1", BOTH_RIGHT), "keys.json": JSON.stringify(keys) };
  const session = await opened(files);
  const before = await session.desk();
  session.wipe();
  const empty = await session.desk();
  assert.deepEqual(
    [empty.learners, empty.files, empty.problems, empty.roster, empty.keys],
    [[], [], [], "", "missing"],
  );
  await session.add(inputs(files));
  assert.deepEqual(await session.desk(), before);
});

test("a key file that does not fit is refused with a reason", async () => {
  const session = await opened({
    "a.json": JSON.stringify({ ...keys, site: { ...keys.site, id: "https://else/" } }),
    "b.json": JSON.stringify(keys).slice(0, -5),
    "c.json": JSON.stringify({ ...keys, format: "coursemark-desk-keys/2" }),
    "d.json": JSON.stringify({ ...keys, site: { ...keys.site, build: "b0" } }),
  });
  const desk = await session.desk();
  assert.deepEqual(
    desk.problems.map(({ file, detail }) => [file, detail]),
    [
      ["a.json", "是另一个站点的答案文件，没有使用"],
      ["b.json", "答案文件不完整，读不出来；请用 coursemark desk-keys 重新生成"],
      ["c.json", "答案文件的格式不是 coursemark-desk-keys/1；请用 coursemark desk-keys 重新生成"],
      ["d.json", "答案文件与网站不是同一版；照常使用，请用 coursemark desk-keys 重新生成"],
    ],
  );
  assert.equal(desk.keys, "given");
});

test("of two rosters the latest counts, and one that is none says why", async () => {
  const session = await opened({
    "一.csv": ROSTER,
    "二.csv": '职工号;姓名\n\'0007;"赵;六"\n',
    "三.csv": "工号,姓名\n",
    "四.csv": "<html>",
  });
  const desk = await session.desk();
  assert.deepEqual(
    desk.learners.map(({ id, name }) => [id, name]),
    [["0007", "赵;六"]],
  );
  assert.deepEqual(
    desk.problems.map(({ file, detail }) => [file, detail]),
    [
      ["三.csv", "名册 三.csv 只有表头，下面没有带工号的人；请填好名册再试"],
      ["四.csv", "名册 四.csv 其实是网页；请用 Excel 打开，另存为 .xlsx 再试"],
    ],
  );
});

test("a file that is gone, and sealed records, are named and nothing else is lost", async () => {
  const session = core.session.create(site, rules, "2026-11-22");
  await session.add([
    { name: "gone.jsonl", bytes: () => Promise.reject(new Error("NotFoundError")) },
    ...inputs({
      "s.jsonl": '{"format":"coursemark-sealed/1","site":{"id":"x"},"key":"AB12CD34"}\nAAAA\n',
      "a.jsonl": record("1", BOTH_RIGHT),
    }),
  ]);
  const desk = await session.desk();
  assert.deepEqual(
    desk.problems.map(({ file, kind, name, detail }) => [file, kind, name, detail]),
    [
      ["gone.jsonl", "wrong-format", "格式不符", "打不开（文件已移走，或没有权限）；请检查后重新放入"],
      [
        "s.jsonl",
        "sealed",
        "密封未打开",
        "这份记录是密封的，要用私钥 AB12CD34 打开；管理台不收私钥，请用 coursemark report --key 汇总",
      ],
    ],
  );
  assert.equal(desk.learners.length, 1);
});

test("a zip that promises little and holds much is not unpacked beyond its promise", () => {
  const { deflateSync } = globalThis.CoursemarkVendor;
  const packed = deflateSync(new Uint8Array(50_000_000));
  const entry = { name: "x", method: 8, size: 100, packed: packed.length, offset: 0, encrypted: false };
  const local = new Uint8Array(30 + packed.length);
  local.set([0x50, 0x4b, 3, 4]);
  local.set(packed, 30);
  assert.equal(core.unpacking.unpack(local, entry), null);
});

test("names of learners and files cannot reach a prototype", async () => {
  const evil = record("__proto__", BOTH_RIGHT).replace(/exam/g, "__proto__");
  const session = await opened({ __proto__x: evil, constructor: record("constructor", BOTH_RIGHT) });
  const desk = await session.desk();
  assert.deepEqual(
    desk.learners.map(({ id }) => id),
    ["__proto__", "constructor"],
  );
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test("others have their turn between lines, files and learners", async () => {
  let turns = 0;
  const session = core.session.create(site, rules, "2026-11-22", undefined, async () => void turns++);
  await session.add(
    inputs(
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.jsonl`, record(`${n}`, BOTH_RIGHT)])),
    ),
  );
  assert.equal(turns, 40);
  await session.desk();
  // Around the joining of the roster; every eighth log; every sixteenth learner.
  assert.equal(turns, 40 + 2 + 5 + 2);
});
