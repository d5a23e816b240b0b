"use strict";
/**
 * The queue of what was handed in and not yet sent, and how it empties.
 *
 * A statement has an id for ever, and a store takes an id once: sending again is harmless, losing
 * is not. So a statement leaves the queue in the transaction that marks its row as answered for,
 * and not before the store said so. Pages that are open at the same time take turns by a lease,
 * since plain http has no Web Locks; where that fails, something is sent twice and stored once.
 */
(function (Coursemark) {
  const { answers } = Coursemark.collecting;
  /** Longer than a request may take. */
  const LEASE = 45000;
  /** So many are found wrong before others, while the store has taken nothing, are spared the trial. */
  const DOUBTFUL = 5;

  /** @type {CoursemarkGlobal["collecting"]["sender"]} */
  function sender({ site, store, page, now, chance, post, changed, whole }) {
    const { endpoint: to, token } = /** @type {CoursemarkLrs} */ (site.lrs);

    /** @param {string} learner */
    const nameOf = (learner) => `sending ${learner}`;

    /** @param {any} value as stored @returns {CoursemarkQueue | null} */
    function queueOf(value) {
      if (!value) return null;
      // What was still to be sent goes where the site sends now; what that store has, nobody knows.
      return value.to === to
        ? value
        : { ...value, to, sent: 0, refused: { conflict: 0, invalid: 0, large: 0 }, at: null };
    }

    /** @param {any} value as stored @returns {CoursemarkStoreState} */
    function stateOf(value) {
      if (value?.to !== to) return { to, token, proven: false, fault: null, tries: 0, next: 0, lease: null };
      // A new token is what a store that denied the old one waited for.
      return value.token === token ? value : { ...value, token, next: 0 };
    }

    /** Whether somebody else sends. @param {CoursemarkStoreState} state */
    const isTaken = ({ lease }) =>
      lease !== null && lease.by !== page && lease.until > now() && lease.until <= now() + LEASE;

    /** Milliseconds to rest; a clock that was set back does not make it longer. @param {CoursemarkStoreState} state */
    const restOf = ({ next }) => (next - now() > answers.LONGEST * 1.2 ? 0 : Math.max(0, next - now()));

    /**
     * Reads and writes how it goes with the store.
     * @param {(state: CoursemarkStoreState) => CoursemarkStoreState | null} decide null: leave it
     */
    async function change(decide) {
      let decided = false;
      await store.change(["settings"], async ({ settings }) => {
        const state = decide(stateOf((await settings.get("sending"))?.value));
        decided = state !== null;
        if (state) await settings.put({ name: "sending", value: state });
      });
      return decided;
    }

    /** @type {CoursemarkSender["handedIn"]} */
    async function handedIn(learner) {
      await store.change(["learners", "statements", "settings"], async (tables) => {
        // Another tab may have wiped them.
        if (!(await tables.learners.get(learner))) return;
        const rows = await tables.statements.ofLearner(learner);
        const old = queueOf((await tables.settings.get(nameOf(learner)))?.value);
        /** @type {CoursemarkQueue} */
        const queue = {
          to,
          ids: [],
          sent: 0,
          refused: { conflict: 0, invalid: 0, large: 0 },
          held: 0,
          count: rows.length,
          at: old?.at ?? null,
        };
        for (const { id, statement, lrs } of oldestFirst(rows)) {
          if (lrs?.to === to) counted(queue, lrs.as, 1);
          else if (answers.isHeld(site, statement)) queue.held++;
          else queue.ids.push(id);
        }
        await tables.settings.put({ name: nameOf(learner), value: queue });
      });
      changed(learner);
    }

    /** Marks statements as answered for. @param {string} learner @param {readonly string[]} ids @param {"stored" | keyof CoursemarkQueue["refused"]} as */
    async function note(learner, ids, as) {
      let counts = false;
      await store.change(["statements", "settings"], async ({ statements, settings }) => {
        const queue = queueOf((await settings.get(nameOf(learner)))?.value);
        if (!queue) return;
        const waiting = new Set(queue.ids);
        let count = 0;
        for (const id of ids) {
          const row = await statements.get([learner, id]);
          if (row) await statements.put({ ...row, lrs: { to, as } });
          count += waiting.delete(id) ? 1 : 0;
        }
        queue.ids = [...waiting];
        queue.at = new Date(now()).toISOString();
        counted(queue, as, count);
        await settings.put({ name: nameOf(learner), value: queue });
        counts = isWhole(queue) && (await remember(settings, learner, queue));
        const state = stateOf((await settings.get("sending"))?.value);
        const well = as === "stored" && { proven: true, fault: null, tries: 0, next: 0 };
        const lease = { by: page, until: now() + LEASE };
        await settings.put({ name: "sending", value: { ...state, ...well, lease } });
      });
      changed(learner);
      if (counts) whole(learner);
    }

    /** All of it is with the trainer, whatever became of the file; false when that was known. @param {StoreTable} settings @param {string} learner @param {CoursemarkQueue} queue */
    async function remember(settings, learner, queue) {
      const name = `handed-in ${learner}`;
      const last = (await settings.get(name))?.value;
      if ((last?.statements ?? 0) >= queue.count) return false;
      await settings.put({ name, value: { at: queue.at, statements: queue.count, way: "lrs" } });
      return true;
    }

    /** @param {CoursemarkSendingFault} fault */
    async function rested(fault) {
      await change((state) => {
        const tries = state.tries + 1;
        return { ...state, fault, tries, next: now() + answers.rest(fault, tries, chance()) };
      });
      changed(null);
    }

    /**
     * The next to be sent, oldest first. @param {string} learner @param {ReadonlySet<string>} without
     * @returns {Promise<CoursemarkStatement[]>}
     */
    async function next(learner, without) {
      /** @type {CoursemarkStatement[]} */
      const found = [];
      let tries = 0;
      await store.change(["statements", "settings"], async ({ statements, settings }) => {
        tries = stateOf((await settings.get("sending"))?.value).tries;
        const queue = queueOf((await settings.get(nameOf(learner)))?.value);
        if (!queue) return;
        /** @type {Set<string>} */
        const gone = new Set();
        for (const id of queue.ids) {
          if (found.length === answers.MOST_STATEMENTS) break;
          if (without.has(id)) continue;
          const row = await statements.get([learner, id]);
          if (row) found.push(row.statement);
          else gone.add(id);
        }
        if (gone.size)
          await settings.put({
            name: nameOf(learner),
            value: { ...queue, ids: queue.ids.filter((id) => !gone.has(id)) },
          });
      });
      return answers.batch(found, tries);
    }

    /**
     * Sends all that one learner handed in. What the store finds wrong is searched by halves, so
     * that the others reach it. While it has taken nothing at all, the fault may be its own: then
     * the statement is only put into `doubtful`.
     * @param {string} learner @param {Set<string>} doubtful
     * @returns {Promise<boolean>} false when the store is at fault
     */
    async function drain(learner, doubtful) {
      /** @type {CoursemarkStatement[][]} */
      const parts = [];
      while (doubtful.size < DOUBTFUL) {
        if (parts.length === 0) parts.push(await next(learner, doubtful));
        const part = /** @type {CoursemarkStatement[]} */ (parts.pop());
        if (part.length === 0) return true;
        await change((state) => ({ ...state, lease: { by: page, until: now() + LEASE } }));
        const ids = part.map(({ id }) => id);
        const verdict = answers.verdict(await /** @type {NonNullable<typeof post>} */ (post)(part), ids);
        if (verdict.kind === "fault") {
          await rested(verdict.fault);
          return false;
        }
        if (verdict.kind === "stored") await note(learner, ids, "stored");
        else if (part.length > 1) {
          const half = Math.ceil(part.length / 2);
          parts.push(part.slice(half), part.slice(0, half));
        } else if (verdict.why === "invalid" && !stateOf(await store.setting("sending")).proven)
          doubtful.add(ids[0]);
        else await note(learner, ids, verdict.why);
      }
      return true;
    }

    /** @param {boolean} asked */
    async function round(asked) {
      if (!post) return;
      const due = await owing();
      if (due.length === 0) return;
      const mine = await change((state) =>
        isTaken(state) || (!asked && restOf(state) > 0)
          ? null
          : { ...state, lease: { by: page, until: now() + LEASE } },
      );
      if (!mine) return;
      try {
        await send(due);
      } finally {
        await change((state) => (state.lease?.by === page ? { ...state, lease: null } : null));
      }
    }

    /** @param {readonly string[]} due learners */
    async function send(due) {
      /** @type {Map<string, Set<string>>} */
      const doubts = new Map();
      for (const learner of due) {
        const doubtful = new Set();
        if (!(await drain(learner, doubtful))) return;
        if (doubtful.size) doubts.set(learner, doubtful);
      }
      if (doubts.size === 0) return;
      if (!stateOf(await store.setting("sending")).proven) return rested("refusing");
      // It takes those of others: these are wrong.
      for (const [learner, doubtful] of doubts) {
        for (const id of doubtful) await note(learner, [id], "invalid");
        if (!(await drain(learner, new Set()))) return;
      }
    }

    /** Learners whose hand-ins are not all sent: on a shared PC they may be long gone. */
    async function owing() {
      const found = [];
      for (const { id } of await store.learners())
        if (queueOf(await store.setting(nameOf(id)))?.ids.length) found.push(id);
      return found;
    }

    /** @type {Promise<void>} */
    let working = Promise.resolve();

    return {
      handedIn,
      // One after the other: a second call finds what the first left.
      send: (asked) => (working = working.catch(() => {}).then(() => round(asked))),
      state: async (learner) => ({
        queue: queueOf(await store.setting(nameOf(learner))),
        store: stateOf(await store.setting("sending")),
      }),
      async wait() {
        if (!post || (await owing()).length === 0) return null;
        const state = stateOf(await store.setting("sending"));
        return isTaken(state) && state.lease ? state.lease.until - now() : restOf(state);
      },
    };
  }

  /** @type {CoursemarkGlobal["collecting"]["isWhole"]} */
  function isWhole({ ids, held, refused }) {
    return ids.length === 0 && held === 0 && Object.values(refused).every((n) => n === 0);
  }

  /** @param {CoursemarkQueue} queue @param {"stored" | keyof CoursemarkQueue["refused"]} as @param {number} count */
  function counted(queue, as, count) {
    if (as === "stored") queue.sent += count;
    else queue.refused[as] += count;
  }

  /** @param {{n: number, statement: CoursemarkStatement}[]} rows @returns {any[]} */
  function oldestFirst(rows) {
    return rows
      .map((row) => ({ row, at: Date.parse(row.statement.timestamp) }))
      .sort((a, b) => a.at - b.at || a.row.n - b.row.n)
      .map(({ row }) => row);
  }

  Coursemark.collecting = Object.assign(Coursemark.collecting, { sender, isWhole });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
