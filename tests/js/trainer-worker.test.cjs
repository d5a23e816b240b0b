"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadTrainer } = require("./desk_lines.cjs");

// How files reach the desk's session and how what came of them leaves it: workers, and what is between.
const core = loadTrainer();
const browser = path.join(__dirname, "../../plugins/coursemark/browser");
require(path.join(browser, "record.js"));
require(path.join(browser, "trainer/opening.js"));
require(path.join(browser, "trainer/working.js"));
const { statements, recordFile } = globalThis.Coursemark;
const inWorker = globalThis.onmessage;

const SITE_ID = "https://yibao.example/";
const SITE = { id: SITE_ID, title: "医保学堂", build: "b1", courses: [] };
const RULES = { items: {}, assessments: {} };
const DAY = "2026-11-22";
const LEARNER = { id: "1", name: "学员1", department: "内科", role: "护士" };
const TIME = "2026-03-01T09:10:00.000+08:00";

const stamp = (learner = LEARNER) => ({ site: SITE_ID, learner, id: statements.uuid(), timestamp: TIME });
const page = (minutes = 1) => ({ path: "a.md", name: "甲页", revision: "r", seconds: 60 * minutes });
/** @param {object[]} log @param {typeof LEARNER} [learner] */
const written = (log, learner = LEARNER) =>
  recordFile.write(SITE, learner, log, "2026-03-01T18:00:00.000+08:00");
const read = (minutes = 1, learner = LEARNER) =>
  statements.experienced(stamp(learner), { page: page(minutes), seconds: 60 * minutes });
/** @param {string} name @param {string} text */
const openable = (name, text) => ({ name, bytes: async () => new TextEncoder().encode(text) });

const EVERY_KIND = () => {
  const assessment = { id: "exam", name: "考试", revision: "e1" };
  const registration = statements.uuid();
  const about = { assessment, registration };
  const item = { id: "bank/open", type: "single", revision: "r1" };
  return [
    read(),
    statements.initialized(stamp(), { ...about, draw: [{ item: item.id, revision: "r1", points: 100 }] }),
    statements.answered(stamp(), {
      item,
      response: "A",
      raw: 100,
      max: 100,
      success: true,
      order: ["B", "A"],
      ...about,
    }),
    statements.outcome(stamp(), { ...about, raw: 100, max: 100, success: true, seconds: 5 }),
    { ...read(), timestamp: "yesterday" },
    { ...read(), actor: { account: { name: "2" }, name: "乙" } },
    { verb: { id: "x" }, object: 7 },
  ];
};

test("a record is the same after its way from one worker to another", async () => {
  const bytes = new TextEncoder().encode(written(EVERY_KIND()));
  const record = await core.reading.read({ name: "a.jsonl", bytes }, SITE_ID, null, async () => {});
  assert.equal(record.statements.length, 7);
  for (const one of record.statements) one.file = record;
  const sent = JSON.parse(JSON.stringify(core.packing.pack(record)));
  assert.deepEqual(core.packing.unpack(sent, record.bytes), record);
});

test("a reader reads plain records and hands on everything else as it came", async () => {
  const sent = await new Promise((resolve) => {
    const reader = core.reader.create(SITE_ID, (...said) => resolve(said));
    reader.read(7, [
      openable("a.jsonl", written([read()])),
      openable("名册.csv", "工号,姓名\n"),
      { name: "gone.jsonl", bytes: () => Promise.reject(new Error("NotFoundError")) },
    ]);
  });
  const [message, transferred] = sent;
  const { buffers } = message.held;
  assert.deepEqual([message.at, buffers.length, transferred], [7, 2, buffers]);
  const [record, table, gone] = core.reader.taken(structuredClone(message, { transfer: transferred }));
  assert.deepEqual(
    [record.name, record.record.statements.length, record.record.claim.line],
    ["a.jsonl", 1, 3],
  );
  assert.equal(new TextDecoder().decode(record.record.bytes).split("\n").length, 4);
  assert.equal(table.record, null);
  assert.equal(new TextDecoder().decode(await table.bytes()), "工号,姓名\n");
  await assert.rejects(gone.bytes());
});

/** @param {Blob} blob */
const broken = (blob) =>
  Object.assign(blob, { arrayBuffer: () => Promise.reject(new Error("NotFoundError")) });

/** What comes of files on their way to a worker. @param {CoursemarkDeskOpenable[]} files */
async function delivered(files) {
  const held = await core.handing.held(files);
  const taken = core.handing.taken(structuredClone(held, { transfer: held.buffers }));
  const texts = taken.map(async ({ name, bytes }) => [
    name,
    await bytes().then((all) => new TextDecoder().decode(all), String),
  ]);
  return { buffers: held.buffers.length, texts: await Promise.all(texts) };
}

test("files that stand side by side are opened at once, and one that is gone alone is missed", async () => {
  const gone = broken(new Blob(["gone"]));
  const blobs = [new Blob(["一"]), gone, new Blob(["三"])];
  const inputs = blobs.map((blob, n) => ({ name: `${n}`, blob }));
  const Native = globalThis.Blob;
  const asked = [];
  globalThis.Blob = class extends Native {
    constructor(parts) {
      super(parts);
      asked.push(parts.length);
      if (parts.includes(gone)) broken(this);
    }
  };
  try {
    const [piece] = core.opening.files(inputs);
    assert.deepEqual(asked, []);
    assert.deepEqual(await delivered(piece), {
      buffers: 2,
      texts: [
        ["0", "一"],
        ["1", "Error: gone"],
        ["2", "三"],
      ],
    });
    assert.deepEqual(asked, [3]);
    const [whole] = core.opening.files([inputs[0], inputs[2]]);
    assert.deepEqual(await delivered(whole), {
      buffers: 1,
      texts: [
        ["0", "一"],
        ["2", "三"],
      ],
    });
    assert.deepEqual(asked, [3, 2]);
  } finally {
    globalThis.Blob = Native;
  }
});

test("what was kept as one comes out as the files that it was", async () => {
  const texts = Array.from({ length: 130 }, (_, n) => "一".repeat(n % 3));
  const sizes = texts.map((text) => new Blob([text]).size);
  const bundle = { names: texts.map((_, n) => `${n}`), sizes, blob: new Blob(texts) };
  const pieces = await Promise.all([...core.opening.bundle(bundle)].map(delivered));
  assert.deepEqual(
    pieces.map(({ buffers, texts: { length } }) => [buffers, length]),
    [
      [1, 64],
      [1, 64],
      [1, 2],
    ],
  );
  assert.deepEqual(
    pieces.flatMap(({ texts: some }) => some),
    texts.map((text, n) => [`${n}`, text]),
  );
});

test("each of many ids knows the first that came with it", () => {
  const ids = core.ids.create();
  const ones = Array.from({ length: 5000 }, (_, n) => ({ n }));
  for (const one of ones) assert.equal(ids.first(`id-${one.n}`, one), one);
  for (const one of ones) assert.equal(ids.first(`id-${one.n}`, { n: -1 }), one);
});

/** What the worker says to calls. */
function worker() {
  const said = [];
  globalThis.postMessage = (message) => said.push(message);
  const call = (id, name, ...args) => inWorker({ data: { id, call: name, args }, ports: [] });
  return { said, call };
}

test("the desk leaves the worker in pieces, and its files come in pieces in any order", async () => {
  const { said, call } = worker();
  await call(1, "start", SITE, RULES, DAY);
  const texts = Array.from({ length: 300 }, (_, n) => {
    const learner = { ...LEARNER, id: `${1000 + n}`, name: `学员${n}` };
    return written([read(1, learner)], learner);
  });
  const files = texts.map((text, n) => openable(`${n}.jsonl`, text));
  // A reader may be faster than the call that tells of the addition.
  void call(undefined, "give", 200, await core.handing.held(files.slice(200)));
  const added = call(2, "add", 300);
  void call(9, "give", 0, await core.handing.held(files.slice(0, 200)));
  assert.deepEqual(said.splice(0), [
    { id: 1, result: null },
    { id: 9, result: null },
  ]);
  await added;
  assert.deepEqual(
    said.filter(({ progress }) => progress).map(({ progress }) => progress.done),
    Array.from({ length: 12 }, (_, n) => 25 * (n + 1)),
  );
  said.length = 0;
  await call(3, "desk");
  assert.deepEqual(
    said.map(
      ({ id, progress, list, json, result }) =>
        progress ?? [id, list, json && JSON.parse(json).length, result?.learners],
    ),
    [
      ...Array.from({ length: 12 }, (_, n) => ({ phase: "reckoning", done: 25 * (n + 1), total: 300 })),
      [3, "learners", 250, undefined],
      [3, "learners", 50, undefined],
      [3, "files", 250, undefined],
      [3, "files", 50, undefined],
      [3, undefined, undefined, []],
    ],
  );
  said.length = 0;
  await call(4, "nonsense");
  await call(5, "remove", "keys");
  assert.deepEqual(said, [
    { id: 4, result: null },
    { id: 5, result: null },
  ]);
});

/** A worker that only takes down what it is told; files it may take. */
class Silent {
  told = [];
  takes = true;
  postMessage(message) {
    this.told.push(message);
    const { id, call } = message;
    if (this.takes && ["give", "read"].includes(call))
      setImmediate(() => this.onmessage({ data: { id, result: null } }));
  }
  terminate() {
    this.told.push("end");
  }
}

/** Node's own channel would keep the test from ending. */
globalThis.MessageChannel = class {
  port1 = /** @type {any} */ ({});
  port2 = { postMessage: () => setImmediate(() => this.port1.onmessage()) };
};

test("files go to readers in turn, a few in each message, and to the session where there are none", async () => {
  const inputs = Array.from({ length: 130 }, (_, n) => ({ name: `${n}`, blob: new Blob(["x"]) }));
  const bundle = { names: ["a", "b"], sizes: [1, 1], blob: new Blob(["ab"]) };
  const sizes = (told) => told.map(({ call, args }) => [call, args?.[0], args?.[1]?.names.length]);
  for (const count of [2, 0]) {
    const session = new Silent();
    const readers = Array.from({ length: count }, () => new Silent());
    const call = core.working.through(session, readers, SITE_ID, () => {});
    const added = call("add", inputs);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = session.told.find((each) => each.call === "add");
    assert.deepEqual(asked.args, [130]);
    session.onmessage({ data: { id: asked.id, result: null } });
    await added;
    void call("restore", bundle);
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (count) {
      assert.deepEqual(sizes(readers[0].told.slice(1)), [
        ["read", 0, 64],
        ["read", 128, 2],
        ["read", 0, 2],
      ]);
      assert.deepEqual(sizes(readers[1].told.slice(1)), [["read", 64, 64]]);
    } else
      assert.deepEqual(sizes(session.told.filter((each) => each.call === "give")), [
        ["give", 0, 64],
        ["give", 64, 64],
        ["give", 128, 2],
        ["give", 0, 2],
      ]);
    call("close");
    assert.deepEqual(
      [session, ...readers].map(({ told }) => told[told.length - 1]),
      ["end", "end", "end"].slice(0, count + 1),
    );
  }
});

test("no more files are opened than are taken", async () => {
  const session = Object.assign(new Silent(), { takes: false });
  const call = core.working.through(session, [], SITE_ID, () => {});
  const inputs = Array.from({ length: 1000 }, (_, n) => ({ name: `${n}`, blob: new Blob(["x"]) }));
  const added = call("add", inputs);
  const given = () => session.told.filter((each) => each.call === "give");
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
  await settled();
  assert.deepEqual(
    given().map(({ args }) => args[0]),
    [0, 64, 128, 192],
  );
  session.takes = true;
  for (const { id } of given()) session.onmessage({ data: { id, result: null } });
  await settled();
  assert.deepEqual(
    given().map(({ args }) => args[0]),
    Array.from({ length: 16 }, (_, n) => 64 * n),
  );
  session.onmessage({ data: { id: session.told[0].id, result: [3] } });
  assert.deepEqual(await added, [3]);
});

test("pieces make one desk again, and a worker that fails fails whoever waits", async () => {
  const [session, reader] = [new Silent(), new Silent()];
  const progress = [];
  const call = core.working.through(session, [reader], SITE_ID, (at) => progress.push(at));
  const desk = call("desk");
  const { id } = session.told[session.told.length - 1];
  session.onmessage({ data: { id, list: "learners", json: "[1, 2]" } });
  session.onmessage({ data: { progress: { phase: "reckoning", done: 1, total: 2 } } });
  session.onmessage({ data: { id, list: "learners", json: "[3]" } });
  session.onmessage({ data: { id, result: { as_of: DAY, learners: [], files: [] } } });
  assert.deepEqual(await desk, { as_of: DAY, learners: [1, 2, 3], files: [] });
  assert.deepEqual(progress, [{ phase: "reckoning", done: 1, total: 2 }]);
  const failed = call("desk");
  reader.onerror();
  await assert.rejects(failed);
});
