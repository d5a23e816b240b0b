"use strict";
// Sources joined to targets: response `1[.]b[,]2[.]a`, key `[["1", "b"], ["2", "a"]]`. The rules:
// grading/matching.py.

(function (Coursemark) {
  const { MALFORMED, PAIR_SEPARATOR, letters, marks, trim } = Coursemark.grading;

  marks.set("matching", (definition, response) => {
    const key = new Map(/** @type {[string, string][]} */ (definition.key));
    const targets = new Set(definition.targets);
    /** @type {Map<string, string>} */
    const joined = new Map();
    for (const pair of letters(response)) {
      const at = pair.indexOf(PAIR_SEPARATOR);
      if (at < 0) return MALFORMED;
      const source = trim(pair.slice(0, at));
      const target = trim(pair.slice(at + PAIR_SEPARATOR.length));
      const repeated = joined.get(source) ?? target;
      if (!key.has(source) || !targets.has(target) || repeated !== target) return MALFORMED;
      joined.set(source, target);
    }
    const right = [...joined].filter(([source, target]) => key.get(source) === target).length;
    return { right, wrong: joined.size - right, total: key.size };
  });
})(globalThis.Coursemark);
