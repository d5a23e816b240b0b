"use strict";
// The trainer's desk on what stdin gives, for tests/report/test_desk.py: a JSON object with `site`,
// `rules`, `asOf`, `today` and `inputs` (name and base64). Writes the desk and every learner's detail.

const path = require("node:path");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");

/** Runs the part "trainer" as a worker does: no page, no document. */
function loadTrainer() {
  const { parts } = require(path.join(browser, "manifest.json"));
  for (const script of parts["trainer-worker"]) require(path.join(browser, script));
  return globalThis.Coursemark.deskCore;
}

/** Works out every digest. @param {CoursemarkDeskSession} session */
async function verified(session) {
  for (let left = true; left;) {
    const { done, total } = await session.verify();
    left = done < total;
  }
}

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const { site, rules, asOf, today, inputs } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const session = loadTrainer().session.create(site, rules, today);
  session.asOf(asOf, today);
  await session.add(
    inputs.map(([name, base64]) => ({ name, bytes: async () => Buffer.from(base64, "base64") })),
  );
  await verified(session);
  const desk = await session.desk();
  const details = desk.learners.map((learner) => session.detail(learner.id));
  process.stdout.write(JSON.stringify({ desk, details }));
}

module.exports = { loadTrainer, loadScripts, verified };
if (require.main === module) main();
