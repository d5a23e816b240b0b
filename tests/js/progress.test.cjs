"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

const { loadScripts } = require("./load_scripts.cjs");

const { progress } = loadScripts((name) => ["days.js", "progress.js"].includes(name));
const { progressOf } = progress;

const spec = path.join(__dirname, "../spec/progress");

for (const file of fs.readdirSync(spec).sort()) {
  for (const one of JSON.parse(fs.readFileSync(path.join(spec, file), "utf8"))) {
    test(`${file}: ${one.case}`, () => {
      assert.deepEqual(progressOf(one.courses, one.events, one.now, one.start), one.progress);
    });
  }
}

test("now must be a timestamp", () => {
  assert.throws(() => progressOf([], [], "2026", null), { message: "not a timestamp: 2026" });
});
