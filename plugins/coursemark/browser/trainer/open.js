"use strict";
/** The trainer's desk in a page: what is done to it in turn, what is kept, what is dropped on it. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkGlobal["trainer"]["open"]} */
  async function open(site, today, onProgress, onChange) {
    const rules = /** @type {CoursemarkDeskRules} */ (await Coursemark.load("desk"));
    const call = await core.working.start(site, rules, today, onProgress);
    const keeping = await core.keeping.open(site.id);
    for (const given of await keeping.given())
      if (given.remove) await call("remove", given.remove);
      else await call("restore", given);
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
        desk = /** @type {CoursemarkDesk} */ (await call("desk"));
        void verify();
        return desk;
      });

    let verifying = false;
    /** Works out digests while there is nothing else to do. */
    async function verify() {
      if (verifying) return;
      verifying = true;
      try {
        while (desk.unverified) {
          for (let left = true; left;) {
            const at = await inTurn(() => call("verify"));
            left = at.done < at.total;
            onProgress({ phase: "verifying", ...at });
          }
          desk = await inTurn(() => call("desk"));
          onChange(desk);
        }
      } catch (error) {
        // The next change tries again.
        console.error(error);
      }
      verifying = false;
    }

    /** What is being taken in or written. */
    let coming = 0;
    /** @template T @param {Promise<T>} work @returns {Promise<T>} */
    async function counted(work) {
      coming += 1;
      try {
        return await work;
      } finally {
        coming -= 1;
      }
    }
    /** @param {readonly CoursemarkDeskInput[]} inputs */
    const take = (inputs) =>
      changed(async () => {
        const secret = await call("add", [...inputs]);
        const kept = inputs.filter((_, n) => !secret.includes(n));
        // Nobody waits for the disk; the next change does.
        if (kept.length) void counted(inTurn(() => keeping.added(kept)));
      });
    const add = (/** @type {readonly CoursemarkDeskInput[]} */ inputs) => counted(take(inputs));
    let pasted = 0;
    void verify();

    return {
      desk: () => desk,
      add,
      paste: (text) => add([{ name: `粘贴的文本 ${++pasted}`, blob: new Blob([text]) }]),
      asOf: (day, today) => changed(() => call("asOf", day, today)),
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
      safe: () => coming === 0 && (keeping.kept() || desk.files.length === 0),
      close() {
        call("close");
        keeping.close();
      },
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
