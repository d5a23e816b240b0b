"use strict";
/** The trainer's desk in a page: in a worker over http, in short turns where a page may start none. */
(function (Coursemark) {
  const here = /** @type {HTMLScriptElement | null} */ (
    typeof document === "undefined" ? null : document.currentScript
  );
  /** Milliseconds that the page may be kept from answering. */
  const TURN = 25;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkGlobal["trainer"]["open"]} */
  async function open(site, today, onProgress) {
    const rules = /** @type {CoursemarkDeskRules} */ (await Coursemark.load("desk"));
    const call = (await inWorker(site, rules, today, onProgress)) ?? inPage(site, rules, today, onProgress);
    const keeping = await core.keeping.open(site.id);
    for (const given of await keeping.given())
      if (given.remove) await call("remove", given.remove);
      else await call("add", given.inputs);
    let desk = /** @type {CoursemarkDesk} */ (await call("desk"));

    /** Changes run one after the other. @type {Promise<unknown>} */
    let queue = Promise.resolve();
    /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
    function inTurn(work) {
      const done = queue.then(work);
      queue = done.catch(() => undefined);
      return done;
    }
    /** @param {() => Promise<unknown>} change */
    const changed = (change) =>
      inTurn(async () => {
        await change();
        return (desk = /** @type {CoursemarkDesk} */ (await call("desk")));
      });
    /** @param {readonly CoursemarkDeskInput[]} inputs */
    const add = (inputs) =>
      changed(async () => {
        await call("add", [...inputs]);
        // Nobody waits for the disk; the next change does.
        void inTurn(() => keeping.added(inputs));
      });
    let pasted = 0;

    return {
      desk: () => desk,
      add,
      paste: (text) => add([{ name: `粘贴的文本 ${++pasted}`, blob: new Blob([text]) }]),
      asOf: (day) => changed(() => call("asOf", day)),
      remove: (kind) =>
        changed(async () => {
          await call("remove", kind);
          await keeping.removed(kind);
        }),
      // Of the latest desk, whatever goes on meanwhile.
      detail: (id) => call("detail", id),
      wipe: () =>
        changed(async () => {
          await call("wipe");
          await keeping.wipe();
        }),
      kept: keeping.kept,
      close() {
        call("close");
        keeping.close();
      },
    };
  }

  /**
   * @param {CoursemarkSite} site @param {CoursemarkDeskRules} rules @param {string} day
   * @param {(progress: CoursemarkDeskProgress) => void} onProgress
   * @returns {Promise<((name: string, ...args: unknown[]) => Promise<any>) | null>} null where there is no worker
   */
  async function inWorker(site, rules, day, onProgress) {
    if (!here || !/^https?:/.test(here.src) || typeof Worker === "undefined") return null;
    let worker;
    try {
      worker = new Worker(here.src.replace("/trainer.js", "/trainer-worker.js"));
    } catch {
      return null;
    }
    const open = worker;
    let last = 0;
    /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
    const waiting = new Map();
    open.onmessage = ({ data: { id, result, error, progress } }) => {
      if (progress) return onProgress(progress);
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(error));
      else call?.resolve(result);
      return undefined;
    };
    open.onerror = () => {
      for (const { reject } of waiting.values()) reject(new Error("worker"));
      waiting.clear();
    };
    /** @param {string} name @param {unknown[]} args */
    const call = (name, ...args) =>
      name === "close"
        ? Promise.resolve(open.terminate())
        : new Promise((resolve, reject) => {
            waiting.set(++last, { resolve, reject });
            open.postMessage({ id: last, call: name, args });
          });
    try {
      await call("start", site, rules, day);
      return call;
    } catch {
      open.terminate();
      return null;
    }
  }

  /**
   * @param {CoursemarkSite} site @param {CoursemarkDeskRules} rules @param {string} day
   * @param {(progress: CoursemarkDeskProgress) => void} onProgress
   * @returns {(name: string, ...args: any[]) => Promise<any>}
   */
  function inPage(site, rules, day, onProgress) {
    const session = core.session.create(site, rules, day, onProgress, turns());
    return async (name, ...args) => {
      if (name === "desk") return session.desk();
      if (name === "detail") return session.detail(args[0]);
      if (name === "remove") return session.remove(args[0]);
      if (name === "asOf") return session.asOf(args[0]);
      if (name === "wipe") return session.wipe();
      return name === "add" ? session.add(core.openable(args[0])) : undefined;
    };
  }

  /** Gives the page a turn when ours has lasted long enough. */
  function turns() {
    const { port1, port2 } = new MessageChannel();
    let began = performance.now();
    return async () => {
      if (performance.now() - began < TURN) return;
      await new Promise((resolve) => {
        // A timer of 0 would wait 4 ms each time.
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      began = performance.now();
    };
  }

  /** @type {CoursemarkGlobal["trainer"]["dropped"]} */
  async function dropped(transfer) {
    const items = Array.from(transfer.items ?? []);
    const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
    if (!entries.some(Boolean)) return chosen(transfer.files);
    const found = [];
    for (const entry of entries) if (entry) for await (const input of walked(entry)) found.push(input);
    return found;
  }

  /** @param {any} entry @returns {AsyncGenerator<CoursemarkDeskInput>} */
  async function* walked(entry) {
    const name = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      const blob = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
      if (blob) yield { name, blob };
      return;
    }
    const reader = entry.createReader();
    const inside = [];
    for (;;) {
      // A hundred at a time.
      const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (!some.length) break;
      inside.push(...some);
    }
    inside.sort((a, b) => core.words.compare(a.name, b.name));
    for (const each of inside) if (!core.unpacking.isHidden(each.name)) yield* walked(each);
  }

  /** @type {CoursemarkGlobal["trainer"]["chosen"]} */
  const chosen = (files) =>
    [...files]
      .map((blob) => ({ name: blob.webkitRelativePath || blob.name, blob }))
      .filter(({ name }) => !name.includes("/") || !name.split("/").some(core.unpacking.isHidden))
      .sort((a, b) => core.words.compare(a.name, b.name));

  Coursemark.trainer = { open, dropped, chosen };
})(globalThis.Coursemark);
