"use strict";
/** Sending in the page: the requests, when to try again, and the note in 交学习记录. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  /** Of a request. */
  const PATIENCE = 30000;
  /** The page has better things to do while it opens. */
  const SHORTEST = 1000;

  /** @type {CoursemarkSender | null} */
  let sender = null;
  /** @type {Set<(learner: string | null) => unknown>} */
  const watchers = new Set();
  /** @type {BroadcastChannel | null} */
  let channel = null;

  /** Where it goes. @param {CoursemarkLrs} lrs */
  const addressOf = ({ endpoint }) => new URL(`${endpoint}/statements`, location.href);

  /** Whether a browser lets this page send there at all. @param {URL} address */
  function isOpen({ protocol, hostname }) {
    if (!/^https?:$/.test(protocol)) return false;
    const near = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    return location.protocol !== "https:" || protocol === "https:" || near;
  }

  /**
   * One POST. Whatever goes wrong before an answer is status 0: what it was, a browser tells nobody.
   * @param {URL} address @param {string} token @param {readonly CoursemarkStatement[]} statements
   * @returns {Promise<CoursemarkStoreAnswer>}
   */
  async function post(address, token, statements) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      // Not the site's own files, which file:// would refuse.
      const answer = await globalThis.fetch(address.href, {
        method: "POST",
        body: JSON.stringify(statements),
        headers: {
          "Content-Type": "application/json",
          "X-Experience-API-Version": "1.0.3",
          ...(token && { Authorization: `Basic ${btoa(token)}` }),
        },
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: stop.signal,
      });
      return { status: answer.status, body: answer.status === 200 ? await answer.text() : "" };
    } catch {
      return { status: 0, body: "" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** A name for this tab that outlives a reload: it goes on with what it had begun. */
  function pageName() {
    const name = "coursemark sending";
    try {
      const known = sessionStorage.getItem(name) ?? Coursemark.statements.uuid();
      sessionStorage.setItem(name, known);
      return known;
    } catch {
      return Coursemark.statements.uuid();
    }
  }

  /** @type {CoursemarkGlobal["collecting"]["start"]} */
  function start(app) {
    const { site, store } = app;
    if (sender || !site.lrs) return;
    const { token } = site.lrs;
    const address = addressOf(site.lrs);
    sender = Coursemark.collecting.sender({
      site,
      store,
      page: pageName(),
      now: Date.now,
      chance: Math.random,
      ...(isOpen(address) && { post: (statements) => post(address, token, statements) }),
      changed(learner) {
        tell(learner);
        channel?.postMessage(learner);
      },
      whole(learner) {
        if (learner === Coursemark.profile.current()?.id) void show(app);
      },
    });
    if (typeof BroadcastChannel !== "undefined") {
      channel = new BroadcastChannel(`coursemark sending ${site.id}`);
      channel.onmessage = (event) => tell(event.data);
    }
    addEventListener("online", () => void send(true));
    void send(false);
  }

  /**
   * That it was handed in, on badge and desk; not under the hands of who writes there.
   * @param {CoursemarkApp} app
   */
  const show = (app) =>
    document.querySelector("[data-desk]") && !document.activeElement?.matches("input, textarea, select")
      ? app.refresh()
      : Coursemark.reminder.show(app);

  /** @param {string | null} learner */
  const tell = (learner) => watchers.forEach((watcher) => watcher(learner));

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** The last attempt; it begins when the one before has ended. */
  let attempt = Promise.resolve(true);

  /** @param {boolean} asked */
  const send = (asked) => (attempt = attempted(asked));

  /** @param {boolean} asked */
  async function attempted(asked) {
    const mine = /** @type {CoursemarkSender} */ (sender);
    clearTimeout(timer);
    try {
      await mine.send(asked);
      const wait = await mine.wait();
      clearTimeout(timer);
      if (wait !== null) timer = setTimeout(() => void send(false), Math.max(SHORTEST, wait));
    } catch (error) {
      // The database took a mark no more; the store takes the same again from the next page.
      console.warn(error);
    }
    return true;
  }

  /** @type {CoursemarkGlobal["collecting"]["handedIn"]} */
  async function handedIn(app, learner) {
    start(app);
    await /** @type {CoursemarkSender} */ (sender).handedIn(learner.id);
    void send(true);
  }

  /** In a word, for styles and tests. @param {Awaited<ReturnType<CoursemarkSender["state"]>>} state */
  function standing({ queue, store }) {
    if (!queue) return "new";
    if (queue.ids.length) return store.fault ?? "sending";
    return Coursemark.collecting.isWhole(queue) ? "sent" : "part";
  }

  /** @type {CoursemarkGlobal["collecting"]["note"]} */
  async function note(app, learner) {
    start(app);
    const address = addressOf(/** @type {CoursemarkLrs} */ (app.site.lrs));
    const open = isOpen(address);
    const where = {
      host: address.host || "本站的服务器",
      folder: location.protocol === "file:",
      persistent: app.store.persistent,
    };
    const place = h("div", { class: "cm-hand-in__lrs", role: "status", "data-sending": "" });
    let turns = 0;
    async function fill() {
      const turn = ++turns;
      const state = await /** @type {CoursemarkSender} */ (sender).state(learner.id);
      if (turn !== turns) return;
      if (!open) state.store = { ...state.store, fault: "blocked" };
      const left = state.queue?.ids.length ?? 0;
      place.dataset.sending = standing(state);
      // Read aloud when it is done, and not after each request.
      place.setAttribute("aria-busy", String(place.dataset.sending === "sending"));
      place.replaceChildren(
        ...Coursemark.collecting.words(state, where).map((text) => h("p", {}, text)),
        ...(left && state.store.fault && open
          ? [button("现在再发", () => send(true), { class: "cm-button--quiet", "data-send": true })]
          : []),
      );
    }
    let seen = false;
    const watcher = (/** @type {string | null} */ whose) => {
      seen ||= place.isConnected;
      // Another drawing of the desk has taken its place.
      if (seen && !place.isConnected) watchers.delete(watcher);
      else if (whose === null || whose === learner.id) void fill();
    };
    watchers.add(watcher);
    await fill();
    return place;
  }

  Coursemark.collecting = Object.assign(Coursemark.collecting, {
    start,
    handedIn,
    note,
    settled: () => sender && attempt,
  });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
