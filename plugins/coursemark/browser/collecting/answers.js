"use strict";
/** What may be sent to a record store, how much at a time, and what its answers mean. Pure. */
(function (Coursemark) {
  const MOST_STATEMENTS = 100;
  /** Characters of JSON; three bytes each at most, and proxies begin to refuse at 1 MB. */
  const MOST_LENGTH = 200000;
  const MINUTE = 60000;
  const LONGEST = 360 * MINUTE;
  /** Faults that pass by themselves; the others wait for somebody to change something. */
  const PASSING = new Set(["unreached", "busy"]);

  /** @type {Record<number, keyof CoursemarkQueue["refused"]>} */
  const REFUSED = { 400: "invalid", 409: "conflict", 413: "large", 422: "invalid" };
  /** @type {Record<number, CoursemarkSendingFault>} */
  const FAULTS = {
    0: "unreached",
    401: "denied",
    403: "denied",
    404: "missing",
    405: "missing",
    408: "busy",
    425: "busy",
    429: "busy",
  };

  /** @type {CoursemarkGlobal["collecting"]["answers"]["verdict"]} */
  function verdict({ status, body }, ids) {
    if (status === 204 || (status === 200 && names(body, ids))) return { kind: "stored" };
    if (REFUSED[status]) return { kind: "refused", why: REFUSED[status] };
    return { kind: "fault", fault: FAULTS[status] ?? (status >= 500 ? "busy" : "strange") };
  }

  /**
   * Whether a store wrote this: ids of what it was sent. Some name only what is new to them. What
   * else answers with 200, such as the login page of a proxy, has stored nothing.
   * @param {string} body @param {readonly string[]} ids
   */
  function names(body, ids) {
    let found;
    try {
      found = JSON.parse(body);
    } catch {
      return false;
    }
    const known = new Set(ids.map((id) => id.toLowerCase()));
    return (
      Array.isArray(found) &&
      found.length > 0 &&
      found.every((id) => typeof id === "string" && known.has(id.toLowerCase()))
    );
  }

  /** @type {CoursemarkGlobal["collecting"]["answers"]["rest"]} */
  function rest(fault, tries, chance) {
    const doubled = MINUTE * 2 ** Math.min(tries - 1, 20);
    const whole = PASSING.has(fault) ? Math.min(LONGEST, doubled) : LONGEST;
    return Math.round(whole * (0.8 + 0.4 * chance));
  }

  /**
   * Each fault halves it: a proxy's "too large" reaches no page of another origin, and a slow line
   * may carry a little.
   * @type {CoursemarkGlobal["collecting"]["answers"]["batch"]}
   */
  function batch(statements, tries) {
    const most = Math.max(1, MOST_STATEMENTS >> Math.min(tries, 20));
    const longest = MOST_LENGTH / 2 ** tries;
    let length = 0;
    let count = 0;
    for (const statement of statements.slice(0, most)) {
      length += JSON.stringify(statement).length;
      if (count > 0 && length > longest) break;
      count++;
    }
    return statements.slice(0, count);
  }

  /** @type {CoursemarkGlobal["collecting"]["answers"]["isHeld"]} */
  function isHeld(site, statement) {
    const sealed = (/** @type {string} */ id) => site.assessments[id]?.sealed === true;
    const { activity, target, assessment } = Coursemark.statements.read(statement, site.id);
    if (activity === "assessment") return sealed(target);
    // Whoever completed the course passed the exam.
    const course = activity === "course" && site.courses.find(({ id }) => id === target);
    if (course) return course.steps.some((step) => step.kind === "pass" && sealed(step.target));
    return assessment !== null && sealed(assessment);
  }

  Coursemark.collecting = Object.assign(Coursemark.collecting ?? {}, {
    answers: { verdict, rest, batch, isHeld, MOST_STATEMENTS, MOST_LENGTH, LONGEST },
  });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
