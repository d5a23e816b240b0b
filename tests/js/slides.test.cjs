"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const Coursemark = loadScripts((name) => name === "page-copy.js");
require(path.join(browser, "present/slides.js"));

/** Blocks by tag; a fold of the engine's own is `FOLD`. @param {string} tags */
const blocks = (tags) =>
  tags.split(" ").map((tag, n) => ({
    tagName: tag === "FOLD" ? "DETAILS" : tag,
    classList: { contains: (/** @type {string} */ name) => tag === "FOLD" && name === "cm-fold" },
    toString: () => `${tag}${n}`,
  }));

/** @param {string} tags */
const slides = (tags) =>
  Coursemark.slides.slides(/** @type {any} */ (blocks(tags))).map((slide) => slide.join(" "));

test("a slide begins with a heading", () => {
  assert.deepEqual(slides("H1 P H2 TABLE H3 P H2 UL"), ["H10 P1", "H22 TABLE3 H34 P5", "H26 UL7"]);
});

test("each question is a slide under the heading of its part", () => {
  assert.deepEqual(slides("H2 P DETAILS P DETAILS H2 P"), ["H20 P1 DETAILS2", "H20 P3 DETAILS4", "H25 P6"]);
});

test("a fold that is no answer ends no slide", () => {
  assert.deepEqual(slides("H2 FOLD P"), ["H20 FOLD1 P2"]);
});

test("text before any heading is a slide too", () => {
  assert.deepEqual(slides("P P H2"), ["P0 P1", "H22"]);
});
