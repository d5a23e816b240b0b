"use strict";
/**
 * How long a learner has read a page: the seconds in which it could be seen, over all visits, and
 * whether its end was in view. Kept by learner, page and revision.
 *
 * Time counts once for a learner, however many windows stand side by side: each says up to when
 * it has counted, in the transaction that adds its seconds.
 */
(function (Coursemark) {
  const TICK_MS = 1000;
  /** A page that goes away cannot wait for what it still has to write: so much may be lost. */
  const SAVE_MS = 2000;
  /** A longer gap between two ticks is a PC that slept, not somebody who read. */
  const GAP_MS = 10_000;
  /** More says nothing about reading. */
  const MOST_SECONDS = 3600;

  /** Whether somebody can see the page. */
  const isSeen = () => !document.hidden && !Coursemark.lock.locked();

  /** @type {() => CoursemarkReading} */
  const nothing = () => ({ seconds: 0, end: false, armed: false });

  /** @type {CoursemarkGlobal["reading"]["added"]} */
  function added(before, { path, revision }, { counted, at, end, armed }) {
    const old = before?.pages[path];
    const row = old && old.revision === revision ? old : nothing();
    // A clock that was set back says nothing about what other windows counted.
    const until = before && before.until - at <= GAP_MS ? before.until : 0;
    const fresh = Math.max(0, Math.min(counted, at - until));
    return {
      until: Math.max(until, at),
      pages: {
        ...before?.pages,
        [path]: {
          revision,
          seconds: Math.min(MOST_SECONDS, row.seconds + fresh / 1000),
          end: row.end || end,
          armed: armed ?? row.armed,
        },
      },
    };
  }

  /** @type {CoursemarkGlobal["reading"]["follow"]} */
  function follow(app, page, end, { isWanted, ontick }) {
    /** Whose time is counted; undefined before the first look. @type {string | null | undefined} */
    let learner;
    /** Whether time without a learner belongs to whoever says next who they are. */
    let unclaimed = true;
    /** What is stored, with the end as it was seen here. */
    let row = nothing();
    /** Milliseconds that are not stored yet, and those on their way there. */
    let [counted, flying] = [0, 0];
    let inView = false;
    let since = runs() ? performance.now() : null;
    let saved = performance.now();
    /** One write after another. @type {Promise<void>} */
    let writing = Promise.resolve();

    function runs() {
      return isSeen() && isWanted();
    }

    function count() {
      const now = performance.now();
      if (since !== null) counted += Math.min(GAP_MS, now - since);
      since = runs() ? now : null;
    }

    /** @param {boolean | null} [armed] */
    function save(armed = null) {
      count();
      saved = performance.now();
      const owner = learner;
      if (!owner) return writing;
      const news = { counted, at: Date.now(), end: row.end, armed };
      [counted, flying] = [0, flying + counted];
      writing = writing
        .then(() =>
          app.store.changeOwn(owner, "reading", (/** @type {CoursemarkReadings | undefined} */ before) =>
            added(before, page, news),
          ),
        )
        .then(
          (readings) => {
            if (owner !== learner) return;
            flying -= news.counted;
            const known = readings?.pages[page.path];
            if (known) row = { ...known, end: row.end || known.end };
          },
          () => {
            // The store has told the learner; the next save takes these seconds along.
            if (owner === learner) [counted, flying] = [counted + news.counted, flying - news.counted];
          },
        );
      return writing;
    }

    function followLearner() {
      const id = Coursemark.profile.current()?.id ?? null;
      if (id === learner) return writing;
      void save();
      if (!unclaimed) counted = 0;
      [row, flying] = [{ ...nothing(), end: inView || (unclaimed && row.end) }, 0];
      learner = id;
      if (id === null) return writing;
      unclaimed = false;
      writing = writing.then(async () => {
        const known = (await app.store.setting(`reading ${id}`))?.pages?.[page.path];
        if (learner !== id || known?.revision !== page.revision) return;
        row = { seconds: known.seconds, end: row.end || known.end, armed: known.armed };
      });
      return writing;
    }

    function reach() {
      if (!inView || row.end || !runs()) return;
      row = { ...row, end: true };
      void save();
    }

    function tick() {
      if (!end.isConnected) return stop();
      void followLearner();
      count();
      reach();
      if (counted > 0 && performance.now() - saved >= SAVE_MS) void save();
      ontick();
      timer = setTimeout(tick, TICK_MS);
    }

    function turned() {
      count();
      if (!isSeen()) void save();
    }

    const left = () => void save();

    function stop() {
      void save();
      clearTimeout(timer);
      unwatch();
      document.removeEventListener("visibilitychange", turned);
      document.removeEventListener("coursemark-lock", turned);
      removeEventListener("pagehide", left);
    }

    let timer = setTimeout(tick, TICK_MS);
    const unwatch = watchEnd(end, (seen) => {
      inView = seen;
      reach();
    });
    document.addEventListener("visibilitychange", turned);
    document.addEventListener("coursemark-lock", turned);
    addEventListener("pagehide", left);
    void followLearner();

    return {
      now() {
        const running = since === null ? 0 : Math.min(GAP_MS, performance.now() - since);
        const seconds = Math.min(MOST_SECONDS, row.seconds + (flying + counted + running) / 1000);
        return { seconds: Math.floor(seconds), end: row.end, armed: row.armed };
      },
      async arm(armed) {
        await followLearner();
        await save(armed);
      },
      async clear() {
        const owner = learner;
        if (!owner) return;
        void save();
        writing = writing.then(async () => {
          await app.store.changeOwn(
            owner,
            "reading",
            (/** @type {CoursemarkReadings | undefined} */ before) => {
              const others = Object.entries(before?.pages ?? {}).filter(([path]) => path !== page.path);
              return { until: before?.until ?? 0, pages: Object.fromEntries(others) };
            },
          );
          if (owner === learner) row = { ...nothing(), end: inView };
        });
        await writing;
      },
      ready: async () => void (await followLearner()),
    };
  }

  /**
   * Says whether the element can be seen.
   * @param {HTMLElement} element @param {(seen: boolean) => void} say @returns {() => void} stops it
   */
  function watchEnd(element, say) {
    if (typeof IntersectionObserver !== "undefined") {
      const observer = new IntersectionObserver((entries) => entries.forEach((e) => say(e.isIntersecting)));
      observer.observe(element);
      return () => observer.disconnect();
    }
    const look = () => {
      const { top, bottom } = element.getBoundingClientRect();
      say(top < innerHeight && bottom >= 0);
    };
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    look();
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }

  Coursemark.reading = { added, follow };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
