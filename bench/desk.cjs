"use strict";
// Times the desk on what bench/desk.py wrote: node bench/desk.cjs FOLDER
const fs = require("node:fs");
const path = require("node:path");
const { loadTrainer } = require("../tests/js/desk_lines.cjs");

/** Milliseconds of processor time, of all threads: the clock says little on a busy machine. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

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
  const started = cpu();
  for (const { data } of files)
    for (const line of new TextDecoder().decode(data).split("\n"))
      if (line) lines += Boolean(JSON.parse(line));
  const bare = cpu() - started;

  const core = loadTrainer();
  const session = core.session.create(site, rules, day);
  const inputs = [roster, ...files].map(({ name, data }) => ({
    name,
    bytes: async () => new Uint8Array(data),
  }));
  const begun = cpu();
  const clock = performance.now();
  await session.add(inputs);
  const read = cpu() - begun;
  const desk = await session.desk();
  const whole = cpu() - begun;
  const size = JSON.stringify(desk).length / 1e6;
  const memory = process.memoryUsage();
  console.log(`${files.length} records, ${lines} lines, ${megabytes.toFixed(0)} MB`);
  console.log(`bare JSON.parse ${bare.toFixed(0)} ms`);
  console.log(
    `read and merged ${read.toFixed(0)} ms, all ${whole.toFixed(0)} ms: ${(whole / bare).toFixed(2)} times`,
  );
  console.log(`by the clock ${(performance.now() - clock).toFixed(0)} ms`);
  console.log(
    `desk of ${desk.learners.length} learners, ${size.toFixed(1)} MB as JSON, ${desk.problems.length} problems`,
  );
  console.log(`heap ${(memory.heapUsed / 1e6).toFixed(0)} MB`);
}

main();
