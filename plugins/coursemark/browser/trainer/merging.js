"use strict";
/** All records as one log per learner: a union by statement id. Twin of report/merge.py. Pure. */
(function (Coursemark) {
  const CLOCK_MS = 60_000;
  /** 2013-01-01 at UTC+08:00: the year of xAPI 1.0, before which no record can be. */
  const EARLIEST = 1_356_969_600_000;
  const { deskCore: core } = Coursemark;
  const { compare } = core.words;

  /** @type {CoursemarkDeskCore["merging"]["empty"]} */
  const empty = () => ({ logs: new Map(), problems: [], files: 0, owners: core.ids.create() });

  /** @param {CoursemarkDeskCollected} into @param {string} learner @returns {CoursemarkDeskLog} */
  function logOf(into, learner) {
    let log = into.logs.get(learner);
    if (!log)
      into.logs.set(
        learner,
        (log = {
          statements: [],
          places: null,
          names: new Map(),
          headers: [],
          records: [],
          files: new Set(),
          handed: new Set(),
        }),
      );
    return log;
  }

  /** @type {CoursemarkDeskCore["merging"]["add"]} */
  function add(into, record, site, now, made) {
    const last = Math.max(now, made);
    /** @type {Map<string, {kind: string, learner: string, text: string, lines: number[]}>} */
    const faults = new Map();
    /** Statements known already, by the file that had them. @type {Map<string, number>} */
    const same = new Map();
    const touched = new Set(record.header?.learner ? [record.header.learner] : []);
    let fresh = 0;
    /** @param {string} kind @param {string} learner @param {string} text @param {number} line */
    function fault(kind, learner, text, line) {
      const key = `${kind}\n${learner}\n${text}`;
      const known = faults.get(key);
      if (known) known.lines.push(line);
      else faults.set(key, { kind, learner, text, lines: [line] });
    }

    into.files++;
    into.problems.push(...record.problems);
    const { header } = record;
    const owner = header?.learner ?? "";
    const exported = header ? Coursemark.days.instant(header.exported) : null;
    if (header && owner) {
      const log = logOf(into, owner);
      log.headers.push(header);
      filed(log);
      log.handed.add(record.name);
    }
    if (header?.site && header.site !== site)
      fault("wrong-format", owner, `是另一个站点（${header.site}）的记录，不计入本站`, 1);
    for (const one of record.statements) take(one);

    /** @param {CoursemarkDeskLogged} one */
    function take(one) {
      const { entry, moment, line } = one;
      const learner = one.learner || owner;
      if (!learner) return fault("identity-conflict", "", "记录没有写明学员，没有计入", line);
      if (owner && learner !== owner) {
        const text = `文件属于 ${owner}，其中的记录却是 ${learner} 的，按记录里的工号计入`;
        fault("identity-conflict", learner, text, line);
      }
      if (entry.kind === null)
        return fault("unknown-statement", learner, "不是本站的活动，或不认识的动作", line);
      if (moment === null) fault("implausible-time", learner, "没有可用的时间，不计入课程进度", line);
      else if (moment < EARLIEST)
        fault("implausible-time", learner, "时间早于 2013 年，电脑的时钟可能不对", line);
      else if (moment > last) fault("implausible-time", learner, "时间晚于出报表的日子，没有计入", line);
      else if (exported !== null && moment > exported + CLOCK_MS)
        fault("implausible-time", learner, "时间晚于文件导出的时间", line);
      if (moment !== null && moment > now) return;
      if (entry.kind === "answered" && entry.response === null)
        fault("bad-line", learner, "作答不是文本，按未作答计", line);
      touched.add(learner);
      keep(one, learner);
    }

    /** @param {CoursemarkDeskLog} log */
    function filed(log) {
      if (log.records[log.records.length - 1] === record) return;
      log.records.push(record);
      log.files.add(record.name);
    }

    /** @param {CoursemarkDeskLogged} one @param {string} learner */
    function keep(one, learner) {
      const log = logOf(into, learner);
      filed(log);
      if (!one.entry.registrar) log.handed.add(record.name);
      if (one.name) log.names.set(one.name, (log.names.get(one.name) ?? 0) + 1);
      // Whose it is may stand in the header alone.
      one.learner = learner;
      const key = keyOf(one);
      const first = into.owners.first(key, one);
      // Nearly every id comes once; a place for each would cost as much as reading it.
      if (first === one) {
        place(log, one);
        return;
      }
      if (first.learner !== learner) {
        const text = `与 ${first.learner} 的记录（${first.file.name}）编号相同，可能是复制的；两人的都计入了，请核实`;
        fault("identity-conflict", learner, text, one.line);
        // Who copied whom nobody knows, least of all the order of the files.
        const other = `与 ${learner} 的记录编号相同，可能是复制的；两人的都计入了，请核实`;
        fault("identity-conflict", first.learner, other, one.line);
      }
      log.places ??= new Map(log.statements.map((each, n) => [keyOf(each), n]));
      const at = log.places.get(key);
      if (at === undefined) {
        place(log, one);
        return;
      }
      const known = log.statements[at];
      const stronger = Number(one.file.verified) - Number(known.file.verified);
      if (contentOf(known) === contentOf(one)) {
        same.set(known.file.name, (same.get(known.file.name) ?? 0) + 1);
        if (stronger > 0) log.statements[at] = one;
        return;
      }
      fault("duplicate", learner, `与 ${known.file.name} 中编号相同的记录内容不同`, one.line);
      fresh++;
      if ((stronger || compare(contentOf(one), contentOf(known))) > 0) log.statements[at] = one;
    }

    /** @param {CoursemarkDeskLog} log @param {CoursemarkDeskLogged} one */
    function place(log, one) {
      fresh++;
      log.places?.set(keyOf(one), log.statements.length);
      log.statements.push(one);
    }

    for (const { kind, learner, text, lines } of faults.values()) {
      const more = lines.length > 1 ? `（共 ${lines.length} 条）` : "";
      into.problems.push({ file: record.name, line: lines[0], kind, detail: text + more, learner });
    }
    if (same.size && !fresh) {
      const [[where]] = [...same].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
      const total = [...same.values()].reduce((sum, n) => sum + n, 0);
      const detail = `${total} 条记录都已在 ${where} 中，只计一次`;
      into.problems.push({ file: record.name, line: null, kind: "duplicate", detail, learner: owner });
    }
    return touched;
  }

  /** @param {CoursemarkDeskLogged} one */
  const keyOf = (one) => one.entry.id || contentOf(one);

  /**
   * What a statement says, of all that is read of it: equal for equal entries, and of two that differ
   * the greater counts, as in the report. Only asked for where two statements have one id, or none.
   * @param {CoursemarkDeskLogged} one
   */
  function contentOf(one) {
    let content = contents.get(one);
    if (content === undefined) contents.set(one, (content = canonical(one.entry)));
    return content;
  }

  /** @type {WeakMap<CoursemarkDeskLogged, string>} */
  const contents = new WeakMap();

  /** JSON with sorted keys and no blanks, as Python writes it. @param {any} value @returns {string} */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }

  /** Oldest first; those without a time come last. @type {CoursemarkDeskCore["merging"]["ordered"]} */
  function ordered(log) {
    return [...log.statements].sort((a, b) => {
      const [x, y] = [a.moment ?? Infinity, b.moment ?? Infinity];
      return x === y ? compare(a.entry.id, b.entry.id) : x - y;
    });
  }

  core.merging = { empty, add, ordered };
})(globalThis.Coursemark);
