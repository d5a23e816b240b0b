"use strict";
/**
 * Records on their way from a worker that reads them to the one that merges them: rows as JSON, which
 * takes a fraction of what handing over the objects takes. Pure.
 */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;
  /** @type {string[]} */
  const NO_ORDER = [];

  /** @type {CoursemarkDeskCore["packing"]["pack"]} */
  function pack({ bytes: _, statements, ...rest }) {
    // Number and name are nearly always those of the first.
    const { learner = "", name = "" } = statements[0] ?? {};
    const rows = statements.map((one) => [
      one.line,
      one.moment,
      one.learner === learner ? 0 : one.learner,
      one.name === name ? 0 : one.name,
      ...rowOf(one.entry),
    ]);
    return { ...rest, who: [learner, name], rows };
  }

  /** @param {CoursemarkEntry} e */
  function rowOf(e) {
    const row = [e.id, e.kind, e.target, e.activity, e.timestamp, e.response, e.raw, e.max, e.scaled];
    const more = [e.success, e.seconds, e.registration, e.assessment, e.revision];
    const rare = [e.order, e.draw, e.version, e.minimum, e.cause, e.jump, e.evidence, e.held, e.registrar];
    const none =
      e.order.length === 0 && rare.slice(1).every((value) => value === null || value === "") ? 0 : rare;
    return [...row, ...more, none];
  }

  /** @type {CoursemarkDeskCore["packing"]["unpack"]} */
  function unpack({ who: [learner, name], rows, ...rest }, bytes) {
    const record = /** @type {CoursemarkDeskRecord} */ ({ ...rest, statements: [], bytes });
    let last = "";
    for (const row of rows) {
      const rare = row[18] || null;
      // The answers of an attempt share one text.
      if (row[15] !== last) last = row[15];
      record.statements.push({
        entry: {
          id: row[4],
          kind: row[5],
          target: shared(row[6]),
          timestamp: row[8],
          response: row[9],
          raw: row[10],
          max: row[11],
          scaled: row[12],
          success: row[13],
          seconds: row[14],
          registration: last,
          assessment: shared(row[16]),
          revision: shared(row[17]),
          order: rare?.[0] ?? NO_ORDER,
          draw: rare?.[1] ?? null,
          activity: row[7],
          version: rare?.[2] ?? "",
          minimum: rare?.[3] ?? null,
          cause: rare?.[4] ?? "",
          jump: rare?.[5] ?? null,
          evidence: rare?.[6] ?? "",
          held: rare?.[7] ?? "",
          registrar: rare?.[8] ?? "",
        },
        moment: row[1],
        file: record,
        line: row[0],
        learner: row[2] === 0 ? learner : row[2],
        name: row[3] === 0 ? name : row[3],
      });
    }
    return record;
  }

  const MOST_SHARED = 50_000;
  /** @type {Map<string, string>} */
  const texts = new Map();

  /** One text for all that say the same, as items and assessments are named over and over. @param {string} text */
  function shared(text) {
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size >= MOST_SHARED) texts.clear();
    texts.set(text, text);
    return text;
  }

  core.packing = { pack, unpack };
})(globalThis.Coursemark);
