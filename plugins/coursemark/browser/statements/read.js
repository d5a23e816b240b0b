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

  /** @type {CoursemarkStatements["entryOf"]} */
  function entryOf(statement, site) {
    const verb = VERB_OF_IRI.get(text(get(get(statement, "verb"), "id")));
    const own = activity(statement, site);
    const result = get(statement, "result");
    const context = get(statement, "context");
    const score = get(result, "score");
    const extensions = get(context, "extensions");
    const names = extensionsOf(site);
    const success = get(result, "success");
    const response = get(result, "response");
    const cause = text(get(extensions, names.cause));
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
      registration: registrationOf(get(context, "registration")),
      assessment: parentAssessment(context, site),
      revision: text(get(extensions, names.revision)),
      order: texts(get(extensions, names.order)),
      draw: drawn(get(extensions, names.draw)),
      activity: own ? own[0] : "",
      version: text(get(extensions, names.version)),
      minimum: number(get(extensions, names.minimum)),
      cause: get(CAUSES, cause) === undefined ? "" : cause,
      jump: number(get(extensions, names.jump), 1e12),
      evidence: text(get(extensions, names.evidence)),
      held: text(get(extensions, names.held)),
      registrar: text(get(extensions, names.registrar)),
    };
  }

  const EXTENSIONS = "cause revision order draw version minimum jump evidence held registrar".split(" ");

  /** The names of our extensions; making them anew for each of a hundred thousand takes its time. */
  let named = { site: "", names: /** @type {Record<string, string>} */ ({}) };

  /** @param {string} site */
  function extensionsOf(site) {
    if (named.site !== site)
      named = { site, names: Object.fromEntries(EXTENSIONS.map((name) => [name, `${site}x/${name}`])) };
    return named.names;
  }

  /** @type {string[]} */
  const NO_TEXTS = [];

  /** @param {unknown} value */
  const texts = (value) =>
    value === undefined ? NO_TEXTS : list(value).filter((each) => typeof each === "string");

  /** @type {CoursemarkStatements["secondsOf"]} */
  function secondsOf(value) {
    if (typeof value !== "string") return null;
    let known = durations.get(value);
    if (known === undefined) {
      if (durations.size > MOST_DURATIONS) durations.clear();
      durations.set(value, (known = measured(value)));
    }
    return known;
  }

  const MOST_DURATIONS = 5000;

  /** Logs say the same few over and over. @type {Map<string, number | null>} */
  const durations = new Map();

  /** @param {string} value */
  function measured(value) {
    const match = value.length < 40 ? DURATION.exec(value) : null;
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
    if (activities.site !== site || activities.known.size > MOST_ACTIVITIES)
      activities = { site, known: new Map() };
    let known = activities.known.get(iri);
    if (known === undefined) activities.known.set(iri, (known = activityOf(iri, site)));
    return known;
  }

  const MOST_ACTIVITIES = 50_000;

  /** Logs name the same few activities over and over. */
  let activities = { site: "", known: /** @type {Map<string, [string, string] | null>} */ (new Map()) };

  /**
   * @param {string} iri
   * @param {string} site
   * @returns {[string, string] | null}
   */
  function activityOf(iri, site) {
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
    if (!isObject(value)) return undefined;
    const found = /** @type {Record<string, unknown>} */ (value)[key];
    // What is not there at all need not be asked after.
    if (found === undefined || !Object.prototype.hasOwnProperty.call(value, key)) return undefined;
    return found;
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

  /** The answers of an attempt come one after the other: they share one text. */
  let lastRegistration = "";

  /** @param {unknown} value */
  function registrationOf(value) {
    if (value === undefined) return "";
    const id = uuid(value);
    if (id !== lastRegistration) lastRegistration = id;
    return lastRegistration;
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
      entryOf,
      secondsOf,
      events,
      eventOf,
      isPractice,
    }),
  );
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
