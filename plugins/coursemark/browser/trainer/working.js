"use strict";
/**
 * Where the desk's session runs: in a worker, or in short turns of the page where none starts. A page
 * that was opened from a folder starts one from the text of the program.
 */
(function (Coursemark) {
  const here = /** @type {HTMLScriptElement | null} */ (
    typeof document === "undefined" ? null : document.currentScript
  );
  /** Milliseconds that the page may be kept from answering. */
  const TURN = 25;
  /** Pieces that are being opened, and those on their way to one worker. */
  const [OPENING, UNTAKEN] = [3, 4];
  /** More than these have read before the session has merged. */
  const MOST_READERS = 2;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["working"]["start"]} */
  async function start(site, rules, day, onProgress) {
    const launch = await launcher();
    if (!launch) return inPage(site, rules, day, onProgress);
    const workers = [];
    try {
      // One for the session, and others that read for it while it merges what they have read.
      // On two processors there is nothing to gain: opening files keeps the browser itself busy.
      const readers = Math.max(0, Math.min(MOST_READERS, (navigator.hardwareConcurrency || 2) - 2));
      for (let n = 0; n <= readers; n++) workers.push(launch());
      const [session, ...others] = workers;
      const call = core.working.through(session, others, site.id, onProgress);
      await call("start", site, rules, day);
      return call;
    } catch {
      for (const worker of workers) worker.terminate();
      return inPage(site, rules, day, onProgress);
    }
  }

  /** What starts a worker; null where nothing does. @returns {Promise<(() => Worker) | null>} */
  async function launcher() {
    if (!here || typeof Worker === "undefined") return null;
    const address = here.src.replace("/trainer.js", "/trainer-worker.js");
    if (/^https?:/.test(address)) return () => new Worker(address);
    try {
      await Coursemark.part("trainer-worker");
      const program = /** @type {string} */ (await Coursemark.load("trainer-worker"));
      const text = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
      const Own = native();
      return () => new Own(text);
    } catch {
      return null;
    }
  }

  /** The browser's own: in pages from a folder the theme puts something else in its place, for its search. */
  function native() {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    return /** @type {typeof Worker} */ (/** @type {any} */ (frame.contentWindow).Worker);
  }

  /** @type {CoursemarkDeskCore["working"]["through"]} */
  function through(session, readers, site, onProgress) {
    let last = 0;
    /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void, lists: Record<string, unknown[]>}>} */
    const waiting = new Map();
    session.onmessage = ({ data: { id, list, json, result, error, progress } }) => {
      if (progress) return onProgress(progress);
      const call = waiting.get(id);
      if (!call) return undefined;
      if (list) return void (call.lists[list] ??= []).push(...JSON.parse(json));
      waiting.delete(id);
      if (error) call.reject(new Error(error));
      else call.resolve(Object.keys(call.lists).length ? { ...result, ...call.lists } : result);
      return undefined;
    };
    for (const worker of [session, ...readers])
      worker.onerror = () => {
        for (const { reject } of waiting.values()) reject(new Error("worker"));
        waiting.clear();
      };
    /** @param {string} name @param {unknown[]} args @param {ArrayBuffer[]} [buffers] @param {Worker} [worker] */
    const ask = (name, args, buffers = [], worker = session) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject, lists: {} });
        worker.postMessage({ id: last, call: name, args }, buffers);
      });
    for (const reader of readers) {
      const { port1, port2 } = new MessageChannel();
      session.postMessage({ call: "reader" }, [port1]);
      reader.postMessage({ call: "serve", args: [site] }, [port2]);
      reader.onmessage = session.onmessage;
    }
    const turn = turns(0);

    /** Opens files and hands over what is in them, no faster than it is read. @param {Iterable<CoursemarkDeskOpenable[]>} pieces */
    async function give(pieces) {
      const takers = (readers.length ? readers : [session]).map((worker) => ({
        worker,
        untaken: /** @type {Promise<unknown>[]} */ ([]),
      }));
      const opening = /** @type {Promise<void>[]} */ ([]);
      let at = 0;
      /** @param {CoursemarkDeskHeld} held */
      async function handOver(held) {
        const [{ worker, untaken }] = takers;
        takers.push(/** @type {typeof takers[0]} */ (takers.shift()));
        if (untaken.length === UNTAKEN) await untaken.shift();
        untaken.push(ask(readers.length ? "read" : "give", [at, held], held.buffers, worker));
        at += held.names.length;
      }
      let before = Promise.resolve();
      for (const files of pieces) {
        const held = core.handing.held(files);
        before = before.then(async () => handOver(await held));
        opening.push(before);
        await turn();
        if (opening.length === OPENING) await opening.shift();
      }
      await before;
      await Promise.all(takers.flatMap(({ untaken }) => untaken));
    }

    return async (name, ...args) => {
      if (name === "close") return [session, ...readers].forEach((worker) => worker.terminate());
      if (name !== "add" && name !== "restore") return ask(name, args);
      const { length, pieces } = given(name, args[0]);
      const [result] = await Promise.all([ask("add", [length]), give(pieces)]);
      return result;
    };
  }

  /** @param {string} name @param {any} files @returns {{length: number, pieces: Iterable<CoursemarkDeskOpenable[]>}} */
  const given = (name, files) =>
    name === "add"
      ? { length: files.length, pieces: core.opening.files(files) }
      : { length: files.names.length, pieces: core.opening.bundle(files) };

  /**
   * @param {CoursemarkSite} site @param {CoursemarkDeskRules} rules @param {string} day
   * @param {(progress: CoursemarkDeskProgress) => void} onProgress
   * @returns {CoursemarkDeskCall}
   */
  function inPage(site, rules, day, onProgress) {
    const turn = turns(TURN);
    const session = core.session.create(site, rules, day, onProgress, turn);
    return async (name, ...args) => {
      if (name === "desk") return session.desk();
      if (name === "detail") return session.detail(args[0]);
      if (name === "remove") return session.remove(args[0]);
      if (name === "asOf") return session.asOf(args[0], args[1]);
      if (name === "wipe") return session.wipe();
      if (name === "verify") return session.verify();
      if (name !== "add" && name !== "restore") return undefined;
      const inputs = [];
      for (const files of given(name, args[0]).pieces) {
        inputs.push(...files);
        await turn();
      }
      return session.add(inputs);
    };
  }

  /** Gives the page a turn when ours has lasted long enough. @param {number} ms */
  function turns(ms) {
    const { port1, port2 } = new MessageChannel();
    let began = performance.now();
    return async () => {
      if (performance.now() - began < ms) return;
      await new Promise((resolve) => {
        // A timer of 0 would wait 4 ms each time.
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      began = performance.now();
    };
  }

  core.working = { start, through };
})(globalThis.Coursemark);
