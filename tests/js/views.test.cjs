"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts } = require("./load_scripts.cjs");

const { find, daysLeft, inDays } = loadScripts((name) => ["days.js", "views/words.js"].includes(name)).views;

const WORDS = ["挂床 空床住院 没住院也扣钱 夜查人不在", "串换 换码 发的药和单子不一样", "冒名 借卡 DRG高套"];

for (const [sought, exact, found] of [
  ["", true, [true, true, true]],
  ["  ", true, [true, true, true]],
  ["挂床", true, [true, false, false]],
  ["挂床 夜查", true, [true, false, false]],
  ["挂床，借卡", false, [false, false, false]],
  ["drg", true, [false, false, true]],
  ["ＤＲＧ", true, [false, false, true]],
  ["没住院也扣了钱", false, [true, false, false]],
  ["发的药不一样", false, [false, true, false]],
  ["食堂", false, [false, false, false]],
  ["堂", false, [false, false, false]],
]) {
  test(`sought: ${JSON.stringify(sought)}`, () => assert.deepEqual(find(WORDS, sought), { exact, found }));
}

test("days until a day", () => {
  const today = Date.UTC(2026, 10, 22) / 86_400_000;
  assert.equal(daysLeft("2026-11-22", today), 0);
  assert.equal(daysLeft("2026-12-31", today), 39);
  assert.equal(daysLeft("2026-11-21", today), -1);
  assert.equal(daysLeft("someday", today), null);
  assert.deepEqual([0, 1, 39].map(inDays), ["就是今天", "明天", "还有 39 天"]);
});
