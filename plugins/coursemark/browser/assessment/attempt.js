"use strict";
/**
 * One sitting of an assessment, as plain data: what was drawn, what was answered, how it ended.
 * Pure. The drawn items and the rules are kept whole with the attempt, so that a rebuilt site or an
 * edited question changes nothing under the hands of a learner.
 */
(function (Coursemark) {
  const { draw, shuffle, random } = Coursemark.draw;
  const sitting = Coursemark.sitting;
  /** @type {CoursemarkReview} */
  const AT_ONCE = { marks: "during", key: "during", feedback: "during" };

  /**
   * Points of each leaf of a drawn item, in hundredths.
   * @param {CoursemarkItemData} data @param {number | null} points set by the rule that drew it, or null
   * @returns {number[]}
   */
  function worth({ definition, parts }, points) {
    const { withPoints } = Coursemark.grading;
    if (!parts) return [withPoints(definition, points).points];
    const whole = { ...definition, parts: parts.map((part) => part.definition) };
    return (withPoints(whole, points).parts ?? []).map(
      (/** @type {CoursemarkDefinition} */ part) => part.points,
    );
  }

  /** @param {Record<string, CoursemarkItemData>} items @param {string} today */
  function usableOn(items, today) {
    return (/** @type {string} */ id) => Boolean(items[id]) && (items[id].validUntil ?? "9999") >= today;
  }

  /** @type {CoursemarkGlobal["attempt"]["create"]} */
  function create({ assessment, items, learner, registration, seed, now, today, drawnBefore = new Set() }) {
    const next = random(seed ^ 0x5bd1e995);
    const drawn = draw(assessment.draw, {
      seed,
      shuffleItems: assessment.shuffleItems,
      usable: usableOn(items, today),
      seen: (item) => drawnBefore.has(item),
    }).map(({ item, points, section }) => {
      const data = items[item];
      const leaves = Coursemark.item.leaves(data);
      return {
        item,
        data,
        points: worth(data, points),
        orders: leaves.map((leaf) => {
          const letters = Coursemark.items[leaf.definition.type].letters?.(leaf.definition) ?? null;
          return letters && assessment.shuffleOptions ? shuffle(letters, next) : letters;
        }),
        section,
      };
    });
    const { id, title, revision, mode, passMark, key, review, minutes, pause, closes, sealed, sections } =
      assessment;
    return sitting.timed({
      learner,
      registration,
      assessment: {
        id,
        title,
        revision,
        mode,
        passMark,
        key,
        review,
        minutes,
        pause,
        closes,
        sealed,
        sections,
      },
      seed,
      started: now,
      deadline: null,
      stood: 0,
      jumped: 0,
      drawn,
      responses: {},
      unfinished: {},
      flags: [],
      checked: [],
      seen: now,
      absent: null,
      state: "running",
      finished: null,
      used: null,
      result: null,
    });
  }

  /** @type {CoursemarkGlobal["attempt"]["current"]} */
  function current(stored) {
    const { assessment } = stored;
    const keys = () =>
      stored.drawn.every(({ data }) =>
        Coursemark.item.leaves(data).every((leaf) => leaf.definition.key !== undefined),
      );
    // The first release had neither sections nor pauses, and practice meant feedback at once.
    const first = assessment.pause === undefined;
    return {
      ...stored,
      assessment: {
        ...assessment,
        key: assessment.key ?? (keys() ? "published" : "withheld"),
        review: first && assessment.mode === "practice" ? AT_ONCE : assessment.review,
        pause: assessment.pause ?? "never",
        closes: assessment.closes ?? null,
        sealed: assessment.sealed ?? false,
        sections: assessment.sections ?? [],
      },
      drawn: stored.drawn.map((drawn) => ({ ...drawn, section: drawn.section ?? 0 })),
      stood: stored.stood ?? 0,
      jumped: stored.jumped ?? 0,
      seen: stored.seen ?? null,
      absent: stored.absent ?? null,
      unfinished: stored.unfinished ?? {},
      used: stored.used ?? null,
    };
  }

  /** @type {CoursemarkGlobal["attempt"]["leaves"]} */
  function leaves(attempt) {
    return attempt.drawn.flatMap(({ data, points, orders, section }) =>
      Coursemark.item.leaves(data).map((leaf, n) => ({
        id: leaf.definition.id,
        data: leaf,
        definition: { ...leaf.definition, points: points[n] },
        order: orders[n],
        section,
      })),
    );
  }

  /** @param {CoursemarkAttempt} attempt @param {string} id */
  const response = (attempt, id) => attempt.responses[id] ?? null;

  /** @type {CoursemarkGlobal["attempt"]["entered"]} */
  const entered = (attempt, id) => attempt.responses[id] ?? attempt.unfinished[id] ?? null;

  /** @type {CoursemarkGlobal["attempt"]["given"]} */
  function given(attempt, entries) {
    const [responses, unfinished] = [{ ...attempt.responses }, { ...attempt.unfinished }];
    for (const [id, entry] of entries) {
      responses[id] = entry.response;
      unfinished[id] = entry.unfinished;
    }
    return { ...attempt, responses, unfinished };
  }

  /** Items without a response. @param {CoursemarkAttempt} attempt */
  function blanks(attempt) {
    return leaves(attempt).filter(({ id, definition }) =>
      Coursemark.grading.isBlank(definition.type, response(attempt, id)),
    );
  }

  /** @param {CoursemarkAttempt} attempt @returns {CoursemarkAttemptGrade} */
  function grade(attempt) {
    const drawn = leaves(attempt).map(({ definition }) => ({ definition, points: null }));
    return Coursemark.grading.gradeAttempt(drawn, attempt.responses, attempt.assessment.passMark);
  }

  /** The assessment as statements name it. @param {CoursemarkAttempt} attempt */
  const named = ({ assessment: { id, title, revision } }) => ({ id, name: title, revision });

  /** @type {CoursemarkGlobal["attempt"]["initialized"]} */
  function initialized(attempt, stamp) {
    const { registration, seed } = attempt;
    return Coursemark.statements.initialized(stamp, {
      assessment: named(attempt),
      registration,
      seed,
      draw: leaves(attempt).map(({ id, data, definition }) => ({
        item: id,
        revision: data.revision,
        points: definition.points,
      })),
    });
  }

  /** @type {CoursemarkGlobal["attempt"]["answered"]} */
  function answered(attempt, { id, data, definition, order }, stamp) {
    const given = /** @type {string} */ (response(attempt, id));
    const { raw, max, success } = Coursemark.grading.grade(definition, given);
    return Coursemark.statements.answered(stamp, {
      item: { id, type: definition.type, name: data.name, revision: data.revision },
      response: given,
      order,
      registration: attempt.registration,
      assessment: { id: attempt.assessment.id, name: attempt.assessment.title },
      raw,
      max,
      success,
    });
  }

  /** @type {CoursemarkGlobal["attempt"]["interrupted"]} */
  function interrupted(attempt, facts, stamp) {
    if (attempt.assessment.mode !== "exam") return [];
    const { registration } = attempt;
    return facts.map(({ cause, seconds }) =>
      Coursemark.statements.interrupted(stamp(), {
        assessment: named(attempt),
        registration,
        cause,
        seconds,
      }),
    );
  }

  /** @type {CoursemarkGlobal["attempt"]["finish"]} */
  function finish(attempt, now, stamp) {
    const { attempt: last, facts } = sitting.end(attempt, now);
    const at = /** @type {number} */ (last.finished);
    const { raw, max, success } = grade(last);
    const about = {
      assessment: named(last),
      registration: last.registration,
      seconds: Math.round(/** @type {number} */ (last.used) / 1000),
    };
    const blank = new Set(blanks(last).map((leaf) => leaf.id));
    const statements = [
      ...interrupted(last, facts, () => stamp(at)),
      // Items settled one by one are in the log already.
      ...leaves(last)
        .filter((leaf) => !blank.has(leaf.id) && !last.checked.includes(leaf.id))
        .map((leaf) => answered(last, leaf, stamp(at))),
      // Without a key nothing is known of the score; the trainer grades.
      Coursemark.statements.outcome(stamp(at), success === null ? about : { ...about, raw, max, success }),
      Coursemark.statements.terminated(stamp(at), about),
    ];
    return { attempt: { ...last, state: "submitted", result: { raw, max, success } }, statements };
  }

  /** @type {CoursemarkGlobal["attempt"]["shown"]} */
  function shown(review, passed, now = 0, closes = null) {
    const closed = closes !== null && now >= Date.parse(closes);
    const may = (/** @type {CoursemarkPhase} */ phase) =>
      phase === "during" ||
      phase === "after-submit" ||
      (phase === "after-pass" && passed) ||
      (phase === "after-close" && closed);
    return { marks: may(review.marks), key: may(review.key), feedback: may(review.feedback) };
  }

  /** @type {CoursemarkGlobal["attempt"]["isSettled"]} */
  const isSettled = (review) => Object.values(review).includes("during");

  /** @type {CoursemarkGlobal["attempt"]["drawnBefore"]} */
  function drawnBefore(statements, site, assessment) {
    /** @type {Set<string>} */
    const items = new Set();
    for (const statement of statements) {
      const { kind, target, draw: drawn } = Coursemark.statements.read(statement, site);
      if (kind !== "initialized" || target !== assessment) continue;
      // A part of a case has the id of the case before its own.
      for (const { item } of drawn ?? []) items.add(item.split("/").slice(0, 2).join("/"));
    }
    return items;
  }

  /** @type {CoursemarkGlobal["attempt"]["extent"]} */
  function extent(assessment, items, today) {
    /** @type {CoursemarkExtent} */
    const sum = { questions: [0, 0], points: [0, 0] };
    for (const rule of assessment.draw) {
      const pool = rule.pool.filter(usableOn(items, today)).map((id) => items[id]);
      const count = Math.min(rule.count ?? pool.length, pool.length);
      const add = (/** @type {[number, number]} */ range, /** @type {number[]} */ each) => {
        const sorted = each.sort((a, b) => a - b);
        const total = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0);
        range[0] += total(sorted.slice(0, count));
        range[1] += total(sorted.slice(sorted.length - count));
      };
      const leafPoints = pool.map((data) => worth(data, rule.points ?? null));
      add(
        sum.questions,
        leafPoints.map((points) => points.length),
      );
      add(
        sum.points,
        leafPoints.map((points) => points.reduce((a, b) => a + b, 0)),
      );
    }
    return sum;
  }

  /** @type {CoursemarkGlobal["attempt"]["obstacle"]} */
  function obstacle({ attempts, opens, closes, cooling }, ended, now) {
    if (attempts !== null && ended.length >= attempts) return { kind: "attempts" };
    if (closes && now >= Date.parse(closes)) return { kind: "closes", at: Date.parse(closes) };
    if (opens && now < Date.parse(opens)) return { kind: "opens", at: Date.parse(opens) };
    if (cooling === null || ended.length === 0) return null;
    // A clock that was wrong must not keep anybody out for longer.
    const last = Math.min(now, Math.max(...ended.map(({ at }) => Date.parse(at) || 0)));
    const at = last + cooling * 60000;
    return now < at ? { kind: "cooling", at } : null;
  }

  Coursemark.attempt = {
    create,
    current,
    leaves,
    response,
    entered,
    given,
    blanks,
    grade,
    initialized,
    answered,
    interrupted,
    finish,
    shown,
    isSettled,
    drawnBefore,
    extent,
    obstacle,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
