"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const { instant, dayOf, dayAt, parseDay, isoDay, shift } = loadScripts((name) => name === "days.js").days;

/** @param {string} name */
const cases = (name) => require(path.join(__dirname, `../spec/days/${name}.json`));

for (const { text, moment } of cases("instants")) {
  test(`instant of ${JSON.stringify(text)}`, () => assert.equal(instant(text), moment));
}

for (const { text, day } of cases("days")) {
  test(`day of ${JSON.stringify(text)}`, () => assert.equal(parseDay(text), day));
}

for (const { day, span, later, earlier } of cases("shift")) {
  test(`${JSON.stringify(span)} from ${day}`, () => {
    assert.equal(isoDay(shift(parseDay(day), span)), later);
    assert.equal(isoDay(shift(parseDay(day), span, -1)), earlier);
  });
}

test("an instant agrees with the platform's own parser", () => {
  for (const text of [
    "2026-11-22T09:00:00.000+08:00",
    "2024-02-29T23:59:59.999Z",
    "1999-12-31T00:00:00-05:30",
  ])
    assert.equal(instant(text), Date.parse(text));
});

test("days are those of China", () => {
  assert.equal(dayOf(Date.parse("2026-11-21T16:00:00Z")), "2026-11-22");
  assert.equal(isoDay(dayAt(Date.parse("2026-11-21T15:59:59.999Z"))), "2026-11-21");
});
