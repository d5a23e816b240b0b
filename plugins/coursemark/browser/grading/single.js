"use strict";
// One option of several: response `B`, key `B`.

(function (Coursemark) {
  const { marks, trim } = Coursemark.grading;

  marks.set("single", (definition, response) => {
    const right = trim(response) === definition.key;
    return { right: Number(right), wrong: Number(!right), total: 1 };
  });
})(globalThis.Coursemark);
