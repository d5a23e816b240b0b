"use strict";

/**
 * Statements of any origin read with every field type-checked. Nothing is trusted: a field of
 * the wrong type is absent, and what is not ours has the kind null.
 */
(function (Coursemark) {
  const { VERBS, ACTIVITY_TYPES, CAUSES, KINDS, OUTCOMES } = Coursemark.statements.words;
  const VERB_OF_IRI = new Map(Object.entries(VERBS).map(([verb, [iri]]) => [iri, verb]));
  const DURATION = /^P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]+))?S)?)?$/;

  /** @type {CoursemarkStatements["activity"]} */
  function activity(statement, site) {
    return ownActivity(get(statement, "object"), site);
  }

  /** @type {CoursemarkStatements["learnerOf"]} */
  function learnerOf(statement) {
    const actor = get(statement, "actor");
    if (!isObject(actor) || (get(actor, "objectType") ?? "Agent") !== "Agent") return null;
    const mailbox = text(get(actor, "mbox")).replace(/^mailto:/, "");
    const id = text(get(get(actor, "account"), "name")) || mailbox || text(get(actor, "openid"));
    return id ? { id, name: text(get(actor, "name")) } : null;
  }

  /**
   * What was read before: a page reads a log of thousands a dozen times, and no statement changes.
   * @type {WeakMap<object, {site: string, entry: CoursemarkEntry}>}
   */
  const known = new WeakMap();

  /** @type {CoursemarkStatements["read"]} */
  function read(statement, site) {
    if (!isObject(statement)) return entryOf(statement, site);
    const key = /** @type {object} */ (statement);
    const before = known.get(key);
    if (before && before.site === site) return before.entry;
    const entry = Object.freeze(entryOf(statement, site));
    known.set(key, { site, entry });
    return entry;
  }

  /** @param {unknown} statement @param {string} site @returns {CoursemarkEntry} */
  function entryOf(statement, site) {
    const verb = VERB_OF_IRI.get(text(get(get(statement, "verb"), "id")));
    const own = activity(statement, site);
    const result = get(statement, "result");
    const context = get(statement, "context");
    const score = get(result, "score");
    const extensions = get(context, "extensions");
    const success = get(result, "success");
    const response = get(result, "response");
    const cause = text(get(extensions, `${site}x/cause`));
    const kind = own && verb ? (get(KINDS, `${verb} ${own[0]}`) ?? null) : null;
    return {
      id: uuid(get(statement, "id")),
      kind: /** @type {CoursemarkEntry["kind"]} */ (kind),
      target: own ? own[1] : "",
      timestamp: text(get(statement, "timestamp")),
      response: typeof response === "string" ? response : null,
      raw: hundredths(get(score, "raw")),
      max: hundredths(get(score, "max")),
      scaled: number(get(score, "scaled")),
      success: typeof success === "boolean" ? success : null,
      seconds: secondsOf(get(result, "duration")),
      registration: uuid(get(context, "registration")),
      assessment: parentAssessment(context, site),
      revision: text(get(extensions, `${site}x/revision`)),
      order: list(get(extensions, `${site}x/order`)).filter((each) => typeof each === "string"),
      draw: drawn(get(extensions, `${site}x/draw`)),
      activity: own ? own[0] : "",
      version: text(get(extensions, `${site}x/version`)),
      minimum: number(get(extensions, `${site}x/minimum`)),
      cause: get(CAUSES, cause) === undefined ? "" : cause,
      jump: number(get(extensions, `${site}x/jump`), 1e12),
      evidence: text(get(extensions, `${site}x/evidence`)),
      held: text(get(extensions, `${site}x/held`)),
    };
  }

  /** @type {CoursemarkStatements["secondsOf"]} */
  function secondsOf(value) {
    const match = typeof value === "string" && value.length < 40 ? DURATION.exec(value) : null;
    if (!match || !match.slice(1).some((group) => group !== undefined)) return null;
    const [days, hours, minutes, seconds] = match.slice(1, 5).map((group) => Number(group ?? 0));
    const fraction = Number((match[5] ?? "0").slice(0, 3).padEnd(3, "0")) / 1000;
    const total = days * 86400 + hours * 3600 + minutes * 60 + seconds + fraction;
    return total <= 1e9 ? total : null;
  }

  /** @type {CoursemarkStatements["events"]} */
  function events(statements, site, assessments = {}) {
    /** @type {CoursemarkEvent[]} */
    const found = [];
    /** @type {Map<string, CoursemarkEntry[]>} */
    const outcomes = new Map();
    for (const statement of statements) {
      const entry = read(statement, site);
      const event = eventOf(entry);
      if (event) {
        found.push(event);
      } else if (entry.kind !== null && OUTCOMES.includes(entry.kind)) {
        outcomes.set(entry.target, [...(outcomes.get(entry.target) ?? []), entry]);
      } else if (entry.success && isPractice(entry, assessments)) {
        found.push({ kind: "practise", target: entry.target, at: entry.timestamp });
      }
    }
    for (const [target, entries] of outcomes) {
      const counted = counting(entries, get(get(assessments, target), "grading"));
      for (const entry of entries) {
        const passed = entry.kind === "passed" && counted.includes(entry);
        const score = passed && entry.scaled !== null ? { score: entry.scaled } : {};
        found.push({ kind: passed ? "pass" : "attempt", target, at: entry.timestamp, ...score });
      }
    }
    return found;
  }

  /** @type {CoursemarkStatements["eventOf"]} */
  function eventOf({ kind, target, timestamp: at, minimum, seconds, version, held }) {
    if (kind === "read") {
      const tooShort = minimum !== null && seconds !== null && seconds < minimum;
      return tooShort ? null : { kind, target, at };
    }
    if (kind === "accept") return { kind, target, at, ...(version ? { version } : {}) };
    if (kind === "survey") return { kind, target, at };
    if (kind !== "attend") return null;
    const { instant, dayAt, parseDay } = Coursemark.days;
    const [day, told] = [parseDay(held), instant(at)];
    // Noon of the same day may still be to come.
    const known = day !== null && told !== null && day < dayAt(told);
    return { kind, target, at: known ? `${held}T12:00:00+08:00` : at };
  }

  /** @type {CoursemarkStatements["isPractice"]} */
  function isPractice(entry, assessments) {
    if (entry.kind !== "answered") return false;
    if (entry.assessment) return get(get(assessments, entry.assessment), "mode") === "practice";
    return !entry.registration;
  }

  /**
   * The outcomes that count; the log is append-only, so first and last are by position.
   *
   * @param {CoursemarkEntry[]} entries
   * @param {unknown} grading
   */
  function counting(entries, grading) {
    if (grading === "first") return entries.slice(0, 1);
    return grading === "last" ? entries.slice(-1) : entries;
  }

  /**
   * @param {unknown} value
   * @param {string} site
   * @returns {[string, string] | null}
   */
  function ownActivity(value, site) {
    const iri = text(get(value, "id"));
    if (!iri.startsWith(site)) return null;
    const slash = iri.indexOf("/", site.length);
    const kind = iri.slice(site.length, slash);
    const rest = iri.slice(slash + 1);
    if (slash < 0 || !rest || get(ACTIVITY_TYPES, kind) === undefined) return null;
    const target = decoded(rest);
    return [kind, kind === "page" ? target + ".md" : target];
  }

  /** @param {string} encoded */
  function decoded(encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  }

  /**
   * @param {unknown} context
   * @param {string} site
   */
  function parentAssessment(context, site) {
    const around = get(context, "contextActivities");
    for (const role of ["parent", "grouping"]) {
      for (const value of list(get(around, role))) {
        const own = ownActivity(value, site);
        if (own && own[0] === "assessment") return own[1];
      }
    }
    return "";
  }

  /** @param {unknown} value */
  function drawn(value) {
    if (!Array.isArray(value)) return null;
    /** @type {Map<string, CoursemarkDrawn>} */
    const found = new Map();
    for (const each of value) {
      const item = text(get(each, "item"));
      const points = hundredths(get(each, "points"));
      if (item && points !== null && !found.has(item)) {
        found.set(item, { item, revision: text(get(each, "revision")), points });
      }
    }
    return [...found.values()];
  }

  /** @param {unknown} value */
  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /**
   * A field of the object itself, never one it inherits.
   *
   * @param {unknown} value
   * @param {string} key
   * @returns {unknown}
   */
  function get(value, key) {
    if (!isObject(value) || !Object.prototype.hasOwnProperty.call(value, key)) return undefined;
    return /** @type {Record<string, unknown>} */ (value)[key];
  }

  /**
   * Values of an array; xAPI 1.0.3 readers take a single object for an array of one.
   *
   * @param {unknown} value
   * @returns {any[]}
   */
  function list(value) {
    return Array.isArray(value) ? value : isObject(value) ? [value] : [];
  }

  /** @param {unknown} value */
  function text(value) {
    return typeof value === "string" ? value : "";
  }

  /**
   * Upper and lower case are one id; only ASCII is folded, as in the report.
   *
   * @param {unknown} value
   */
  function uuid(value) {
    const id = text(value);
    // eslint-disable-next-line no-control-regex
    return /^[\x00-\x7f]*$/.test(id) ? id.toLowerCase() : id;
  }

  /**
   * A finite number of sensible size.
   *
   * @param {unknown} value
   * @param {number} [limit]
   */
  function number(value, limit = 1e6) {
    return typeof value === "number" && value >= -limit && value <= limit ? value : null;
  }

  /** @param {unknown} value */
  function hundredths(value) {
    const found = number(value);
    return found === null ? null : Math.floor(found * 100 + 0.5);
  }

  Object.assign(
    Coursemark.statements,
    /** @satisfies {Partial<CoursemarkStatements>} */ ({
      activity,
      learnerOf,
      read,
      secondsOf,
      events,
      eventOf,
      isPractice,
    }),
  );
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
