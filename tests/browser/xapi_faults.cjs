"use strict";
// Statements on stdin, one a line; each warning of the validator on stdout, one a line.
const validate = require("@learninglocker/xapi-validation").default;

const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
lines.forEach((line, number) => {
  for (const warning of validate(JSON.parse(line), [])) {
    console.log(`${number + 1}: ${warning.constructor.name} ${(warning.path ?? []).join(".")}`);
  }
});
