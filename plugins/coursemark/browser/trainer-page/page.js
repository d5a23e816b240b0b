"use strict";
/** 培训管理台 as a whole: opens the desk as it was left, and shows each state of it. */
(function (Coursemark) {
  const { h, announce } = Coursemark.dom;
  const page = Coursemark.trainerPage;
  const { notRoster } = page.remedies;

  /** Kept while pages are replaced in place, so that coming back costs nothing. @type {Promise<HTMLElement[]> | null} */
  let built = null;
  /** @type {(at: CoursemarkDeskProgress | null) => void} */
  let progress = () => {};

  /** @type {CoursemarkTrainerPage["mount"]} */
  async function mount(app, place) {
    if (place.dataset.mounted !== undefined) return;
    place.dataset.mounted = "";
    if (!built) {
      const wait = h("p", { role: "status" }, "正在打开管理台……");
      place.replaceChildren(wait);
      progress = (at) => {
        if (at?.total) wait.textContent = `正在打开上次的材料，${Math.floor((100 * at.done) / at.total)}%`;
      };
      built = build(app).catch((error) => {
        built = null;
        throw error;
      });
    }
    place.replaceChildren(...(await built));
  }

  /** @param {CoursemarkApp} app */
  async function build(app) {
    const today = Coursemark.progress.dayOf(Date.now());
    const trainer = await Coursemark.trainer.open(app.site, today, (at) => progress(at), settled);
    const message = h("p", { class: "cm-desk__message", role: "status", "data-message": true });
    const intake = page.intake.section({ trainer, site: app.site, run });
    const list = page.list.section(trainer, app.site);
    const overview = h("div", {});
    const problems = h("div", {});
    const results = h("div", { class: "cm-trainer__results" }, overview, list.element, problems);
    progress = intake.progress;
    let shown = trainer.desk();

    let running = Promise.resolve();
    /** One change after the other, each shown. @param {() => Promise<CoursemarkDesk>} change */
    function run(change) {
      running = running.then(async () => {
        const before = trainer.desk();
        message.textContent = "";
        intake.progress({ phase: "reading", done: 0, total: 0 });
        try {
          const desk = await change();
          show(desk);
          tell(outcome(before, desk));
        } catch (error) {
          console.error(error);
          tell("没有做成，原来的内容没有变。请再试一次；还不行请刷新本页。");
        } finally {
          intake.progress(null);
        }
      });
      return running;
    }

    /** All digests are worked out. @param {CoursemarkDesk} desk */
    function settled(desk) {
      running = running.then(() => {
        intake.progress(null);
        if (desk !== trainer.desk()) return;
        // Where none was wrong, only 核验 is told anew.
        if (desk.problems.length === shown.problems.length) list.show((shown = desk), true);
        else show(desk);
      });
    }

    /** @param {string} text */
    function tell(text) {
      message.textContent = text;
      announce(text);
    }

    /** @param {CoursemarkDesk} desk */
    function show(desk) {
      shown = desk;
      intake.show(desk);
      results.hidden = desk.learners.length === 0 && desk.problems.length === 0;
      list.element.hidden = overview.hidden = desk.learners.length === 0;
      overview.replaceChildren(page.bars.section(desk, app.site, list.pick));
      list.show(desk);
      problems.replaceChildren(page.problems.section(desk));
    }

    addEventListener("beforeunload", (event) => {
      if (!trainer.safe()) event.preventDefault();
    });
    show(trainer.desk());
    return [message, intake.element, results];
  }

  /** What a change came to. @param {CoursemarkDesk} before @param {CoursemarkDesk} desk */
  function outcome(before, desk) {
    if (desk.files.length === 0) return "管理台是空的。";
    if (desk.as_of !== before.as_of) return `已按 ${desk.as_of} 重新计算。`;
    if (before.roster && desk.roster && before.roster !== desk.roster)
      return `名册换成了“${desk.roster}”，现在有 ${desk.learners.length} 人。放错了，再放一次原来的名册。`;
    if (desk.files.length < before.files.length) return "已去掉，并重新计算。";
    // A roster that cannot be used must not look as if it had been taken.
    const known = new Set(before.problems.map(({ file, detail }) => `${file} ${detail}`));
    const refused = desk.problems.flatMap((one) => {
      const { kind, file, line, detail } = one;
      if (known.has(`${file} ${detail}`)) return [];
      const why = notRoster(one);
      return why ? `“${file}”${why}` : kind === "roster" && line === null ? detail : [];
    });
    const news = desk.files.length - before.files.length;
    const faults = desk.problems.length - before.problems.length;
    const statements = desk.statements - before.statements;
    const taken = [
      desk.roster !== before.roster && `已放入名册“${desk.roster}”。`,
      desk.keys === "given" && before.keys !== "given" && "已放入答案文件。",
    ].filter(Boolean);
    const records = desk.records !== before.records || statements > 0 || taken.length === 0;
    return [
      ...taken,
      records && (news ? `新放入 ${news} 份材料，` : "没有新的材料；"),
      records && `新增 ${statements} 条记录。`,
      `现在有 ${desk.learners.length} 人。`,
      refused.length ? `${refused[0]}。` : "",
      faults > 0 ? `新发现 ${faults} 个问题，列在最下面。` : "",
    ]
      .filter(Boolean)
      .join("");
  }

  page.mount = mount;
})(globalThis.Coursemark);
