"use strict";
/**
 * Work that was not handed in: a dot on the way to 我的学习, a line there, and after a week or an
 * exam a notice at the top of the page, which a click puts away for the day. Never in the way.
 */
(function (Coursemark) {
  const { h, button, moment } = Coursemark.dom;
  const MS_A_DAY = 86400000;
  const PATIENCE_DAYS = 7;

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  const pending = (app, learner) => Coursemark.handIn.pending(app, learner);

  /** @param {string} iso */
  const days = (iso) => Math.floor((Date.now() - Date.parse(iso)) / MS_A_DAY);
  const today = () => moment(new Date().toISOString()).slice(0, 10);

  /** Whether an exam or a course is among what was not handed in. @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {string} since ISO timestamp */
  async function isDone(app, learner, since) {
    const statements = await app.store.statements(learner.id);
    return statements.some((statement) => {
      if (Date.parse(statement.timestamp) < Date.parse(since)) return false;
      const { kind, target, activity } = Coursemark.statements.read(statement, app.site.id);
      if (kind === "course") return true;
      const ended = activity === "assessment" && ["passed", "failed", "completed"].includes(kind ?? "");
      return ended && app.site.assessments[target]?.mode === "exam";
    });
  }

  /** @type {CoursemarkGlobal["reminder"]["line"]} */
  async function line(app, learner) {
    const { count, since } = await pending(app, learner);
    if (count === 0) return null;
    return h(
      "p",
      { class: "cm-note", "data-pending": String(count) },
      `有 ${count} 条学习记录还没有交`,
      since && days(since) > 0 && `，最早的是 ${moment(since).slice(0, 10)} 的`,
      "。",
      h("a", { href: "#cm-hand-in" }, "去交学习记录"),
    );
  }

  /** Drawings may overtake one another. */
  let turns = 0;

  /** @type {CoursemarkGlobal["reminder"]["show"]} */
  async function show(app) {
    const turn = ++turns;
    const learner = Coursemark.profile.current();
    const { count, since } = learner ? await pending(app, learner) : { count: 0, since: null };
    const due = Boolean(learner && count > 0 && since && (await isDue(app, learner, since)));
    if (turn !== turns) return;
    mark(count);
    const old = document.querySelector("[data-reminder]");
    if (!due || !learner) old?.remove();
    else if (!old) place(notice(app, learner, count, /** @type {string} */ (since)));
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {string} since */
  async function isDue(app, learner, since) {
    // The desk says it in a line of its own; an exam under way is not interrupted.
    if (document.querySelector('[data-desk], [data-assessment][data-state="running"]')) return false;
    if ((await app.store.setting(`reminded ${learner.id}`)) === today()) return false;
    return days(since) >= PATIENCE_DAYS || isDone(app, learner, since);
  }

  /** @param {number} count */
  function mark(count) {
    const badge = /** @type {HTMLElement | null} */ (document.querySelector(".cm-badge"));
    badge?.querySelector(".cm-badge__pending")?.remove();
    if (!badge) return;
    delete badge.dataset.pending;
    if (count === 0) return;
    badge.dataset.pending = String(count);
    badge.append(
      h(
        "span",
        { class: "cm-badge__pending", title: `${count} 条学习记录还没有交` },
        h("span", { class: "cm-visually-hidden" }, `，有 ${count} 条学习记录还没有交`),
      ),
    );
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {number} count @param {string} since */
  function notice(app, learner, count, since) {
    const ago = days(since);
    const text = `有 ${count} 条学习记录还没有交给培训管理员${ago >= PATIENCE_DAYS ? `，最早的已经 ${ago} 天了` : ""}。交了才算数，也不怕这台电脑出问题。`;
    const later = async () => {
      await app.store.saveSetting(`reminded ${learner.id}`, today());
      element.remove();
    };
    const element = h(
      "div",
      { class: "cm-note cm-reminder", role: "status", "data-reminder": true },
      h("p", {}, text),
      h(
        "p",
        { class: "cm-actions" },
        h(
          "a",
          { class: "cm-button cm-button--primary", href: `${Coursemark.url(app.deskUrl)}#cm-hand-in` },
          "去交学习记录",
        ),
        button("今天不再提醒", later, { class: "cm-button--quiet", "data-later": true }),
      ),
    );
    return element;
  }

  /** @param {HTMLElement} element */
  function place(element) {
    (document.querySelector(".md-content__inner") ?? document.body).prepend(element);
  }

  Coursemark.reminder = { show, line };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
