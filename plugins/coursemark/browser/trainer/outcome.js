"use strict";
/** What one learner's log comes to. Twin of report/learners.py, sittings.py and verified.py. Pure. */
(function (Coursemark) {
  const LISTED = 10;
  const { deskCore: core } = Coursemark;
  const { end, anchor, seconds, revision, answers } = core.sittings;

  /**
   * One attempt and what became of it; `graded` null when it was not submitted or cannot be.
   * @typedef {{sitting: CoursemarkDeskSitting, graded: CoursemarkDeskGraded | null, reason: string}} Sat
   */

  /** @type {CoursemarkDeskCore["outcome"]["of"]} */
  function of(learner, log, site, bank, regrader) {
    const faults = faultsOf(learner);
    const { complain } = faults;
    const { eventOf, isPractice } = Coursemark.statements;
    /** @type {CoursemarkEvent[]} */
    const events = [];
    for (const { entry } of log) {
      const event = eventOf(entry);
      if (event) events.push(event);
    }
    /** @type {Map<string, CoursemarkDeskSitting[]>} */
    const byTest = new Map();
    for (const sitting of core.sittings.of(log)) {
      const known = byTest.get(sitting.assessment);
      if (known) known.push(sitting);
      else byTest.set(sitting.assessment, [sitting]);
    }
    /** @type {CoursemarkDeskAssessment[]} */
    const assessments = [];
    /** @type {CoursemarkDeskAttempt[]} */
    const attempts = [];
    for (const [id, sat] of byTest) {
      const test = Object.prototype.hasOwnProperty.call(bank.tests, id) ? bank.tests[id] : null;
      const sittings = test ? sit(sat, id, test, regrader, complain) : sat.map(unknown);
      const counted = sittings.flatMap(({ graded, reason }) => (graded && !reason ? graded : []));
      const chosen =
        test?.grading === "first"
          ? counted.slice(0, 1)
          : test?.grading === "last"
            ? counted.slice(-1)
            : counted;
      const best = bestOf(chosen);
      const rows = sittings.map((each, n) => row(site, learner, test?.title ?? id, n + 1, each, best));
      attempts.push(...rows);
      if (!test) complain(anchor(sat[0]), "unknown-assessment", `没有测评 ${id}，它的作答没有计入`);
      if (!test || !best) continue;
      const result = rows[sittings.findIndex((each) => each.graded === best)];
      const { submitted_at, registration, revision, facts } = result;
      assessments.push({
        assessment: id,
        title: test.title,
        score: percent(best.scaled),
        raw: best.raw / 100,
        max: best.max / 100,
        passed: best.success,
        attempts: counted.length,
        ...{ submitted_at, registration, revision, facts },
        get receipt() {
          return result.receipt;
        },
      });
      for (const graded of counted) {
        const at = end(graded.sitting)?.entry.timestamp ?? "";
        if (chosen.includes(graded) && graded.success)
          events.push({ kind: "pass", target: id, at, score: (graded.scaled ?? 0) / 10_000 });
        else events.push({ kind: "attempt", target: id, at });
      }
    }
    for (const one of log) {
      const { entry } = one;
      if (entry.kind !== "answered") continue;
      if (isPractice(entry, /** @type {any} */ (bank.tests)) && regrader.right(entry))
        events.push({ kind: "practise", target: entry.target, at: entry.timestamp });
      if (isPractice(entry, {})) regrader.answer(one, complain);
    }
    const { compare } = core.words;
    assessments.sort((a, b) => compare(a.assessment, b.assessment));
    attempts.sort((a, b) => compare(a.assessment, b.assessment) || a.number - b.number);
    return { assessments, attempts, events, problems: faults.found() };
  }

  /** @param {CoursemarkDeskSitting} sitting @returns {Sat} */
  const unknown = (sitting) => ({ sitting, graded: null, reason: "站点没有这个测评" });

  /**
   * @param {CoursemarkDeskSitting[]} sat in the order of their beginnings
   * @param {string} id @param {CoursemarkDeskTest} test @param {CoursemarkDeskRegrader} regrader
   * @param {CoursemarkDeskComplain} complain
   */
  function sit(sat, id, test, regrader, complain) {
    /** @type {Sat[]} */
    const found = [];
    let before = null;
    let counting = 0;
    for (const sitting of sat) {
      if (!end(sitting)) {
        found.push({ sitting, graded: null, reason: "没有交卷" });
        continue;
      }
      const graded = regrader.sitting(sitting, id, complain);
      core.times.cooling(sitting, before, id, test, complain);
      before = sitting;
      let reason = "";
      if (test.attempts !== null && counting >= test.attempts) {
        const text = `测评 ${id} 限作答 ${test.attempts} 次，这一次超出，没有计入`;
        complain(anchor(sitting), "attempt-limit", text);
        reason = `超过 ${test.attempts} 次`;
      } else counting++;
      found.push({ sitting, graded, reason });
    }
    return found;
  }

  /** The greatest share of the points; the earliest of equals. @param {CoursemarkDeskGraded[]} attempts */
  function bestOf(attempts) {
    let best = null;
    for (const each of attempts) if (!best || (each.scaled ?? -1) > (best.scaled ?? -1)) best = each;
    return best;
  }

  /**
   * @param {string} site @param {string} learner @param {string} title @param {number} number
   * @param {Sat} sat @param {CoursemarkDeskGraded | null} best
   * @returns {CoursemarkDeskAttempt}
   */
  function row(site, learner, title, number, { sitting, graded, reason }, best) {
    const [begun, ended] = [sitting.begun, end(sitting)];
    return {
      assessment: sitting.assessment,
      title,
      number,
      registration: sitting.registration,
      started: begun && begun.moment !== null ? begun.entry.timestamp : null,
      submitted_at: ended && ended.moment !== null ? ended.entry.timestamp : null,
      seconds: seconds(sitting),
      score: percent(graded?.scaled ?? null),
      raw: percent(graded?.raw ?? null),
      max: percent(graded?.max ?? null),
      passed: graded?.success ?? null,
      submitted: ended !== null,
      counts: reason ? "no" : graded === best ? "result" : "yes",
      reason,
      // Worked out when it is looked at: of thousands hardly one is.
      get receipt() {
        return ended ? receipt(site, learner, sitting) : "";
      },
      revision: revision(sitting),
      facts: core.times.facts(sitting),
    };
  }

  /**
   * As the page showed it after submitting: over the last response to each item.
   * @param {string} site @param {string} learner @param {CoursemarkDeskSitting} sitting
   */
  function receipt(site, learner, sitting) {
    /** @type {[string, string][]} */
    const given = [];
    for (const [item, { entry }] of answers(sitting))
      if (entry.response !== null) given.push([item, entry.response]);
    return Coursemark.codes.receipt(site, learner, sitting.registration, given);
  }

  /** @param {number | null} hundredths */
  const percent = (hundredths) => (hundredths === null ? null : hundredths / 100);

  /** Collects a learner's problems; edited questions come to one a file. @param {string} learner */
  function faultsOf(learner) {
    /** @type {Map<string, CoursemarkDeskFault>} */
    const found = new Map();
    /** File to its items and the first line of each. @type {Map<string, Map<string, number>>} */
    const outdated = new Map();
    return {
      /** @type {CoursemarkDeskComplain} */
      complain(where, kind, text) {
        const file = where.file.name;
        if (kind === "outdated-item") {
          const items = outdated.get(file) ?? new Map();
          outdated.set(file, items.set(text, Math.min(where.line, items.get(text) ?? where.line)));
          return;
        }
        const fault = { file, line: where.line, kind, detail: text, learner };
        found.set(`${file}\n${where.line}\n${kind}\n${text}`, fault);
      },
      found() {
        const faults = [...found.values()];
        for (const [file, items] of outdated) {
          // By line: answers of one submission have one time, so their order says nothing.
          const byLine = [...items].sort((a, b) => a[1] - b[1]);
          const line = byLine[0][1];
          const ids = byLine.slice(0, LISTED).map(([id]) => id);
          const listed = ids.join("、") + (items.size > LISTED ? "等" : "");
          const detail = `${items.size} 道题在作答后改过，已按现在的题目重新判分：${listed}`;
          faults.push({ file, line, kind: "outdated-item", detail, learner });
        }
        return faults;
      },
    };
  }

  core.outcome = { of };
})(globalThis.Coursemark);
