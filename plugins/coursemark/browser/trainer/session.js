"use strict";
/** The desk without page, storage or worker: what was given, and what it comes to. Pure but for chance of time. */
(function (Coursemark) {
  const NO_DEPARTMENT = "未填科室";
  const NO_ROLE = "未填岗位";
  const UNREAD = "读不出来，没有计入；请检查文件";
  const GONE = "打不开（文件已移走，或没有权限）；请检查后重新放入";
  /** Files that are being opened, and records that are being read. */
  const [AHEAD, AT_ONCE] = [160, 8];
  /** How often progress is told: drawing it takes from what it tells of. */
  const STEPS = 12;
  /** Bytes whose digests are worked out in one call. */
  const VERIFIED_AT_ONCE = 4 * 1024 * 1024;
  const { deskCore: core } = Coursemark;
  const { checksOf } = core.words;
  const { byPlace, fileOf, rowOf, shown } = core.showing;
  const { isWorkbook, mayBeTable } = core.given;

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
    /** Whether all that was merged has to be merged again. */
    let stale = false;
    /** Records whose digests are yet to be worked out, and how many were. @type {CoursemarkDeskRecord[]} */
    let unverified = [];
    let verified = 0;
    /** For sealed records, as long as the page is open. @type {CoursemarkDeskPrivateKey[]} */
    let privateKeys = [];
    /** @type {Map<string, CoursemarkDeskDetail>} */
    let details = new Map();

    const now = () => `${day}T23:59:59.999+08:00`;
    let today = day; // On which one looks.
    /** @param {string} which */
    const endOf = (which) => Number(Coursemark.days.instant(`${which}T23:59:59.999+08:00`));

    /** @param {string} file @param {string} kind @param {string} detail */
    const remark = (file, kind, detail) => remarks.push({ file, line: null, kind, detail, learner: "" });

    /** @param {CoursemarkDeskRecord} record */
    function merge(record) {
      const touched = core.merging.add(collected, record, site.id, endOf(day), endOf(today));
      for (const id of touched) outcomes.delete(id);
    }

    /** The same records under another key file or another day, or with what was found out since. */
    async function again() {
      bank = core.bank.of(rules, keys);
      regrader = core.regrading.of(bank, day);
      collected = core.merging.empty();
      outcomes = new Map();
      stale = false;
      let n = 0;
      for (const record of records) {
        merge(record);
        if (++n % 8 === 0) await breathe();
      }
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
      taken(record);
      records.push(record);
      if (!stale) merge(record);
    }

    /** @param {CoursemarkDeskRecord} record */
    function taken(record) {
      for (const one of record.statements) one.file = record;
      if (record.claim) unverified.push(record);
    }

    /**
     * What is in a sealed record where a key opens it; else itself, saying why not.
     * @param {CoursemarkDeskRecord} record
     */
    async function unsealed(record) {
      const { name, kind } = record;
      const found = core.unsealing.unsealed(record.bytes, privateKeys);
      const inner =
        typeof found === "string"
          ? null
          : await core.reading.read({ name, bytes: found }, site.id, null, breathe);
      if (inner && !inner.sealed) return { ...inner, kind };
      const detail = typeof found === "string" ? found : "密封打开了，里面却不是学习记录；请学员重新交";
      record.problems = [{ file: name, line: null, kind: "sealed", detail, learner: "" }];
      return record;
    }

    /** Whether it is a private key, or was meant for one. @param {string} name @param {Uint8Array} bytes */
    function takePrivateKey(name, bytes) {
      const key = core.unsealing.keyIn(bytes);
      if (key === null) return false;
      if (typeof key === "string") remark(name, "sealed", key);
      else {
        privateKeys = [...privateKeys.filter((each) => each.name !== key.name), key];
        others = others.filter((file) => file.kind !== "private" || file.name !== name);
      }
      others.push(fileOf(name, "private", typeof key === "string" ? 0 : 1));
      return true;
    }

    /** Tries the keys of now on what is still sealed. */
    async function unseal() {
      for (let n = 0; n < records.length; n++) {
        if (!records[n].sealed) continue;
        const found = await unsealed(records[n]);
        stale = true;
        if (found !== records[n]) taken((records[n] = found));
        await breathe();
      }
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
      } else if ("refused" in read) {
        remark(name, "roster", read.refused);
        others.push(fileOf(name, "other", 0));
      } else {
        others = others.filter((file) => file.kind !== "roster");
        others.push(fileOf(name, "roster", read.people.size));
        roster = read;
      }
      return true;
    }

    /** Whether it is a key file, good or not. @param {string} name @param {Uint8Array} bytes */
    function takeKeys(name, bytes) {
      const read = core.given.keysIn(bytes, site.id);
      if (read === null) return false;
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
      stale = true;
      return true;
    }

    /** @type {CoursemarkDeskSession["add"]} */
    async function add(inputs) {
      /** @type {Promise<CoursemarkDeskRecord | null>[]} */
      const waiting = [];
      /** Keeps them in the order in which they came. @param {number} most how many may be left */
      async function settle(most) {
        while (waiting.length > most) {
          const record = await waiting.shift();
          if (record) keep(record.sealed ? await unsealed(record) : record);
        }
      }
      /** @type {number[]} */
      const secret = [];
      // Opening files takes longer than reading them: some are always on their way.
      const ahead = inputs.slice(0, AHEAD).map((input) => opened(input));
      const step = Math.ceil(inputs.length / STEPS);
      for (let n = 0; n < inputs.length; n++) {
        const { name, bytes, record } = await ahead[n];
        delete ahead[n];
        if (n + AHEAD < inputs.length) ahead.push(opened(inputs[n + AHEAD]));
        if (record) {
          waiting.push(Promise.resolve(record));
          await settle(AT_ONCE);
          await breathe();
        } else if (bytes === null)
          waiting.push(core.reading.read({ name, fault: GONE }, site.id, null, breathe));
        else
          try {
            if (isWorkbook(bytes) && takeTable(name, bytes)) continue;
            if (takePrivateKey(name, bytes)) {
              secret.push(n);
              continue;
            }
            for (const source of core.unpacking.sources(name, bytes)) {
              for (const record of recordsIn(source)) waiting.push(safely(source.name, record));
              await settle(AT_ONCE);
              await breathe();
            }
          } catch {
            remark(name, "wrong-format", UNREAD);
          }
        const done = n + 1;
        if (done % step === 0 || done === inputs.length)
          onProgress({ phase: "reading", done, total: inputs.length });
      }
      await settle(0);
      if (secret.length) await unseal();
      return secret;
    }

    /** @type {CoursemarkDeskSession["desk"]} */
    async function desk() {
      await breathe();
      if (stale) await again();
      const { people, problems: identity } = core.people.of(collected.logs, roster);
      await breathe();
      let n = 0;
      const step = Math.ceil(collected.logs.size / STEPS);
      for (const [id, log] of collected.logs) {
        if (outcomes.has(id)) continue;
        const sorted = core.merging.ordered(log);
        outcomes.set(id, core.outcome.of(id, sorted, site.id, bank, regrader));
        if (++n % 8 === 0) await breathe();
        if (n % step === 0) onProgress({ phase: "reckoning", done: n, total: collected.logs.size });
      }
      const incomplete = gathering.left();
      const problems = [
        ...(roster?.problems ?? []),
        ...(roster ? core.roles.problems(roster, site) : []),
        ...remarks,
        ...collected.problems,
        ...incomplete,
        ...identity,
        ...[...outcomes.keys()].sort().flatMap((id) => outcomes.get(id)?.problems ?? []),
      ].sort(byPlace);
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
        unverified: unverified.length,
        sealed: records.filter((record) => record.sealed).length,
      };
    }

    /** @type {CoursemarkDeskSession["verify"]} */
    async function verify() {
      const some = [];
      for (let bytes = 0; bytes < VERIFIED_AT_ONCE;) {
        const record = unverified.shift();
        if (!record) break;
        bytes += record.bytes.length;
        some.push(core.reading.verify(record, breathe));
      }
      if ((await Promise.all(some)).includes(false)) stale = true;
      verified += some.length;
      const at = { done: verified, total: verified + unverified.length };
      if (!unverified.length) verified = 0;
      return at;
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
        checks: log?.handed.size
          ? checksOf(
              problems,
              log.records.some(({ claim }) => claim),
            )
          : [],
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
      const read = records.map(({ name, kind, statements, verified, claim, header }) => ({
        ...fileOf(name, kind, statements.length),
        verified: verified && !claim,
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
          stale = true;
        }
      },
      wipe() {
        [records, unverified, remarks, others, roster, keys] = [[], [], [], [], null, null];
        [verified, privateKeys] = [0, []];
        gathering = core.gathering.create();
        stale = true;
      },
      asOf(other, looked = today) {
        [day, today] = [other, looked];
        stale = true;
      },
      verify,
      detail: (id) => details.get(id) ?? null,
    };
  }

  /**
   * What a file holds, or the record in it where somebody read it already; null when it is gone.
   * @param {CoursemarkDeskOpenable | Promise<CoursemarkDeskOpenable>} input
   */
  async function opened(input) {
    const { name, bytes, record = null } = await input;
    return { name, record, bytes: record ? record.bytes : await bytes().catch(() => null) };
  }

  core.session = { create };
})(globalThis.Coursemark);
