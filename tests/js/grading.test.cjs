"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { loadGrading } = require("./load_grading.cjs");

const grading = loadGrading();

/**
 * @param {string} folder
 * @returns {{file: string, cases: any[]}[]}
 */
function specs(folder) {
  const directory = path.join(__dirname, "../spec", folder);
  return fs
    .readdirSync(directory)
    .sort()
    .map((file) => ({
      file,
      cases: JSON.parse(fs.readFileSync(path.join(directory, file), "utf8")),
    }));
}

/** Only what the test states: a field it leaves out is not compared. */
function stated(expected, actual) {
  return Object.fromEntries(Object.keys(expected).map((field) => [field, actual[field]]));
}

for (const { file, cases } of specs("grading")) {
  for (const { case: name, item, tests } of cases) {
    test(`${file}: ${name}`, () => {
      for (const { response, ...expected } of tests) {
        const grade = grading.grade(item, response);
        assert.deepEqual(stated(expected, grade), expected, JSON.stringify(response));
        const unanswered = grade.raw === null && !grade.pending;
        // Text for parts that a case does not have is not blank, and answers nothing.
        const blank = grading.isBlank(item.type, response);
        assert.ok(blank === unanswered || (item.parts && unanswered), JSON.stringify(response));
      }
    });
  }
}

for (const { file, cases } of specs("attempt")) {
  for (const { case: name, drawn, pass_mark: passMark, tests } of cases) {
    test(`${file}: ${name}`, () => {
      for (const { responses, raws, ...expected } of tests) {
        const grade = grading.gradeAttempt(drawn, responses, passMark);
        assert.deepEqual(stated(expected, grade), expected, JSON.stringify(responses));
        if (raws)
          assert.deepEqual(
            grade.grades.map((each) => each.raw),
            raws,
          );
      }
    });
  }
}

test("a pass mark is a plain decimal", () => {
  assert.throws(() => grading.passes(1, 1, "1e1"), { message: "not a plain decimal: 1e1" });
});

test("an unknown item type with a key is a fault of the program", () => {
  const definition = { id: "b/1", type: "toString", points: 100, key: "A" };
  assert.throws(() => grading.grade(definition, "A"), {
    message: "no such item type: toString",
  });
});

test("grading alters neither definition nor responses", () => {
  const part = { id: "b/c/1", type: "single", points: 100, scoring: "exact", key: "A" };
  const drawn = [{ definition: { id: "b/c", type: "case", points: 100, parts: [part] }, points: 300 }];
  const responses = { "b/c": { "b/c/1": "A" } };
  const before = JSON.stringify([drawn, responses]);
  assert.equal(grading.gradeAttempt(drawn, responses, "60").raw, 300);
  assert.equal(JSON.stringify([drawn, responses]), before);
});
