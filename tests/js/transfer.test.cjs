"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { parts: scriptsOf } = require(path.join(browser, "manifest.json"));
const CASES = require("../spec/transfer/reading.json");

const Coursemark = loadScripts((name) => /^vendor\/sha256|^codes|^progress|^days|^record|^dom/.test(name));
for (const name of [...scriptsOf.transfer, ...scriptsOf.seal]) require(path.join(browser, name));
const { split, join, holds } = Coursemark.parts;

/** Text that does not shrink much, as ids in records do. @param {number} length */
function noise(length) {
  let [text, state] = ["", 7];
  while (text.length < length) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

for (const { case: name, text, ...expected } of CASES) {
  test(name, () => assert.deepEqual(join(text), expected));
}

test("what is split is joined again, whatever its length and letters", () => {
  for (const text of ["", "a", "记录\n", "𠮷\u0000\ufeff\u2028", noise(439), noise(5000), "x".repeat(2e6)]) {
    const parts = split(text);
    assert.deepEqual(join(parts.reverse().join("\n")), { texts: [text], incomplete: [], damaged: [] });
    assert.equal(holds(parts[0]), true);
  }
  assert.equal(holds("没有"), false);
});

test("a part has only letters of a QR code's alphanumeric mode, and no more than fit", () => {
  const parts = split(noise(60000));
  assert.ok(parts.length > 40);
  for (const part of parts) {
    assert.match(part, /^CMR1 [0-9A-Z]{8} \d+\/\d+ [A-Z2-7]+ [0-9A-Z]{4}$/);
    assert.ok(part.length <= 734, String(part.length));
  }
});

test("any one letter mistyped is seen", () => {
  const part = split(noise(200))[0];
  const start = part.indexOf("1/1 ") + 4;
  for (let at = start; at < part.length - 5; at += 7) {
    const other = part[at] === "A" ? "B" : "A";
    const { texts, incomplete } = join(part.slice(0, at) + other + part.slice(at + 1));
    assert.deepEqual([texts, incomplete[0].wrong], [[], [1]], `letter ${at}`);
  }
});

test("a bomb stays in its box", () => {
  const bomb = split("0".repeat(70 * 1024 * 1024));
  const { texts, damaged } = join(bomb.join("\n"));
  assert.deepEqual([texts, damaged.length], [[], 1]);
});

test("a camera's view of each code gives back the part", async () => {
  const { default: decode } = await import("qr/decode.js");
  const parts = split(noise(3000));
  for (const part of parts) {
    const rows = Coursemark.qr.modules(part);
    assert.ok(rows.length <= 85 + 8);
    for (const scale of [2, 3, 4]) assert.equal(decode(picture(rows, scale)), part, `scale ${scale}`);
  }
});

/** A code as the pixels of a screen, grey instead of black, on paper that is not white. @param {boolean[][]} rows @param {number} scale */
function picture(rows, scale) {
  const size = rows.length * scale;
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const dark = rows[Math.floor(y / scale)][Math.floor(x / scale)];
      const value = (dark ? 60 : 220) + ((x * 7 + y * 13) % 17);
      data.set([value, value, value, 255], (y * size + x) * 4);
    }
  return { width: size, height: size, data };
}

const PUBLIC = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const SITE = { id: "https://fire.example/", title: "消防学堂", sealKey: PUBLIC };

test("a sealed text says to which key, and the rest is one line", () => {
  const [header, box, end] = Coursemark.sealing.seal("记录", SITE).split("\n");
  assert.deepEqual(JSON.parse(header), {
    format: "coursemark-sealed/1",
    site: { id: SITE.id, title: SITE.title },
    key: Coursemark.codes.digest(PUBLIC, 8),
  });
  assert.match(box, /^[A-Za-z0-9+/]+=*$/);
  assert.equal(end, "");
});

test("sealing twice gives two boxes", () => {
  assert.notEqual(Coursemark.sealing.seal("x", SITE), Coursemark.sealing.seal("x", SITE));
});

for (const [name, sealKey] of [
  ["none", ""],
  ["a word", "钥匙"],
  ["too short", "AAAA"],
  ["a point of small order", Buffer.alloc(32).toString("base64")],
]) {
  test(`an unusable key throws: ${name}`, () => {
    assert.throws(() => Coursemark.sealing.seal("x", { ...SITE, sealKey }));
  });
}
