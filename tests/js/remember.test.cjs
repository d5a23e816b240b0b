"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");
const { createEmptyCard, fsrs, Rating } = require("ts-fsrs");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { parts } = require(path.join(browser, "manifest.json"));
const Coursemark = loadScripts((name) =>
  /^(vendor\/sha256|days|statements\/|dom|assessment\/draw|mistakes|people\/pin)/.test(name),
);
for (const script of parts.remember) require(path.join(browser, script));
const { schedule, daily, mastery, streak } = Coursemark.remember;
loadScripts((name) => /^(grading\/|assessment\/(sitting|attempt))/.test(name));

const SITE = { id: "https://fire.example/", assessments: {} };
const TODAY = "2026-11-22";
let count = 0;

/** An answer as read from the log. @param {string} target @param {string} timestamp @param {object} [more] */
const answer = (target, timestamp, more = {}) => ({
  id: `00000000-0000-4000-8000-${String(count++).padStart(12, "0")}`,
  kind: "answered",
  target,
  timestamp,
  success: true,
  raw: 100,
  max: 100,
  assessment: "",
  registration: "",
  ...more,
});
const RIGHT = { success: true, raw: 100, max: 100 };
const PARTLY = { success: false, raw: 50, max: 100 };
const WRONG = { success: false, raw: 0, max: 100 };
const RATINGS = new Map([
  [RIGHT, Rating.Good],
  [PARTLY, Rating.Hard],
  [WRONG, Rating.Again],
]);

/** What ts-fsrs itself says of reviews at noon of these days. @param {[string, object][]} history */
function oracle(history) {
  const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 364 });
  const noon = (/** @type {string} */ day) => new Date(`${day}T04:00:00Z`);
  let card = createEmptyCard(noon(history[0][0]));
  for (const [day, result] of history) card = scheduler.next(card, noon(day), RATINGS.get(result)).card;
  return { stability: card.stability, due: card.due.toISOString().slice(0, 10) };
}

/** @param {[string, object][]} history of one item */
const replayed = (history) =>
  schedule.replay(
    history.map(([day, result]) => answer("fire/a", `${day}T09:00:00+08:00`, result)),
    TODAY,
  );

test("reviews give the days that FSRS gives", () => {
  // Good after 3 and 14 days: the intervals of FSRS-6 without short-term steps.
  const twice = [
    ["2026-09-01", RIGHT],
    ["2026-09-04", RIGHT],
  ];
  assert.deepEqual(replayed(twice).get("fire/a"), {
    reviews: 2,
    right: true,
    stability: 13.82690327,
    due: "2026-09-18",
  });
  for (const history of [
    twice,
    [["2026-09-01", WRONG]],
    [["2026-09-01", PARTLY]],
    [
      ["2026-01-01", RIGHT],
      ["2026-01-04", RIGHT],
      ["2026-01-18", WRONG],
      ["2026-01-19", PARTLY],
      ["2026-02-28", RIGHT],
      ["2026-11-22", RIGHT],
    ],
  ]) {
    const { stability, due } = replayed(history).get("fire/a");
    assert.deepEqual({ stability, due }, oracle(history));
  }
});

test("the first answer of a day is its review; the latest says whether it is right now", () => {
  const day = [
    answer("fire/a", "2026-11-20T08:00:00+08:00", WRONG),
    answer("fire/a", "2026-11-20T08:05:00+08:00", RIGHT),
  ];
  const { reviews, right, stability } = schedule.replay(day, TODAY).get("fire/a");
  assert.deepEqual(
    { reviews, right, stability },
    { reviews: 1, right: true, stability: oracle([["2026-11-20", WRONG]]).stability },
  );
});

test("a day is one of UTC+08:00, whatever the computer's zone", () => {
  const late = answer("fire/a", "2026-11-20T23:30:00Z");
  assert.equal(schedule.dayOf(late, TODAY), "2026-11-21");
});

test("nothing waits longer than a year", () => {
  const history = ["2014", "2015", "2016", "2018", "2020", "2022", "2024", "2026"].map((year) => [
    `${year}-03-01`,
    RIGHT,
  ]);
  assert.ok(replayed(history).get("fire/a").due <= "2027-03-01");
});

/** A generator of its own, so that a failure comes back. @param {number} seed */
const numbers = (seed) => Coursemark.draw.random(seed);

test("a replay does not depend on the order in which entries were loaded", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const next = numbers(seed);
    const entries = Array.from({ length: 30 }, () => {
      const day = 1 + Math.floor(next() * 28);
      const result = [RIGHT, PARTLY, WRONG][Math.floor(next() * 3)];
      const hour = 8 + Math.floor(next() * 3);
      return answer(
        `fire/${"abc"[Math.floor(next() * 3)]}`,
        `2026-10-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00+08:00`,
        result,
      );
    });
    const sorted = (/** @type {Map<string, object>} */ map) => Object.fromEntries([...map].sort());
    const one = sorted(schedule.replay(entries, TODAY));
    assert.deepEqual(sorted(schedule.replay(Coursemark.draw.shuffle(entries, next), TODAY)), one);
    // The same record collected twice changes nothing.
    assert.deepEqual(sorted(schedule.replay([...entries, ...entries], TODAY)), one);
  }
});

test("hostile statements give no memory and no error", () => {
  const verb = { id: "http://adlnet.gov/expapi/verbs/answered" };
  const item = (/** @type {string} */ id) => ({ id: `${SITE.id}item/${id}` });
  const statements = [
    null,
    7,
    [],
    {},
    { verb, object: item("fire/a"), result: { success: true }, timestamp: "yesterday" },
    { verb, object: item("fire/a"), result: { success: true }, timestamp: "0001-01-01T00:00:00Z" },
    { verb, object: item("fire/a"), result: { success: true }, timestamp: "9999-12-31T23:59:59Z" },
    { verb, object: item("fire/a"), result: { success: true }, timestamp: 1e18 },
    { verb, object: item("fire/a"), result: { success: "yes" }, timestamp: "2026-11-20T08:00:00Z" },
    { verb, object: item(""), result: { success: true }, timestamp: "2026-11-20T08:00:00Z" },
    JSON.parse(
      `{"verb": {"id": "${verb.id}"}, "object": {"id": "${SITE.id}item/__proto__"}, "__proto__": {"kind": "answered"},
        "result": {"success": false, "score": {"raw": 1e308, "max": -1}}, "timestamp": "2026-11-20T08:00:00Z"}`,
    ),
  ];
  const told = Coursemark.mistakes.told(SITE, statements, [], 0);
  const memory = schedule.replay(told, TODAY);
  assert.deepEqual([...memory.keys()], ["__proto__"]);
  assert.equal(memory.get("__proto__").right, false);
  assert.deepEqual(daily.queue([], memory, "10023", TODAY), []);
});

/** @param {Record<string, object>} rows */
const index = (rows) => ({
  items: Object.fromEntries(
    Object.entries(rows).map(([id, more]) => [
      id,
      { item: id, bank: "fire", topics: [], roles: [], revision: "r", ...more },
    ]),
  ),
});
const ids = (/** @type {CoursemarkPick[]} */ picks) => picks.map(({ item }) => item);

test("items are offered to the role, to everybody and while they are valid", () => {
  const some = index({
    "fire/all": {},
    "fire/everybody": { roles: ["全员"] },
    "fire/nurse": { roles: ["护士"] },
    "fire/cashier": { roles: ["收费员"] },
    "fire/past": { validUntil: "2026-11-21" },
    "fire/today": { validUntil: TODAY },
  });
  assert.deepEqual(ids(daily.offered(some, "护士", TODAY)), [
    "fire/all",
    "fire/everybody",
    "fire/nurse",
    "fire/today",
  ]);
  assert.equal(daily.offered(some, null, TODAY).length, 5);
});

const MANY = index(Object.fromEntries("abcdefghijklmnopqrst".split("").map((id) => [`fire/${id}`, {}])));

test("what is due comes first, the longest overdue before the others, then what is new", () => {
  const memory = schedule.replay(
    [
      answer("fire/c", "2026-11-10T09:00:00+08:00"),
      answer("fire/d", "2026-11-01T09:00:00+08:00"),
      answer("fire/e", "2026-11-21T09:00:00+08:00"),
    ],
    TODAY,
  );
  const queue = daily.queue(daily.offered(MANY, null, TODAY), memory, "10023", TODAY);
  assert.deepEqual(ids(queue).slice(0, 2), ["fire/d", "fire/c"]);
  assert.deepEqual(
    queue.map(({ due }) => due),
    [true, true, ...Array(17).fill(false)],
  );
  assert.ok(!ids(queue).includes("fire/e"), "known yesterday, not due for days");
});

test("a learner's day asks the same whenever it is asked, and another day or learner differs", () => {
  const offers = daily.offered(MANY, null, TODAY);
  const of = (/** @type {string} */ learner, /** @type {string} */ day) =>
    ids(daily.take(daily.queue(offers, new Map(), learner, day), 10));
  assert.deepEqual(of("10023", TODAY), of("10023", TODAY));
  assert.equal(new Set(of("10023", TODAY)).size, 10);
  assert.notDeepEqual(of("10023", TODAY), of("10023", "2026-11-23"));
  assert.notDeepEqual(of("10023", TODAY), of("10024", TODAY));
});

test("a case comes whole and counts as many as it has parts", () => {
  const cases = index({
    "fire/ward/1": { item: "fire/ward" },
    "fire/ward/2": { item: "fire/ward" },
    "fire/ward/3": { item: "fire/ward" },
    "fire/b": {},
    "fire/c": {},
  });
  const picks = daily.queue(daily.offered(cases, null, TODAY), new Map(), "10023", TODAY);
  const ward = picks.find(({ item }) => item === "fire/ward");
  assert.deepEqual(ward.leaves, ["fire/ward/1", "fire/ward/2", "fire/ward/3"]);
  const others = picks.filter((pick) => pick !== ward);
  assert.deepEqual(ids(daily.take([others[0], ward, others[1]], 2)), ids(others), "it does not fit");
  assert.deepEqual(ids(daily.take([ward, ...others], 2)), ["fire/ward"], "alone, where it is too large");
});

test("of a topic the wrong ones come first, then new ones, then the longest known", () => {
  const memory = schedule.replay(
    [
      answer("fire/a", "2026-11-20T09:00:00+08:00"),
      answer("fire/b", "2026-10-01T09:00:00+08:00"),
      answer("fire/c", "2026-11-21T09:00:00+08:00", WRONG),
    ],
    TODAY,
  );
  const few = index({ "fire/a": {}, "fire/b": {}, "fire/c": {}, "fire/d": {} });
  const order = ids(daily.topic(daily.offered(few, null, TODAY), memory, "10023", TODAY));
  assert.deepEqual(order, ["fire/c", "fire/d", "fire/b", "fire/a"]);
});

test("mastery counts each topic of an item, and every item once in all", () => {
  const topics = index({
    "fire/a": { topics: ["报警", "疏散"] },
    "fire/b": { topics: ["报警"] },
    "fire/c": {},
  });
  const memory = schedule.replay(
    [
      answer("fire/a", "2026-11-01T09:00:00+08:00"),
      answer("fire/a", "2026-11-04T09:00:00+08:00"),
      answer("fire/b", "2026-11-04T09:00:00+08:00"),
    ],
    TODAY,
  );
  assert.deepEqual(mastery.count(daily.offered(topics, null, TODAY), memory), {
    all: { topic: "", known: 1, learning: 1, fresh: 1 },
    rows: [
      { topic: "报警", known: 1, learning: 1, fresh: 0 },
      { topic: "其他", known: 0, learning: 0, fresh: 1 },
      { topic: "疏散", known: 1, learning: 0, fresh: 0 },
    ],
    domains: [],
  });
});

test("mastery by field of competence, where the site has any", () => {
  const items = index({
    "fire/a": { domains: ["医学", "政策"] },
    "fire/b": { domains: ["政策"] },
    "fire/c": {},
  });
  const memory = schedule.replay([answer("fire/b", "2026-11-04T09:00:00+08:00")], TODAY);
  assert.deepEqual(mastery.count(daily.offered(items, null, TODAY), memory).domains, [
    { topic: "政策", known: 0, learning: 1, fresh: 1 },
    { topic: "其他", known: 0, learning: 0, fresh: 1 },
    { topic: "医学", known: 0, learning: 0, fresh: 1 },
  ]);
});

test("an item is known when it was right again on another day, until it is wrong", () => {
  const memory = (/** @type {[string, object][]} */ history) => replayed(history).get("fire/a");
  const twice = [
    ["2026-09-01", RIGHT],
    ["2026-09-04", RIGHT],
  ];
  assert.equal(schedule.isKnown(undefined), false);
  assert.equal(schedule.isKnown(memory([["2026-09-01", RIGHT]])), false);
  assert.equal(schedule.isKnown(memory(twice)), true);
  assert.equal(schedule.isKnown(memory([...twice, ["2026-09-20", WRONG]])), false);
});

test("days in a row end today or yesterday; weeks begin on Monday", () => {
  // 2026-11-22 is a Sunday.
  assert.deepEqual(streak([], TODAY), { row: 0, week: 0 });
  assert.deepEqual(streak([TODAY], TODAY), { row: 1, week: 1 });
  assert.deepEqual(streak(["2026-11-19", "2026-11-20", "2026-11-21"], TODAY), { row: 3, week: 3 });
  assert.deepEqual(streak(["2026-11-15", "2026-11-16", "2026-11-19"], TODAY), { row: 0, week: 2 });
  assert.deepEqual(streak(["2026-11-22", "2026-11-23"], "2026-11-23"), { row: 2, week: 1 });
});

const REVIEW = { marks: "after-submit", key: "after-submit", feedback: "after-submit" };
/** @param {object} more @param {object} [review] */
const exam = (more, review = {}) => ({
  mode: "exam",
  key: "published",
  closes: null,
  review: { ...REVIEW, ...review },
  ...more,
});
const REGISTRATION = "11111111-2222-4333-8444-555555555555";
const NOW = Date.parse("2026-11-22T09:00:00+08:00");

/** A statement of an answer in an assessment. @param {string} item @param {boolean} success @param {string} [assessment] */
const answered = (item, success, assessment) => ({
  id: `00000000-0000-4000-9000-${String(count++).padStart(12, "0")}`,
  verb: { id: "http://adlnet.gov/expapi/verbs/answered" },
  object: { id: `${SITE.id}item/${item}` },
  result: { response: "A", success },
  timestamp: "2026-11-20T09:00:00+08:00",
  ...(assessment && {
    context: {
      registration: REGISTRATION,
      contextActivities: { parent: [{ id: `${SITE.id}assessment/${assessment}` }] },
    },
  }),
});
const passed = (/** @type {string} */ assessment) => ({
  verb: { id: "http://adlnet.gov/expapi/verbs/passed" },
  object: { id: `${SITE.id}assessment/${assessment}` },
  timestamp: "2026-11-20T10:00:00+08:00",
});

for (const [what, rules, more, tells] of /** @type {[string, object | null, object[], boolean][]} */ ([
  ["a practice", exam({ mode: "practice" }, { marks: "never" }), [], true],
  ["an exam that tells at once", exam({}, { marks: "during" }), [], true],
  ["an exam that tells after submitting", exam({}), [], true],
  ["an exam that never tells", exam({}, { marks: "never" }), [], false],
  ["an exam that tells after a pass, before it", exam({}, { marks: "after-pass" }), [], false],
  ["an exam that tells after a pass, after it", exam({}, { marks: "after-pass" }), [passed("drill")], true],
  [
    "an exam that tells when it is closed, before",
    exam({ closes: "2026-11-22T09:00:01+08:00" }, { marks: "after-close" }),
    [],
    false,
  ],
  [
    "an exam that tells when it is closed, after",
    exam({ closes: "2026-11-22T08:59:59+08:00" }, { marks: "after-close" }),
    [],
    true,
  ],
  ["an exam that is gone", null, [], false],
])) {
  test(`what was wrong in ${what} is ${tells ? "known" : "not known"}, also from another device`, () => {
    const site = { ...SITE, assessments: rules ? { drill: rules } : {} };
    const statements = [answered("fire/a", true), answered("fire/a", false, "drill"), ...more];
    const { told, wrong } = Coursemark.mistakes;
    assert.deepEqual(wrong(told(site, statements, [], NOW)), tells ? ["fire/a"] : []);
  });
}

test("an attempt of this browser goes by the review it began with", () => {
  const site = { ...SITE, assessments: { drill: exam({}) } };
  const attempt = {
    registration: REGISTRATION,
    assessment: { id: "drill", ...exam({}, { marks: "never" }) },
  };
  const statements = [answered("fire/a", false, "drill")];
  assert.deepEqual(Coursemark.mistakes.told(site, statements, [attempt], NOW), []);
});

test("an answer without a result, as in a withheld exam, is no mistake", () => {
  const statement = answered("fire/a", false);
  delete statement.result.success;
  assert.deepEqual(Coursemark.mistakes.told(SITE, [statement], [], NOW), []);
});
