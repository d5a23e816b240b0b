"use strict";
/** The record file a learner hands in or loads back: coursemark-record/1. Pure. */
(function (Coursemark) {
  const FORMAT = "coursemark-record/1";
  /** A record that only a trainer's key opens; transfer/seal.js writes it. */
  const SEALED = "coursemark-sealed/";
  /** As in records/values.py; a database overflows its stack on what is nested without end. */
  const MAX_DEPTH = 64;

  /**
   * The text of a record: a header line, the statements oldest first, a digest of all before it.
   * @param {CoursemarkSite} site @param {CoursemarkLearner} learner
   * @param {readonly CoursemarkStatement[]} statements @param {string} exported ISO timestamp
   */
  function write(site, learner, statements, exported) {
    const { id, name, department, role, start } = learner;
    const header = {
      format: FORMAT,
      site: { id: site.id, title: site.title, build: site.build },
      learner: { id, name, department, role, ...(start && { start }) },
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
      const fits = typeof value === "object" && value !== null && !Array.isArray(value);
      return fits && isShallow(value, MAX_DEPTH) ? value : null;
    } catch {
      return null;
    }
  }

  /** @param {unknown} value @param {number} depth @returns {boolean} */
  function isShallow(value, depth) {
    if (typeof value !== "object" || value === null) return true;
    return depth > 0 && Object.values(value).every((each) => isShallow(each, depth - 1));
  }

  /**
   * Reads a record, whole or cut short: every whole line before the cut counts.
   * @type {CoursemarkRecordFile["read"]}
   */
  function read(text) {
    const lines = text.replace(/^\ufeff/, "").split("\n");
    /** @type {CoursemarkStatement[]} */
    const statements = [];
    let header = null;
    let intact = false;
    let sealed = false;
    let before = "";
    for (const raw of lines) {
      const value = parse(raw);
      if (value?.format === FORMAT && header === null) header = value;
      else if (String(value?.format).startsWith(SEALED)) sealed = true;
      else if (value && "end" in value && "sha256" in value) intact = value.sha256 === digest(before);
      else if (isStatement(value)) statements.push(value);
      before += `${raw}\n`;
    }
    return { header, statements, intact, sealed };
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

  /** @param {CoursemarkLearner} learner @param {string} day ISO date @param {boolean} [sealed] */
  function fileName(learner, day, sealed = false) {
    const id = learner.id.replace(/[^\p{L}\p{N}_-]+/gu, "_");
    return `coursemark-${id}-${day}${sealed ? ".sealed" : ""}.jsonl`;
  }

  Coursemark.recordFile = { write, read, fileName };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
