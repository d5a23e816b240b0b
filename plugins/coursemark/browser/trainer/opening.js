"use strict";
/** Files opened a few at a time; small ones that stand side by side are read as one. */
(function (Coursemark) {
  /** Files in a piece: the browser looks each of them up, and the page waits for it. */
  const PIECE = 64;
  /** Asking for a file takes a good part of the time that reading it takes. */
  const TOGETHER = 4 * 1024 * 1024;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["opening"]["files"]} */
  function* files(inputs) {
    for (let n = 0; n < inputs.length; n += PIECE) {
      const piece = inputs.slice(n, n + PIECE);
      yield grouped(piece.map(({ blob }) => blob.size)).flatMap(([from, to]) => {
        const group = piece.slice(from, to);
        return together(
          group.map(({ name, blob }) => ({ name, size: blob.size, alone: () => blob.arrayBuffer() })),
          () => new Blob(group.map(({ blob }) => blob)).arrayBuffer(),
        );
      });
    }
  }

  /** @type {CoursemarkDeskCore["opening"]["bundle"]} */
  function* bundle({ names, sizes, blob }) {
    let end = 0;
    const ends = sizes.map((size) => (end += size));
    const read = (/** @type {number} */ from, /** @type {number} */ to) =>
      blob.slice(ends[from] - sizes[from], ends[to - 1]).arrayBuffer();
    for (let n = 0; n < names.length; n += PIECE)
      yield grouped(sizes.slice(n, n + PIECE)).flatMap(([from, to]) =>
        together(
          names.slice(n + from, n + to).map((name, k) => ({
            name,
            size: sizes[n + from + k],
            alone: () => read(n + from + k, n + from + k + 1),
          })),
          () => read(n + from, n + to),
        ),
      );
  }

  /** From and to of those that are read at once. @param {readonly number[]} sizes @returns {[number, number][]} */
  function grouped(sizes) {
    /** @type {[number, number][]} */
    const groups = [];
    let room = 0;
    sizes.forEach((size, n) => {
      if (!groups.length || size > room) {
        groups.push([n, n]);
        room = TOGETHER;
      }
      groups[groups.length - 1][1] = n + 1;
      room -= size;
    });
    return groups;
  }

  /**
   * @param {{name: string, size: number, alone: () => Promise<ArrayBuffer>}[]} group
   * @param {() => Promise<ArrayBuffer>} read all of them, one after the other
   */
  function together(group, read) {
    /** @type {Promise<ArrayBuffer | null> | null} */
    let whole = null;
    let end = 0;
    return group.map(({ name, size, alone }) => {
      const start = end;
      end += size;
      return {
        name,
        async bytes() {
          whole ??= read().catch(() => null);
          const all = await whole;
          // One that is gone takes none of the others with it.
          if (all?.byteLength !== end) return new Uint8Array(await alone());
          return new Uint8Array(all, start, size);
        },
      };
    });
  }

  core.opening = { files, bundle };
})(globalThis.Coursemark);
