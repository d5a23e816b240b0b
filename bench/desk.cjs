"use strict";
// Times the desk on what bench/desk.py wrote: node bench/desk.cjs FOLDER
const fs = require("node:fs");
const path = require("node:path");
const { loadTrainer, verified } = require("../tests/js/desk_lines.cjs");

/** Milliseconds since: processor time of all threads, because the clock says little on a busy machine. */
function stopwatch() {
  const [before, began] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1000, clock: performance.now() - began };
  };
}

async function main() {
  const root = process.argv[2];
  const { site, rules, day } = JSON.parse(fs.readFileSync(path.join(root, "desk.json"), "utf8"));
  const folder = path.join(root, "records");
  const files = fs
    .readdirSync(folder)
    .map((name) => ({ name, data: fs.readFileSync(path.join(folder, name)) }));
  const roster = { name: "roster.csv", data: fs.readFileSync(path.join(root, "roster.csv")) };
  const megabytes = files.reduce((sum, file) => sum + file.data.length, 0) / 1e6;

  let lines = 0;
  const bare = stopwatch();
  for (const { data } of files)
    for (const line of new TextDecoder().decode(data).split("\n"))
      if (line) lines += Boolean(JSON.parse(line));
  const parsed = bare();

  const core = loadTrainer();
  const session = core.session.create(site, rules, day);
  const inputs = [roster, ...files].map(({ name, data }) => ({
    name,
    bytes: async () => new Uint8Array(data.buffer, data.byteOffset, data.length),
  }));
  const since = stopwatch();
  await session.add(inputs);
  const read = since();
  const desk = await session.desk();
  const usable = since();
  await verified(session);
  await session.desk();
  const whole = since();
  const size = JSON.stringify(desk).length / 1e6;
  const memory = process.memoryUsage();
  const told = (/** @type {string} */ what, /** @type {ReturnType<typeof since>} */ { cpu, clock }) =>
    console.log(
      `${what.padEnd(22)} ${cpu.toFixed(0).padStart(5)} ms of processor, ${(cpu / parsed.cpu).toFixed(2)} times;` +
        ` ${clock.toFixed(0).padStart(5)} ms by the clock, ${(clock / parsed.clock).toFixed(2)} times`,
    );
  console.log(`${files.length} records, ${lines} lines, ${megabytes.toFixed(0)} MB`);
  told("bare JSON.parse", parsed);
  told("read and merged", read);
  told("desk can be used", usable);
  told("all digests checked", whole);
  console.log(
    `desk of ${desk.learners.length} learners, ${size.toFixed(1)} MB as JSON, ${desk.problems.length} problems`,
  );
  console.log(
    `heap ${(memory.heapUsed / 1e6).toFixed(0)} MB, bytes of records ${(memory.arrayBuffers / 1e6).toFixed(0)} MB`,
  );
}

main();
