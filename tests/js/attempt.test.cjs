"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const Coursemark = loadScripts((name) =>
  /^(grading|statements)\/|^(days|progress|assessment\/draw|assessment\/sitting)\.js/.test(name),
);
// An attempt asks the views only which letters may be shuffled and which parts an item has.
Coursemark.items = new Proxy({}, { get: () => ({ letters: (d) => d.options ?? null }) });
Coursemark.item = { leaves: (data) => data.parts ?? [data] };
loadScripts((name) => name === "assessment/attempt.js");
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

const GIVEN = {
  assessment: {
    id: "check",
    title: "小测",
    revision: "r1",
    mode: "exam",
    key: "published",
    sections: [],
    draw: [{ pool: ["fire/a"], points: 400 }, { pool: ["fire/b"] }, { pool: ["fire/ward"], points: 100 }],
    passMark: "80",
    attempts: null,
    grading: "best",
    minutes: 10,
    pause: "never",
    cooling: null,
    opens: null,
    closes: null,
    sealed: false,
    review: { marks: "after-submit", key: "after-pass", feedback: "never" },
    shuffleItems: false,
    shuffleOptions: true,
  },
  items: ITEMS,
  learner: "10023",
  registration: "11111111-2222-4333-8444-555555555555",
  seed: 42,
  now: START,
  today: "2026-11-22",
};

/** @param {object} [rules] */
const create = (rules = {}) => attempt.create({ ...GIVEN, assessment: { ...GIVEN.assessment, ...rules } });

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

test("what waits for the close is shown from the closing moment on", () => {
  const review = { marks: "during", key: "after-close", feedback: "never" };
  const closes = "2026-12-01T23:59:59+08:00";
  const moment = Date.parse(closes);
  const hidden = { marks: true, key: false, feedback: false };
  assert.deepEqual(attempt.shown(review, true, moment - 1, closes), hidden);
  assert.deepEqual(attempt.shown(review, false, moment, closes), { ...hidden, key: true });
  assert.deepEqual(attempt.shown(review, true, moment, null), hidden);
  assert.deepEqual(attempt.shown(review, true), hidden);
});

test("items are settled one by one where anything is shown during the attempt", () => {
  const after = { marks: "after-submit", key: "never", feedback: "after-pass" };
  assert.equal(attempt.isSettled(after), false);
  assert.equal(attempt.isSettled({ ...after, feedback: "during" }), true);
});

test("an attempt of a closing assessment ends at the close", () => {
  const closes = "2026-11-22T09:04:00+08:00";
  assert.equal(create({ closes }).deadline, START + 240000);
  assert.equal(create({ closes, minutes: null }).deadline, START + 240000);
  assert.equal(create({ minutes: null }).deadline, null);
  const { attempt: ended, statements } = attempt.finish(create({ closes }), START + 86400000, stamp);
  assert.equal(ended.finished, START + 240000);
  assert.equal(statements.at(-1).result.duration, "PT4M");
});

test("sections go with their items", () => {
  const sections = [
    { title: "单选题", description: "" },
    { title: "案例题", description: "" },
  ];
  const draw = [
    { pool: ["fire/a"], section: 0 },
    { pool: ["fire/ward"], section: 1 },
  ];
  const one = create({ sections, draw });
  assert.deepEqual(one.assessment.sections, sections);
  assert.deepEqual(
    attempt.leaves(one).map(({ id, section }) => [id, section]),
    [
      ["fire/a", 0],
      ["fire/ward/1", 1],
      ["fire/ward/2", 1],
    ],
  );
});

test("what earlier attempts drew is read from the log, cases as a whole", () => {
  const log = [
    attempt.initialized(create(), stamp(START)),
    attempt.initialized(create({ id: "other", draw: [{ pool: ["fire/c"] }] }), stamp(START)),
  ];
  const before = attempt.drawnBefore(log, SITE, "check");
  assert.deepEqual([...before], ["fire/a", "fire/b", "fire/ward"]);
  const draw = [{ pool: ["fire/a", "fire/b"], count: 1 }];
  for (let seed = 0; seed < 20; seed++) {
    const next = attempt.create({
      ...GIVEN,
      assessment: { ...GIVEN.assessment, draw },
      seed,
      drawnBefore: new Set(["fire/a"]),
    });
    assert.deepEqual(
      next.drawn.map(({ item }) => item),
      ["fire/b"],
    );
  }
});

test("the extent of an attempt follows from its rules before it is drawn", () => {
  const of = (/** @type {any[]} */ draw, today = "2026-11-22") =>
    attempt.extent({ ...GIVEN.assessment, draw }, ITEMS, today);
  assert.deepEqual(of([{ pool: ["fire/a"], points: 400 }, { pool: ["fire/ward"] }]), {
    questions: [3, 3],
    points: [700, 700],
  });
  const either = [{ pool: ["fire/a", "fire/b", "fire/ward"], count: 2 }];
  assert.deepEqual(of(either), { questions: [2, 3], points: [200, 400] });
  assert.deepEqual(of([{ ...either[0], points: 150 }]), { questions: [2, 3], points: [300, 300] });
  assert.deepEqual(of([{ pool: ["fire/a"], count: 3 }]), { questions: [1, 1], points: [100, 100] });
  ITEMS["fire/b"].validUntil = "2026-11-21";
  const without = of([{ pool: ["fire/a", "fire/b"] }]);
  delete ITEMS["fire/b"].validUntil;
  assert.deepEqual(without, { questions: [1, 1], points: [100, 100] });
});

test("an obstacle says what keeps the next attempt, and until when", () => {
  const rules = { attempts: 2, opens: "2026-11-22T08:00:00+08:00", closes: "2026-12-01T18:00:00+08:00" };
  const of = (/** @type {object} */ more, /** @type {string[]} */ ended, /** @type {string} */ now) =>
    attempt.obstacle(
      { ...GIVEN.assessment, ...rules, ...more },
      ended.map((at) => ({ at })),
      Date.parse(now),
    );
  const nine = "2026-11-22T09:00:00+08:00";
  assert.equal(of({}, [], nine), null);
  assert.equal(of({}, [nine], nine), null);
  assert.deepEqual(of({}, [nine, nine], nine), { kind: "attempts" });
  const opens = { kind: "opens", at: Date.parse(rules.opens) };
  assert.deepEqual(of({}, [], "2026-11-22T07:59:59+08:00"), opens);
  assert.equal(of({}, [], "2026-11-22T08:00:00+08:00"), null);
  const closes = { kind: "closes", at: Date.parse(rules.closes) };
  assert.deepEqual(of({}, [], "2026-12-01T18:00:00+08:00"), closes);
  assert.equal(of({}, [], "2026-12-01T17:59:59+08:00"), null);
  const cooling = { kind: "cooling", at: Date.parse("2026-11-22T09:30:00+08:00") };
  assert.deepEqual(of({ cooling: 30 }, [nine], "2026-11-22T09:29:59+08:00"), cooling);
  assert.equal(of({ cooling: 30 }, [nine], "2026-11-22T09:30:00+08:00"), null);
  // An end in the future, of a clock that was wrong, waits no longer than the cooling time.
  assert.deepEqual(of({ cooling: 30 }, ["2027-01-01T00:00:00+08:00"], nine), cooling);
});

test("an attempt of the first release goes on with the rules it had", () => {
  const now = create({ mode: "practice" });
  /** @param {object} whole @param {...string} names */
  const without = (whole, ...names) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));
  const assessment = without(now.assessment, "sections", "pause", "closes", "sealed", "key");
  const rest = without(now, "stood", "jumped", "seen", "absent", "used");
  const old = {
    ...rest,
    assessment,
    drawn: now.drawn.map((drawn) => without(drawn, "section")),
    responses: { "fire/a": "B" },
  };
  const read = attempt.current(structuredClone(old));
  const atOnce = { marks: "during", key: "during", feedback: "during" };
  assert.deepEqual(read, {
    ...now,
    assessment: { ...now.assessment, review: atOnce },
    responses: { "fire/a": "B" },
    seen: null,
  });
  assert.deepEqual(attempt.current(read), read);
  const exam = attempt.current({ ...old, assessment: { ...assessment, mode: "exam" } });
  assert.deepEqual(exam.assessment.review, now.assessment.review);
  const { attempt: ended } = attempt.finish(read, START + 60000, stamp);
  assert.deepEqual(ended.result, { raw: 400, max: 600, success: false });
  for (const { data } of old.drawn) for (const leaf of data.parts ?? [data]) delete leaf.definition.key;
  assert.equal(attempt.current(structuredClone(old)).assessment.key, "withheld");
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
