"use strict";
/**
 * One sitting of an assessment, as plain data: what was drawn, what was answered, how it ended.
 * Pure. The drawn items are kept whole with the attempt, so that a rebuilt site or an edited
 * question changes nothing under the hands of a learner.
 */
(function (Coursemark) {
  const { draw, shuffle, random } = Coursemark.draw;

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

  /**
   * A new attempt.
   * @param {{assessment: CoursemarkAssessment, items: Record<string, CoursemarkItemData>, learner: string,
   *   registration: string, seed: number, now: number, today: string}} given
   * @returns {CoursemarkAttempt}
   */
  function create({ assessment, items, learner, registration, seed, now, today }) {
    const usable = (/** @type {string} */ id) =>
      Boolean(items[id]) && (items[id].validUntil ?? "9999") >= today;
    const next = random(seed ^ 0x5bd1e995);
    const drawn = draw(assessment.draw, { seed, shuffleItems: assessment.shuffleItems, usable }).map(
      ({ item, points }) => {
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
        };
      },
    );
    const { id, title, revision, mode, passMark, review, minutes } = assessment;
    return {
      learner,
      registration,
      assessment: { id, title, revision, mode, passMark, review, minutes },
      seed,
      started: now,
      deadline: minutes ? now + minutes * 60000 : null,
      drawn,
      responses: {},
      flags: [],
      checked: [],
      state: "running",
      finished: null,
      result: null,
    };
  }

  /** Every item to answer, in the order shown. @param {CoursemarkAttempt} attempt @returns {CoursemarkLeaf[]} */
  function leaves(attempt) {
    return attempt.drawn.flatMap(({ data, points, orders }) =>
      Coursemark.item.leaves(data).map((leaf, n) => ({
        id: leaf.definition.id,
        data: leaf,
        definition: { ...leaf.definition, points: points[n] },
        order: orders[n],
      })),
    );
  }

  /** @param {CoursemarkAttempt} attempt @param {string} id */
  const response = (attempt, id) => attempt.responses[id] ?? null;

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

  /** The statement that an attempt began. @param {CoursemarkAttempt} attempt @param {CoursemarkStamp} stamp */
  function initialized(attempt, stamp) {
    const { assessment, registration, seed } = attempt;
    return Coursemark.statements.initialized(stamp, {
      assessment: { id: assessment.id, name: assessment.title, revision: assessment.revision },
      registration,
      seed,
      draw: leaves(attempt).map(({ id, data, definition }) => ({
        item: id,
        revision: data.revision,
        points: definition.points,
      })),
    });
  }

  /**
   * @param {CoursemarkAttempt} attempt @param {CoursemarkLeaf} leaf @param {CoursemarkStamp} stamp
   */
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

  /**
   * Ends an attempt. Items checked one by one in practice are in the log already.
   * @param {CoursemarkAttempt} attempt @param {number} now
   * @param {(at: number) => CoursemarkStamp} stamp gives every statement its id and time
   * @returns {{attempt: CoursemarkAttempt, statements: CoursemarkStatement[]}}
   */
  function finish(attempt, now, stamp) {
    // A page that was closed when the time ran out ends the attempt at its deadline.
    // A clock that was set back meanwhile gives no time before the start.
    const at = Math.max(attempt.started, Math.min(now, attempt.deadline ?? now));
    const { raw, max, success } = grade(attempt);
    const { id, title, revision } = attempt.assessment;
    const about = {
      assessment: { id, name: title, revision },
      registration: attempt.registration,
      seconds: Math.round((at - attempt.started) / 1000),
    };
    const blank = new Set(blanks(attempt).map((leaf) => leaf.id));
    const statements = [
      ...leaves(attempt)
        .filter((leaf) => !blank.has(leaf.id) && !attempt.checked.includes(leaf.id))
        .map((leaf) => answered(attempt, leaf, stamp(at))),
      // Without a key nothing is known of the score; the trainer grades.
      Coursemark.statements.outcome(stamp(at), success === null ? about : { ...about, raw, max, success }),
      Coursemark.statements.terminated(stamp(at), about),
    ];
    return {
      attempt: { ...attempt, state: "submitted", finished: at, result: { raw, max, success } },
      statements,
    };
  }

  /**
   * What a learner may see once an attempt is over.
   * @param {CoursemarkReview} review @param {boolean} passed in this or an earlier attempt
   * @returns {CoursemarkShow}
   */
  function shown(review, passed) {
    const may = (/** @type {string} */ when) => when === "after-submit" || (when === "after-pass" && passed);
    return { marks: may(review.marks), key: may(review.key), feedback: may(review.feedback) };
  }

  Coursemark.attempt = { create, leaves, response, blanks, grade, initialized, answered, finish, shown };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
