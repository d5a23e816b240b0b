"use strict";
// Any number of options: response `A[,]C`, key `["A", "C"]`. The rules: grading/multiple.py.

(function (Coursemark) {
  const { letters, marks } = Coursemark.grading;

  marks.set("multiple", (definition, response) => {
    const chosen = [...new Set(letters(response))];
    const key = new Set(/** @type {string[]} */ (definition.key));
    let right = chosen.filter((letter) => key.has(letter)).length;
    const wrong = chosen.length - right;
    if (wrong > 0 && definition.scoring === "partial") right = 0;
    return { right, wrong, total: key.size };
  });
})(globalThis.Coursemark);
