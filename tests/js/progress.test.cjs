"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

require("../../plugins/coursemark/browser/progress.js");
const { courseProgress, dayOf, instant } = globalThis.Coursemark.progress;

const spec = path.join(__dirname, "../spec/progress");

for (const file of fs.readdirSync(spec).sort()) {
  for (const one of JSON.parse(fs.readFileSync(path.join(spec, file), "utf8"))) {
    test(`${file}: ${one.case}`, () => {
      assert.deepEqual(courseProgress(one.course, one.events, one.now), one.progress);
    });
  }
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
});

test("now must be a timestamp", () => {
  assert.throws(() => courseProgress({ id: "c", steps: [] }, [], "2026"), {
    message: "not a timestamp: 2026",
  });
});
