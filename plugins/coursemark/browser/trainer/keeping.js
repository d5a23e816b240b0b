"use strict";
/**
 * What was given to the desk, kept in this browser in the order in which it came: everything else
 * is worked out again. Files of one addition are kept as one, which is as fast as a single file.
 */
(function (Coursemark) {
  const STORE = "given";
  const PIECE = 200;
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
      given: async () => (await database?.getAll(STORE)) ?? [],
      added: (inputs) => attempt(async (db) => db.add(STORE, await bundleOf(inputs))),
      removed: (kind) => attempt((db) => db.add(STORE, { remove: kind })),
      wipe: () =>
        attempt(async (db) => {
          await db.clear(STORE);
          kept = true;
        }),
      close: () => database?.close(),
    };
  }

  /**
   * Files as one, made of pieces: the browser looks at each part of a Blob before it goes on.
   * @param {readonly CoursemarkDeskInput[]} inputs @returns {Promise<CoursemarkDeskBundle>}
   */
  async function bundleOf(inputs) {
    const pieces = [];
    for (let n = 0; n < inputs.length; n += PIECE) {
      pieces.push(new Blob(inputs.slice(n, n + PIECE).map((input) => input.blob)));
      if (n + PIECE < inputs.length) await new Promise((resolve) => setTimeout(resolve));
    }
    return {
      names: inputs.map((input) => input.name),
      sizes: inputs.map((input) => input.blob.size),
      blob: new Blob(pieces),
    };
  }

  core.keeping = { open };
})(globalThis.Coursemark);
