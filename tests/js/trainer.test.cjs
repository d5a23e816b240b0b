"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadTrainer, verified } = require("./desk_lines.cjs");

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
const site = { id: SITE_ID, title: "医保学堂", build: "b1", roles: ["护士"], courses: [course] };

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
  await verified(session);
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
    [0, "时间晚于出报表的日子，没有计入（共 4 条）"],
  );
  session.asOf("2026-03-01");
  const after = await session.desk();
  assert.deepEqual([after.statements, after.learners[0].courses[0].status], [4, "completed"]);
});

test("what was done after a past day is no fault, as of today or of the day one looks again", async () => {
  const session = await opened(
    { "keys.json": JSON.stringify(keys), "a.jsonl": record("1", BOTH_RIGHT) },
    "2026-03-01",
  );
  session.asOf("2026-02-28");
  const past = await session.desk();
  assert.deepEqual([past.statements, past.problems, past.learners[0].checks], [0, [], ["通过"]]);
  session.asOf("2026-02-28", "2026-02-28");
  assert.equal((await session.desk()).problems[0].detail, "时间晚于出报表的日子，没有计入（共 4 条）");
  session.asOf("2026-02-28", "2026-03-01");
  assert.deepEqual((await session.desk()).problems, []);
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
  await verified(session);
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
        "这份记录是密封的，要用私钥 AB12CD34 打开；请把私钥文件 coursemark.key 也放进来",
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

test("a line that never closes its string is looked at once", () => {
  for (const escaped of ['\\"', "\\\\", '\\"[', "\\"]) {
    const found = core.values.valueOf(`{"${escaped.repeat(300_000 / escaped.length)}`);
    assert.deepEqual([found.reason, found.unfinished], ["不是完整的 JSON", true]);
  }
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

test("digests are worked out after the desk can be used, and what they prove wrong is told then", async () => {
  const session = core.session.create(site, rules, "2026-11-22");
  const changed = record("2", BOTH_RIGHT).replace("内科", "外科");
  await session.add(inputs({ "a.jsonl": record("1", BOTH_RIGHT), "b.jsonl": changed }));
  const shown = ({ unverified, learners, files, problems }) => [
    unverified,
    learners.map(({ checks }) => checks),
    files.map(({ verified }) => verified),
    problems.map(({ file, line, kind, detail, learner }) => [file, line, kind, detail, learner]),
  ];
  assert.deepEqual(shown(await session.desk()), [2, [["核对中"], ["核对中"]], [false, false], []]);
  assert.deepEqual(await session.verify(), { done: 2, total: 2 });
  const wrong = ["b.jsonl", 6, "digest-mismatch", "校验值不符：文件在导出后被改动过", "2"];
  assert.deepEqual(shown(await session.desk()), [0, [["通过"], ["校验不符"]], [true, false], [wrong]]);
  assert.deepEqual(await session.verify(), { done: 0, total: 0 });
});

test("a few megabytes of digests at a time, whatever is added meanwhile", async () => {
  const session = core.session.create(site, rules, "2026-11-22");
  // A record of more than a megabyte each.
  const large = (id) => {
    const one = record(id, BOTH_RIGHT).split("\n");
    const body = [...one.slice(0, -2), ...Array(300).fill(" ".repeat(8000)), ""].join("\n");
    const { createHash } = require("node:crypto");
    const sha256 = createHash("sha256").update(body).digest("hex");
    return `${body}{"end":4,"sha256":"${sha256}"}\n`;
  };
  await session.add(inputs(Object.fromEntries(["1", "2", "3"].map((id) => [`${id}.jsonl`, large(id)]))));
  assert.deepEqual(await session.verify(), { done: 2, total: 3 });
  await session.add(inputs({ "4.jsonl": record("4", BOTH_RIGHT) }));
  assert.equal((await session.desk()).unverified, 2);
  assert.deepEqual(await session.verify(), { done: 4, total: 4 });
  const desk = await session.desk();
  assert.deepEqual([desk.unverified, desk.problems], [0, []]);
});

test("handing in again is found out without looking at what the lines mean, and by it where they differ", async () => {
  const first = record("1", BOTH_RIGHT);
  const lines = first.split("\n");
  const turned = lines.map((line) => {
    const value = line && JSON.parse(line);
    return value?.verb ? JSON.stringify(Object.fromEntries(Object.entries(value).reverse())) : line;
  });
  const session = await opened({
    "a.jsonl": first,
    "b.jsonl": first,
    "c.jsonl": turned.slice(0, -2).join("\n") + "\n",
  });
  const desk = await session.desk();
  assert.equal(desk.statements, 4);
  assert.deepEqual(
    desk.problems.map(({ file, kind, detail }) => [file, kind, detail]),
    [
      ["b.jsonl", "duplicate", "4 条记录都已在 a.jsonl 中，只计一次"],
      ["c.jsonl", "duplicate", "4 条记录都已在 a.jsonl 中，只计一次"],
      ["c.jsonl", "truncated", "缺少结束行，文件可能不完整；已有的记录照常计入"],
    ],
  );
});

/** A pair of keys as `coursemark keys` writes them. @param {number} fill */
function keyPair(fill) {
  const { x25519 } = globalThis.CoursemarkVendor;
  const secret = new Uint8Array(32).fill(fill);
  const base64 = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString("base64");
  const sealKey = base64(x25519.getPublicKey(secret));
  const name = globalThis.Coursemark.codes.digest(sealKey, 8);
  return { name, sealKey, file: `# Coursemark 私钥 ${name}\n# 只由培训管理员保管\n${base64(secret)}\n` };
}

test("sealed records open as soon as their private key is there, before or after them", async () => {
  require(path.join(__dirname, "../../plugins/coursemark/browser/transfer/seal.js"));
  const [own, other] = [keyPair(7), keyPair(9)];
  const seal = (/** @type {string} */ text) =>
    globalThis.Coursemark.sealing.seal(text, { id: SITE_ID, title: "医保学堂", sealKey: own.sealKey });
  const sealed = seal(record("1", BOTH_RIGHT));
  const said = async () => {
    const { learners, sealed: left, problems } = await session.desk();
    return [
      learners.map(({ id, checks }) => [id, checks]),
      left,
      problems.map(({ file, detail }) => [file, detail]),
    ];
  };
  const session = core.session.create(site, rules, "2026-11-22");
  assert.deepEqual(await session.add(inputs({ "s.jsonl": sealed })), []);
  const asks = `这份记录是密封的，要用私钥 ${own.name} 打开；请把私钥文件 coursemark.key 也放进来`;
  assert.deepEqual(await said(), [[], 1, [["s.jsonl", asks]]]);
  assert.deepEqual(
    await session.add(inputs({ "b.jsonl": record("2", BOTH_RIGHT), "other.key": other.file })),
    [1],
  );
  const wrong = `这份记录要用私钥 ${own.name} 打开，放入的是 ${other.name}；请放入它的私钥文件`;
  assert.deepEqual(await said(), [[["2", ["核对中"]]], 1, [["s.jsonl", wrong]]]);
  assert.deepEqual(await session.add(inputs({ "coursemark.key": own.file })), [0]);
  await verified(session);
  assert.deepEqual(await said(), [
    [
      ["1", ["通过"]],
      ["2", ["通过"]],
    ],
    0,
    [],
  ]);
  assert.deepEqual(
    (await session.desk()).files.map(({ name, kind, count, verified: sure }) => [name, kind, count, sure]),
    [
      ["other.key", "private", 1, false],
      ["coursemark.key", "private", 1, false],
      ["s.jsonl", "record", 4, true],
      ["b.jsonl", "record", 4, true],
    ],
  );
  const [head, box] = sealed.split("\n");
  const bomb = "x".repeat(70_000_000);
  await session.add(
    inputs({
      "cut.jsonl": `${head}\n${box.slice(0, -8)}\n`,
      "bomb.jsonl": seal(bomb),
      "twice.jsonl": seal(sealed),
      "new.jsonl": sealed.replace("sealed/1", "sealed/2"),
      "coursemark.pub": `seal_key: ${own.sealKey}\n`,
    }),
  );
  const [, left, problems] = await said();
  assert.equal(left, 4);
  assert.deepEqual(problems, [
    ["bomb.jsonl", "密封打开了，里面却不是学习记录，或者太大；请学员重新交"],
    ["coursemark.pub", "是公钥，打不开密封的记录；请放入同时生成的 coursemark.key"],
    ["cut.jsonl", "密封的内容不完整或被改动过，打不开；请学员重新交"],
    ["new.jsonl", "密封的格式是 coursemark-sealed/2，不是 coursemark-sealed/1，打不开"],
    ["twice.jsonl", "密封打开了，里面却不是学习记录；请学员重新交"],
  ]);
  session.wipe();
  await session.add(inputs({ "s.jsonl": sealed }));
  assert.deepEqual(await said(), [[], 1, [["s.jsonl", asks]]]);
});
