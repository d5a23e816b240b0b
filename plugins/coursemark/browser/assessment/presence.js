"use strict";
/**
 * Whether the learner is at a running attempt, and what the computer's clock does meanwhile. What
 * happens is a fact in the log and moves the attempt's clock where its rules say so; it has no
 * other consequence. A `seen` in the stored attempt, renewed every few seconds, tells the next page
 * how long nobody had it open, also after a crash.
 */
(function (Coursemark) {
  const sitting = Coursemark.sitting;
  /** Milliseconds between two signs of life. */
  const BEAT = 5000;
  /** After a write was refused. */
  const REST = 60000;
  /** How long another page of the attempt has to answer. */
  const ANSWER = 300;

  /** @type {CoursemarkGlobal["presence"]} */
  function presence({ app, learner, attempt, change, onTick, onTimeUp, signal }) {
    const site = app.site.id;
    const channel =
      typeof BroadcastChannel === "undefined"
        ? null
        : new BroadcastChannel(`coursemark ${site} ${attempt().registration}`);
    /** What happened and is not stored yet. @type {((attempt: CoursemarkAttempt) => CoursemarkChanged)[]} */
    let waiting = [];
    /** @type {typeof waiting} */
    const early = [];
    let storing = Promise.resolve();
    let ready = false;
    let hidden = document.hidden;
    let blurred = !document.hasFocus();
    /** Since when the learner has been at this page. */
    let since = Date.now();
    let skew = Date.now() - performance.now();
    let nextBeat = 0;

    /** @param {CoursemarkAttempt} before @param {typeof waiting} steps @returns {CoursemarkChanged} */
    const after = (before, steps) =>
      steps.reduce(
        (/** @type {CoursemarkChanged} */ { attempt, facts }, step) => {
          const next = step(attempt);
          return { attempt: next.attempt, facts: [...facts, ...next.facts] };
        },
        { attempt: before, facts: [] },
      );

    /** Stores a step; what cannot be stored goes along with the next. @param {typeof waiting[0]} step */
    function happened(step) {
      waiting = [...waiting, step];
      return (storing = storing.catch(() => {}).then(store));
    }

    async function store() {
      const steps = waiting;
      if (steps.length === 0 || signal.aborted) return;
      try {
        await change((stored) => {
          const next = after(stored, steps);
          const stamp = () => app.stamp(learner);
          return {
            attempt: next.attempt,
            statements: Coursemark.attempt.interrupted(next.attempt, next.facts, stamp),
          };
        });
        waiting = waiting.filter((each) => !steps.includes(each));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        nextBeat = performance.now() + REST;
      }
    }

    /** The attempt as it stands, with what is not stored yet. */
    const view = () => after(attempt(), waiting).attempt;

    function checkClock() {
      const now = Date.now();
      const by = Math.round(now - performance.now() - skew);
      skew += by;
      if (Math.abs(by) <= sitting.JUMP) return;
      since += by;
      // Forward while hidden may be the sleep of a phone: that is time gone by.
      if (by > 0 && hidden) return;
      void happened((stored) => sitting.jump(stored, by, now));
    }

    /** What happens before it is known how the page was opened comes after that. @param {typeof waiting[0]} step */
    function note(step) {
      if (ready) void happened(step);
      else early.push(step);
    }

    /** @param {boolean} off hidden, not only without the focus */
    function leave(off) {
      const now = Date.now();
      note((stored) => sitting.leave(stored, now, off));
    }

    function back() {
      const now = (since = Date.now());
      note((stored) => sitting.present(stored, now, now));
    }

    function onVisibility() {
      checkClock();
      hidden = document.hidden;
      if (hidden) return leave(true);
      blurred = false;
      back();
    }

    function onFocus() {
      if (hidden || !blurred) return;
      blurred = false;
      checkClock();
      back();
    }

    function onBlur() {
      blurred = true;
      checkClock();
      leave(false);
    }

    async function beat() {
      const [now, here, at] = [Date.now(), !hidden && !blurred, since];
      nextBeat = performance.now() + BEAT;
      // Another tab of it may have been left for this one, which nobody left since.
      const step = (/** @type {CoursemarkAttempt} */ stored) =>
        here ? sitting.present(stored, at, now) : sitting.beat(stored, now);
      await happened(step);
      waiting = waiting.filter((each) => each !== step);
    }

    function tick() {
      checkClock();
      onTick();
      if (!ready || signal.aborted) return;
      if (performance.now() >= nextBeat) void beat();
      const left = remaining();
      if (left !== null && left <= 0) onTimeUp();
    }

    const remaining = () => sitting.remaining(view(), Date.now());

    /** Whether no other page has the attempt open. @returns {Promise<boolean>} */
    function isAlone() {
      if (!channel) return Promise.resolve(since - (attempt().seen ?? 0) > 2 * BEAT);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(true), ANSWER);
        channel.addEventListener("message", ({ data }) => {
          if (data !== "here") return;
          clearTimeout(timer);
          resolve(false);
        });
        channel.postMessage("who");
      });
    }

    /** Counts the time in which no page of the attempt was open. */
    async function open() {
      const opened = since;
      if (hidden) leave(true);
      const left = Coursemark.spare.returned(site, attempt());
      // The last page may have seen more than it could store.
      const before = (/** @type {CoursemarkAttempt} */ stored) => {
        if (left === null || stored.seen === null) return { attempt: stored, facts: [] };
        const by = left.jumped - stored.jumped;
        const { attempt: set, facts } = by
          ? sitting.jump(stored, by, left.at)
          : { attempt: stored, facts: [] };
        return { attempt: { ...set, seen: Math.max(set.seen ?? 0, left.at) }, facts };
      };
      const { seen, absent } = before(attempt()).attempt;
      const fresh = seen !== null && !absent && Math.abs(opened - seen) < 1000;
      const alone = fresh || (await isAlone());
      if (signal.aborted) return;
      if (alone) await happened((stored) => after(stored, [before, (then) => sitting.reopen(then, opened)]));
      else if (!hidden) await happened((stored) => sitting.present(stored, opened, opened));
      ready = true;
      early.splice(0).forEach(note);
      tick();
    }

    channel?.addEventListener("message", ({ data }) => {
      if (data === "who" && ready) channel.postMessage("here");
    });
    document.addEventListener("visibilitychange", onVisibility, { signal });
    addEventListener("focus", onFocus, { signal });
    addEventListener("blur", onBlur, { signal });
    addEventListener(
      "pagehide",
      () => {
        if (!ready) return;
        checkClock();
        Coursemark.spare.keep(site, attempt(), new Map(), { at: Date.now(), jumped: view().jumped });
      },
      { signal },
    );
    const ticker = setInterval(tick, 1000);
    signal.addEventListener("abort", () => {
      clearInterval(ticker);
      channel?.close();
    });
    void open();

    return {
      remaining,
      pause() {
        checkClock();
        const now = Date.now();
        return happened((stored) => sitting.pause(stored, now));
      },
      resume() {
        checkClock();
        const now = (since = Date.now());
        return happened((stored) => sitting.resume(stored, now));
      },
      async settled() {
        checkClock();
        await storing;
      },
    };
  }

  Coursemark.presence = presence;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
