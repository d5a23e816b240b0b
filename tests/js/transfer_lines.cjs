"use strict";
// What the page makes of a record: a JSON line {text, site} in, {sealed, parts} out; sealed only with a site.

const path = require("node:path");
const readline = require("node:readline");
const { loadScripts } = require("./load_scripts.cjs");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { parts } = require(path.join(browser, "manifest.json"));
const Coursemark = loadScripts((name) => /^vendor\/sha256|^codes|^dom/.test(name));
for (const name of [...parts.transfer, ...parts.seal]) require(path.join(browser, name));

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { text, site } = JSON.parse(line);
  const sealed = site ? Coursemark.sealing.seal(text, site) : null;
  console.log(JSON.stringify({ sealed, parts: Coursemark.parts.split(sealed ?? text) }));
});
