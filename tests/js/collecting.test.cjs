"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

// An open channel would keep the process from ending; without a database the store is in memory.
globalThis.BroadcastChannel = undefined;
const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { parts } = require(path.join(browser, "manifest.json"));
const Coursemark = loadScripts((name) => /^(days|statements\/|dom|store)/.test(name));
for (const name of parts.collecting) require(path.join(browser, name));
const { answers, sender, words } = Coursemark.collecting;

const SITE = {
  id: "https://fire.example/",
  lrs: { endpoint: "http://lrs.test/xAPI", token: "a:b" },
  assessments: { open: { sealed: false }, secret: { sealed: true } },
  courses: [
    { id: "plain", steps: [{ kind: "pass", target: "open" }] },
    {
      id: "proof",
      steps: [
        { kind: "read", target: "secret" },
        { kind: "pass", target: "secret" },
      ],
    },
    { id: "other", steps: [{ kind: "read", target: "secret" }] },
  ],
};
const LEARNER = { id: "10023", name: "张三", department: "内科", role: "护士" };
const MINUTE = 60000;

/** @param {number} n */
const idOf = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
/** @param {number} n */
const stampOf = (n) => ({
  site: SITE.id,
  learner: LEARNER,
  id: idOf(n),
  timestamp: new Date(1767225600000 + n * 1000).toISOString(),
});
/** @param {number} n @param {string} [assessment] */
const answered = (n, assessment) =>
  Coursemark.statements.answered(stampOf(n), {
    item: { id: "fire/a", type: "single" },
    response: "A",
    ...(assessment && { assessment: { id: assessment } }),
  });

// ---------------------------------------------------------------- answers

const IDS = [idOf(1), idOf(0xabc)];
for (const [status, body, expected] of /** @type {[number, string, object][]} */ ([
  [204, "", { kind: "stored" }],
  [200, JSON.stringify(IDS), { kind: "stored" }],
  [200, JSON.stringify([IDS[1].toUpperCase()]), { kind: "stored" }],
  [200, "[]", { kind: "fault", fault: "strange" }],
  [200, JSON.stringify([idOf(9)]), { kind: "fault", fault: "strange" }],
  [200, JSON.stringify({ statements: [] }), { kind: "fault", fault: "strange" }],
  [200, "[1]", { kind: "fault", fault: "strange" }],
  [200, "<html>登录</html>", { kind: "fault", fault: "strange" }],
  [200, "", { kind: "fault", fault: "strange" }],
  [400, "", { kind: "refused", why: "invalid" }],
  [422, "", { kind: "refused", why: "invalid" }],
  [409, "", { kind: "refused", why: "conflict" }],
  [413, "", { kind: "refused", why: "large" }],
  [401, "", { kind: "fault", fault: "denied" }],
  [403, "", { kind: "fault", fault: "denied" }],
  [404, "", { kind: "fault", fault: "missing" }],
  [405, "", { kind: "fault", fault: "missing" }],
  [0, "", { kind: "fault", fault: "unreached" }],
  [429, "", { kind: "fault", fault: "busy" }],
  [500, "", { kind: "fault", fault: "busy" }],
  [503, "", { kind: "fault", fault: "busy" }],
  [201, "", { kind: "fault", fault: "strange" }],
  [418, "", { kind: "fault", fault: "strange" }],
])) {
  test(`an answer ${status} ${body}`, () =>
    assert.deepEqual(answers.verdict({ status, body }, IDS), expected));
}

test("rests double, up to six hours, and are not the same for everybody", () => {
  assert.deepEqual(
    [1, 2, 3, 8, 9, 10, 1000].map((tries) => answers.rest("unreached", tries, 0.5) / MINUTE),
    [1, 2, 4, 128, 256, 360, 360],
  );
  assert.equal(answers.rest("busy", 1, 0) / MINUTE, 0.8);
  assert.equal(answers.rest("busy", 1, 1) / MINUTE, 1.2);
  assert.equal(answers.rest("denied", 1, 0.5) / MINUTE, 360);
});

test("a request has a hundred statements, or as many as it can carry, and after faults fewer", () => {
  const many = Array.from({ length: 150 }, (_, n) => ({ n }));
  assert.equal(answers.batch(many, 0).length, answers.MOST_STATEMENTS);
  assert.deepEqual(
    [1, 2, 6, 7, 40].map((tries) => answers.batch(many, tries).length),
    [50, 25, 1, 1, 1],
  );
  const large = Array.from({ length: 4 }, () => "x".repeat(answers.MOST_LENGTH / 2 - 2));
  assert.equal(answers.batch(large, 0).length, 2);
  assert.equal(answers.batch(["x".repeat(answers.MOST_LENGTH * 2), "y"], 0).length, 1);
  assert.deepEqual(answers.batch([], 3), []);
});

test("whatever tells of a sealed exam is held back, and nothing else", () => {
  const held = (/** @type {any} */ statement) => answers.isHeld(SITE, statement);
  const outcome = (/** @type {string} */ id) =>
    Coursemark.statements.outcome(stampOf(1), { assessment: { id }, success: true, raw: 100, max: 100 });
  const course = (/** @type {string} */ id) =>
    Coursemark.statements.completed(stampOf(1), { course: { id, name: id } });
  assert.deepEqual([outcome("secret"), answered(1, "secret"), course("proof")].map(held), [true, true, true]);
  assert.deepEqual(
    [outcome("open"), answered(1, "open"), answered(1), course("plain"), course("other"), course("gone")].map(
      held,
    ),
    [false, false, false, false, false, false],
  );
  assert.equal(held({ id: idOf(1), timestamp: "2026-11-22T09:00:00Z", object: { id: 7 } }), false);
});

// ---------------------------------------------------------------- sender

/** A store that keeps statements by id, and answers as it is told. @param {(sent: any[], n: number) => number | string} answer */
function remote(answer = () => 200) {
  /** @type {Map<string, any>} */
  const kept = new Map();
  /** @type {string[][]} */
  const batches = [];
  return {
    kept,
    batches,
    async post(/** @type {any[]} */ sent) {
      const ids = sent.map(({ id }) => id);
      batches.push(ids);
      const said = answer(sent, batches.length);
      if (said === 200 || said === "lost") sent.forEach((statement) => kept.set(statement.id, statement));
      if (said === "lost" || said === "down") return { status: 0, body: "" };
      return { status: Number(said), body: said === 200 ? JSON.stringify(ids) : "" };
    },
  };
}

/** A PC with learners at work. @param {Record<string, any[]>} logs */
async function pc(logs) {
  const store = await Coursemark.store.open(SITE.id);
  for (const [id, log] of Object.entries(logs)) {
    await store.switchTo({ ...LEARNER, id });
    await store.append(id, log);
  }
  // The database has transactions one after the other; memory has them by turns.
  let last = Promise.resolve();
  const change = store.change;
  store.change = (tables, work) => (last = last.catch(() => {}).then(() => change(tables, work)));
  const clock = { now: Date.parse("2026-11-22T01:00:00Z") };
  /** @type {string[]} */
  const whole = [];
  const page = (/** @type {any} */ lrs, name = "page", more = {}) =>
    sender({
      site: SITE,
      store,
      page: name,
      now: () => clock.now,
      chance: () => 0.5,
      post: lrs?.post,
      changed: () => {},
      whole: (/** @type {string} */ learner) => whole.push(learner),
      ...more,
    });
  return { store, clock, page, whole };
}

/** @param {number} count @param {number} [from] */
const log = (count, from = 1) => Array.from({ length: count }, (_, n) => answered(from + n));

test("what is handed in is sent once; what came later waits for the next hand-in", async () => {
  const lrs = remote();
  const { store, page, whole } = await pc({ 10023: log(120) });
  const mine = page(lrs);
  await mine.send(true);
  assert.deepEqual(lrs.batches, []);
  await mine.handedIn("10023");
  await mine.send(true);
  assert.deepEqual(
    lrs.batches.map((batch) => batch.length),
    [100, 20],
  );
  assert.deepEqual([...lrs.kept.values()], log(120));
  assert.deepEqual(whole, ["10023"]);
  assert.deepEqual(await store.setting("handed-in 10023"), {
    at: "2026-11-22T01:00:00.000Z",
    statements: 120,
    way: "lrs",
  });
  await store.append("10023", log(1, 500));
  await mine.send(true);
  assert.equal(lrs.batches.length, 2);
  await mine.handedIn("10023");
  await mine.send(true);
  assert.deepEqual(lrs.batches[2], [idOf(500)]);
  const { queue } = await mine.state("10023");
  assert.deepEqual([queue?.sent, queue?.ids.length, queue?.count], [121, 0, 121]);
});

test("a fault rests the store for everybody, who asks tries at once, and success forgets it", async () => {
  let answer = /** @type {number | string} */ (503);
  const lrs = remote(() => answer);
  const { page, clock } = await pc({ 10023: log(2), 10024: log(2, 10) });
  const mine = page(lrs);
  await mine.handedIn("10023");
  await mine.handedIn("10024");
  await mine.send(true);
  assert.equal(lrs.batches.length, 1);
  assert.equal(await mine.wait(), MINUTE);
  await mine.send(false);
  assert.equal(lrs.batches.length, 1);
  await mine.send(true);
  assert.equal(await mine.wait(), 2 * MINUTE);
  answer = 200;
  clock.now += 2 * MINUTE;
  await mine.send(false);
  assert.equal(lrs.kept.size, 4);
  assert.equal(await mine.wait(), null);
  assert.equal((await mine.state("10023")).store.tries, 0);
});

test("a clock that was set back keeps nothing waiting", async () => {
  const lrs = remote((_, n) => (n === 1 ? "down" : 200));
  const { page, clock } = await pc({ 10023: log(2) });
  const mine = page(lrs);
  await mine.handedIn("10023");
  await mine.send(true);
  clock.now -= 365 * 24 * 60 * MINUTE;
  await mine.send(false);
  assert.equal(lrs.kept.size, 2);
});

test("while one page sends, another leaves it alone until it is silent for too long", async () => {
  const { page, clock } = await pc({ 10023: log(2) });
  /** @type {(answer: any) => void} */
  let answer = () => {};
  let asked = 0;
  const hanging = {
    post: () => {
      asked++;
      return new Promise((resolve) => (answer = resolve));
    },
  };
  const first = page(hanging, "first");
  const lrs = remote();
  const second = page(lrs, "second");
  await first.handedIn("10023");
  const sending = first.send(true);
  while (!asked) await new Promise(setImmediate);
  await second.send(true);
  assert.deepEqual(lrs.batches, []);
  assert.equal(await second.wait(), 45000);
  clock.now += 45000;
  await second.send(false);
  assert.equal(lrs.kept.size, 2);
  // The first comes back after all: the store has them, and they are counted once.
  answer({ status: 204, body: "" });
  await sending;
  const { queue } = await first.state("10023");
  assert.deepEqual([queue?.sent, queue?.ids], [2, []]);
});

test("after a reload the same tab goes on with what it had begun", async () => {
  const { page } = await pc({ 10023: log(2) });
  const first = page({ post: () => new Promise(() => {}) }, "tab");
  await first.handedIn("10023");
  void first.send(true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const lrs = remote();
  await page(lrs, "tab").send(false);
  assert.equal(lrs.kept.size, 2);
});

test("a site that sends elsewhere from now on sends all of it there", async () => {
  const old = remote((_, n) => (n === 1 ? 200 : 503));
  const { page } = await pc({ 10023: log(150) });
  const before = page(old);
  await before.handedIn("10023");
  await before.send(true);
  assert.equal(old.kept.size, 100);
  const lrs = remote();
  const after = page(lrs, "page", { site: { ...SITE, lrs: { endpoint: "http://new.test", token: "" } } });
  await after.send(false);
  assert.equal(lrs.kept.size, 50);
  await after.handedIn("10023");
  await after.send(false);
  assert.equal(lrs.kept.size, 150);
  assert.equal((await after.state("10023")).queue?.sent, 150);
});

test("a store that denied the token is asked again as soon as there is another", async () => {
  const lrs = remote(() => 401);
  const { page } = await pc({ 10023: log(2) });
  const before = page(lrs);
  await before.handedIn("10023");
  await before.send(true);
  await before.send(false);
  assert.equal(lrs.batches.length, 1);
  const fresh = remote();
  const lrsWith = { endpoint: SITE.lrs.endpoint, token: "a:new" };
  await page(fresh, "page", { site: { ...SITE, lrs: lrsWith } }).send(false);
  assert.equal(fresh.kept.size, 2);
});

test("where the mark cannot be stored, the same is sent again and counted once", async () => {
  const lrs = remote((sent) => (lrs.kept.has(sent[0].id) ? 204 : 200));
  const { page, store } = await pc({ 10023: log(3) });
  const mine = page(lrs);
  await mine.handedIn("10023");
  const { change } = store;
  store.change = (tables, work) =>
    tables.includes("statements") && lrs.kept.size
      ? Promise.reject(new DOMException("", "QuotaExceededError"))
      : change(tables, work);
  await assert.rejects(mine.send(true), { name: "QuotaExceededError" });
  assert.equal((await mine.state("10023")).store.lease, null);
  store.change = change;
  await mine.send(false);
  const { queue } = await mine.state("10023");
  assert.deepEqual([queue?.sent, queue?.ids, lrs.kept.size], [3, [], 3]);
});

test("what one learner's log has wrong keeps nobody else's from the store", async () => {
  const bad = new Set(Array.from({ length: 8 }, (_, n) => idOf(n + 1)));
  const lrs = remote((sent) => (sent.some(({ id }) => bad.has(id)) ? 400 : 200));
  const { page, whole } = await pc({ 10023: log(8), 10024: log(30, 100) });
  const mine = page(lrs);
  await mine.handedIn("10023");
  await mine.handedIn("10024");
  await mine.send(true);
  assert.equal(lrs.kept.size, 30);
  const { queue } = await mine.state("10023");
  assert.deepEqual([queue?.sent, queue?.refused.invalid, queue?.ids], [0, 8, []]);
  assert.deepEqual(whole, ["10024"]);
});

test("a page that may not send there keeps the queue", async () => {
  const { page } = await pc({ 10023: log(2) });
  const mine = page(null);
  await mine.handedIn("10023");
  await mine.send(true);
  assert.equal(await mine.wait(), null);
  assert.equal((await mine.state("10023")).queue?.ids.length, 2);
});

test("two pages over a line that fails at random lose nothing and count everything once", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    let state = seed * 2654435761;
    const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
    const wrong = new Set([idOf(3), idOf(77), idOf(140)]);
    const lrs = remote((sent) => {
      const isWrong = sent.some(({ id }) => wrong.has(id));
      if (random() < 0.3) return [isWrong ? "down" : "lost", "down", 500, 429, 401][Math.floor(random() * 5)];
      return isWrong ? 409 : sent.every(({ id }) => lrs.kept.has(id)) ? 204 : 200;
    });
    const { store, page, clock } = await pc({ 10023: log(150), 10024: log(20, 1000) });
    const pages = [page(lrs, "one"), page(lrs, "two")];
    for (const learner of ["10023", "10024"]) await pages[0].handedIn(learner);
    for (let turn = 0; turn < 200 && (await pages[0].wait()) !== null; turn++) {
      clock.now += 5 * MINUTE;
      await Promise.all(pages.map((each) => each.send(random() < 0.5)));
    }
    assert.deepEqual(
      [...lrs.kept.keys()].sort(),
      [...log(150), ...log(20, 1000)].map(({ id }) => id).filter((id) => !wrong.has(id)),
      `seed ${seed}`,
    );
    const { queue } = await pages[1].state("10023");
    assert.deepEqual([queue?.sent, queue?.refused.conflict, queue?.ids], [147, 3, []], `seed ${seed}`);
    // The rows tell the same when it is handed in again.
    await pages[0].handedIn("10023");
    assert.equal((await pages[0].state("10023")).queue?.sent, 147);
    assert.equal((await store.statements("10023")).length, 150);
  }
});

// ---------------------------------------------------------------- words

const WHERE = { host: "lrs.test:8100", folder: false, persistent: true };
const QUEUE = {
  to: "http://lrs.test/xAPI",
  ids: /** @type {string[]} */ ([]),
  sent: 12,
  refused: { conflict: 0, invalid: 0, large: 0 },
  held: 0,
  count: 12,
  at: "2026-11-22T01:00:00.000Z",
};
const WELL = { to: QUEUE.to, token: "a:b", proven: true, fault: null, tries: 0, next: 0, lease: null };

/** @param {object | null} queue @param {object} [store] @param {object} [where] */
const said = (queue, store = {}, where = {}) =>
  words({ queue: queue && { ...QUEUE, ...queue }, store: { ...WELL, ...store } }, { ...WHERE, ...where });

test("before, while and after sending", () => {
  assert.deepEqual(said(null), [
    "交出时，同样的记录也会发到本院的学习记录库（lrs.test:8100），由培训管理员查看。",
  ]);
  assert.deepEqual(said({ ids: ["a", "b"] }), [
    "正在发到学习记录库（lrs.test:8100）：已发 12 条，还有 2 条。",
  ]);
  assert.deepEqual(said({}), [
    "已把 12 条记录发到学习记录库（lrs.test:8100）。培训管理员那里看得到，文件不用再交。",
  ]);
  assert.deepEqual(
    said({ ids: ["a"] }, {}, { persistent: false })[1],
    "这个浏览器不肯保存数据：没发完之前请不要关闭本页。",
  );
});

test("what keeps it from being sent, and what to do", () => {
  assert.deepEqual(said({ ids: ["a", "b"] }, { fault: "busy" }), [
    "已把 12 条记录发到学习记录库（lrs.test:8100），还有 2 条没有发出，下次打开本站时再发。",
    "记录库现在忙，或者出了故障。记录没有丢，都在这台电脑上；急着交，请把文件交给培训管理员。",
  ]);
  assert.deepEqual(said({ ids: ["a"], sent: 0 }, { fault: "denied" }), [
    "有 1 条记录还没有发到学习记录库（lrs.test:8100），下次打开本站时再发。",
    "记录库不认本站的写入口令。记录没有丢，都在这台电脑上。请照常把文件交给培训管理员，并请他转告信息科。",
  ]);
  const folder = "本站是从文件夹打开的，记录库收不到。记录没有丢，都在这台电脑上，请把文件交给培训管理员。";
  for (const fault of ["unreached", "blocked"])
    assert.equal(said({ ids: ["a"] }, { fault }, { folder: true })[1], folder);
  assert.notEqual(said({ ids: ["a"] }, { fault: "denied" }, { folder: true })[1], folder);
});

test("what the store does not have is named, and the file is asked for", () => {
  assert.deepEqual(said({ refused: { conflict: 1, invalid: 2, large: 0 }, held: 4 }), [
    "已把 12 条记录发到学习记录库（lrs.test:8100）。",
    "有 3 条记录库没有收（库里已有同号的另一份 1 条，库里认为格式不对 2 条）。它们在学习记录文件里，请把文件也交给培训管理员。",
    "要求密封的考试有 4 条记录，不发到记录库，只在密封的文件里，请把文件也交出。",
  ]);
  assert.deepEqual(said({ sent: 0, held: 4 }), [
    "要求密封的考试有 4 条记录，不发到记录库，只在密封的文件里，请把文件也交出。",
  ]);
});
