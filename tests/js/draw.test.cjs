"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { draw, random } = loadScripts((name) => name === "assessment/draw.js").draw;
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
    { item: "1", points: 400, section: 0 },
    { item: "2", points: null, section: 0 },
  ]);
});

test("items of earlier attempts are drawn only when no others are left", () => {
  const pool = ["1", "2", "3", "4", "5"];
  const before = new Set(["2", "4"]);
  const seen = (/** @type {string} */ id) => before.has(id);
  for (let seed = 0; seed < 100; seed++) {
    assert.deepEqual(ids([{ pool, count: 3 }], { seed, seen }).sort(), ["1", "3", "5"]);
    const four = ids([{ pool, count: 4 }], { seed, seen });
    assert.equal(four.filter(seen).length, 1);
  }
});

test("rules that overlap still draw as many unseen items as there are", () => {
  const before = new Set(["1", "2"]);
  const seen = (/** @type {string} */ id) => before.has(id);
  // The first rule must leave 3 to the second, and take 4.
  const rules = [
    { pool: ["1", "2", "3", "4"], count: 1 },
    { pool: ["1", "2", "3"], count: 1 },
  ];
  for (let seed = 0; seed < 200; seed++) assert.deepEqual(ids(rules, { seed, seen }), ["4", "3"]);
});

test("an unseen item does not keep a rule from the only item it has", () => {
  const seen = (/** @type {string} */ id) => id === "1";
  const rules = [{ pool: ["1"] }, { pool: ["1", "2"], count: 1 }];
  for (let seed = 0; seed < 50; seed++) assert.deepEqual(ids(rules, { seed, seen }), ["1", "2"]);
});

test("unseen items are drawn about equally often, and so are seen ones", () => {
  const pool = ["1", "2", "3", "4", "5", "6"];
  const seen = (/** @type {string} */ id) => id > "3";
  const counts = new Map();
  for (let seed = 0; seed < 3000; seed++) {
    for (const item of ids([{ pool, count: 4 }], { seed: seed * 2654435761, seen }))
      counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  for (const item of ["1", "2", "3"]) assert.equal(counts.get(item), 3000);
  for (const item of ["4", "5", "6"]) assert.ok(Math.abs(counts.get(item) - 1000) < 150, item);
});

test("the most unseen items that can be drawn are drawn, against every choice tried", () => {
  const next = random(11);
  const pick = (/** @type {string[]} */ list) => list.filter(() => next() < 0.5);
  /** Most places filled, and of those fillings the most unseen items. */
  function best(/** @type {string[][]} */ places, /** @type {(id: string) => boolean} */ seen) {
    let most = [0, 0];
    const go = (/** @type {number} */ n, /** @type {string[]} */ taken) => {
      if (n === places.length) {
        const found = [taken.length, taken.filter((id) => !seen(id)).length];
        if (found[0] > most[0] || (found[0] === most[0] && found[1] > most[1])) most = found;
        return;
      }
      go(n + 1, taken);
      for (const id of places[n]) if (!taken.includes(id)) go(n + 1, [...taken, id]);
    };
    go(0, []);
    return most;
  }
  for (let round = 0; round < 300; round++) {
    const all = ["1", "2", "3", "4", "5", "6"];
    const before = new Set(pick(all));
    const seen = (/** @type {string} */ id) => before.has(id);
    const rules = [pick(all), pick(all), pick(all)].map((pool) => ({
      pool,
      count: Math.min(2, pool.length),
    }));
    const drawn = ids(rules, { seed: round, seen });
    const places = rules.flatMap(({ pool, count }) => Array.from({ length: count }, () => pool));
    assert.deepEqual([drawn.length, drawn.filter((id) => !seen(id)).length], best(places, seen));
  }
});

test("items are shuffled inside their sections only", () => {
  const rules = [
    { pool: ["1", "2", "3"], section: 0 },
    { pool: ["4", "5", "6"], section: 1 },
  ];
  const orders = new Set();
  for (let seed = 0; seed < 50; seed++) {
    const drawn = draw(rules, { seed, shuffleItems: true, usable: all });
    assert.deepEqual(
      drawn.map(({ section }) => section),
      [0, 0, 0, 1, 1, 1],
    );
    const items = drawn.map(({ item }) => item);
    assert.deepEqual(items.slice(0, 3).sort(), ["1", "2", "3"]);
    orders.add(items.join());
  }
  assert.ok(orders.size > 20);
});
