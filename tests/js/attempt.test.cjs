"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const Coursemark = loadScripts((name) => /^(grading|statements)\/|^progress|^draw/.test(name));
// An attempt asks the views only which letters may be shuffled and which parts an item has.
Coursemark.items = new Proxy({}, { get: () => ({ letters: (d) => d.options ?? null }) });
Coursemark.item = { leaves: (data) => data.parts ?? [data] };
loadScripts((name) => name === "attempt.js");
const { attempt } = Coursemark;

const SITE = "https://fire.example/";
const START = Date.parse("2026-11-22T01:00:00Z");

/** @param {string} id @param {object} [more] */
const single = (id, more = {}) => ({
  definition: {
    id,
    type: "single",
    points: 100,
    scoring: "exact",
    options: ["A", "B", "C"],
    key: "B",
    ...more,
  },
  revision: `rev-${id}`,
  name: `题 ${id}`,
});

const ITEMS = {
  "fire/a": single("fire/a"),
  "fire/b": single("fire/b"),
  "fire/ward": {
    definition: { id: "fire/ward", type: "case", points: 300, scoring: "exact" },
    revision: "rev-ward",
    name: "病房起火",
    parts: [single("fire/ward/1"), single("fire/ward/2", { points: 200 })],
  },
};

/** @param {object} [rules] */
function create(rules = {}) {
  return attempt.create({
    assessment: {
      id: "check",
      title: "小测",
      revision: "r1",
      mode: "exam",
      key: "published",
      draw: [{ pool: ["fire/a"], points: 400 }, { pool: ["fire/b"] }, { pool: ["fire/ward"], points: 100 }],
      passMark: "80",
      attempts: null,
      grading: "best",
      minutes: 10,
      review: { marks: "after-submit", key: "after-pass", feedback: "never" },
      shuffleItems: false,
      shuffleOptions: true,
      ...rules,
    },
    items: ITEMS,
    learner: "10023",
    registration: "11111111-2222-4333-8444-555555555555",
    seed: 42,
    now: START,
    today: "2026-11-22",
  });
}

let count = 0;
/** @param {number} at */
const stamp = (at) => ({
  site: SITE,
  learner: { id: "10023", name: "张三" },
  id: `00000000-0000-4000-8000-${String(count++).padStart(12, "0")}`,
  timestamp: new Date(at).toISOString(),
});

test("a case is answered by its parts, which share the points of the rule", () => {
  const leaves = attempt.leaves(create());
  assert.deepEqual(
    leaves.map(({ id, definition }) => [id, definition.points]),
    [
      ["fire/a", 400],
      ["fire/b", 100],
      ["fire/ward/1", 33],
      ["fire/ward/2", 67],
    ],
  );
});

test("the order shown is a permutation kept with the attempt", () => {
  for (const { order } of attempt.leaves(create())) assert.deepEqual([...order].sort(), ["A", "B", "C"]);
});

test("an expired item is not drawn", () => {
  ITEMS["fire/b"].validUntil = "2026-11-21";
  const ids = attempt.leaves(create()).map(({ id }) => id);
  delete ITEMS["fire/b"].validUntil;
  assert.ok(!ids.includes("fire/b"));
});

test("blanks count nothing and give no statement", () => {
  const one = { ...create(), responses: { "fire/a": "B", "fire/b": null } };
  assert.deepEqual(
    attempt.blanks(one).map(({ id }) => id),
    ["fire/b", "fire/ward/1", "fire/ward/2"],
  );
  const { attempt: ended, statements } = attempt.finish(one, START + 60000, stamp);
  assert.deepEqual(ended.result, { raw: 400, max: 600, success: false });
  assert.deepEqual(
    statements.map((s) => s.verb.id.split("/").at(-1)),
    ["answered", "failed", "terminated"],
  );
  assert.equal(statements[0].object.id, `${SITE}item/fire/a`);
  assert.deepEqual(statements[0].result.score, { raw: 4, min: 0, max: 4, scaled: 1 });
  assert.equal(statements[2].result.duration, "PT1M");
});

test("an attempt found after its time ended at its deadline", () => {
  const late = START + 86400000;
  const { attempt: ended, statements } = attempt.finish(create(), late, stamp);
  assert.equal(ended.finished, START + 600000);
  assert.equal(statements[0].timestamp, "2026-11-22T01:10:00.000Z");
});

test("the draw in the log names every leaf with its revision and points", () => {
  const statement = attempt.initialized(create(), stamp(START));
  assert.deepEqual(statement.context.extensions[`${SITE}x/draw`], [
    { item: "fire/a", revision: "rev-fire/a", points: 4 },
    { item: "fire/b", revision: "rev-fire/b", points: 1 },
    { item: "fire/ward/1", revision: "rev-fire/ward/1", points: 0.33 },
    { item: "fire/ward/2", revision: "rev-fire/ward/2", points: 0.67 },
  ]);
});

test("an item checked one by one in practice is not logged again at the end", () => {
  const one = { ...create({ mode: "practice" }), responses: { "fire/a": "B" }, checked: ["fire/a"] };
  const { statements } = attempt.finish(one, START + 1000, stamp);
  assert.equal(statements.filter((s) => s.verb.id.endsWith("answered")).length, 0);
});

test("the review shows what its phase allows", () => {
  const { review } = create().assessment;
  assert.deepEqual(attempt.shown(review, false), { marks: true, key: false, feedback: false });
  assert.deepEqual(attempt.shown(review, true), { marks: true, key: true, feedback: false });
});

test("an attempt without its keys ends without a score, for the trainer to grade", () => {
  const one = create();
  const withheld = structuredClone({ ...one, responses: { "fire/a": "B" } });
  for (const { data } of withheld.drawn) for (const leaf of data.parts ?? [data]) delete leaf.definition.key;
  const { attempt: ended, statements } = attempt.finish(withheld, START + 1000, stamp);
  assert.equal(ended.result.success, null);
  const outcome = statements.at(-2);
  assert.equal(outcome.verb.id.split("/").at(-1), "completed");
  assert.equal(outcome.result.score, undefined);
  assert.equal(statements[0].result.success, undefined);
});
