"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadTrainer } = require("./desk_lines.cjs");

const core = loadTrainer();

/** @param {string} name */
const cases = (name) => require(path.join(__dirname, `../spec/roster/${name}.json`));

for (const { name, plain, normal } of cases("names"))
  test(`the name ${JSON.stringify(name)}`, () => {
    assert.equal(core.words.plainName(name), plain);
    assert.equal(core.words.normalName(name), normal);
  });

for (const { case: title, table, people, problems, refused } of cases("tables"))
  test(title, () => {
    const read = core.roster.read("r.csv", new TextEncoder().encode(table.join("\n")));
    if (refused) {
      assert.deepEqual(read, { refused });
      return;
    }
    assert.deepEqual(
      [...read.people.values()].map(({ id, name }) => [id, name]),
      people,
    );
    assert.deepEqual(
      read.problems.map(({ file, line, kind, detail }) => [file, line, kind, detail]),
      problems.map(([line, detail]) => ["r.csv", line, "roster", detail]),
    );
  });

for (const { word, known, near } of cases("near"))
  test(`${JSON.stringify(word)} among ${known.join(" ")}`, () =>
    assert.equal(core.roles.near(word, known), near));
