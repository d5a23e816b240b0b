"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { dated, delta, progress, role } = loadScripts((name) =>
  /^(days|progress|dom|course\/course|course\/delta|today\/dated|today\/role)\.js$/.test(name),
);

test("what was written for certain days is shown from the first to the last", () => {
  const shown = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"].map((day) =>
    dated.isShown("2026-11-22", "2026-11-23", day),
  );

  assert.deepEqual(shown, [false, true, true, false]);
  assert.equal(dated.isShown("", "2026-11-23", "1999-01-01"), true);
  assert.equal(dated.isShown("2026-11-22", "", "2099-01-01"), true);
});

test("wrong items of a role by topic, most first; what is gone from the bank does not count", () => {
  const row = (/** @type {string[]} */ topics, /** @type {string[]} */ roles) => ({
    item: "",
    bank: "",
    topics,
    roles,
    revision: "",
  });
  const index = {
    items: {
      "a/1": row(["告知"], ["护士"]),
      "a/2": row(["身份", "告知"], ["全员"]),
      "a/3": row(["收费"], ["收费员"]),
      "a/4": row(["身份"], []),
      "a/5": row(["告知"], ["护士"]),
    },
  };

  assert.deepEqual(role.byTopic(index, ["a/1", "a/2", "a/3", "a/4", "a/gone", "toString"], "护士"), [
    ["告知", 2],
    ["身份", 2],
  ]);
});

/** @param {string} kind @param {string} target @param {object} more */
const step = (kind, target, more = {}) => ({ kind, target, ...more });

const CHANGED = { retrain_from: "2026-06-01" };
const RULES = {
  id: "fire",
  steps: [
    step("read", "old.md"),
    step("read", "new.md", CHANGED),
    step("accept", "pledge.md"),
    step("pass", "drill", CHANGED),
    step("read", "extra.md", { ...CHANGED, optional: true }),
  ],
};
const COURSE = {
  id: "fire",
  steps: RULES.steps.map((one) => ({ ...one, title: one.target, optional: "optional" in one })),
};
const change = (/** @type {string} */ path, /** @type {object} */ fields) => ({
  path,
  url: path,
  title: path,
  announced: "2026-05-01",
  effective: null,
  pages: ["new.md"],
  items: [],
  ...fields,
});
const SITE = {
  changes: [
    change("late.md", { effective: "2026-06-01" }),
    change("early.md", { announced: "2026-01-01", effective: "2026-02-01" }),
    change("other.md", { announced: "2026-06-01", pages: ["old.md"] }),
  ],
};

/** @param {object[]} events @param {string} [now] */
const stand = (events, now = "2026-11-22T08:00:00+08:00") => ({
  course: COURSE,
  progress: progress.progressOf([RULES], events, now, null)["fire"],
});
const event = (
  /** @type {{kind: string, target: string}} */ { kind, target },
  /** @type {string} */ day,
) => ({
  kind,
  target,
  at: `${day}T08:00:00+08:00`,
});
const BEFORE = RULES.steps.map((one) => event(one, "2026-03-01"));

test("after a change only what counts no longer is to be done again, and why is told", () => {
  const found = delta.of(SITE, stand(BEFORE));

  assert.deepEqual(
    found.steps.map((/** @type {{target: string}} */ { target }) => target),
    ["new.md", "drill"],
  );
  assert.deepEqual(
    found.changes.map((/** @type {{path: string}} */ { path }) => path),
    ["late.md"],
  );
});

test("doing just that completes the course", () => {
  const again = delta.of(SITE, stand(BEFORE)).steps;
  const done = stand([
    ...BEFORE,
    ...again.map((/** @type {{kind: string, target: string}} */ one) => event(one, "2026-11-20")),
  ]);

  assert.equal(stand(BEFORE).progress.status, "retrain");
  assert.equal(done.progress.status, "completed");
  assert.equal(delta.of(SITE, done), null);
});

test("what was done again already is not asked for twice", () => {
  const found = delta.of(SITE, stand([...BEFORE, event(RULES.steps[3], "2026-07-01")]));

  assert.deepEqual(
    found.steps.map((/** @type {{target: string}} */ { target }) => target),
    ["new.md"],
  );
});

test("a course that was never completed has no delta", () => {
  assert.equal(delta.of(SITE, stand(BEFORE.slice(1))), null);
});
