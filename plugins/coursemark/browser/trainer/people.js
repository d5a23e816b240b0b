"use strict";
/** Who the learners are: the roster joined with what the records say. Twin of report/people.py. Pure. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;
  const { compare, normalId, normalName, plainName } = core.words;

  /** @type {CoursemarkDeskCore["people"]["of"]} */
  function of(logs, roster) {
    /** @type {CoursemarkDeskFault[]} */
    const problems = [];
    const people = [];
    const listed = roster?.people ?? new Map();
    for (const person of listed.values()) {
      const log = logs.get(person.id);
      let { department, role, start } = person;
      if (log) {
        const said = saidIn(log);
        [department, role, start] = [department || said.department, role || said.role, start ?? startOf(log)];
        problems.push(...nameProblems(person.id, log, person.name));
      }
      people.push({ ...person, department, role, start, onRoster: true });
    }
    const near = roster ? looseIds(listed) : null;
    for (const [id, log] of [...logs].sort((a, b) => compare(a[0], b[0]))) {
      if (listed.has(id)) continue;
      const onRoster = roster ? false : null;
      people.push({ id, ...saidIn(log), start: startOf(log), line: 0, onRoster });
      problems.push(...nameProblems(id, log, ""));
      if (near) problems.push(stranger(id, log, near.get(loose(id)) ?? []));
    }
    for (const problem of namesakes(people, logs, roster !== null)) problems.push(problem);
    return { people, problems };
  }

  /** Name, department and role by the latest file that gives one. @param {CoursemarkDeskLog} log */
  function saidIn(log) {
    const { instant } = Coursemark.days;
    const latest = [...log.headers].sort(
      (a, b) =>
        (instant(b.exported) ?? 0) - (instant(a.exported) ?? 0) ||
        compare(b.name, a.name) ||
        compare(b.department, a.department) ||
        compare(b.role, a.role),
    );
    const first = (/** @type {"name" | "department" | "role"} */ field) =>
      latest.find((header) => header[field])?.[field] ?? "";
    const [common] = [...log.names].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    const name = plainName(first("name") || common?.[0] || "");
    return { name, department: first("department"), role: first("role") };
  }

  /** What the latest file says that names a day. @param {CoursemarkDeskLog} log */
  function startOf(log) {
    const { instant, parseDay } = Coursemark.days;
    const days = log.headers.filter((header) => parseDay(header.start) !== null);
    const latest = days.sort(
      (a, b) => (instant(b.exported) ?? 0) - (instant(a.exported) ?? 0) || compare(b.start, a.start),
    );
    return latest[0]?.start ?? null;
  }

  /**
   * @param {string} id @param {CoursemarkDeskLog} log @param {string} onRoster
   * @returns {CoursemarkDeskFault[]}
   */
  function nameProblems(id, log, onRoster) {
    const names = new Set([...log.headers.map(({ name }) => name), ...log.names.keys()].map(normalName));
    names.delete("");
    const official = normalName(onRoster);
    const others = [...names].filter((name) => name !== official).sort();
    const said = (/** @type {string[]} */ list) => list.join("、");
    let detail = "";
    if (official && others.length) detail = `工号 ${id} 在名册上是${official}，记录里是${said(others)}`;
    else if (names.size > 1)
      detail = `工号 ${id} 有不同的姓名：${said([...names].sort())}；记录合在一起计，请核实是不是两个人`;
    return detail ? [{ file: fileOf(log), line: null, kind: "identity-conflict", detail, learner: id }] : [];
  }

  /** @param {CoursemarkDeskLog} log */
  const fileOf = (log) => [...log.files].sort()[0] ?? "";

  /** @param {string} id @param {CoursemarkDeskLog} log @param {CoursemarkDeskPerson[]} near */
  function stranger(id, log, near) {
    const file = fileOf(log);
    if (near.length !== 1) {
      const detail = `名册里没有工号 ${id}`;
      return { file, line: null, kind: "not-on-roster", detail, learner: id };
    }
    const detail =
      `名册里没有工号 ${id}，但有 ${near[0].id}（${near[0].name}），` +
      "可能漏了前导零或大小写不同；请核实后改正，没有自动合并";
    return { file, line: null, kind: "identity-conflict", detail, learner: id };
  }

  /** @param {Map<string, CoursemarkDeskPerson>} people */
  function looseIds(people) {
    /** @type {Map<string, CoursemarkDeskPerson[]>} */
    const found = new Map();
    for (const person of people.values()) {
      const key = loose(person.id);
      found.set(key, [...(found.get(key) ?? []), person]);
    }
    return found;
  }

  /**
   * One name under several numbers, unless the roster has them all. Twin of report/identity.py.
   * @param {{ id: string, name: string, department: string, onRoster: boolean | null }[]} people
   * @param {ReadonlyMap<string, CoursemarkDeskLog>} logs @param {boolean} hasRoster
   * @returns {CoursemarkDeskFault[]}
   */
  function namesakes(people, logs, hasRoster) {
    const named = people.filter((one) => one.name);
    const plain = (/** @type {{ name: string }} */ one) => normalId(one.name).replace(/\s+/gu, "");
    return [...grouped(named, plain)]
      .filter(([name, those]) => name && those.length > 1)
      .flatMap(([name, those]) => asked(those, hasRoster).map((each) => ({ name, each })))
      .flatMap(({ name, each }) => {
        const ids = each.map((one) => one.id).sort(compare);
        const detail =
          `${name}有 ${ids.length} 个工号：${ids.slice(0, 10).join("、")}${ids.length > 10 ? "等" : ""}；` +
          "没有合并，请核实是一个人用了不同的工号，还是同名的人";
        return ids.flatMap((learner) => {
          const log = logs.get(learner);
          return log ? [{ file: fileOf(log), line: null, kind: "identity-conflict", detail, learner }] : [];
        });
      });
  }

  /**
   * Those of a name who may be one person.
   * @template {{ id: string, department: string, onRoster: boolean | null }} T
   * @param {T[]} those @param {boolean} hasRoster @returns {T[][]}
   */
  function asked(those, hasRoster) {
    if (hasRoster) {
      const listed = new Set(those.filter((one) => one.onRoster).map((one) => loose(one.id)));
      return those.some((one) => !one.onRoster && !listed.has(loose(one.id))) ? [those] : [];
    }
    if (those.some((one) => !one.department)) return [those];
    return [...grouped(those, (one) => one.department).values()].filter((group) => group.length > 1);
  }

  /**
   * @template T
   * @param {T[]} list @param {(one: T) => string} by
   */
  function grouped(list, by) {
    /** @type {Map<string, T[]>} */
    const found = new Map();
    for (const one of list) {
      const known = found.get(by(one));
      if (known) known.push(one);
      else found.set(by(one), [one]);
    }
    return found;
  }

  /** @param {string} id */
  const loose = (id) => id.replace(/^0+/, "").toLowerCase();

  core.people = { of };
})(globalThis.Coursemark);
