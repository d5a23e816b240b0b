"use strict";
/**
 * The desk's session in a worker, or a reader beside it: calls come as messages, each answered by one.
 * What is long goes in pieces either way, because whoever takes a message does nothing else meanwhile.
 */
(function (Coursemark) {
  /** Learners, problems or files in one message. */
  const PIECE = 250;
  const { handing, reader: readers } = Coursemark.deskCore;
  /** @type {CoursemarkDeskSession | null} */
  let session = null;
  /** Takes each of the files to add: they are read while others come. @type {((input: CoursemarkDeskOpenable) => void)[]} */
  let takers = [];
  /** What came before its addition was told of: readers have ways of their own. @type {[number, CoursemarkDeskOpenable[]][]} */
  let early = [];
  /** @type {ReturnType<CoursemarkDeskCore["reader"]["create"]> | null} */
  let reader = null;

  /** @param {CoursemarkDeskProgress} progress */
  const tell = (progress) => globalThis.postMessage({ progress });

  /** @param {number} length how many files will be given @returns {Promise<CoursemarkDeskOpenable>[]} */
  function coming(length) {
    const inputs = Array.from({ length }, () => new Promise((resolve) => takers.push(resolve)));
    const before = early;
    early = [];
    for (const [at, some] of before) take(at, some);
    return /** @type {Promise<CoursemarkDeskOpenable>[]} */ (inputs);
  }

  /** @param {number} at @param {CoursemarkDeskOpenable[]} inputs */
  function take(at, inputs) {
    if (takers.length) inputs.forEach((input, n) => takers[at + n](input));
    else early.push([at, inputs]);
  }

  /** The desk without its lists, which go before it; as text they take half the time. @param {number} id @param {CoursemarkDesk} desk */
  function inPieces(id, desk) {
    for (const list of /** @type {const} */ (["learners", "problems", "files"]))
      for (let n = 0; n < desk[list].length; n += PIECE)
        globalThis.postMessage({ id, list, json: JSON.stringify(desk[list].slice(n, n + PIECE)) });
    return { ...desk, learners: [], problems: [], files: [] };
  }

  /**
   * Answered before they are read: whoever gives the next ones knows that those before are.
   * @param {number} id @param {string} call @param {any[]} args @param {MessagePort} port of a reader, or to the session
   */
  function handed(id, call, args, port) {
    if (call === "give") take(args[0], handing.taken(args[1]));
    else if (call === "read") reader?.read(args[0], handing.taken(args[1]));
    else if (call === "reader") port.onmessage = ({ data }) => take(data.at, readers.taken(data));
    else if (call === "serve")
      reader = readers.create(args[0], (read, buffers) => port.postMessage(read, buffers));
    else return false;
    if (id) globalThis.postMessage({ id, result: null });
    return true;
  }

  globalThis.onmessage = async ({ data: { id, call, args }, ports }) => {
    if (handed(id, call, args, ports[0])) return;
    try {
      if (call === "start") {
        const [site, rules, day] = args;
        session = Coursemark.deskCore.session.create(site, rules, day, tell);
      }
      const open = /** @type {CoursemarkDeskSession} */ (session);
      let result = null;
      if (call === "add") {
        result = await open.add(coming(args[0]));
        takers = [];
      } else if (call === "remove") open.remove(args[0]);
      else if (call === "asOf") open.asOf(args[0], args[1]);
      else if (call === "wipe") open.wipe();
      else if (call === "verify") result = await open.verify();
      else if (call === "desk") result = inPieces(id, await open.desk());
      else if (call === "detail") result = open.detail(args[0]);
      globalThis.postMessage({ id, result });
    } catch (error) {
      globalThis.postMessage({ id, error: String(error) });
    }
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
