"use strict";
/**
 * Start-up: opens the store, finds what the page holds and gives it life. Runs once a page, and
 * again on each `document$` where the theme replaces pages in place.
 */
(function (Coursemark) {
  const { h } = Coursemark.dom;

  /** @returns {Promise<CoursemarkApp>} */
  async function createApp() {
    const site = /** @type {CoursemarkSite} */ (await Coursemark.load("site"));
    const store = await Coursemark.store.open(site.id);
    /** @type {Map<HTMLElement, () => unknown>} */
    const views = new Map();
    /** Shows all views anew. @param {boolean} politely not those the learner is busy with */
    async function refresh(politely) {
      badge(app);
      await Coursemark.reminder.show(app);
      await Coursemark.page.refresh();
      for (const [element, show] of views) {
        if (!element.isConnected) views.delete(element);
        else if (!politely || !isBusy(element)) await show();
      }
    }
    /** @type {CoursemarkApp} */
    const app = {
      site,
      store,
      page: null,
      deskUrl: site.deskUrl,
      stamp: (learner, at = new Date()) => ({
        site: site.id,
        learner: { id: learner.id, name: learner.name },
        id: Coursemark.statements.uuid(),
        timestamp: Coursemark.statements.timestamp(at),
      }),
      async settle(learner) {
        await Coursemark.course.settle(app, learner);
        await Coursemark.page.refresh();
        await Coursemark.reminder.show(app);
      },
      refresh: () => refresh(false),
      watch: (element, show) => void views.set(element, show),
      say(text) {
        const place = document.querySelector("[data-message]");
        if (place) place.textContent = text;
        Coursemark.dom.announce(text);
      },
    };
    await Coursemark.profile.start(app);
    Coursemark.lock.start(app);
    keepUp(app, () => refresh(true));
    return app;
  }

  /** Whether what the learner is doing there would be drawn anew under their hands. @param {HTMLElement} element */
  function isBusy(element) {
    return element.contains(document.activeElement) || element.querySelector("[data-quiz]") !== null;
  }

  /**
   * Follows what happens elsewhere: in other tabs, while the page slept, in the database.
   * @param {CoursemarkApp} app @param {() => Promise<void>} refresh
   */
  function keepUp(app, refresh) {
    const { store } = app;
    /** Someone else took over; this page still shows the person before. @param {string | null} learner */
    const follow = (learner) => {
      if (learner !== (Coursemark.profile.current()?.id ?? null)) location.reload();
    };
    store.onChange((change) => {
      if (change.kind === "statements") void refresh();
      if (change.kind === "learner") follow(change.learner);
      if (change.kind === "profile" || change.kind === "learner")
        void Coursemark.profile.renew(app).then(refresh);
    });
    // Where tabs cannot speak to each other, or while this one slept, nothing was heard.
    document.addEventListener("visibilitychange", async () => {
      if (document.hidden || !store.persistent) return;
      follow((await store.current())?.id ?? null);
      if (typeof BroadcastChannel === "undefined") await refresh();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && store.persistent) location.reload();
    });
    /** @type {WeakSet<DOMException>} */
    const said = new WeakSet();
    store.onFault((error) => {
      said.add(error);
      Coursemark.handIn.unstored(app, error);
    });
    addEventListener("unhandledrejection", (event) => {
      if (event.reason instanceof DOMException && said.has(event.reason)) event.preventDefault();
    });
  }

  /** The way to 我的学习 in the header of every page. @param {CoursemarkApp} app */
  function badge(app) {
    const header = document.querySelector(".md-header__inner");
    const learner = Coursemark.profile.current();
    const old = document.querySelector(".cm-badge");
    const link = h(
      "a",
      // A theme without Material's header has it in a corner of the page.
      {
        class: header ? "cm-badge" : "cm-badge cm-badge--corner",
        href: Coursemark.url(app.deskUrl),
        "data-learner": learner?.id ?? "",
      },
      h("span", { class: "cm-badge__name" }, learner ? learner.name : "登记"),
      h("span", { class: "cm-badge__desk" }, "我的学习"),
    );
    if (old) old.replaceWith(link);
    else (header ?? document.body).append(link);
  }

  /** @param {CoursemarkApp} app */
  async function mountPage(app) {
    const end = /** @type {HTMLElement | null} */ (document.querySelector(".cm-page-end"));
    const practice = /** @type {HTMLElement | null} */ (document.querySelector("[data-practice]"));
    app.page = end
      ? { path: end.dataset.page ?? "", title: end.dataset.title ?? "", revision: end.dataset.revision ?? "" }
      : practice && { path: "my-practice.md", title: document.title, revision: "" };
    // Our styles are written for Material; for another theme styles/foreign.css adds what they lack.
    if (!document.querySelector(".md-typeset")) document.body.classList.add("md-typeset", "cm-foreign");
    badge(app);
    Coursemark.handIn.warn(app);
    await Coursemark.assessment.closeOverdue(app);
    await Coursemark.practice.mount(app, document);
    await Coursemark.assessment.mount(app, document);
    await Coursemark.page.mount(app, document);
    await Coursemark.desk.mount(app, document);
    if (practice) await remember(app, practice);
    await trainer(app, document.querySelector("[data-trainer]"));
    await Coursemark.alert.mount(app, document);
    await Coursemark.month.mount(app, document);
    await Coursemark.role.mount(app, document);
    await Coursemark.reminder.show(app);
    document.documentElement.dataset.coursemark = "ready";
    toAnchor();
    void collect(app);
  }

  /** Follows an address into what this script has drawn; the browser looked before it was there. */
  function toAnchor() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.closest("[data-desk], [data-practice]")) target.scrollIntoView();
  }

  /** 每日一练 and what goes with it; few pages need the scheduler. @param {CoursemarkApp} app @param {HTMLElement} place */
  async function remember(app, place) {
    try {
      await Coursemark.part("remember");
      await Coursemark.remember.mount(app, place);
    } catch (error) {
      console.error(error);
      place.replaceChildren(
        h("p", { class: "cm-fault" }, "练习没能打开。请刷新页面；还不行请联系培训管理员。"),
      );
    }
  }

  /** 培训管理台, which no learner needs. @param {CoursemarkApp} app @param {HTMLElement | null} place */
  async function trainer(app, place) {
    if (!place) return;
    try {
      await Coursemark.part("trainer");
      await Coursemark.part("trainer-page");
      await Coursemark.trainerPage.mount(app, place);
    } catch (error) {
      console.error(error);
      place.replaceChildren(
        h("p", { class: "cm-fault" }, "管理台没能打开。请刷新页面；还不行，请换用新版 Edge 或 Chrome。"),
      );
    }
  }

  /** Sends what was handed in and did not reach the record store; few sites name one. @param {CoursemarkApp} app */
  async function collect(app) {
    if (!app.site.lrs) return;
    try {
      await Coursemark.part("collecting");
      Coursemark.collecting.start(app);
    } catch (error) {
      // Nothing is lost: it waits for a page that loads.
      console.warn(error);
    }
  }

  /** @type {Promise<CoursemarkApp> | null} */
  let opening = null;
  const start = () => (opening ??= createApp());

  Coursemark.record = async () => {
    const app = await start();
    const learner = Coursemark.profile.current();
    return learner ? Coursemark.handIn.recordText(app, learner) : "";
  };

  if (typeof document === "undefined") return;
  // Enter in a text box must not reload the page, even where the rest of this script fails.
  document.addEventListener("submit", (event) => {
    if (/** @type {Element} */ (event.target).matches("form[data-item]")) event.preventDefault();
  });
  // The theme and the browser both say when a page is there; the second must not overtake the first
  // and call the page ready while the first still fills it.
  let mounting = Promise.resolve();
  const { notice, withdraw } = Coursemark.dom;
  const hasWork = () =>
    document.querySelector("[data-quiz], [data-assessment], [data-desk], [data-survey-place]") !== null;
  const run = () => {
    // Needs no record: it works where the database does not.
    Coursemark.dated.show(document, Coursemark.progress.dayOf(Date.now()));
    Coursemark.views.mount(document);
    Coursemark.pageTools.mount(document);
    const slow = setTimeout(() => {
      if (hasWork()) notice("slow", "正在打开学习记录，请稍等。");
    }, 4000);
    mounting = mounting
      .then(start)
      .then(mountPage)
      .catch((error) => {
        console.error(error);
        opening = null;
        document.documentElement.dataset.coursemark = "failed";
        if (hasWork())
          notice("failed", "题目和学习记录打不开，现在做题不会保存。请刷新本页；还不行请联系培训管理员。");
      })
      .finally(() => {
        clearTimeout(slow);
        withdraw("slow");
      });
  };
  const pages = /** @type {any} */ (globalThis).document$;
  if (pages?.subscribe) pages.subscribe(run);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
