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
      },
      async refresh() {
        badge(app);
        await Coursemark.page.refresh();
        await Coursemark.desk.mount(app, document);
      },
      say(text) {
        const place = document.querySelector("[data-message]");
        if (place) place.textContent = text;
        Coursemark.dom.announce(text);
      },
    };
    await Coursemark.profile.start(app);
    const before = Coursemark.profile.current()?.id ?? null;
    store.onChange((change) => {
      // Not while the learner is busy here: the desk would be drawn anew under their hands.
      const busy = document.querySelector("[data-desk] :is(:focus, [data-quiz])");
      if (change.kind === "statements" && !busy) void app.refresh();
      // Someone else took over in another tab; this page still shows the person before.
      if (change.kind === "learner" && change.learner !== (Coursemark.profile.current()?.id ?? before))
        location.reload();
    });
    return app;
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
    app.page = end
      ? { path: end.dataset.page ?? "", title: end.dataset.title ?? "", revision: end.dataset.revision ?? "" }
      : null;
    badge(app);
    Coursemark.handIn.warn(app);
    await Coursemark.assessment.closeOverdue(app);
    await Coursemark.practice.mount(app, document);
    await Coursemark.assessment.mount(app, document);
    await Coursemark.page.mount(app, document);
    await Coursemark.desk.mount(app, document);
    document.documentElement.dataset.coursemark = "ready";
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
  // The theme and the browser both say when a page is there; the second must not overtake the first
  // and call the page ready while the first still fills it.
  let mounting = Promise.resolve();
  const run = () => {
    mounting = mounting
      .then(start)
      .then(mountPage)
      .catch((error) => {
        console.error(error);
        document.documentElement.dataset.coursemark = "failed";
      });
  };
  const pages = /** @type {any} */ (globalThis).document$;
  if (pages?.subscribe) pages.subscribe(run);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
