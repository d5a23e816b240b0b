"use strict";
// Options put in order: response `B[,]A[,]C`, key `["B", "A", "C"]`. The rules: grading/ordering.py.

(function (Coursemark) {
  const { MALFORMED, marks, tokens } = Coursemark.grading;

  marks.set("ordering", (definition, response) => {
    const order = tokens(response);
    const key = /** @type {string[]} */ (definition.key);
    if (new Set(order).size < order.length) return MALFORMED;
    if (!order.every((letter) => key.includes(letter))) return MALFORMED;
    const right = order.filter((letter, position) => letter === key[position]).length;
    return { right, wrong: order.length - right, total: key.length };
  });
})(globalThis.Coursemark);
