"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { sitting } = loadScripts((name) => name === "assessment/sitting.js");

const START = Date.parse("2026-11-22T01:00:00Z");
const MINUTE = 60000;
const FIVE = START + 5 * MINUTE;

/** @param {object} [rules] @param {object} [state] */
const sat = (rules = {}, state = {}) =>
  sitting.timed({
    assessment: { minutes: 10, pause: "allowed", closes: null, ...rules },
    started: START,
    stood: 0,
    jumped: 0,
    seen: START,
    absent: null,
    ...state,
  });

/** Minutes left. @param {any} attempt @param {number} now */
const left = (attempt, now) => sitting.remaining(attempt, now) / MINUTE;

/** @param {any} first @param {...(attempt: any) => {attempt: any, facts: any[]}} steps */
function after(first, ...steps) {
  let attempt = first;
  /** @type {any[]} */
  const facts = [];
  for (const step of steps) {
    const next = step(attempt);
    attempt = next.attempt;
    facts.push(...next.facts);
  }
  return { attempt, facts };
}

test("an absence moves the deadline where pausing is allowed, and only there", () => {
  for (const [pause, deadline] of /** @type {const} */ ([
    ["allowed", 13],
    ["never", 10],
  ])) {
    const { attempt, facts } = after(
      sat({ pause }),
      (a) => sitting.leave(a, FIVE, true),
      (a) => sitting.present(a, FIVE + 3 * MINUTE, FIVE + 3 * MINUTE),
    );
    assert.equal(attempt.deadline, START + deadline * MINUTE);
    assert.equal(attempt.seen, FIVE + 3 * MINUTE);
    assert.equal(attempt.absent, null);
    assert.deepEqual(facts, [{ cause: "away", seconds: 180 }]);
  }
});

test("while the learner is away the clock stands, or runs on", () => {
  const away = (/** @type {string} */ pause) => sitting.leave(sat({ pause }), FIVE, true).attempt;
  assert.equal(left(away("allowed"), FIVE + 60 * MINUTE), 5);
  assert.equal(left(away("never"), FIVE + 3 * MINUTE), 2);
});

test("a lost focus is a fact and leaves the clock running", () => {
  const { attempt, facts } = after(
    sat(),
    (a) => sitting.leave(a, FIVE, false),
    (a) => sitting.present(a, FIVE + 20000, FIVE + 20000),
  );
  assert.equal(attempt.deadline, START + 10 * MINUTE);
  assert.deepEqual(facts, [{ cause: "away", seconds: 20 }]);
});

test("a page hidden after it lost the focus is one absence, whose clock stands from then on", () => {
  const { attempt, facts } = after(
    sat(),
    (a) => sitting.leave(a, FIVE, false),
    (a) => sitting.leave(a, FIVE + 20000, true),
    (a) => sitting.leave(a, FIVE + 30000, false),
    (a) => sitting.present(a, FIVE + 50000, FIVE + 50000),
  );
  assert.equal(attempt.deadline, START + 10 * MINUTE + 30000);
  assert.deepEqual(facts, [{ cause: "away", seconds: 50 }]);
});

test("an absence below a second is none", () => {
  const { facts } = after(
    sat(),
    (a) => sitting.leave(a, FIVE, true),
    (a) => sitting.present(a, FIVE + 999, FIVE + 999),
  );
  assert.deepEqual(facts, []);
});

test("one tab left for another, where the learner was all along, is no absence", () => {
  const { attempt, facts } = after(
    sat(),
    (a) => sitting.leave(a, FIVE, true),
    (a) => sitting.present(a, FIVE - 1, FIVE + 30000),
  );
  assert.deepEqual([attempt.absent, attempt.deadline, facts], [null, START + 10 * MINUTE, []]);
});

test("a pause stands until it is ended, whoever comes and goes", () => {
  const { attempt, facts } = after(
    sat(),
    (a) => sitting.pause(a, FIVE),
    (a) => sitting.leave(a, FIVE + MINUTE, true),
    (a) => sitting.present(a, FIVE + 2 * MINUTE, FIVE + 2 * MINUTE),
    (a) => sitting.pause(a, FIVE + 3 * MINUTE),
    (a) => sitting.reopen(a, FIVE + 60 * MINUTE),
  );
  assert.equal(left(attempt, FIVE + 61 * MINUTE), 5);
  assert.deepEqual(facts, []);
  const ended = sitting.resume(attempt, FIVE + 70 * MINUTE);
  assert.deepEqual(ended.facts, [{ cause: "paused", seconds: 4200 }]);
  assert.equal(ended.attempt.deadline, START + 80 * MINUTE);
  assert.equal(ended.attempt.absent, null);
});

test("pausing does nothing where it is not allowed", () => {
  const one = sat({ pause: "never" });
  assert.deepEqual(sitting.pause(one, FIVE), { attempt: one, facts: [] });
});

test("a page that was closed or crashed counts from when it was last seen", () => {
  for (const [pause, deadline] of /** @type {const} */ ([
    ["allowed", 15],
    ["never", 10],
  ])) {
    const { attempt, facts } = sitting.reopen(sat({ pause }, { seen: FIVE }), FIVE + 5 * MINUTE);
    assert.equal(attempt.deadline, START + deadline * MINUTE);
    assert.equal(attempt.seen, FIVE + 5 * MINUTE);
    assert.deepEqual(facts, [{ cause: "closed", seconds: 300 }]);
  }
});

test("a page closed while it was hidden was first away and then closed", () => {
  const { attempt, facts } = after(
    sat(),
    (a) => sitting.leave(a, FIVE, true),
    (a) => sitting.beat(a, FIVE + MINUTE),
    (a) => sitting.reopen(a, FIVE + 3 * MINUTE),
  );
  assert.equal(attempt.deadline, START + 13 * MINUTE);
  assert.deepEqual(facts, [
    { cause: "away", seconds: 60 },
    { cause: "closed", seconds: 120 },
  ]);
});

test("of an attempt of the first release nobody knows when it was last seen", () => {
  const { attempt, facts } = sitting.reopen(sat({}, { seen: null }), FIVE);
  assert.deepEqual([attempt.seen, attempt.deadline, facts], [FIVE, START + 10 * MINUTE, []]);
});

test("what no page has open stands where pausing is allowed, and runs on where not", () => {
  const now = START + 60 * MINUTE;
  assert.equal(sitting.remainingUnseen(sat({}, { seen: FIVE }), now), 5 * MINUTE);
  assert.equal(sitting.remainingUnseen(sat({ pause: "never" }, { seen: FIVE }), now), -50 * MINUTE);
  assert.equal(sitting.remainingUnseen(sat({ minutes: null }), now), null);
  const away = sitting.leave(sat(), START + MINUTE, true).attempt;
  assert.equal(sitting.remainingUnseen(sitting.beat(away, FIVE).attempt, now), 9 * MINUTE);
});

test("no absence moves the close", () => {
  const closes = new Date(START + 12 * MINUTE).toISOString();
  const paused = sitting.pause(sat({ closes }), FIVE).attempt;
  assert.equal(left(paused, FIVE), 5);
  assert.equal(left(paused, START + 11 * MINUTE), 1);
  assert.equal(left(paused, START + 13 * MINUTE), -1);
  const resumed = sitting.resume(paused, START + 11 * MINUTE).attempt;
  assert.equal(resumed.deadline, START + 12 * MINUTE);
  const ended = sitting.end(paused, START + 20 * MINUTE);
  assert.equal(ended.attempt.finished, START + 12 * MINUTE);
  assert.equal(ended.attempt.used, 5 * MINUTE);
  assert.deepEqual(ended.facts, [{ cause: "paused", seconds: 420 }]);
});

test("a clock that is set gives no time and takes none, and is a fact", () => {
  for (const by of [-120 * MINUTE, -6000, 6000, 90 * MINUTE]) {
    const now = FIVE + by;
    const { attempt, facts } = sitting.jump(sat({}, { seen: FIVE - 3000 }), by, now);
    assert.equal(left(attempt, now), 5);
    assert.deepEqual(facts, [{ cause: "clock", seconds: by / 1000 }]);
    const { attempt: ended } = sitting.end(attempt, now + MINUTE);
    assert.equal(ended.used, 6 * MINUTE);
    assert.equal(ended.finished, Math.max(START, now + MINUTE));
  }
});

test("two tabs that see one jump of the clock count it once", () => {
  const by = -120 * MINUTE;
  const { attempt, facts } = after(
    sat({}, { seen: FIVE - 3000 }),
    (a) => sitting.jump(a, by, FIVE + by),
    (a) => sitting.jump(a, by, FIVE + by + 800),
  );
  assert.equal(attempt.jumped, by);
  assert.equal(facts.length, 1);
});

test("a close and an absence go with the clock that is set", () => {
  const closes = new Date(START + 8 * MINUTE).toISOString();
  const { attempt } = after(
    sat({ closes }),
    (a) => sitting.leave(a, FIVE, true),
    (a) => sitting.jump(a, -60 * MINUTE, FIVE + MINUTE - 60 * MINUTE),
    (a) => sitting.present(a, FIVE + 2 * MINUTE - 60 * MINUTE, FIVE + 2 * MINUTE - 60 * MINUTE),
  );
  assert.equal(attempt.stood, 2 * MINUTE);
  assert.equal(attempt.deadline, START + 8 * MINUTE - 60 * MINUTE);
});

test("a clock that was set back while no page was open gives no more time than there was", () => {
  const now = FIVE - 60 * MINUTE;
  const { attempt, facts } = sitting.reopen(sat({ pause: "never" }, { seen: FIVE }), now);
  assert.equal(left(attempt, now), 5);
  assert.deepEqual(facts, [{ cause: "clock", seconds: -3600 }]);
});

test("the end comes at the deadline at the latest, and absences end with it", () => {
  const away = sitting.leave(sat({ pause: "never" }), FIVE, true).attempt;
  const { attempt, facts } = sitting.end(away, START + 60 * MINUTE);
  assert.equal(attempt.finished, START + 10 * MINUTE);
  assert.equal(attempt.used, 10 * MINUTE);
  assert.deepEqual(facts, [{ cause: "away", seconds: 300 }]);
});

test("random comings, goings and clocks: time used and time left are the whole", () => {
  const random = loadScripts((name) => name === "assessment/draw.js").draw.random(5);
  const step = (/** @type {number} */ most) => Math.round(random() * most);
  for (let round = 0; round < 300; round++) {
    let attempt = sat();
    let clock = START;
    let working = 0;
    let standing = false;
    for (let n = 0; n < 20; n++) {
      const passed = step(25000);
      clock += passed;
      if (!standing) working += passed;
      const act = standing ? step(1) : 2 + step(4);
      if (act === 0) ({ attempt } = sitting.resume(attempt, clock));
      if (act === 2) ({ attempt } = sitting.leave(attempt, clock, true));
      if (act === 3) ({ attempt } = sitting.pause(attempt, clock));
      if (act === 4) ({ attempt } = sitting.beat(attempt, clock));
      standing = attempt.absent !== null;
      if (act === 5 || act === 1) {
        ({ attempt } = sitting.beat(attempt, clock));
        const by = step(1e7) - 5e6;
        clock += by;
        ({ attempt } = sitting.jump(attempt, by, clock));
      }
      assert.equal(sitting.remaining(attempt, clock), 10 * MINUTE - working);
    }
    assert.equal(sitting.end(attempt, clock).attempt.used, working);
  }
});
