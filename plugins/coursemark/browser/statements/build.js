"use strict";

/** Statements built from plain values: the id and the time are arguments, so building is pure. */
(function (Coursemark) {
  const { VERBS, ACTIVITY_TYPES, CAUSES, INTERACTIONS } = Coursemark.statements.words;

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

  /** @type {CoursemarkStatements["interrupted"]} */
  function interrupted(stamp, { assessment, registration, cause, seconds }) {
    const { site } = stamp;
    const target = activity(site, "assessment", assessment.id, assessment.name);
    const jumped = cause === "clock";
    const result = jumped ? null : { duration: duration(Math.abs(seconds)) };
    const extensions = {
      [`${site}x/revision`]: assessment.revision,
      [`${site}x/cause`]: cause,
      [`${site}x/jump`]: jumped ? seconds : null,
    };
    return statement(stamp, CAUSES[cause], target, result, context(registration, {}, extensions));
  }

  /** @type {CoursemarkStatements["replied"]} */
  function replied(stamp, { survey, question, response, scale }) {
    const { site } = stamp;
    const target = activity(site, "question", `${survey.id}/${question.id}`, question.name);
    target.definition.interactionType = INTERACTIONS[question.type] ?? "other";
    const result = { response, ...rated(response, scale ?? 0) };
    const around = { parent: [activity(site, "survey", survey.id, survey.name)] };
    const where = context(null, around, { [`${site}x/revision`]: survey.revision });
    return statement(stamp, "answered", target, result, where);
  }

  /** @type {CoursemarkStatements["surveyed"]} */
  function surveyed(stamp, { survey }) {
    const target = activity(stamp.site, "survey", survey.id, survey.name);
    const where = context(null, {}, { [`${stamp.site}x/revision`]: survey.revision });
    return statement(stamp, "completed", target, { completion: true }, where);
  }

  /** @type {CoursemarkStatements["attended"]} */
  function attended(stamp, { session, held, hours, evidence, registrar }) {
    const { site } = stamp;
    const seconds = hours == null ? null : Math.floor(hours * 3600 + 0.5);
    const extensions = {
      [`${site}x/held`]: held || null,
      [`${site}x/evidence`]: evidence || null,
      [`${site}x/registrar`]: registrar || null,
    };
    const target = activity(site, "session", session.name, session.name);
    const result = { completion: true, ...graded({ seconds }) };
    return statement(stamp, "attended", target, result, context(null, {}, extensions));
  }

  /** @type {CoursemarkStatements["commented"]} */
  function commented(stamp, { item, page, text }) {
    const { site } = stamp;
    const target = item
      ? activity(site, "item", item.id, item.name)
      : activity(site, "page", page?.path ?? "", page?.name);
    const where = context(null, {}, { [`${site}x/revision`]: (item ?? page)?.revision });
    return statement(stamp, "commented", target, { response: text }, where);
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
  function ofPage(stamp, verb, { page, seconds, minimum }) {
    const target = activity(stamp.site, "page", page.path, page.name);
    const result = { completion: true, ...graded({ seconds }) };
    const extensions = {
      [`${stamp.site}x/revision`]: page.revision,
      [`${stamp.site}x/version`]: page.version || null,
      [`${stamp.site}x/minimum`]: minimum || null,
    };
    return statement(stamp, verb, target, result, context(null, {}, extensions));
  }

  /**
   * @param {string} site
   * @param {Parameters<CoursemarkStatements["activityId"]>[1]} kind
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

  /**
   * The score of a rating: 1 is scaled 0, the highest number 1.
   *
   * @param {string} response
   * @param {number} most
   */
  function rated(response, most) {
    const raw = /^[0-9]{1,3}$/.test(response) ? Number(response) : 0;
    if (most < 2 || raw < 1 || raw > most) return {};
    const span = most - 1;
    const scaled = Math.floor((20000 * (raw - 1) + span) / (2 * span)) / 10000;
    return { score: { raw, min: 1, max: most, scaled } };
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
      interrupted,
      replied,
      surveyed,
      attended,
      commented,
      completed,
    }),
  );
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
