"use strict";
/**
 * The page 每日一练: today's items, 错题本 by topic, mastery; with `?topic=` the items of one topic,
 * with `?change=` those of one change.
 */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const DAY_SIZE = 10;

  /** What the page knows of a learner. @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkPracticeIndex} index */
  async function look(app, learner, index) {
    const { schedule, daily, streak } = Coursemark.remember;
    const now = Date.now();
    const today = Coursemark.days.dayOf(now);
    const statements = await app.store.statements(learner.id);
    const answers = Coursemark.mistakes.told(app.site, statements, await app.store.attempts(learner.id), now);
    const before = answers.filter((answer) => (schedule.dayOf(answer, today) ?? today) < today);
    const all = statements.map((statement) => Coursemark.statements.read(statement, app.site.id));
    const days = all.flatMap((e) => (e.kind === "answered" ? (schedule.dayOf(e, today) ?? []) : []));
    const offers = daily.offered(index, learner.role, today);
    return {
      today,
      statements,
      offers,
      memory: schedule.replay(answers, today),
      wrong: Coursemark.mistakes.wrong(answers),
      // Of the morning: what is answered during the day does not change what the day asks.
      queue: daily.queue(offers, schedule.replay(before, today), learner.id, today),
      done: new Set(
        answers.flatMap((answer) => (schedule.dayOf(answer, today) === today ? answer.target : [])),
      ),
      streak: streak(days, today),
    };
  }

  /**
   * @typedef {Awaited<ReturnType<typeof look>>} Look
   * @typedef {{open: () => boolean, begin: (picks: CoursemarkPick[], since: number) => Promise<void>}} Items
   *   the items below a part's words: whether a round is there, and beginning one
   * @typedef {(now: Look, items: Items) => (Node | string | false)[]} Words
   */

  /** The first moment of a day. @param {string} day */
  const morning = (day) => Date.parse(`${day}T00:00:00+08:00`);

  /** @type {CoursemarkRemember["mount"]} */
  async function mount(app, page) {
    if (page.dataset.mounted !== undefined) return;
    page.dataset.mounted = "";
    /** @type {CoursemarkPracticeIndex} */
    const index = await Coursemark.load("practice");
    const asked = new URLSearchParams(location.search);
    const changed = app.site.changes.find(({ path }) => path === asked.get("change"));
    const topic = changed ?? (asked.get("topic") || null);
    /** Whose page is drawn; null: nobody's. @type {string | null | undefined} */
    let drawn;
    /** Shows the numbers anew; the items under the learner's hands stay. @type {() => Promise<void>} */
    let renew = async () => {};

    async function show() {
      const learner = Coursemark.profile.current();
      if (drawn !== undefined && drawn === (learner?.id ?? null)) return renew();
      drawn = learner?.id ?? null;
      if (!learner) return page.replaceChildren(stranger(app));
      renew = await draw(app, page, learner, index, topic);
    }

    app.watch(page, show);
    await show();
  }

  /** @param {CoursemarkApp} app */
  function stranger(app) {
    return h(
      "section",
      { class: "cm-practice__section" },
      h("p", {}, "登记后才知道你的岗位和做过的题，每天给你挑 10 道。"),
      h(
        "p",
        { class: "cm-actions" },
        button("登记", () => Coursemark.profile.need(app), { class: "cm-button--primary" }),
      ),
    );
  }

  /**
   * @param {CoursemarkApp} app @param {HTMLElement} page @param {CoursemarkLearner} learner
   * @param {CoursemarkPracticeIndex} index @param {string | CoursemarkChange | null} topic
   * @returns {Promise<() => Promise<void>>} shows the numbers anew
   */
  async function draw(app, page, learner, index, topic) {
    /** @type {((now: Look) => void)[]} */
    const views = [];
    let now = await look(app, learner, index);
    let turns = 0;
    async function renew() {
      const turn = ++turns;
      const next = await look(app, learner, index);
      if (turn !== turns) return;
      now = next;
      views.forEach((view) => view(now));
    }
    async function changed() {
      await app.settle(learner);
      await renew();
    }

    /** A part of the page. @param {string} id @param {string} title @param {Words} write */
    function part(id, title, write) {
      const words = h("div", { class: "cm-practice__words" });
      const place = h("div", { class: "cm-practice__items" });
      const heading = h("h2", { id, tabindex: "-1" }, title);
      /** @type {Items} */
      const items = {
        open: () => place.childElementCount > 0,
        async begin(picks, since) {
          // One round at a time.
          page.querySelectorAll(".cm-practice__items").forEach((other) => other.replaceChildren());
          await Coursemark.remember.rounds(app, place, picks, { since, changed });
          views.forEach((view) => view(now));
          place.scrollIntoView({ block: "start" });
          /** @type {HTMLElement | null} */ (place.querySelector("input, select"))?.focus({
            preventScroll: true,
          });
        },
      };
      const view = (/** @type {Look} */ current) => {
        const held = words.contains(document.activeElement);
        words.replaceChildren(...write(current, items).filter((each) => each !== false));
        // The button that had the focus is gone.
        if (held) heading.focus({ preventScroll: true });
      };
      views.push(view);
      view(now);
      const section = h(
        "section",
        { class: "cm-practice__section", "aria-labelledby": id },
        heading,
        words,
        place,
      );
      return { section, items };
    }

    const streak = h("p", { class: "cm-practice__streak" });
    const days = (/** @type {Look} */ current) => (streak.textContent = streakText(current.streak));
    views.push(days);
    days(now);
    if (topic !== null) {
      const offers = ofTopic(index, topic, now.today);
      const name = typeof topic === "string" ? topic : topic.title;
      const { section, items } = part("cm-topic", `练习：${name}`, (current) =>
        topicWords(app, learner, name, offers, current),
      );
      page.replaceChildren(streak, section);
      const picks = Coursemark.remember.daily.topic(offers, now.memory, learner.id, now.today);
      if (picks.length > 0) await items.begin(picks, Date.now());
      return renew;
    }
    const { count, view } = Coursemark.remember.mastery;
    page.replaceChildren(
      streak,
      part("cm-daily", "今天的练习", dailyWords).section,
      part("cm-mistakes", "错题本", (current, items) => wrongWords(current, index, items)).section,
      part("cm-mastery", "掌握情况", (current) => [
        view(count(current.offers, current.memory), (name) => topicUrl(app, name)),
      ]).section,
    );
    return renew;
  }

  /** @param {CoursemarkApp} app @param {string} name */
  const topicUrl = (app, name) => `${Coursemark.url(app.site.practiceUrl)}?topic=${encodeURIComponent(name)}`;

  /** @param {{row: number, week: number}} streak */
  function streakText({ row, week }) {
    if (week === 0 && row < 2) return "";
    return row > 1 ? `连续 ${row} 天；本周 ${week} 天。` : `本周 ${week} 天。`;
  }

  /** @type {Words} */
  function dailyWords(now, { open, begin }) {
    const picks = Coursemark.remember.daily.take(now.queue, DAY_SIZE);
    if (picks.length === 0)
      return [
        h("p", {}, now.offers.length ? "今天没有该复习的题，也没有新题。" : "题库里还没有本岗位的练习题。"),
      ];
    const ids = picks.flatMap(({ leaves }) => leaves);
    const done = ids.filter((id) => now.done.has(id)).length;
    const due = picks.filter((pick) => pick.due).flatMap(({ leaves }) => leaves).length;
    const kinds =
      due === 0
        ? "，都没做过"
        : due === ids.length
          ? "，都该复习了"
          : `：该复习的 ${due} 题，没做过的 ${ids.length - due} 题`;
    const rest = now.queue.filter((pick) => !picks.includes(pick));
    const finished = done === ids.length;
    const start = finished ? rest : now.queue;
    const more = Coursemark.remember.daily.take(rest, DAY_SIZE).flatMap(({ leaves }) => leaves).length;
    const words = finished
      ? `今天的 ${ids.length} 题做完了。${rest.length ? "还想练，可以再做几题。" : "没有更多要做的了。"}`
      : `今天 ${ids.length} 题${done ? `，做了 ${done} 题` : kinds}。`;
    return [
      h("p", {}, words),
      !open() &&
        start.length > 0 &&
        h(
          "p",
          { class: "cm-actions" },
          button(
            finished ? `再做 ${more} 题` : done ? "接着做" : "开始",
            () => begin(start, morning(now.today)),
            {
              class: finished ? "" : "cm-button--primary",
              "data-daily": true,
            },
          ),
        ),
    ];
  }

  /** @param {Look} now @param {CoursemarkPracticeIndex} index @param {Items} items */
  function wrongWords({ wrong }, index, { begin }) {
    const known = wrong.filter((id) => Object.prototype.hasOwnProperty.call(index.items, id));
    const gone = wrong.length - known.length;
    const goneNote =
      gone > 0 && h("p", { class: "cm-note" }, `另有 ${gone} 道答错过的题已经从题库撤下，不用再做。`);
    if (known.length === 0) return [h("p", {}, "没有错题。"), goneNote];
    /** @type {Map<string, string[]>} */
    const topics = new Map();
    for (const id of known)
      for (const topic of index.items[id].topics) topics.set(topic, [...(topics.get(topic) ?? []), id]);
    const byCount = [...topics].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    // What is wrong comes back as new, whenever it was answered.
    const redo = (/** @type {string[]} */ ids) => () => begin(picksOf(index, ids), Date.now());
    return [
      h("p", {}, `最近一次答错的有 ${known.length} 题，做对了就不再列出。`),
      h(
        "p",
        { class: "cm-actions" },
        button(`只做错题（${known.length}）`, redo(known), { "data-mistakes": true }),
      ),
      byCount.length > 1 &&
        h(
          "ul",
          { class: "cm-practice__topics", "aria-label": "按主题做错题" },
          ...byCount.map(([topic, ids]) =>
            h("li", {}, button(`${topic} ${ids.length}`, redo(ids), { "data-topic": topic })),
          ),
        ),
      goneNote,
    ];
  }

  /** @param {CoursemarkPracticeIndex} index @param {string[]} ids leaves @returns {CoursemarkPick[]} */
  function picksOf(index, ids) {
    const tops = new Map(ids.map((id) => [index.items[id].item, index.items[id].bank]));
    return [...tops].map(([item, bank]) => ({
      item,
      bank,
      leaves: Object.keys(index.items).filter((id) => index.items[id].item === item),
      due: true,
    }));
  }

  /**
   * Steps of courses that ask for this topic, each with how far the learner is.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {string} topic @param {readonly CoursemarkStatement[]} statements
   */
  function asked(app, learner, topic, statements) {
    const now = Coursemark.statements.timestamp(new Date());
    return Coursemark.course
      .standings(app.site, statements, now, learner.start)
      .flatMap(({ course, progress }) =>
        course.rules.steps.flatMap((step, n) =>
          step.kind === "practise" && step.target === topic && Coursemark.course.isMeant(course, learner)
            ? [{ course, ...progress.steps[n] }]
            : [],
        ),
      );
  }

  /** Items of a topic, or those a change names. @param {CoursemarkPracticeIndex} index @param {string | CoursemarkChange} topic @param {string} today */
  function ofTopic(index, topic, today) {
    return Coursemark.remember.daily
      .offered(index, null, today)
      .filter(({ item, leaves }) =>
        typeof topic === "string"
          ? leaves.some(({ topics }) => topics.includes(topic))
          : topic.items.includes(item),
      );
  }

  /**
   * How many are right, until it is enough for the courses that ask for the topic.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {string} topic
   * @param {readonly CoursemarkOffer[]} offers @param {Look} now
   */
  function topicWords(app, learner, topic, offers, { statements }) {
    const back = h("p", {}, h("a", { href: Coursemark.url(app.site.practiceUrl) }, "回到每日一练"));
    if (offers.length === 0) return [h("p", {}, `题库里没有主题是“${topic}”的练习题。`), back];
    const steps = asked(app, learner, topic, statements).map(({ course, have, need, done }) => {
      const url = app.site.pages[course.page]?.url;
      return h(
        "p",
        { class: "cm-practice__step", "data-course": course.id, "data-done": String(done) },
        "课程《",
        url ? h("a", { href: Coursemark.url(url) }, course.title) : course.title,
        "》：",
        done ? `够了，答对了 ${need} 道不同的题。` : `答对 ${have} / ${need} 道不同的题。`,
        h("progress", {
          max: need,
          value: done ? need : Math.min(have, need),
          "aria-label": `《${course.title}》的练习进度`,
        }),
      );
    });
    return [...steps, back];
  }

  Coursemark.remember.mount = mount;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
