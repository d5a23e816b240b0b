"use strict";
/**
 * What this browser keeps: learners, their statements, running attempts and unfinished answers.
 *
 * One IndexedDB database a site, because pages opened from folders share one origin. Every write
 * names its learner, so that switching learners in another tab never mixes two people. Web Locks
 * are absent on plain http; a read and the write that depends on it share one transaction instead.
 */
(function (Coursemark) {
  const VERSION = 1;
  const STORES = /** @type {const} */ ({
    learners: "id",
    statements: ["learner", "id"],
    attempts: ["learner", "registration"],
    drafts: ["learner", "item"],
    settings: "name",
  });

  /**
   * The same few operations over a table, whether in IndexedDB or in memory.
   * @typedef {{
   *   all(store: string, learner?: string): Promise<any[]>,
   *   get(store: string, key: any): Promise<any>,
   *   count(store: string, learner: string): Promise<number>,
   *   change(stores: string[], work: (tables: Record<string, Table>) => void | Promise<void>): Promise<void>,
   * }} Backend
   * @typedef {{
   *   get(key: any): Promise<any>, put(value: any): Promise<void>, delete(key: any): Promise<void>,
   *   ofLearner(learner: string): Promise<any[]>, names(): Promise<any[]>,
   * }} Table
   */

  /**
   * A connection that is opened again after the browser closed it: for a newer build in another
   * tab, or because the site's data were cleared.
   * @param {string} site @returns {Promise<Backend>}
   */
  async function indexed(site) {
    /** @type {Promise<any> | null} */
    let connection = null;
    const lost = () => (connection = null);
    const connect = () =>
      (connection ??= openDatabase(site, lost).catch((/** @type {unknown} */ error) => {
        lost();
        throw error;
      }));
    await connect();
    /** @template T @param {(db: any) => Promise<T>} use @returns {Promise<T>} */
    async function connected(use) {
      try {
        return await use(await connect());
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
        lost();
        return use(await connect());
      }
    }

    /** @param {any} store @returns {Table} */
    const table = (store) => ({
      get: (key) => store.get(key),
      put: (value) => store.put(value),
      delete: (key) => store.delete(key),
      ofLearner: (learner) => store.index("learner").getAll(learner),
      names: () => store.getAllKeys(),
    });
    return {
      all: (store, learner) =>
        connected((db) =>
          learner === undefined ? db.getAll(store) : db.getAllFromIndex(store, "learner", learner),
        ),
      get: (store, key) => connected((db) => db.get(store, key)),
      count: (store, learner) => connected((db) => db.countFromIndex(store, "learner", learner)),
      change: (stores, work) =>
        connected(async (db) => {
          const transaction = db.transaction(stores, "readwrite");
          const done = transaction.done.catch((/** @type {unknown} */ error) => ({ error }));
          const tables = Object.fromEntries(stores.map((s) => [s, table(transaction.objectStore(s))]));
          try {
            await work(tables);
          } catch (error) {
            try {
              transaction.abort();
            } catch {
              // The browser aborted it already: no room, or the connection is gone.
            }
            await done;
            throw error;
          }
          const outcome = await done;
          if (outcome) throw outcome.error;
        }),
    };
  }

  /** Where storage is blocked, work goes on in memory until the page closes. @returns {Backend} */
  function inMemory() {
    /** @type {Record<string, Map<string, any>>} */
    const stores = Object.fromEntries(Object.keys(STORES).map((s) => [s, new Map()]));
    /** @param {string} name @returns {Table} */
    const table = (name) => {
      const path = /** @type {Record<string, string | readonly string[]>} */ (STORES)[name];
      const keyOf = (/** @type {any} */ value) =>
        JSON.stringify(typeof path === "string" ? value[path] : path.map((p) => value[p]));
      // Rows are plain data; structuredClone would ask for Chromium 98.
      const copy = (/** @type {any} */ value) =>
        value === undefined ? value : JSON.parse(JSON.stringify(value));
      return {
        get: async (key) => copy(stores[name].get(JSON.stringify(key))),
        put: async (value) => void stores[name].set(keyOf(value), copy(value)),
        delete: async (key) => void stores[name].delete(JSON.stringify(key)),
        ofLearner: async (learner) =>
          [...stores[name].values()].filter((v) => v.learner === learner).map(copy),
        names: async () => [...stores[name].keys()].map((key) => JSON.parse(key)),
      };
    };
    return {
      all: async (store, learner) =>
        learner === undefined ? [...stores[store].values()] : table(store).ofLearner(learner),
      get: (store, key) => table(store).get(key),
      count: async (store, learner) =>
        [...stores[store].values()].filter((v) => v.learner === learner).length,
      change: async (names, work) => work(Object.fromEntries(names.map((n) => [n, table(n)]))),
    };
  }

  /** @param {string} site @param {() => void} lost */
  function openDatabase(site, lost) {
    return globalThis.idb.openDB(`coursemark ${site}`, VERSION, {
      upgrade(/** @type {any} */ db) {
        for (const [name, keyPath] of Object.entries(STORES)) {
          const store = db.createObjectStore(name, { keyPath });
          if (typeof keyPath !== "string") store.createIndex("learner", "learner");
        }
      },
      blocking(_from, _to, event) {
        // A newer build in another tab must not wait for this one.
        /** @type {any} */ (event.target).close();
        lost();
      },
      terminated: lost,
    });
  }

  /**
   * Oldest first; the statements of one submission share a timestamp, and `n` is their place in it.
   * @param {{id: string, n: number, statement: CoursemarkStatement}[]} rows
   */
  function inOrder(rows) {
    return rows
      .map((row) => ({ ...row, at: Date.parse(row.statement.timestamp) }))
      .sort((a, b) => a.at - b.at || a.n - b.n || (a.id < b.id ? -1 : 1))
      .map(({ statement }) => statement);
  }

  /**
   * Opens the store of a site. When the browser keeps nothing, `persistent` is false.
   * @param {string} site the site's id
   */
  async function open(site) {
    let persistent = true;
    /** @type {Backend} */
    let backend;
    try {
      backend = await indexed(site);
    } catch {
      persistent = false;
      backend = inMemory();
    }
    const channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`coursemark ${site}`);
    /** @type {Set<(change: StoreChange) => void>} */
    const listeners = new Set();
    if (channel) channel.onmessage = (event) => listeners.forEach((listener) => listener(event.data));
    /** @type {Set<(error: DOMException) => void>} */
    const faultListeners = new Set();
    const plain = backend;
    backend = {
      ...plain,
      async change(stores, work) {
        try {
          await plain.change(stores, work);
        } catch (error) {
          if (error instanceof DOMException) faultListeners.forEach((listener) => listener(error));
          throw error;
        }
      },
    };
    /**
     * The log as it was read last. A page asks for it many times; it only grows, so that the number
     * of statements tells whether it is still the same.
     * @type {{learner: string | null, statements: CoursemarkStatement[]}}
     */
    let log = { learner: null, statements: [] };
    /** @param {StoreChange} change */
    const tell = (change) => channel?.postMessage(change);

    /** @type {Store} */
    const store = {
      persistent,

      learners: () => backend.all("learners"),

      async current() {
        const setting = await backend.get("settings", "learner");
        return setting?.value ? ((await backend.get("learners", setting.value)) ?? null) : null;
      },

      async switchTo(learner) {
        await backend.change(["learners", "settings"], async ({ learners, settings }) => {
          if (learner) {
            const stored = await learners.get(learner.id);
            const row = { ...stored, ...learner };
            if (!row.start) delete row.start;
            // The PIN has a way of its own, so that an old page writes no old one back.
            delete row.pin;
            await learners.put(stored?.pin ? { ...row, pin: stored.pin } : row);
          }
          await settings.put({ name: "learner", value: learner?.id ?? null });
        });
        tell({ kind: "learner", learner: learner?.id ?? null });
      },

      async setPin(learner, pin) {
        await backend.change(["learners"], async ({ learners }) => {
          const row = await learners.get(learner);
          if (!row) return;
          delete row.pin;
          await learners.put(pin ? { ...row, pin } : row);
        });
        tell({ kind: "profile", learner });
      },

      async wipe(learner) {
        /** @type {string | null} */
        let current = null;
        await backend.change(Object.keys(STORES), async (tables) => {
          for (const row of await tables.statements.ofLearner(learner))
            await tables.statements.delete([learner, row.id]);
          for (const row of await tables.attempts.ofLearner(learner))
            await tables.attempts.delete([learner, row.registration]);
          for (const row of await tables.drafts.ofLearner(learner))
            await tables.drafts.delete([learner, row.item]);
          await tables.learners.delete(learner);
          current = (await tables.settings.get("learner"))?.value ?? null;
          if (current === learner) {
            current = null;
            await tables.settings.put({ name: "learner", value: current });
          }
          // A learner's settings are named by a word and the staff number.
          for (const name of await tables.settings.names())
            if (name.includes(" ") && name.slice(name.indexOf(" ") + 1) === learner)
              await tables.settings.delete(name);
        });
        log = { learner: null, statements: [] };
        tell({ kind: "learner", learner: current });
      },

      async append(learner, statements) {
        await backend.change(["statements"], async (tables) => {
          for (const [n, statement] of statements.entries()) {
            if (!(await tables.statements.get([learner, statement.id]))) {
              await tables.statements.put({ learner, id: statement.id, n, statement });
            }
          }
        });
        tell({ kind: "statements", learner });
      },

      async statements(learner) {
        const count = await backend.count("statements", learner);
        if (log.learner !== learner || log.statements.length !== count) {
          const rows = await backend.all("statements", learner);
          log = { learner, statements: inOrder(rows) };
        }
        return [...log.statements];
      },

      async answer(learner, statement, item) {
        await backend.change(["statements", "drafts"], async (tables) => {
          await tables.statements.put({ learner, id: statement.id, n: 0, statement });
          await tables.drafts.delete([learner, item]);
        });
        tell({ kind: "statements", learner });
      },

      drafts: (learner) => backend.all("drafts", learner),

      saveDraft: (draft) => backend.change(["drafts"], ({ drafts }) => drafts.put(draft)),

      attempts: (learner) => backend.all("attempts", learner),

      attempt: (learner, registration) => backend.get("attempts", [learner, registration]),

      async begin(attempt, statement) {
        const { learner, registration, assessment } = attempt;
        /** @type {CoursemarkAttempt} */
        let result = attempt;
        await backend.change(["attempts", "statements"], async (tables) => {
          const running = (await tables.attempts.ofLearner(learner)).find(
            (other) => other.state === "running" && other.assessment.id === assessment.id,
          );
          result = running ?? attempt;
          if (running) return;
          await tables.attempts.put(attempt);
          await tables.statements.put({ learner, id: statement.id, n: 0, statement });
        });
        tell({ kind: "attempt", learner, registration });
        return result;
      },

      async changeAttempt(learner, registration, decide) {
        /** @type {any} */
        let result = null;
        await backend.change(["attempts", "statements"], async (tables) => {
          const attempt = (await tables.attempts.get([learner, registration])) ?? null;
          const outcome = decide(attempt);
          result = outcome?.attempt ?? attempt;
          if (!outcome) return;
          await tables.attempts.put(outcome.attempt);
          for (const [n, statement] of (outcome.statements ?? []).entries()) {
            await tables.statements.put({ learner, id: statement.id, n, statement });
          }
        });
        tell({ kind: "attempt", learner, registration });
        return result;
      },

      async setting(name) {
        return (await backend.get("settings", name))?.value;
      },

      saveSetting: (name, value) =>
        backend.change(["settings"], ({ settings }) => settings.put({ name, value })),

      async changeOwn(learner, name, change) {
        /** @type {any} */
        let value;
        await backend.change(["learners", "settings"], async ({ learners, settings }) => {
          // Another tab may have wiped who was at work in this one.
          if (!(await learners.get(learner))) return;
          value = change((await settings.get(`${name} ${learner}`))?.value);
          await settings.put({ name: `${name} ${learner}`, value });
        });
        return value;
      },

      // No listener is told of a fault: what the learner did is stored.
      change: (tables, work) => plain.change(tables, work),

      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },

      onFault: (listener) => void faultListeners.add(listener),
    };
    return store;
  }

  Coursemark.store = { open };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
