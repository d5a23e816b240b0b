"use strict";
/** The record file a learner hands in or loads back: coursemark-record/1. Pure. */
(function (Coursemark) {
  const FORMAT = "coursemark-record/1";

  /**
   * The text of a record: a header line, the statements oldest first, a digest of all before it.
   * @param {CoursemarkSite} site @param {CoursemarkLearner} learner
   * @param {readonly CoursemarkStatement[]} statements @param {string} exported ISO timestamp
   */
  function write(site, learner, statements, exported) {
    const { id, name, department, role } = learner;
    const header = {
      format: FORMAT,
      site: { id: site.id, title: site.title, build: site.build },
      learner: { id, name, department, role },
      exported,
    };
    const body = [header, ...statements].map((line) => `${JSON.stringify(line)}\n`).join("");
    return `${body}${JSON.stringify({ end: statements.length, sha256: digest(body) })}\n`;
  }

  /** SHA-256 in hex; plain script, since insecure pages have no crypto.subtle. @param {string} text */
  function digest(text) {
    const { sha256, bytesToHex } = globalThis.CoursemarkVendor;
    return bytesToHex(sha256(new TextEncoder().encode(text)));
  }

  /** @param {string} line @returns {any} the object on a line, or null */
  function parse(line) {
    try {
      const value = JSON.parse(line);
      return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
    } catch {
      return null;
    }
  }

  /**
   * Reads a record, whole or cut short: every whole line before the cut counts.
   * @param {string} text
   * @returns {{header: any, statements: CoursemarkStatement[], intact: boolean}}
   */
  function read(text) {
    const lines = text.replace(/^\ufeff/, "").split("\n");
    /** @type {CoursemarkStatement[]} */
    const statements = [];
    let header = null;
    let intact = false;
    let before = "";
    for (const raw of lines) {
      const value = parse(raw);
      if (value?.format === FORMAT && header === null) header = value;
      else if (value && "end" in value && "sha256" in value) intact = value.sha256 === digest(before);
      else if (isStatement(value)) statements.push(value);
      before += `${raw}\n`;
    }
    return { header, statements, intact };
  }

  /** @param {any} value */
  function isStatement(value) {
    return (
      value !== null &&
      typeof value.id === "string" &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.id) &&
      Coursemark.progress.instant(value.timestamp) !== null
    );
  }

  /** @param {CoursemarkLearner} learner @param {string} day ISO date */
  function fileName(learner, day) {
    return `coursemark-${learner.id.replace(/[^\p{L}\p{N}_-]+/gu, "_")}-${day}.jsonl`;
  }

  Coursemark.recordFile = { write, read, fileName };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
