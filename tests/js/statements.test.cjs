"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { statements } = loadScripts((name) => name === "days.js" || name.startsWith("statements/"));

const SITE = "https://yibao.example/";
const STAMP = {
  site: SITE,
  learner: { id: "10023", name: "张三" },
  id: "11111111-2222-4333-8444-555555555555",
  timestamp: "2026-11-22T09:00:00.000+08:00",
};

/** @param {string} name */
function cases(name) {
  const file = path.join(__dirname, `../spec/statements/${name}.json`);
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

for (const one of cases("build")) {
  test(`build: ${one.case}`, () => {
    const built = statements[one.build](STAMP, one.details);
    assert.deepEqual(JSON.parse(JSON.stringify(built)), one.statement);
    assert.deepEqual(built, one.statement, "no field is undefined");
  });
}

for (const one of cases("read")) {
  test(`read: ${one.case}`, () => {
    const entry = statements.read(one.statement, SITE);
    for (const [field, value] of Object.entries(one.entry)) assert.deepEqual(entry[field], value, field);
  });
}

for (const one of cases("durations")) {
  test(`duration: ${one.case}`, () => {
    assert.equal(statements.secondsOf(one.text), one.seconds);
  });
}

for (const one of cases("learners")) {
  test(`learner: ${one.case}`, () => {
    assert.deepEqual(statements.learnerOf({ actor: one.actor }), one.learner);
  });
}

for (const one of cases("events")) {
  test(`events: ${one.case}`, () => {
    assert.deepEqual(statements.events(one.log.map(asStatement), SITE, one.assessments), one.events);
  });
}

/** Verb, target and timestamp of a line, with its result and context where it has them. */
function asStatement([verb, target, timestamp, result, context]) {
  return {
    verb: { id: statements.words.VERBS[verb][0] },
    object: { id: SITE + target },
    timestamp,
    ...(result ? { result } : {}),
    ...(context ? { context } : {}),
  };
}

test("uuids are of version 4 and differ", () => {
  const ids = new Set(Array.from({ length: 1000 }, () => statements.uuid()));
  assert.equal(ids.size, 1000);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("timestamps carry the local offset", () => {
  const script = `require(${JSON.stringify(browser + "/statements/words.js")});
    require(${JSON.stringify(browser + "/statements/build.js")});
    console.log(Coursemark.statements.timestamp(new Date(Date.UTC(2026, 10, 22, 1, 2, 3, 4))));`;
  const wanted = {
    "Asia/Shanghai": "2026-11-22T09:02:03.004+08:00",
    "America/St_Johns": "2026-11-21T21:32:03.004-03:30",
    UTC: "2026-11-22T01:02:03.004+00:00",
  };
  for (const [zone, text] of Object.entries(wanted)) {
    const env = { ...process.env, TZ: zone };
    assert.equal(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" }).trim(), text);
  }
});
