"use strict";
/** The desk without page, storage or worker: what was given, and what it comes to. Pure but for chance of time. */
(function (Coursemark) {
  const KEYS_FORMAT = "coursemark-desk-keys/1";
  const NO_DEPARTMENT = "未填科室";
  const NO_ROLE = "未填岗位";
  const BROKEN_KEYS = "答案文件不完整，读不出来；请用 coursemark desk-keys 重新生成";
  const UNREAD = "读不出来，没有计入；请检查文件";
  const GONE = "打不开（文件已移走，或没有权限）；请检查后重新放入";
  /** Files that are being opened, and records whose digests are being worked out. */
  const [AHEAD, AT_ONCE] = [32, 8];
  const { deskCore: core } = Coursemark;
  const { checksOf, compare, KIND_NAMES } = core.words;

  /** @type {CoursemarkDeskCore["session"]["create"]} */
  function create(site, rules, day, onProgress = () => {}, breathe = async () => {}) {
    /** @type {CoursemarkDeskRecord[]} */
    let records = [];
    /** @type {CoursemarkDeskRoster | null} */
    let roster = null;
    /** @type {CoursemarkDeskKeys | null} */
    let keys = null;
    /** Said of files that are neither record nor text. @type {CoursemarkDeskFault[]} */
    let remarks = [];
    /** @type {CoursemarkDeskFile[]} */
    let others = [];
    let gathering = core.gathering.create();
    let bank = core.bank.of(rules, null);
    let regrader = core.regrading.of(bank, day);
    let collected = core.merging.empty();
    /** What each learner's log came to, until it changes. @type {Map<string, CoursemarkDeskOutcome>} */
    let outcomes = new Map();
    /** @type {Map<string, CoursemarkDeskDetail>} */
    let details = new Map();

    const now = () => `${day}T23:59:59.999+08:00`;
    const endOfDay = () => Number(Coursemark.days.instant(now()));

    /** @param {string} file @param {string} kind @param {string} detail */
    const remark = (file, kind, detail) => remarks.push({ file, line: null, kind, detail, learner: "" });

    /** @param {CoursemarkDeskRecord} record */
    function merge(record) {
      for (const id of core.merging.add(collected, record, site.id, endOfDay())) outcomes.delete(id);
    }

    /** The same records under another key file or another day. */
    function again() {
      bank = core.bank.of(rules, keys);
      regrader = core.regrading.of(bank, day);
      collected = core.merging.empty();
      outcomes = new Map();
      for (const record of records) merge(record);
    }

    /**
     * What a source holds, read at once as far as its end line; digests are worked out meanwhile.
     * @param {CoursemarkDeskSource} source @returns {Promise<CoursemarkDeskRecord | null>[]}
     */
    function recordsIn(source) {
      if (source.fault === undefined && takeTable(source.name, source.bytes)) return [];
      if (source.fault === undefined && takeKeys(source.name, source.bytes)) return [];
      const found = [core.reading.read(source, site.id, gathering, breathe)];
      for (const joined of gathering.joined())
        found.push(
          core.reading.read(joined, site.id, null, breathe).then((one) => one && { ...one, kind: "text" }),
        );
      return found;
    }

    /** @param {CoursemarkDeskRecord} record */
    function keep(record) {
      for (const one of record.statements) one.file = record;
      records.push(record);
      merge(record);
    }

    /**
     * One file must never cost the trainer the others.
     * @param {string} name @param {Promise<CoursemarkDeskRecord | null>} record
     */
    const safely = (name, record) =>
      record.catch(() => {
        remark(name, "wrong-format", UNREAD);
        return null;
      });

    /** Whether it is a roster, good or not. @param {string} name @param {Uint8Array} bytes */
    function takeTable(name, bytes) {
      if (!mayBeTable(name, bytes)) return false;
      const read = core.roster.read(name, bytes);
      if (read === null) return false;
      if (typeof read === "string") {
        if (!isWorkbook(bytes) && !/\.(?:csv|tsv)$/i.test(name)) return false;
        remark(name, "roster", read);
        others.push(fileOf(name, "roster", 0));
      } else {
        others = others.filter((file) => file.kind !== "roster");
        others.push(fileOf(name, "roster", read.people.size));
        roster = read;
      }
      return true;
    }

    /** Whether it is a key file, good or not. @param {string} name @param {Uint8Array} bytes */
    function takeKeys(name, bytes) {
      const head = new TextDecoder().decode(bytes.subarray(0, 64));
      if (!/^\s*\{\s*"format"\s*:\s*"coursemark-desk-keys\//.test(head)) return false;
      const read = keysOf(bytes);
      if (typeof read === "string") {
        remark(name, "wrong-format", read);
        others.push(fileOf(name, "keys", 0));
        return true;
      }
      if (read.site.build !== site.build)
        remark(
          name,
          "wrong-format",
          "答案文件与网站不是同一版；照常使用，请用 coursemark desk-keys 重新生成",
        );
      others = others.filter((file) => file.kind !== "keys");
      others.push(fileOf(name, "keys", Object.keys(read.items).length));
      keys = read;
      again();
      return true;
    }

    /** @param {Uint8Array} bytes @returns {CoursemarkDeskKeys | string} */
    function keysOf(bytes) {
      let value;
      try {
        value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      } catch {
        return BROKEN_KEYS;
      }
      if (value?.format !== KEYS_FORMAT)
        return `答案文件的格式不是 ${KEYS_FORMAT}；请用 coursemark desk-keys 重新生成`;
      if (value.site?.id !== site.id) return "是另一个站点的答案文件，没有使用";
      return Object.values(value.items ?? {}).every(isItem) ? value : BROKEN_KEYS;
    }

    /** @type {CoursemarkDeskSession["add"]} */
    async function add(inputs) {
      /** @type {Promise<CoursemarkDeskRecord | null>[]} */
      const waiting = [];
      /** Keeps them in the order in which they came. @param {number} most how many may be left */
      async function settle(most) {
        while (waiting.length > most) {
          const record = await waiting.shift();
          if (record) keep(record);
        }
      }
      // Opening files takes longer than reading them: some are always on their way.
      const ahead = inputs.slice(0, AHEAD).map((input) => opened(input));
      for (let n = 0; n < inputs.length; n++) {
        const bytes = await ahead[n];
        delete ahead[n];
        if (n + AHEAD < inputs.length) ahead.push(opened(inputs[n + AHEAD]));
        const { name } = inputs[n];
        if (bytes === null) waiting.push(core.reading.read({ name, fault: GONE }, site.id, null, breathe));
        else
          try {
            if (isWorkbook(bytes) && takeTable(name, bytes)) continue;
            for (const source of core.unpacking.sources(name, bytes)) {
              for (const record of recordsIn(source)) waiting.push(safely(source.name, record));
              await settle(AT_ONCE);
              await breathe();
            }
          } catch {
            remark(name, "wrong-format", UNREAD);
          }
        // A message for each of thousands would cost more than it tells.
        const done = n + 1;
        if (done % 16 === 0 || done === inputs.length)
          onProgress({ phase: "reading", done, total: inputs.length });
      }
      await settle(0);
    }

    /** @type {CoursemarkDeskSession["desk"]} */
    async function desk() {
      await breathe();
      const { people, problems: identity } = core.people.of(collected.logs, roster);
      await breathe();
      let n = 0;
      for (const [id, log] of collected.logs) {
        if (outcomes.has(id)) continue;
        const sorted = core.merging.ordered(log);
        outcomes.set(id, core.outcome.of(id, sorted, site.id, bank, regrader));
        if (++n % 8 === 0) await breathe();
        if (n % 64 === 0) onProgress({ phase: "reckoning", done: n, total: collected.logs.size });
      }
      const incomplete = gathering.left();
      const problems = [
        ...(roster?.problems ?? []),
        ...remarks,
        ...collected.problems,
        ...incomplete,
        ...identity,
        ...[...outcomes.keys()].sort().flatMap((id) => outcomes.get(id)?.problems ?? []),
      ].sort(
        (a, b) =>
          compare(a.file, b.file) ||
          (a.line ?? 0) - (b.line ?? 0) ||
          compare(a.kind, b.kind) ||
          compare(a.detail, b.detail),
      );
      /** @type {Map<string, CoursemarkDeskFault[]>} */
      const byLearner = new Map();
      for (const problem of problems) {
        const known = byLearner.get(problem.learner);
        if (known) known.push(problem);
        else byLearner.set(problem.learner, [problem]);
      }
      const found = new Map();
      n = 0;
      for (const person of people) {
        found.set(person.id, detailOf(person, byLearner.get(person.id) ?? []));
        if (++n % 16 === 0) await breathe();
      }
      details = found;
      const learners = [...details.values()].map(rowOf);
      return {
        site: { id: site.id, title: site.title },
        as_of: day,
        records: collected.files + incomplete.length,
        statements: [...collected.logs.values()].reduce((sum, log) => sum + log.statements.length, 0),
        roster: roster?.name ?? "",
        keys: keys ? "given" : bank.lacking ? "missing" : "unneeded",
        learners,
        courses: core.compose.totals(site, learners),
        departments: core.compose.groups(learners, "department", NO_DEPARTMENT),
        roles: core.compose.groups(learners, "role", NO_ROLE),
        problems: problems.map(shown),
        files: filesOf(problems),
      };
    }

    /**
     * @param {CoursemarkDeskPerson & {onRoster: boolean | null}} person
     * @param {CoursemarkDeskFault[]} problems @returns {CoursemarkDeskDetail}
     */
    function detailOf({ id, name, department, role, start, onRoster }, problems) {
      const [log, outcome] = [collected.logs.get(id), outcomes.get(id) ?? null];
      const assessments = outcome?.assessments ?? [];
      return {
        id,
        name,
        department,
        role,
        on_roster: onRoster,
        files: log?.handed.size ?? 0,
        start,
        courses: core.compose.courses(site, { role, department, start }, outcome, now()),
        checks: log?.handed.size ? checksOf(problems) : [],
        pending: assessments.flatMap((each) => (each.passed === null ? each.assessment : [])),
        assessments,
        attempts: outcome?.attempts ?? [],
        sessions: core.compose.sessions(log),
        problems: problems.map(shown),
        sources: [...(log?.files ?? [])],
      };
    }

    /** @param {CoursemarkDeskFault[]} problems @returns {CoursemarkDeskFile[]} */
    function filesOf(problems) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const { file } of problems) counts.set(file, (counts.get(file) ?? 0) + 1);
      const read = records.map(({ name, kind, statements, verified, header }) => ({
        ...fileOf(name, kind, statements.length),
        verified,
        learner: header?.learner ?? "",
      }));
      return [...others, ...read].map((file) => ({ ...file, problems: counts.get(file.name) ?? 0 }));
    }

    return {
      add,
      desk,
      remove(kind) {
        others = others.filter((file) => file.kind !== kind);
        if (kind === "roster") roster = null;
        else {
          keys = null;
          again();
        }
      },
      wipe() {
        [records, remarks, others, roster, keys] = [[], [], [], null, null];
        gathering = core.gathering.create();
        again();
      },
      asOf(other) {
        day = other;
        again();
      },
      detail: (id) => details.get(id) ?? null,
    };
  }

  /** @param {string} name @param {CoursemarkDeskFile["kind"]} kind @param {number} count @returns {CoursemarkDeskFile} */
  const fileOf = (name, kind, count) => ({ name, kind, count, verified: false, learner: "", problems: 0 });

  /** @param {CoursemarkDeskFault} problem @returns {CoursemarkDeskProblem} */
  const shown = ({ file, line, kind, detail, learner }) => ({
    file,
    line,
    learner: learner || null,
    kind,
    name: KIND_NAMES[kind] ?? kind,
    detail,
  });

  /** What the lists need of a learner. @param {CoursemarkDeskDetail} detail @returns {CoursemarkDeskLearner} */
  function rowOf({ id, name, department, role, on_roster, files, start, courses, checks, pending }) {
    const lean = courses.map(({ completions: _1, detail: _2, ...course }) => course);
    return { id, name, department, role, on_roster, files, start, courses: lean, checks, pending };
  }

  /** @param {{bytes(): Promise<Uint8Array>}} input @returns {Promise<Uint8Array | null>} null when it is gone */
  const opened = (input) => input.bytes().catch(() => null);

  /** @param {any} item of a key file, or a part of one @returns {boolean} */
  const isItem = (item) =>
    typeof item?.definition?.id === "string" &&
    Coursemark.grading.marks.has(item.definition.type) !== (item.definition.type === "case") &&
    Array.isArray(item.topics ?? []) &&
    Array.isArray(item.roles ?? []) &&
    (item.parts === undefined || (Array.isArray(item.parts) && item.parts.every(isItem)));

  /** @param {Uint8Array} bytes */
  const isWorkbook = (bytes) =>
    (core.unpacking.isZip(bytes) &&
      (core.unpacking.entries(bytes) ?? []).some((entry) => entry.name === "xl/workbook.xml")) ||
    (bytes[0] === 0xd0 && bytes[1] === 0xcf);

  /** Not a record, nor a text in parts. @param {string} name @param {Uint8Array} bytes */
  function mayBeTable(name, bytes) {
    if (isWorkbook(bytes)) return true;
    if (core.unpacking.isZip(bytes) || bytes.length > 64 * 1024 * 1024) return false;
    if (bytes[0] === 0x7b || bytes[0] === 0x5b) return false;
    const head = new TextDecoder().decode(bytes.subarray(0, 4096));
    if (/^\ufeff?\s*[{[]/.test(head)) return false;
    if (/\.(?:csv|tsv)$/i.test(name)) return true;
    return !Coursemark.parts.holds(new TextDecoder().decode(bytes));
  }

  /** @type {CoursemarkDeskCore["openable"]} */
  const openable = (inputs) =>
    inputs.map(({ name, blob }) => ({ name, bytes: async () => new Uint8Array(await blob.arrayBuffer()) }));

  core.openable = openable;
  core.session = { create };
})(globalThis.Coursemark);
