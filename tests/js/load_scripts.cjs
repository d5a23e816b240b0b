"use strict";

const path = require("node:path");

const browser = path.join(__dirname, "../../plugins/coursemark/browser");
const { scripts } = require(path.join(browser, "manifest.json"));

/**
 * Runs the shipped scripts whose names pass, in the order in which the site runs them.
 * @param {(name: string) => boolean} wanted
 */
function loadScripts(wanted) {
  for (const script of scripts.filter(wanted)) require(path.join(browser, script));
  return globalThis.Coursemark;
}

module.exports = { loadScripts };
