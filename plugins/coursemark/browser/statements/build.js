"use strict";

/** Statements built from plain values: the id and the time are arguments, so building is pure. */
(function (Coursemark) {
  const { VERBS, ACTIVITY_TYPES, INTERACTIONS } = Coursemark.statements.words;

  // RFC 3987 allows none of these in a path segment; other non-ASCII stands as it is.
  // eslint-disable-next-line no-control-regex
  const NOT_IN_IRI = /[\x00-\x20"#%<>?\\^`{|}\x7f-\xa0]/g;

  /** @type {CoursemarkStatements["activityId"]} */
  function activityId(site, kind, target) {
    const name = kind === "page" && target.endsWith(".md") ? target.slice(0, -3) : target;
    return `${site}${kind}/${name.replace(NOT_IN_IRI, encodeURIComponent)}`;
  }

  /** @type {CoursemarkStatements["timestamp"]} */
  function timestamp(date) {
    const offset = -date.getTimezoneOffset();
    const local = new Date(date.getTime() + offset * 60000).toISOString().slice(0, -1);
    const size = Math.abs(offset);
    return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  }

  /** @param {number} number */
  function two(number) {
    return String(number).padStart(2, "0");
  }

  /** @type {CoursemarkStatements["duration"]} */
  function duration(seconds) {
    const total = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(total / 3600);
    const minutes = Math.floor(total / 60) % 60;
    const rest = total % 60;
    const text = (hours ? `${hours}H` : "") + (minutes ? `${minutes}M` : "");
    return "PT" + text + (rest || !text ? `${rest}S` : "");
  }

  /** @type {CoursemarkStatements["uuid"]} */
  function uuid() {
    // crypto.randomUUID is absent on plain http.
    const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** @type {CoursemarkStatements["initialized"]} */
  function initialized(stamp, { assessment, registration, seed, draw }) {
    const { site } = stamp;
    const target = activity(site, "assessment", assessment.id, assessment.name);
    const shown = draw.map((d) => ({
      item: d.item,
      revision: d.revision,
      points: d.points / 100,
    }));
    const extensions = {
      [`${site}x/revision`]: assessment.revision,
      [`${site}x/seed`]: seed,
      [`${site}x/draw`]: shown,
    };
    return statement(stamp, "initialized", target, null, context(registration, {}, extensions));
  }

  /** @type {CoursemarkStatements["answered"]} */
  function answered(stamp, details) {
    const { site } = stamp;
    const { item, assessment, page } = details;
    const target = activity(site, "item", item.id, item.name);
    target.definition.interactionType = INTERACTIONS[item.type] ?? "other";
    const parents = [
      ...(assessment ? [activity(site, "assessment", assessment.id, assessment.name)] : []),
      ...(page ? [activity(site, "page", page.path, page.name)] : []),
    ];
    /** @type {Record<string, object[]>} */
    const around = {};
    if (parents.length > 0) around.parent = [parents[0]];
    if (parents.length > 1) around.grouping = [parents[1]];
    const extensions = {
      [`${site}x/revision`]: item.revision,
      [`${site}x/order`]: details.order,
    };
    const result = { response: details.response, ...graded(details) };
    const where = context(details.registration, around, extensions);
    return statement(stamp, "answered", target, result, where);
  }

  /** @type {CoursemarkStatements["outcome"]} */
  function outcome(stamp, details) {
    const success = details.success ?? null;
    const verb = success === null ? "completed" : success ? "passed" : "failed";
    return ofAttempt(stamp, verb, details, graded(details));
  }

  /** @type {CoursemarkStatements["terminated"]} */
  function terminated(stamp, details) {
    return ofAttempt(stamp, "terminated", details, graded({ seconds: details.seconds }));
  }

  /** @type {CoursemarkStatements["experienced"]} */
  function experienced(stamp, details) {
    return ofPage(stamp, "experienced", details);
  }

  /** @type {CoursemarkStatements["accepted"]} */
  function accepted(stamp, details) {
    return ofPage(stamp, "accept", details);
  }

  /** @type {CoursemarkStatements["completed"]} */
  function completed(stamp, { course }) {
    const target = activity(stamp.site, "course", course.id, course.name);
    return statement(stamp, "completed", target, { completion: true }, context(null, {}, {}));
  }

  /**
   * @param {CoursemarkStamp} stamp
   * @param {string} verb
   * @param {object} target
   * @param {object | null} result
   * @param {object} where
   * @returns {CoursemarkStatement}
   */
  function statement(stamp, verb, target, result, where) {
    const [iri, display] = VERBS[verb];
    return {
      id: stamp.id,
      actor: {
        objectType: "Agent",
        name: stamp.learner.name,
        account: { homePage: stamp.site, name: stamp.learner.id },
      },
      verb: { id: iri, display: { "zh-CN": display } },
      object: target,
      ...(result === null ? {} : { result }),
      context: where,
      timestamp: stamp.timestamp,
    };
  }

  /**
   * @param {CoursemarkStamp} stamp
   * @param {string} verb
   * @param {CoursemarkTerminated} details
   * @param {{duration?: string}} result
   */
  function ofAttempt(stamp, verb, { assessment, registration }, { duration: span, ...rest }) {
    const target = activity(stamp.site, "assessment", assessment.id, assessment.name);
    const result = { ...rest, completion: true, ...(span === undefined ? {} : { duration: span }) };
    const revision = { [`${stamp.site}x/revision`]: assessment.revision };
    return statement(stamp, verb, target, result, context(registration, {}, revision));
  }

  /**
   * @param {CoursemarkStamp} stamp
   * @param {string} verb
   * @param {CoursemarkOnPage} details
   */
  function ofPage(stamp, verb, { page, seconds }) {
    const target = activity(stamp.site, "page", page.path, page.name);
    const result = { completion: true, ...graded({ seconds }) };
    const revision = { [`${stamp.site}x/revision`]: page.revision };
    return statement(stamp, verb, target, result, context(null, {}, revision));
  }

  /**
   * @param {string} site
   * @param {"item" | "assessment" | "course" | "page"} kind
   * @param {string} target
   * @param {string | null | undefined} name
   */
  function activity(site, kind, target, name) {
    /** @type {{type: string, name?: object, interactionType?: string}} */
    const definition = { type: ACTIVITY_TYPES[kind] };
    if (name) definition.name = { "zh-CN": name };
    return { objectType: "Activity", id: activityId(site, kind, target), definition };
  }

  /**
   * @param {string | null | undefined} registration
   * @param {Record<string, object[]>} around
   * @param {Record<string, unknown>} extensions
   */
  function context(registration, around, extensions) {
    const given = Object.entries(extensions).filter(([, value]) => value != null);
    return {
      ...(registration ? { registration } : {}),
      ...(Object.keys(around).length > 0 ? { contextActivities: around } : {}),
      platform: "Coursemark",
      language: "zh-CN",
      ...(given.length > 0 ? { extensions: Object.fromEntries(given) } : {}),
    };
  }

  /**
   * `success`, `score` and `duration`, each only where known; a maximum of 0 has no score.
   *
   * @param {CoursemarkScoring} scoring
   */
  function graded({ success, raw, max, seconds }) {
    /** @type {{success?: boolean, score?: object, duration?: string}} */
    const result = {};
    if (success != null) result.success = success;
    if (raw != null && max) {
      const scaled = Math.floor((20000 * raw + max) / (2 * max)) / 10000;
      result.score = { raw: raw / 100, min: 0, max: max / 100, scaled };
    }
    if (seconds != null) result.duration = duration(seconds);
    return result;
  }

  Object.assign(
    Coursemark.statements,
    /** @satisfies {Partial<CoursemarkStatements>} */ ({
      activityId,
      timestamp,
      duration,
      uuid,
      initialized,
      answered,
      outcome,
      terminated,
      experienced,
      accepted,
      completed,
    }),
  );
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
