"use strict";
/** Courses of the site against one learner's log. */
(function (Coursemark) {
  const { h, moment } = Coursemark.dom;
  const MS_A_DAY = 86_400_000;
  const STATUS = /** @type {Record<CoursemarkCourseStatus, string>} */ ({
    "not-started": "未开始",
    "in-progress": "学习中",
    completed: "已完成",
    expired: "已过期",
    retrain: "需重学",
    overdue: "已逾期",
  });
  const VERBS = /** @type {Record<string, string>} */ ({
    read: "阅读",
    accept: "阅读并确认",
    pass: "通过",
    survey: "填写问卷",
    attend: "参加",
    practise: "练习",
  });

  /** @type {CoursemarkGlobal["course"]["isMeant"]} */
  function isMeant({ roles, departments }, { role, department }) {
    const among = (/** @type {string[]} */ list, /** @type {string} */ all, /** @type {string} */ own) =>
      list.length === 0 || list.includes(all) || list.includes(own);
    return among(roles, "全员", role) && among(departments, "全院", department);
  }

  /** @type {CoursemarkGlobal["course"]["isRequired"]} */
  const isRequired = (course, learner) => course.required && isMeant(course, learner);

  /** @type {CoursemarkGlobal["course"]["stepOf"]} */
  function stepOf(site, { kind, target, title, url }, course) {
    const to = kind === "pass" ? site.assessments[target] : site.pages[target];
    const name = encodeURIComponent(target);
    const own = url ?? to?.url ?? null;
    // A session is registered on the course's page; a survey is on it, or in a fence elsewhere.
    const here = url ?? (course && site.pages[course.page]?.url);
    const places = /** @type {Record<string, string | null | undefined>} */ ({
      practise: `${site.practiceUrl}?topic=${name}`,
      attend: here && `${here}#attend-${name}`,
      survey: here && `${here}#survey-${name}`,
    });
    return {
      verb: VERBS[kind] ?? kind,
      title: title || to?.title || target,
      url: (kind in places ? places[kind] : own) ?? null,
    };
  }

  /** @type {CoursemarkGlobal["course"]["standings"]} */
  function standings(site, statements, now, start = null) {
    const events = Coursemark.statements.events(statements, site.id, site.assessments);
    const rules = site.courses.map((course) => course.rules);
    const progress = Coursemark.progress.progressOf(rules, events, now, start || null);
    return site.courses.map((course) => ({ course, progress: progress[course.id] }));
  }

  /** @type {CoursemarkGlobal["course"]["count"]} */
  function count(course, states) {
    const needed = states.filter((_, n) => !course.steps[n].optional);
    return { done: needed.filter((step) => step.done).length, of: needed.length };
  }

  /** Days from one ISO day to another. @param {string} from @param {string} to */
  const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);

  /** @type {CoursemarkGlobal["course"]["spellDay"]} */
  function spellDay(day, today) {
    const [year, month, date] = day.split("-").map(Number);
    return `${day.slice(0, 4) === today.slice(0, 4) ? "" : `${year}年`}${month}月${date}日`;
  }

  /** @param {string} due @param {string} today */
  function spellTerm(due, today) {
    const left = daysBetween(today, due);
    if (left < 0) return `已逾期 ${-left} 天（${spellDay(due, today)}到期）`;
    return left === 0 ? "今天到期" : `还有 ${left} 天（${spellDay(due, today)}到期）`;
  }

  /** @type {CoursemarkGlobal["course"]["current"]} */
  const current = ({ steps, renewing }) => renewing ?? steps;

  /** @type {CoursemarkGlobal["course"]["timing"]} */
  function timing(progress, today) {
    const { status, due, valid_until, renew_from } = progress;
    const texts = [];
    if (due) texts.push(spellTerm(due, today));
    if (valid_until && status === "completed") texts.push(`有效期至 ${spellDay(valid_until, today)}`);
    if (valid_until && status === "expired") texts.push(`有效期到 ${spellDay(valid_until, today)}为止`);
    if (valid_until && renew_from && status === "completed")
      texts.push(
        progress.renewing
          ? `现在可以续学，${spellDay(valid_until, today)}前完成有效期接着算`
          : `${spellDay(renew_from, today)}起可以续学`,
      );
    return texts;
  }

  /** @type {CoursemarkGlobal["course"]["begins"]} */
  const begins = ({ rules }, today) => (rules.from && today < rules.from ? rules.from : null);

  /**
   * Whether the term counts from the learner's first day, and that is not known.
   * @param {CoursemarkCourse} course @param {CoursemarkCourseProgress} progress @param {CoursemarkLearner} learner
   */
  const lacksStart = (course, { due, completions }, learner) =>
    Boolean(course.rules.due && !("day" in course.rules.due) && !learner.start) &&
    due === null &&
    completions.length === 0 &&
    isMeant(course, learner);

  /** @type {CoursemarkGlobal["course"]["facts"]} */
  function facts({ course, progress }, learner, today) {
    const { done, of } = count(course, progress.steps);
    const renewed = progress.renewing && count(course, progress.renewing);
    const all = [
      course.type,
      isMeant(course, learner) ? (course.required ? "必修" : "选修") : "不是你的必修课",
      `${done} / ${of} 步`,
      renewed && `续学 ${renewed.done} / ${renewed.of} 步`,
      course.hours && `${course.hours} 学时`,
      ...(begins(course, today) ? [] : timing(progress, today)),
      lacksStart(course, progress, learner) && "没填到岗日期，算不出期限",
    ];
    return all.flatMap((fact) => fact || []);
  }

  /** @type {CoursemarkGlobal["course"]["steps"]} */
  function steps(site, { course, progress }, today, below = () => null) {
    const row = (/** @type {CoursemarkStep} */ step, /** @type {number} */ n) => {
      const { verb, title, url } = stepOf(site, step, course);
      const { done, at, due, have, need } = current(progress)[n];
      const late = !done && due !== null && due < today;
      const facts = [
        step.optional && "选学",
        step.kind === "practise" && `答对 ${have} / ${need}`,
        step.kind === "attend" && step.hours && `${step.hours} 学时`,
        !done && due && (late ? `${spellDay(due, today)}已到期` : `${spellDay(due, today)}到期`),
      ];
      return h(
        "li",
        {
          class: "cm-step",
          "data-done": String(done),
          "data-kind": step.kind,
          "data-optional": step.optional,
          "data-late": late,
        },
        h("span", { class: "cm-step__state" }, done ? "已完成" : progress.renewing ? "待续学" : "未完成"),
        h("span", { class: "cm-step__verb" }, verb),
        url ? h("a", { href: Coursemark.url(url) }, title) : title,
        ...facts.map((fact) => fact && h("span", { class: "cm-step__fact" }, fact)),
        done &&
          at &&
          h("time", { datetime: at }, step.kind === "attend" ? moment(at).slice(0, 10) : moment(at)),
        below(step, n),
      );
    };
    return h("ol", { class: "cm-steps" }, ...course.steps.map(row));
  }

  /** @type {CoursemarkGlobal["course"]["next"]} */
  function next(site, { course, progress }, today) {
    const first = begins(course, today);
    if (first)
      return h(
        "p",
        { class: "cm-course__next" },
        `这门课 ${spellDay(first, today)}开始，从那天起的学习才计入。`,
      );
    const link = (/** @type {string} */ title, /** @type {string | null | undefined} */ url, more = {}) =>
      url ? h("a", { href: Coursemark.url(url), ...more }, title) : title;
    if (progress.waits_for.length > 0)
      return h(
        "p",
        { class: "cm-course__next" },
        "先完成",
        ...progress.waits_for.map((id) => {
          const before = site.courses.find((c) => c.id === id);
          return link(`《${before?.title ?? id}》`, before && site.pages[before.page]?.url, {
            "data-next": true,
          });
        }),
        "，这门课才算完成。",
      );
    const step = course.steps.find((one, n) => !current(progress)[n].done && !one.optional);
    if (!step) return null;
    const { verb, title, url } = stepOf(site, step, course);
    return h(
      "p",
      { class: "cm-course__next" },
      progress.renewing ? "续学下一步：" : "下一步：",
      verb,
      link(title, url, { "data-next": true }),
    );
  }

  /**
   * Records courses that became complete. The trainer's report works completion out anew; the
   * statement is for learning record stores.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   */
  async function settle(app, learner) {
    const statements = await app.store.statements(learner.id);
    const recorded = new Map();
    for (const statement of statements) {
      const { kind, target, timestamp } = Coursemark.statements.read(statement, app.site.id);
      if (kind === "course") recorded.set(target, timestamp);
    }
    const now = new Date();
    for (const { course, progress } of standings(
      app.site,
      statements,
      Coursemark.statements.timestamp(now),
      learner.start,
    )) {
      if (progress.status !== "completed" || !progress.completed_at) continue;
      const before = recorded.get(course.id);
      if (before && Date.parse(before) >= Date.parse(progress.completed_at)) continue;
      const statement = Coursemark.statements.completed(app.stamp(learner, now), {
        course: { id: course.id, name: course.title },
      });
      await app.store.append(learner.id, [statement]);
    }
  }

  Coursemark.course = {
    isMeant,
    isRequired,
    stepOf,
    standings,
    count,
    statusName: (status) => STATUS[status],
    timing,
    begins,
    facts,
    spellDay,
    current,
    steps,
    next,
    settle,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
