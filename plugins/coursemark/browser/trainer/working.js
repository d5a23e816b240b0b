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
  /** Files in one message. The browser looks each of them up before it hands it over. */
  const PIECE = 64;
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
    session.onmessage = ({ data: { id, list, piece, result, error, progress } }) => {
      if (progress) return onProgress(progress);
      const call = waiting.get(id);
      if (!call) return undefined;
      if (list) return void (call.lists[list] ??= []).push(...piece);
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
    /** @param {string} name @param {unknown[]} args */
    const ask = (name, args) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject, lists: {} });
        session.postMessage({ id: last, call: name, args });
      });
    for (const reader of readers) {
      const { port1, port2 } = new MessageChannel();
      session.postMessage({ call: "reader" }, [port1]);
      reader.postMessage({ call: "serve", args: [site] }, [port2]);
    }
    const turn = turns(0);

    return async (name, ...args) => {
      if (name === "close") return [session, ...readers].forEach((worker) => worker.terminate());
      if (name !== "add" && name !== "restore") return ask(name, args);
      const { length, pieces } = name === "add" ? inPieces(args[0]) : ofBundle(args[0]);
      const done = ask("add", [length]);
      let [at, n] = [0, 0];
      for (const piece of pieces) {
        const reader = readers[n++ % readers.length];
        if (reader) reader.postMessage({ call: "read", args: [at, piece] });
        else session.postMessage({ call: "give", args: [at, piece] });
        at += piece.blob ? piece.names.length : piece.inputs.length;
        await turn();
      }
      return done;
    };
  }

  /** @param {CoursemarkDeskInput[]} inputs */
  function inPieces(inputs) {
    /** @type {CoursemarkDeskPiece[]} */
    const pieces = [];
    for (let n = 0; n < inputs.length; n += PIECE) pieces.push({ inputs: inputs.slice(n, n + PIECE) });
    return { length: inputs.length, pieces };
  }

  /** @param {CoursemarkDeskBundle} bundle */
  function ofBundle({ names, sizes, blob }) {
    /** @type {CoursemarkDeskPiece[]} */
    const pieces = [];
    let from = 0;
    for (let n = 0; n < names.length; n += PIECE) {
      const some = sizes.slice(n, n + PIECE);
      const to = some.reduce((sum, size) => sum + size, from);
      pieces.push({ names: names.slice(n, n + PIECE), sizes: some, blob: blob.slice(from, to) });
      from = to;
    }
    return { length: names.length, pieces };
  }

  /**
   * @param {CoursemarkSite} site @param {CoursemarkDeskRules} rules @param {string} day
   * @param {(progress: CoursemarkDeskProgress) => void} onProgress
   * @returns {CoursemarkDeskCall}
   */
  function inPage(site, rules, day, onProgress) {
    const session = core.session.create(site, rules, day, onProgress, turns(TURN));
    return async (name, ...args) => {
      if (name === "desk") return session.desk();
      if (name === "detail") return session.detail(args[0]);
      if (name === "remove") return session.remove(args[0]);
      if (name === "asOf") return session.asOf(args[0]);
      if (name === "wipe") return session.wipe();
      if (name === "verify") return session.verify();
      if (name === "restore") return session.add(core.bundled(args[0]));
      return name === "add" ? session.add(core.openable(args[0])) : undefined;
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
