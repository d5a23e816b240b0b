"use strict";
/**
 * Reads plain records in a worker beside that of the session; what is anything else
 * goes on as it came, because only the session knows what to do with it.
 */
(function (Coursemark) {
  const RECORD = /^\{\s*"format"\s*:\s*"coursemark-record\//;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["reader"]["create"]} */
  function create(site, send) {
    let last = Promise.resolve();

    /** @param {number} at @param {CoursemarkDeskOpenable[]} inputs */
    async function piece(at, inputs) {
      const read = [];
      for (const input of inputs) read.push(await readOf(await opened(input), site));
      const held = core.handing.packed(read);
      const records = JSON.stringify(read.map(({ record }) => record && core.packing.pack(record)));
      send({ at, held, records }, held.buffers);
    }

    return {
      read(at, inputs) {
        last = last.then(() => piece(at, inputs));
      },
    };
  }

  /** @param {CoursemarkDeskOpenable} input */
  async function opened({ name, bytes }) {
    return { name, bytes: await bytes().catch(() => null) };
  }

  /** @param {{name: string, bytes: Uint8Array | null}} file @param {string} site */
  async function readOf({ name, bytes }, site) {
    const none = { name, bytes, record: null };
    if (!bytes || !RECORD.test(String.fromCharCode(...bytes.subarray(0, 64)))) return none;
    try {
      const [source] = core.unpacking.sources(name, bytes);
      const record = await core.reading.read(source, site, null, async () => {});
      return record ? { name, bytes: record.bytes, record } : none;
    } catch {
      // The session says what is wrong.
      return none;
    }
  }

  /** @type {CoursemarkDeskCore["reader"]["taken"]} */
  function taken({ held, records }) {
    const found = JSON.parse(records);
    return core.handing.taken(held).map((file, n) => {
      const [at, from, size] = held.places[n] ?? [0, 0, 0];
      const bytes = new Uint8Array(held.buffers[at] ?? 0, from, size);
      return { ...file, record: found[n] && core.packing.unpack(found[n], bytes) };
    });
  }

  core.reader = { create, taken };
})(globalThis.Coursemark);
