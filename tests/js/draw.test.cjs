"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { draw } = loadScripts((name) => name === "draw.js").draw;
const all = () => true;

/** @param {any[]} rules @param {object} [how] */
const ids = (rules, how = {}) =>
  draw(rules, { seed: 7, shuffleItems: false, usable: all, ...how }).map((d) => d.item);

test("an item by id and a rule without a count keep the author's order", () => {
  assert.deepEqual(ids([{ pool: ["a/3"] }, { pool: ["a/2", "a/1"] }]), ["a/3", "a/2", "a/1"]);
});

test("a rule draws as many as it says, and no item twice", () => {
  const pool = ["1", "2", "3", "4", "5", "6"];
  for (let seed = 0; seed < 200; seed++) {
    const drawn = ids(
      [
        { pool, count: 2 },
        { pool, count: 3 },
      ],
      { seed },
    );
    assert.equal(drawn.length, 5);
    assert.equal(new Set(drawn).size, 5);
  }
});

test("the same seed draws the same items in the same order", () => {
  const rules = [{ pool: ["1", "2", "3", "4", "5", "6"], count: 4 }];
  const how = { seed: 20261122, shuffleItems: true };
  assert.deepEqual(ids(rules, how), ids(rules, how));
});

test("every item of a pool is drawn by some seed, about equally often", () => {
  const counts = new Map();
  for (let seed = 0; seed < 4000; seed++) {
    for (const item of ids([{ pool: ["1", "2", "3", "4"], count: 1 }], { seed: seed * 2654435761 }))
      counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  for (const item of ["1", "2", "3", "4"]) assert.ok(Math.abs(counts.get(item) - 1000) < 150, item);
});

test("overlapping rules do not starve one another", () => {
  const rules = [{ pool: ["1", "2", "3"], count: 2 }, { pool: ["1"], count: 1 }, { pool: ["2"] }];
  for (let seed = 0; seed < 50; seed++) {
    const drawn = ids([rules[0], rules[1]], { seed });
    assert.deepEqual([...drawn].sort(), ["1", "2", "3"]);
    assert.equal(drawn[2], "1");
  }
});

test("an item that may not be used is left out, and the rest are drawn", () => {
  const usable = (/** @type {string} */ id) => id !== "2";
  assert.deepEqual(ids([{ pool: ["1", "2", "3"] }], { usable }), ["1", "3"]);
});

test("points of a rule go with its items", () => {
  const drawn = draw([{ pool: ["1"], points: 400 }, { pool: ["2"] }], {
    seed: 1,
    shuffleItems: false,
    usable: all,
  });
  assert.deepEqual(drawn, [
    { item: "1", points: 400 },
    { item: "2", points: null },
  ]);
});
