"use strict";
/** Attempts graded again: the responses count, not what the record claims. Twin of report/regrade.py. Pure. */
(function (Coursemark) {
  /** Remembered of one item. */
  const MOST_RESPONSES = 500;
  const { deskCore: core } = Coursemark;
  const { grade, gradable, passes, share, withPoints } = Coursemark.grading;
  const { form, carried } = core.bank;
  const { anchor, answers: answersOf, closed, end, revision } = core.sittings;

  /** @type {CoursemarkDeskCore["regrading"]["of"]} */
  function of(bank, asOf) {
    const drawing = core.drawing.of(bank);
    /** Thousands answer the same item in a handful of ways. @type {WeakMap<CoursemarkDefinition, Map<string | null, CoursemarkGrade>>} */
    const known = new WeakMap();
    /** @type {Map<CoursemarkDeskItem, Map<number | null, CoursemarkDefinition[]>>} */
    const weighted = new Map();

    /** @param {CoursemarkDeskItem} item @param {number | null} points */
    function definitions(item, points) {
      const forms = weighted.get(item) ?? new Map();
      weighted.set(item, forms);
      if (!forms.has(points)) {
        const parts = item.parts?.map((part) => part.definition);
        const whole = withPoints({ ...item.definition, ...(parts && { parts }) }, points);
        forms.set(points, whole.parts ?? [whole]);
      }
      return /** @type {CoursemarkDefinition[]} */ (forms.get(points));
    }

    /** @param {CoursemarkDefinition} definition @param {string | null} response @returns {CoursemarkGrade} */
    function graded(definition, response) {
      let grades = known.get(definition);
      if (!grades) known.set(definition, (grades = new Map()));
      let found = grades.get(response);
      if (!found) {
        if (grades.size >= MOST_RESPONSES) grades.clear();
        grades.set(response, (found = Object.freeze(grade(definition, response))));
      }
      return found;
    }

    /** @type {CoursemarkDeskRegrader["right"]} */
    function right(entry) {
      const leaf = form(bank, entry);
      return leaf !== null && graded(leaf.definition, carried(leaf, entry)).success === true;
    }

    /** @type {CoursemarkDeskRegrader["answer"]} */
    function answer(one, complain) {
      const leaf = form(bank, one.entry);
      if (!leaf) return complain(one, "unknown-item", `题库里没有题目 ${one.entry.target}`);
      compareAnswer(one, leaf, () => graded(leaf.definition, carried(leaf, one.entry)), complain);
    }

    /** @type {CoursemarkDeskRegrader["sitting"]} */
    function sitting(sitting, id, complain) {
      const test = bank.tests[id];
      const current = ["", test.revision].includes(revision(sitting));
      if (test.mode === "exam") {
        const late = sitting.given.filter((one) => closed(sitting, one));
        sitting.given = sitting.given.filter((one) => !closed(sitting, one));
        const text = `测评 ${id} 交卷之后还有 ${late.length} 条作答，没有计入`;
        if (late.length) complain(late[0], "implausible-time", text);
      }
      const answers = answersOf(sitting);
      const draw = drawn(sitting, test, answers, current);
      if (!current)
        complain(anchor(sitting), "outdated-assessment", `测评 ${id} 的规则在作答后改过${sizes(draw)}`);
      complainOfDraw(sitting, id, draw, complain);
      const { graded, grades } = gradeSitting(sitting, test, answers, draw);
      compare(graded, answers, grades, current, complain);
      core.times.check(sitting, id, test, grades.size, complain);
      return graded;
    }

    /**
     * @param {CoursemarkDeskSitting} sitting @param {CoursemarkDeskTest} test
     * @param {Map<string, CoursemarkDeskLogged>} answers @param {boolean} strict
     */
    function drawn(sitting, test, answers, strict) {
      let ids = (sitting.begun?.entry.draw ?? []).map((each) => each.item);
      if (!ids.length) ids = [...test.draw.flatMap((draw) => draw.item ?? []), ...answers.keys()];
      const owned = ids.map((id) => bank.owners.get(id) ?? id);
      const moment = sitting.begun?.moment ?? end(sitting)?.moment ?? null;
      const day = moment === null ? asOf : Coursemark.days.dayOf(moment);
      return drawing(test, owned, day, strict);
    }

    /**
     * @param {CoursemarkDeskSitting} sitting @param {CoursemarkDeskTest} test
     * @param {Map<string, CoursemarkDeskLogged>} answers @param {CoursemarkDeskDrawing} draw
     */
    function gradeSitting(sitting, test, answers, draw) {
      /** @type {Map<string, CoursemarkGrade>} */
      const grades = new Map();
      let [raw, max, pending] = [0, 0, false];
      for (const { item, points } of draw.units) {
        if (!item) {
          max += points ?? 0;
          continue;
        }
        for (let definition of definitions(item, points)) {
          const { id } = definition;
          const given = answers.get(id);
          const leaf = given ? form(bank, given.entry) : null;
          if (leaf && leaf !== bank.leaves.get(id))
            definition = { ...leaf.definition, points: definition.points };
          const result = graded(definition, given ? carried(leaf, given.entry) : null);
          raw += result.raw ?? 0;
          max += result.max;
          pending ||= !gradable(definition);
          grades.set(id, result);
        }
      }
      const success = pending ? null : passes(raw, max, test.passMark);
      const scaled = success === null || !max ? null : share(10_000, raw, max);
      return { graded: { sitting, raw, max, success, scaled }, grades };
    }

    /**
     * Claims against what was graded; an answer to an older revision claims nothing.
     * @param {CoursemarkDeskGraded} graded @param {Map<string, CoursemarkDeskLogged>} answers
     * @param {Map<string, CoursemarkGrade>} grades @param {boolean} current
     * @param {CoursemarkDeskComplain} complain
     */
    function compare(graded, answers, grades, current, complain) {
      const { sitting, raw, max, success } = graded;
      for (const [id, one] of answers) {
        const leaf = form(bank, one.entry);
        const own = grades.get(id);
        if (!leaf) complain(one, "unknown-item", `题库里没有题目 ${id}，按 0 分计`);
        else if (own) current = compareAnswer(one, leaf, () => own, complain) && current;
      }
      for (const { item } of sitting.begun?.entry.draw ?? []) {
        if (bank.owners.has(item) || answers.has(item)) continue;
        complain(anchor(sitting), "unknown-item", `抽到的题目 ${item} 已不在题库，按 0 分计`);
      }
      const { outcome } = sitting;
      if (!outcome || outcome.entry.kind === "completed" || success === null) return;
      const said = outcome.entry.kind === "passed";
      if (said && !answers.size)
        return complain(outcome, "score-mismatch", "自报通过，但没有作答可以核对，按未通过计");
      if (said === success && (!current || sameShare(outcome.entry, raw, max))) return;
      const own = `${points(raw)}/${points(max)} ${passed(success)}`;
      const why = current ? "" : "（题目或规则在作答后改过）";
      const claimed = claim(outcome.entry.raw, outcome.entry.max);
      complain(outcome, "score-mismatch", `自报 ${claimed} ${passed(said)}，重新判分为 ${own}${why}`);
    }

    return { sitting, answer, right };
  }

  /**
   * @param {CoursemarkDeskSitting} sitting @param {string} id @param {CoursemarkDeskDrawing} draw
   * @param {CoursemarkDeskComplain} complain
   */
  function complainOfDraw(sitting, id, { units, extra, retagged }, complain) {
    const say = (/** @type {string} */ text) => complain(anchor(sitting), "incomplete-attempt", text);
    const missing = units.filter((unit) => !unit.item).length;
    if (missing)
      say(`抽题清单比测评 ${id} 的要求少 ${missing} 题，缺的按 0 分计（记录被改动，或题库在作答后加了题）`);
    if (extra.length) say(`测评 ${id} 不会抽到 ${extra.slice(0, 5).join("、")}，没有计分`);
    if (retagged.length)
      say(
        `按现在的标签，测评 ${id} 抽不到 ${retagged.slice(0, 5).join("、")}，照常计分` +
          "（题目的标签或有效期在作答后改过，或记录被改动）",
      );
  }

  /**
   * Whether the answer was to the current revision.
   * @param {CoursemarkDeskLogged} one @param {CoursemarkDeskLeaf} leaf @param {() => CoursemarkGrade} graded
   * @param {CoursemarkDeskComplain} complain
   */
  function compareAnswer(one, leaf, graded, complain) {
    const { entry } = one;
    const { id } = leaf.definition;
    if (entry.revision && entry.revision !== leaf.revision) {
      complain(one, "outdated-item", id);
      return false;
    }
    const { raw, max, success, pending } = graded();
    if (pending) return true;
    const differs = entry.success !== null && entry.success !== Boolean(success);
    if (differs || !sameShare(entry, raw ?? 0, max)) {
      const own = `${points(raw ?? 0)}/${points(max)} ${right(Boolean(success))}`;
      const said = `${claim(entry.raw, entry.max)} ${right(entry.success)}`;
      complain(one, "score-mismatch", `${id} 自报 ${said}，重新判分为 ${own}`);
    }
    return true;
  }

  /** @param {CoursemarkDeskDrawing} draw */
  function sizes({ units, places }) {
    if (units.length === places) return "";
    return `：这次抽了 ${units.length} 题，现在要抽 ${places} 题；按抽到的题判分，请核实`;
  }

  /**
   * Whether the claimed points are the same share, within a hundredth; by cross-multiplying, because
   * the points that the rule gives may have changed.
   * @param {CoursemarkEntry} claimed @param {number} raw @param {number} max
   */
  function sameShare(claimed, raw, max) {
    if (claimed.raw === null) return true;
    const said = claimed.max ?? max;
    return Math.abs(claimed.raw * max - raw * said) <= Math.max(said, max);
  }

  /** Six digits at most. @param {number} hundredths */
  const points = (hundredths) => String(Number((hundredths / 100).toPrecision(6)));

  /** @param {number | null} raw @param {number | null} max */
  const claim = (raw, max) => (raw === null ? "" : points(raw) + (max === null ? " 分" : `/${points(max)}`));

  /** @param {boolean | null} success */
  const passed = (success) => (success ? "通过" : "未通过");

  /** @param {boolean | null} success */
  const right = (success) => (success === null ? "未判" : success ? "正确" : "错误");

  core.regrading = { of };
})(globalThis.Coursemark);
