"use strict";
/** Files on their way from where they are opened to where they are read: their bytes, many in one buffer. Pure. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["handing"]["held"]} */
  async function held(files) {
    const read = await Promise.all(files.map(({ bytes }) => bytes().catch(() => null)));
    return packed(files.map(({ name }, n) => ({ name, bytes: read[n] })));
  }

  /** @type {CoursemarkDeskCore["handing"]["packed"]} */
  function packed(files) {
    const buffers = /** @type {ArrayBuffer[]} */ ([
      ...new Set(files.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : []))),
    ]);
    const places = files.map(
      ({ bytes }) =>
        bytes && [buffers.indexOf(/** @type {any} */ (bytes.buffer)), bytes.byteOffset, bytes.length],
    );
    return { names: files.map(({ name }) => name), places, buffers };
  }

  /** @type {CoursemarkDeskCore["handing"]["taken"]} */
  const taken = ({ names, places, buffers }) =>
    places.map((place, n) => {
      const bytes = place && new Uint8Array(buffers[place[0]], place[1], place[2]);
      const read = () => (bytes ? Promise.resolve(bytes) : Promise.reject(new Error("gone")));
      return { name: names[n], bytes: read };
    });

  core.handing = { held, packed, taken };
})(globalThis.Coursemark);
