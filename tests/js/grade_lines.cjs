"use strict";

// Grades in JavaScript for tests in Python: a JSON request a line in, a JSON answer a line out.

const { createInterface } = require("node:readline");
const { loadGrading } = require("./load_grading.cjs");

const grading = loadGrading();

/** What a request may call; each takes the arguments of the request. */
const CALLS = {
  grade: grading.grade,
  gradeAttempt: grading.gradeAttempt,
  isBlank: grading.isBlank,
  normalise: grading.normalise,
  normaliseAll: (texts) => texts.map((text) => grading.normalise(text)),
  parseNumber: (text, unit) => {
    const number = grading.parseNumber(text, unit);
    return number && [String(number.n), String(number.d)];
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { call, args } = JSON.parse(line);
  process.stdout.write(JSON.stringify(CALLS[call](...args)) + "\n");
});
