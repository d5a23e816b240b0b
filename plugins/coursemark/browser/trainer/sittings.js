"use strict";
/** Attempts as the log tells them: what began, was answered, how it ended. Twin of report/attempts.py. Pure. */
(function (Coursemark) {
  const OF_ATTEMPT = new Set(["initialized", "answered", "passed", "failed", "completed", "terminated"]);
  const OUTCOMES = new Set(["passed", "failed", "completed"]);
  /** How far apart the clocks of one moment may be before a time counts as impossible. */
  const CLOCK_MS = 60_000;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["sittings"]["end"]} */
  const end = (sitting) => sitting.outcome ?? sitting.terminated;

  /** @type {CoursemarkDeskCore["sittings"]["closed"]} */
  function closed(sitting, one) {
    const ended = end(sitting)?.moment ?? null;
    const started = sitting.begun?.moment ?? null;
    if (ended === null || one.moment === null) return false;
    // The clock was set back; it tells nothing about the order.
    if (started !== null && ended < started) return false;
    return one.moment > ended + CLOCK_MS;
  }

  /** The statement a problem of the whole attempt points to. @type {CoursemarkDeskCore["sittings"]["anchor"]} */
  const anchor = (sitting) => end(sitting) ?? sitting.begun ?? sitting.given[0];

  /** @type {CoursemarkDeskCore["sittings"]["seconds"]} */
  function seconds(sitting) {
    const [started, ended] = [sitting.begun?.moment ?? null, end(sitting)?.moment ?? null];
    if (started !== null && ended !== null) return (ended - started) / 1000;
    return end(sitting)?.entry.seconds ?? null;
  }

  /** @type {CoursemarkDeskCore["sittings"]["revision"]} */
  const revision = ({ begun, outcome, terminated }) =>
    begun?.entry.revision || outcome?.entry.revision || terminated?.entry.revision || "";

  /** Leaf item to its last response, in the order of the first. @type {CoursemarkDeskCore["sittings"]["answers"]} */
  const answers = (sitting) => new Map(sitting.given.map((one) => [one.entry.target, one]));

  /** @type {CoursemarkDeskCore["sittings"]["of"]} */
  function of(log) {
    /** @type {Map<string, CoursemarkDeskSitting[]>} */
    const found = new Map();
    const keyOf = (/** @type {string} */ assessment, /** @type {string} */ registration) =>
      `${registration}\n${assessment}`;
    for (const one of log) {
      const { kind, registration, assessment: parent, target } = one.entry;
      if (kind === null || !OF_ATTEMPT.has(kind)) continue;
      if (kind === "answered" && !registration && !parent) continue;
      const assessment = kind === "answered" ? parent : target;
      const key = keyOf(assessment, registration);
      let sittings = found.get(key);
      if (!sittings) found.set(key, (sittings = []));
      let sitting = sittings[sittings.length - 1];
      if (!sitting || (!registration && closed(sitting, one))) {
        sitting = {
          assessment,
          registration,
          begun: null,
          outcome: null,
          terminated: null,
          given: [],
          interruptions: [],
        };
        sittings.push(sitting);
      }
      if (kind === "initialized") sitting.begun ??= one;
      else if (kind === "answered") sitting.given.push(one);
      else if (OUTCOMES.has(kind)) sitting.outcome ??= one;
      else sitting.terminated ??= one;
    }
    for (const one of log) {
      if (one.entry.kind !== "interrupted") continue;
      const sittings = found.get(keyOf(one.entry.target, one.entry.registration)) ?? [];
      sittings.find((sitting) => !closed(sitting, one))?.interruptions.push(one);
    }
    const all = [...found.values()].flat();
    for (const loose of all) {
      if (loose.assessment) continue;
      // Answers that name no assessment join the one attempt of their registration.
      const homes = all.filter((each) => each.assessment && each.registration === loose.registration);
      if (homes.length === 1) homes[0].given = [...loose.given, ...homes[0].given];
    }
    return all.filter((sitting) => sitting.assessment);
  }

  core.sittings = { of, closed, anchor, seconds, end, revision, answers };
})(globalThis.Coursemark);
