"use strict";

// Progress in JavaScript for tests in Python: a JSON request a line in, a JSON answer a line out.

const { createInterface } = require("node:readline");
const { loadScripts } = require("./load_scripts.cjs");

const { progress, statements } = loadScripts(
  (name) => ["days.js", "progress.js"].includes(name) || name.startsWith("statements/"),
);

/** What a request may call; each takes the arguments of the request. */
const CALLS = {
  progress: progress.progressOf,
  /** @param {[string, object, object][]} log builder, stamp and details of each statement */
  journey: (log, site, assessments, courses, now, start) => {
    const built = log.map(([build, stamp, details]) => statements[build](stamp, details));
    const events = statements.events(built, site, assessments);
    return { built, events, progress: progress.progressOf(courses, events, now, start) };
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { call, args } = JSON.parse(line);
  process.stdout.write(JSON.stringify(CALLS[call](...args)) + "\n");
});
