"use strict";
/** On a role's page: which of its questions the learner got wrong at last, by topic. */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @type {CoursemarkGlobal["role"]["mount"]} */
  async function mount(app, root) {
    const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-role-mistakes]"));
    if (!place || place.dataset.mounted !== undefined) return;
    place.dataset.mounted = "";
    /** @type {CoursemarkPracticeIndex} */
    const index = await Coursemark.load("practice");
    await Coursemark.page.watch(place, async () => {
      const learner = Coursemark.profile.current();
      place.replaceChildren(...(learner ? await words(app, learner, index, place) : []));
    });
  }

  /**
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkPracticeIndex} index
   * @param {HTMLElement} place
   */
  async function words(app, learner, index, place) {
    const statements = await app.store.statements(learner.id);
    const attempts = await app.store.attempts(learner.id);
    const answers = Coursemark.mistakes.told(app.site, statements, attempts, Date.now());
    const topics = byTopic(index, Coursemark.mistakes.wrong(answers), place.dataset.roleMistakes ?? "");
    if (topics.length === 0) return [h("p", {}, "这个岗位的题里，你现在没有错题。")];
    const practice = Coursemark.url(app.site.practiceUrl);
    return [
      h("p", {}, "你最近答错、还没答对的题："),
      h(
        "ul",
        { class: "cm-topics", "data-wrong": true },
        ...topics.map(([topic, count]) =>
          h(
            "li",
            {},
            h("a", { href: `${practice}?topic=${encodeURIComponent(topic)}` }, topic),
            ` 错 ${count} 题`,
          ),
        ),
      ),
      h("p", {}, h("a", { href: `${practice}#cm-mistakes` }, "去错题本")),
    ];
  }

  /** @type {CoursemarkGlobal["role"]["byTopic"]} */
  function byTopic({ items }, wrong, role) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const id of wrong) {
      if (!Object.prototype.hasOwnProperty.call(items, id)) continue;
      const { topics, roles } = items[id];
      if (roles.length > 0 && !roles.includes(role) && !roles.includes("全员")) continue;
      for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  Coursemark.role = { mount, byTopic };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
