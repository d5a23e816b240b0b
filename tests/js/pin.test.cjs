"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const { loadScripts } = require("./load_scripts.cjs");

const { pin } = loadScripts((name) => /^(vendor\/sha256|dom|people\/pin)/.test(name));

test("the hash is PBKDF2-HMAC-SHA-256", () => {
  for (const [secret, salt, rounds] of /** @type {[string, string, number][]} */ ([
    ["1234", "00ff", 1],
    ["12345678", "salt", 2],
    ["0000", "f".repeat(32), 1000],
    ["9".repeat(70), "long", 3],
  ])) {
    const expected = crypto.pbkdf2Sync(secret, salt, rounds, 32, "sha256").toString("hex");
    assert.equal(pin.derive(secret, salt, rounds), expected);
  }
});

test("a PIN is known again, also in full width, and another is not", () => {
  const kept = pin.make("4711", 10);
  assert.deepEqual(Object.keys(kept), ["salt", "rounds", "hash"]);
  assert.ok(!JSON.stringify(kept).includes("4711"));
  assert.ok(pin.matches(kept, "4711"));
  assert.ok(pin.matches(kept, " ４７１１ "));
  for (const wrong of ["4712", "", "47111", "四七一一"]) assert.ok(!pin.matches(kept, wrong), wrong);
});

test("equal PINs of two people are kept differently", () => {
  assert.notEqual(pin.make("4711", 10).hash, pin.make("4711", 10).hash);
});

test("a PIN is 4 to 8 digits", () => {
  assert.deepEqual(["123", "1234", "12345678", "123456789", "12a4", "１２３４"].map(pin.normal), [
    null,
    "1234",
    "12345678",
    null,
    null,
    "1234",
  ]);
});

test("rounds that somebody wrote into the storage do not stop the page", () => {
  const begun = process.hrtime.bigint();
  assert.ok(!pin.matches({ salt: "s", hash: "h", rounds: 1e15 }, "1234"));
  assert.ok(process.hrtime.bigint() - begun < 60_000_000_000n);
});
