"use strict";
/** Roles of the roster that the site does not know. Twin of report/roles.py. Pure. */
(function (Coursemark) {
  const EVERYBODY = "全员";
  /** Roles that are named; the rest are counted: the column may be another one. */
  const SAID = 20;
  const LISTED = 10;
  const LONGEST = 20;
  const CLOSE = 0.6;
  const { deskCore: core } = Coursemark;
  const { compare } = core.words;

  /** @type {CoursemarkDeskCore["roles"]["problems"]} */
  function problems(roster, site) {
    const asked = new Set(site.courses.flatMap(({ roles }) => roles));
    asked.delete(EVERYBODY);
    if (asked.size === 0) return [];
    const known = [...new Set([...site.roles, ...asked])];
    const passed = new Set([...known, EVERYBODY, ""]);
    /** How many people, and the first of them. @type {Map<string, {people: number, line: number}>} */
    const strange = new Map();
    for (const { role, line } of roster.people.values()) {
      if (passed.has(role)) continue;
      const other = strange.get(role);
      if (other) other.people++;
      else strange.set(role, { people: 1, line });
    }
    const found = [...strange].sort(([, a], [, b]) => b.people - a.people || a.line - b.line);
    const say = (/** @type {number} */ line, /** @type {string} */ detail) => ({
      file: roster.name,
      ...{ line, kind: "roster", detail, learner: "" },
    });
    const said = found.slice(0, SAID).map(([role, { people, line }]) => {
      const shown = [...role].slice(0, LONGEST).join("");
      const close = near(shown, known);
      const remedy = close ? `；是不是 ${close}？` : toChoose(known);
      return say(line, `本站没有岗位“${shown}”（${people} 人），只算了全员的课程${remedy}`);
    });
    const rest = found.slice(SAID).map(([, each]) => each);
    if (rest.length) {
      const people = rest.reduce((sum, each) => sum + each.people, 0);
      const detail =
        `还有 ${rest.length} 种岗位本站也没有（${people} 人），只算了全员的课程；` +
        "请核对“岗位”一列写的是不是岗位";
      said.push(say(Math.min(...rest.map(({ line }) => line)), detail));
    }
    return said;
  }

  /** @param {string[]} known */
  const toChoose = (known) =>
    `；只是写法不同的，请在名册里改成${known.slice(0, LISTED).join("、")}${known.length > LISTED ? "等" : ""}`;

  /** As get_close_matches of Python's difflib. @type {CoursemarkDeskCore["roles"]["near"]} */
  function near(word, known) {
    const letters = [...word];
    const scored = known.map((each) => {
      const own = [...each];
      const of = own.length + letters.length;
      return { each, score: of ? (2 * matching(own, letters)) / of : 1 };
    });
    scored.sort((a, b) => b.score - a.score || compare(b.each, a.each));
    return scored.length && scored[0].score >= CLOSE ? scored[0].each : "";
  }

  /**
   * Letters in common: those of the longest run of both, and on either side of it.
   * @param {string[]} a @param {string[]} b @returns {number}
   */
  function matching(a, b) {
    let [size, inA, inB] = [0, 0, 0];
    for (let i = 0; i + size < a.length; i++)
      for (let j = 0; j + size < b.length; j++) {
        let run = 0;
        while (i + run < a.length && j + run < b.length && a[i + run] === b[j + run]) run++;
        if (run > size) [size, inA, inB] = [run, i, j];
      }
    if (!size) return 0;
    const before = matching(a.slice(0, inA), b.slice(0, inB));
    return before + size + matching(a.slice(inA + size), b.slice(inB + size));
  }

  core.roles = { problems, near };
})(globalThis.Coursemark);
