"use strict";
/**
 * What was given to the desk, kept in this browser in the order in which it came: everything else
 * is worked out again. Files of one addition are kept as one, which is as fast as a single file.
 */
(function (Coursemark) {
  const STORE = "given";
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["keeping"]["open"]} */
  async function open(site) {
    /** @type {any} */
    let database = null;
    try {
      database = await globalThis.idb.openDB(`coursemark-trainer ${site}`, 1, {
        upgrade: (/** @type {any} */ db) => void db.createObjectStore(STORE, { autoIncrement: true }),
      });
    } catch {
      // Storage is blocked: the desk lives until the page is closed.
    }
    let kept = database !== null;
    /** @param {(db: any) => Promise<unknown>} write */
    async function attempt(write) {
      if (!database) return;
      try {
        await write(database);
      } catch {
        kept = false;
      }
    }
    return {
      kept: () => kept,
      given: async () => (await (database?.getAll(STORE) ?? [])).map(givenOf),
      added: (inputs) => attempt((db) => db.add(STORE, rowOf(inputs))),
      removed: (kind) => attempt((db) => db.add(STORE, { remove: kind })),
      wipe: () =>
        attempt(async (db) => {
          await db.clear(STORE);
          kept = true;
        }),
      close: () => database?.close(),
    };
  }

  /** @param {readonly CoursemarkDeskInput[]} inputs */
  const rowOf = (inputs) => ({
    names: inputs.map((input) => input.name),
    sizes: inputs.map((input) => input.blob.size),
    blob: new Blob(inputs.map((input) => input.blob)),
  });

  /** @param {any} row @returns {CoursemarkDeskGiven} */
  function givenOf({ remove, names, sizes, blob }) {
    if (remove) return { remove };
    let at = 0;
    const slice = (/** @type {number} */ size) => blob.slice(at, (at += size));
    return {
      inputs: names.map((/** @type {string} */ name, /** @type {number} */ n) => ({
        name,
        blob: slice(sizes[n]),
      })),
    };
  }

  core.keeping = { open };
})(globalThis.Coursemark);
