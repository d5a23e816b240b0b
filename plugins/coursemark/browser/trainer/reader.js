"use strict";
/**
 * Opens files and reads plain records in a worker beside that of the session; what is anything else
 * goes on as it came, because only the session knows what to do with it.
 */
(function (Coursemark) {
  const RECORD = /^\{\s*"format"\s*:\s*"coursemark-record\//;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["reader"]["create"]} */
  function create(site, send) {
    /** Files that were asked for and are not read yet: those of the next piece are being opened. @type {{at: number, files: ReturnType<typeof opened>[] | null, inputs: CoursemarkDeskOpenable[]}[]} */
    const queue = [];
    let running = false;

    async function run() {
      if (running) return;
      running = true;
      for (let first = queue[0]; first; first = queue[0]) {
        for (const piece of queue.slice(0, 3)) piece.files ??= piece.inputs.map(opened);
        const read = [];
        for (const file of first.files ?? []) read.push(await readOf(await file, site));
        queue.shift();
        send(...packed(first.at, read));
      }
      running = false;
    }

    return {
      read(at, inputs) {
        queue.push({ at, inputs, files: null });
        void run();
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

  /**
   * @param {number} at @param {{name: string, bytes: Uint8Array | null, record: CoursemarkDeskRecord | null}[]} read
   * @returns {[CoursemarkDeskRead, ArrayBuffer[]]}
   */
  function packed(at, read) {
    const buffers = [...new Set(read.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : [])))];
    const files = read.map(({ name, bytes, record }) => ({
      name,
      place: bytes && [buffers.indexOf(bytes.buffer), bytes.byteOffset, bytes.length],
      record: record && core.packing.pack(record),
    }));
    const whole = /** @type {ArrayBuffer[]} */ (buffers);
    return [{ at, json: JSON.stringify(files), buffers: whole }, whole];
  }

  /** @type {CoursemarkDeskCore["reader"]["taken"]} */
  const taken = ({ json, buffers }) =>
    JSON.parse(json).map((/** @type {any} */ { name, place, record }) => {
      const bytes = place && new Uint8Array(buffers[place[0]], place[1], place[2]);
      return {
        name,
        bytes: () => (bytes ? Promise.resolve(bytes) : Promise.reject(new Error("gone"))),
        record: record && core.packing.unpack(record, bytes),
      };
    });

  core.reader = { create, taken };
})(globalThis.Coursemark);
