"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { loadTrainer } = require("./desk_lines.cjs");

// Lines of our own writing are read by their members; whatever they hold, it has to be what JSON makes of them.
const core = loadTrainer();
const { statements } = globalThis.Coursemark;

const SITE = "https://yibao.example/";
const LEARNER = { id: "００7", name: " 学员\u200b1" };
const TIME = "2026-03-01T09:10:00.000+08:00";
const ATTEMPT = "78633074-b797-4386-bee2-947631162427";

let ids = 0;
const stamp = () => ({
  site: SITE,
  learner: LEARNER,
  id: `65aa9c82-79f2-48b0-8cb4-${String(++ids).padStart(12, "0")}`,
  timestamp: TIME,
});

function everyKind() {
  const assessment = { id: "exam", name: "考试", revision: "e1" };
  const about = { assessment, registration: ATTEMPT };
  const item = { id: "bank/甲", name: '说"context": {"x", 1}', type: "single", revision: "r1" };
  const graded = { response: 'A, "result": {', raw: 100, max: 100, success: true, seconds: 7 };
  const page = { path: "a.md", name: "甲页", revision: "r", version: "2" };
  const session = { name: "查房", held: "2026-03-01", hours: 2, evidence: "照片", registrar: "乙" };
  return [
    statements.initialized(stamp(), { ...about, draw: [{ item: item.id, revision: "r1", points: 100 }] }),
    statements.answered(stamp(), { item, ...graded, order: ["B", "A"], ...about }),
    statements.answered(stamp(), { item, ...graded }),
    statements.answered(stamp(), { item, ...graded, page, registration: ATTEMPT }),
    statements.outcome(stamp(), { ...about, raw: 100, max: 100, success: true, seconds: 5 }),
    statements.terminated(stamp(), { ...about, seconds: 600 }),
    statements.experienced(stamp(), { page, seconds: 60, minimum: 30 }),
    statements.accepted(stamp(), { page }),
    statements.interrupted(stamp(), { ...about, cause: "clock", seconds: -90 }),
    statements.replied(stamp(), {
      survey: { id: "s", revision: "1" },
      question: { id: "q", type: "rating" },
      response: "4",
      scale: 5,
    }),
    statements.surveyed(stamp(), { survey: { id: "s", revision: "1" } }),
    statements.attended(stamp(), { ...session, session }),
    statements.commented(stamp(), { item, text: "错了" }),
    statements.completed(stamp(), { course: { id: "c" } }),
  ];
}

/** As Python writes it. @param {any} value @returns {string} */
function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`)
    .join(", ")}}`;
}

/** What any JSON reader makes of a line; null where it makes nothing. @param {string} line */
function plainly(line) {
  const value = core.values.valueOf(line);
  if (value instanceof core.values.BadLine) return null;
  return { entry: statements.entryOf(value, SITE), ...core.lines.whoOf(value) };
}

const LINES = everyKind().flatMap((one) => [JSON.stringify(one), spaced(one)]);

test("every kind of statement is read by its members, as browsers and as Python write it", () => {
  const read = core.lines.create(SITE);
  for (const round of [1, 2])
    for (const line of LINES) assert.deepEqual(read(line), plainly(line), `${round}: ${line}`);
});

test("one text is kept for all that say the same", () => {
  const read = core.lines.create(SITE);
  const [first, second] = [1, 2].map(() => read(JSON.stringify(everyKind()[1])).entry);
  assert.notEqual(first.id, second.id);
  assert.equal(first.order, second.order);
});

test("a line that was altered anywhere is read as JSON reads it, or left to it", () => {
  const read = core.lines.create(SITE);
  for (const line of LINES) read(line);
  let seed = 7;
  const random = (/** @type {number} */ most) => (seed = (seed * 48271) % 2147483647) % most;
  const pieces = ['"', "{", "}", ",", ":", " ", "\\", "[", "]", "\u0000", "1", "\\u0041", "\\ud800", '"id":'];
  pieces.push('"context":{', '"registration":', `"${ATTEMPT}"`, '"verb":{}', '"timestamp":', ',"x":[]', "}}");
  let [accepted, invalid] = [0, 0];
  for (let n = 0; n < 20_000; n++) {
    const line = LINES[random(LINES.length)];
    const [from, other] = [random(line.length + 1), LINES[random(LINES.length)]];
    const cut = random(3) ? random(6) : random(200);
    const put = random(3) ? pieces[random(pieces.length)] : other.substr(random(other.length), random(300));
    const altered = line.slice(0, from) + put + line.slice(from + cut);
    const [found, meant] = [read(altered), plainly(altered)];
    if (!meant) invalid++;
    if (!found) continue;
    accepted++;
    assert.deepEqual(found, meant, altered);
  }
  assert.ok(accepted > 150 && invalid > 3000, `${accepted} ${invalid}`);
});

test("what only looks like members, or is too much for them, is left to whoever reads any line", () => {
  const read = core.lines.create(SITE);
  const line = JSON.stringify(everyKind()[6]);
  assert.ok(read(line));
  const context = /"context":(\{.*\}),"timestamp"/.exec(line)?.[1] ?? "";
  const deep = (/** @type {number} */ depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  for (const depth of [61, 62, 63, 64]) {
    const members = `"registration":"${ATTEMPT}","x":${deep(depth)}`;
    for (const put of [`{${members}}`, `{"x":${deep(depth)}}`]) {
      const altered = line.replace(context, put);
      assert.deepEqual(read(altered), plainly(altered), `${depth} ${put.length}`);
    }
  }
  for (const [what, put] of [
    ["a second registration", `{"registration":"${ATTEMPT}",${context.slice(1, -1)},"registration":"x"}`],
    ["a member where none was", `${context},"result":{}`],
    ["the same text with another beginning", `{"registration":"${ATTEMPT}","context":${context}`],
    ["too deep", `{"registration":"${ATTEMPT}","x":${deep(70)}}`],
    ["a registration in capitals", `{"registration":"${ATTEMPT.toUpperCase()}",${context.slice(1)}`],
    ["a registration of another kind", `{"registration":7,${context.slice(1)}`],
  ])
    assert.equal(read(line.replace(context, put)), null, what);
  for (const [what, altered] of [
    ["not to the end", `${line} `],
    ["an id in capitals", line.replace("65aa9c82", "65AA9C82")],
    ["an escaped time", line.replace("T09", "\\u005409")],
    ["a time that is no text", line.replace(`"${TIME}"`, "1")],
    ["too long", line.replace("甲页", "甲".repeat(200_000))],
    ["other keys", line.replace('"verb"', '"Verb"')],
    ["nothing", ""],
  ])
    assert.equal(read(altered), null, what);
});
