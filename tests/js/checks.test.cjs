"use strict";

const { deepStrictEqual } = require("node:assert");
const path = require("node:path");
const { test } = require("node:test");

const cases = require("../spec/checks.json");

require(path.join(__dirname, "../../plugins/coursemark/browser/trainer/words.js"));
const { checksOf } = globalThis.Coursemark.deskCore.words;

for (const { kinds, checks } of cases) {
  test(`${kinds.join(", ") || "nothing"} is ${checks.join("、")}`, () => {
    const problems = kinds.map((kind) => ({ file: "a", line: null, kind, detail: "", learner: "1" }));
    deepStrictEqual(checksOf(problems), checks);
  });
}
