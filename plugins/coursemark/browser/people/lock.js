"use strict";
/**
 * The next person at a shared PC must not go on under the name of the one before. Without activity
 * for `lock_after` minutes, in all tabs together, the page is hidden and asks who is there. Nothing
 * is closed: work goes on where it was, or the page is loaded anew for somebody else.
 */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const LOOK_MS = 2000;
  const WRITE_MS = 5000;
  /** A clock that runs ahead by less than this was only corrected. */
  const AHEAD_MS = 60000;
  const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

  /** What the tabs share; localStorage, because it also joins pages opened from a folder. */
  const KEY = "coursemark activity ";
  /** @typedef {{learner: string, at: number, locked: boolean}} Activity */

  /** @type {CoursemarkApp | null} */
  let app = null;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** Somebody else was chosen: this page stays hidden until the next one is there. */
  let leaving = false;
  /** Where the browser stores nothing. @type {Activity | null} */
  let remembered = null;

  const me = () => Coursemark.profile.current();
  const key = () => KEY + /** @type {CoursemarkApp} */ (app).site.id;

  /** @returns {Activity | null} */
  function read() {
    try {
      const { learner, at, locked } = JSON.parse(localStorage.getItem(key()) ?? "");
      return { learner: String(learner), at: Number(at) || 0, locked: locked === true };
    } catch {
      return remembered;
    }
  }

  /** @param {boolean} locked */
  function write(locked, at = Date.now()) {
    const learner = me();
    if (!app) return;
    if (!learner) return forget();
    remembered = { learner: learner.id, at, locked };
    try {
      localStorage.setItem(key(), JSON.stringify(remembered));
    } catch {
      // Blocked or full: this tab remembers for itself.
    }
  }

  /** Nobody is at work: no trace of who was. */
  function forget() {
    remembered = null;
    try {
      localStorage.removeItem(key());
    } catch {
      // Blocked: there is none.
    }
  }

  /** @param {number} limit milliseconds @returns {boolean} whether the page is locked now */
  function look(limit) {
    const learner = me();
    const last = read();
    if (leaving) return true;
    if (!learner) hide();
    else if (!last) write(false);
    else if (last.learner !== learner.id) void follow();
    else if (last.locked || Date.now() - last.at >= limit) show(last);
    else {
      if (last.at > Date.now() + AHEAD_MS) write(false);
      hide();
    }
    return dialog !== null;
  }

  function leave() {
    leaving = true;
    location.reload();
  }

  /** Another tab says that somebody else is at work. */
  async function follow() {
    const { store } = /** @type {CoursemarkApp} */ (app);
    const now = store.persistent ? ((await store.current())?.id ?? null) : (me()?.id ?? null);
    if (now !== (me()?.id ?? null)) leave();
    else write(false);
  }

  /** @param {Activity} last */
  function show(last) {
    if (dialog) return;
    if (!last.locked) write(true, last.at);
    // Everything there is now, dialogs too; what the lock itself opens comes later.
    for (const element of document.body.children) element.setAttribute("data-behind-lock", "");
    document.documentElement.dataset.locked = "";
    const title = h("h2", { class: "cm-lock__title", tabindex: "-1", id: "cm-lock-title" });
    const place = h("div", { class: "cm-lock__box" });
    const page = h(
      "dialog",
      { class: "cm-lock", "data-lock": true, "aria-labelledby": "cm-lock-title", closedby: "none" },
      place,
    );
    page.addEventListener("cancel", (/** @type {Event} */ event) => event.preventDefault());
    // The browser lets a second Escape through.
    page.addEventListener("close", () => dialog === page && page.showModal());
    dialog = page;
    document.body.append(page);
    page.showModal();
    ask(title, place);
    document.dispatchEvent(new Event("coursemark-lock"));
  }

  function hide() {
    const page = dialog;
    if (!page) return;
    dialog = null;
    page.close();
    page.remove();
    delete document.documentElement.dataset.locked;
    document.querySelectorAll("[data-behind-lock]").forEach((e) => e.removeAttribute("data-behind-lock"));
    document.dispatchEvent(new Event("coursemark-lock"));
  }

  function goOn() {
    write(false);
    hide();
  }

  /** The first question: still the same person? @param {HTMLElement} title @param {HTMLElement} place */
  function ask(title, place) {
    const learner = /** @type {CoursemarkLearner} */ (me());
    const owner = /** @type {CoursemarkApp} */ (app);
    title.replaceChildren("还是", Coursemark.profile.nameOf(learner), "吗？");
    const other = button("换人", () => choose(title, place), { "data-switch": true });
    const same = learner.pin
      ? Coursemark.pin.form(owner, learner, { submit: "继续学习", right: goOn, wiped: leave })
      : h(
          "p",
          { class: "cm-actions" },
          button("继续学习", goOn, { class: "cm-button--primary", "data-go-on": true }),
        );
    place.replaceChildren(
      title,
      h("p", {}, "有一会儿没有人操作了。做过的都已经保存，继续学习就回到原来的地方。"),
      ...(running()
        ? [h("p", { class: "cm-note" }, "有一份测评还没有交卷，它的时间按原来的规则计算。")]
        : []),
      same,
      owner.store.persistent
        ? h("p", { class: "cm-actions cm-lock__other" }, h("span", {}, "不是本人？"), other)
        : h(
            "p",
            { class: "cm-note" },
            "这个浏览器不保存数据，换人会丢掉刚才的记录。请先继续学习、下载学习记录，再关闭这个窗口。",
          ),
    );
    // Not a button: the key that wakes the screen must not answer.
    title.focus();
  }

  const running = () => document.querySelector('[data-assessment][data-state="running"]') !== null;

  /** Who else it is. @param {HTMLElement} title @param {HTMLElement} place */
  async function choose(title, place) {
    const owner = /** @type {CoursemarkApp} */ (app);
    const before = /** @type {CoursemarkLearner} */ (me());
    const others = (await owner.store.learners()).filter(({ id }) => id !== before.id);
    // This page still shows the person before.
    const chosen = () => (me()?.id === before.id ? goOn() : leave());
    title.replaceChildren("现在是谁？");
    place.replaceChildren(
      title,
      h("p", {}, h("bdi", {}, before.name), "的记录留在这台电脑上，不会和别人的混在一起。"),
      ...Coursemark.profile.choice(owner, others, { submit: "保存并开始学习", chosen }),
      h(
        "p",
        { class: "cm-actions" },
        button("返回", () => ask(title, place)),
        button(
          "不登记，只看内容",
          async () => {
            await Coursemark.profile.use(owner, null);
            leave();
          },
          { class: "cm-button--quiet" },
        ),
      ),
    );
    title.focus();
  }

  /** @type {CoursemarkLock["start"]} */
  function start(owner) {
    const minutes = owner.site.lockAfter;
    if (!minutes) return;
    app = owner;
    const limit = minutes * 60000;
    let written = 0;
    const active = () => {
      // The first move after a long break finds the page locked, and must not unlock it.
      if (dialog || look(limit) || Date.now() - written < WRITE_MS) return;
      written = Date.now();
      write(false);
    };
    for (const name of ACTIVITY) addEventListener(name, active, { capture: true, passive: true });
    setInterval(() => look(limit), LOOK_MS);
    document.addEventListener("visibilitychange", () => document.hidden || look(limit));
    addEventListener("pageshow", () => look(limit));
    addEventListener("storage", (event) => event.key === key() && look(limit));
    look(limit);
  }

  Coursemark.lock = { start, begin: () => write(false), locked: () => dialog !== null };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
