"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");

/** Runs the shipped grading scripts in the order in which the site runs them. */
function loadGrading() {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(browser, "manifest.json"), "utf8"));
  for (const script of scripts.filter((name) => name.startsWith("grading/"))) {
    const filename = path.join(browser, script);
    vm.runInThisContext(fs.readFileSync(filename, "utf8"), { filename });
  }
  return globalThis.Coursemark.grading;
}

module.exports = { loadGrading };
