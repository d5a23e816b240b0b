"use strict";
// A statement that holds or not: response `true` or `false`, key a boolean.

(function (Coursemark) {
  const { marks, trim } = Coursemark.grading;

  marks.set("true-false", (definition, response) => {
    const right = trim(response) === (definition.key ? "true" : "false");
    return { right: Number(right), wrong: Number(!right), total: 1 };
  });
})(globalThis.Coursemark);
