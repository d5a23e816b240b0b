"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { createHash } = require("node:crypto");
const { loadScripts } = require("./load_scripts.cjs");

const Coursemark = loadScripts((name) => /^vendor\/sha256|^days|^progress|^record/.test(name));
const { write, read, fileName } = Coursemark.recordFile;

const SITE = { id: "https://fire.example/", title: "消防学堂", build: "abc" };
const LEARNER = { id: "10023", name: "张三", department: "心内科", role: "护士" };
const EXPORTED = "2026-11-22T09:00:00.000+08:00";

/** @param {number} n */
const statement = (n) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  timestamp: EXPORTED,
  object: { id: `https://fire.example/item/fire/${n}` },
});
const TEXT = write(SITE, LEARNER, [statement(1), statement(2)], EXPORTED);

test("a record is a header, the statements and a digest of all before it", () => {
  const lines = TEXT.split("\n");
  assert.equal(lines.length, 5);
  assert.deepEqual(JSON.parse(lines[0]), {
    format: "coursemark-record/1",
    site: SITE,
    learner: LEARNER,
    exported: EXPORTED,
  });
  const body = TEXT.slice(0, TEXT.lastIndexOf("\n", TEXT.length - 2) + 1);
  const sha256 = createHash("sha256").update(body).digest("hex");
  assert.deepEqual(JSON.parse(lines[3]), { end: 2, sha256 });
});

test("a record read back is whole", () => {
  const { header, statements, intact } = read(TEXT);
  assert.equal(header.learner.name, "张三");
  assert.deepEqual(statements, [statement(1), statement(2)]);
  assert.equal(intact, true);
});

test("a record cut anywhere gives every whole statement before the cut", () => {
  const first = TEXT.indexOf("\n", TEXT.indexOf(statement(1).id));
  const second = TEXT.indexOf("\n", TEXT.indexOf(statement(2).id));
  for (let cut = 0; cut < TEXT.length - 1; cut++) {
    const { statements, intact } = read(TEXT.slice(0, cut));
    assert.equal(statements.length, cut >= second ? 2 : cut >= first ? 1 : 0, `cut at ${cut}`);
    assert.equal(intact, false, `cut at ${cut}`);
  }
});

test("a changed byte shows", () => {
  assert.equal(read(TEXT.replace("张三", "李四")).intact, false);
});

test("what is nested deeper than the trainer's reader takes is passed over", () => {
  const nested = (/** @type {number} */ depth) => {
    const inner = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    return JSON.stringify(statement(1)).replace(/}$/, `,"result":${inner}}`);
  };
  assert.equal(read(nested(64)).statements.length, 1);
  assert.equal(read(nested(65)).statements.length, 0);
  // Deep enough to overflow the stack of whoever follows it, or of the database.
  assert.equal(read(nested(200000)).statements.length, 0);
});

test("lines of other tools and hostile lines are passed over", () => {
  const hostile = ["[]", "null", "7", '{"id": "x"}', '{"__proto__": {"polluted": 1}}', "<script>", "{"];
  const { statements } = read([...hostile, JSON.stringify(statement(1))].join("\n"));
  assert.deepEqual(statements, [statement(1)]);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test("a file name holds no path and no control characters", () => {
  assert.equal(
    fileName({ ...LEARNER, id: "../a\\b\n10023" }, "2026-11-22"),
    "coursemark-_a_b_10023-2026-11-22.jsonl",
  );
});

test("the day of beginning to work here goes along where it is known", () => {
  const { header } = read(write(SITE, { ...LEARNER, start: "2026-11-02" }, [], EXPORTED));
  assert.deepEqual(header.learner, { ...LEARNER, start: "2026-11-02" });
});

test("a PIN stays in the browser", () => {
  const text = write(SITE, { ...LEARNER, pin: { salt: "s", hash: "h" } }, [], EXPORTED);
  assert.deepEqual(read(text).header.learner, LEARNER);
});

test("a sealed record is told from others and says so in its name", () => {
  assert.equal(read(TEXT).sealed, false);
  assert.equal(read('{"format":"coursemark-sealed/1"}\nAAAA\n').sealed, true);
  assert.equal(fileName(LEARNER, "2026-11-22", true), "coursemark-10023-2026-11-22.sealed.jsonl");
});
