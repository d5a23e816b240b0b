"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const { codes } = loadScripts((name) => ["vendor/sha256.js", "codes.js"].includes(name));

const SITE = "https://yibao.example/";
const ATTEMPT = "6f0d3a5e-1111-4222-8333-444455556666";

/** File of cases, and what answers one. */
const RUNS = {
  "check-digits": (one) => [codes.checkDigit(one.text), one.digit],
  digests: (one) => [codes.digest(one.text, one.digits.length), one.digits],
  codes: (one) => [codes.codeOf(one.parts), one.code],
  normal: (one) => [codes.normal(one.typed), one.code],
  receipts: (one) => [codes.receipt(SITE, one.learner, ATTEMPT, one.answers), one.code],
  slips: (one) => [codes.slipCode(one.facts), one.code],
};

for (const [name, run] of Object.entries(RUNS)) {
  for (const one of require(path.join(__dirname, `../spec/codes/${name}.json`))) {
    test(`${name}: ${one.case}`, () => {
      const [found, wanted] = run(one);
      assert.equal(found, wanted);
    });
  }
}
