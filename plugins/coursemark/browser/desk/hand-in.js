"use strict";
/** Handing in the record, and loading one from another device. */
(function (Coursemark) {
  const { h, button, ask, notice, moment } = Coursemark.dom;
  const MOST_BYTES = 64 * 1024 * 1024;

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function recordText(app, learner) {
    return Coursemark.recordFile.write(
      app.site,
      learner,
      await app.store.statements(learner.id),
      Coursemark.statements.timestamp(new Date()),
    );
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function download(app, learner) {
    const text = await recordText(app, learner);
    const now = new Date();
    const url = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    const link = h("a", {
      href: url,
      download: Coursemark.recordFile.fileName(learner, moment(now.toISOString()).slice(0, 10)),
    });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    await app.store.saveSetting(`handed-in ${learner.id}`, {
      at: now.toISOString(),
      statements: text.split("\n").length - 3,
    });
  }

  /** The way to the record from a notice. @param {CoursemarkApp} app */
  function saving(app) {
    const save = async () => {
      const learner = await Coursemark.profile.need(app);
      if (learner) await download(app, learner);
    };
    return h("p", { class: "cm-actions" }, button("下载学习记录", save, { "data-hand-in": true }));
  }

  /** Where the browser keeps nothing, every page says so first and offers the record. @param {CoursemarkApp} app */
  function warn(app) {
    if (app.store.persistent) return;
    notice(
      "blocked",
      h(
        "p",
        {},
        "这个浏览器不肯保存数据（可能是无痕窗口）。现在做的题只在离开或关闭本页之前有效，请做完就下载学习记录，或换一个普通窗口。",
      ),
      saving(app),
    );
  }

  /** @param {CoursemarkApp} app @param {DOMException} error */
  function unstored(app, error) {
    const text =
      error.name === "QuotaExceededError"
        ? "这台电脑给浏览器的空间满了，刚才的内容没有存上。请先下载学习记录，清出空间后刷新本页，再做一次刚才的题。"
        : error.name === "VersionError"
          ? "网站刚更新过，本页是旧的，刚才的内容没有存上。请刷新本页，再做一次刚才的题；以前存上的都在。"
          : "刚才的内容没有存上，请再做一次；还不行请先下载学习记录，再刷新本页。";
    notice("unstored", h("p", {}, text), saving(app));
  }

  /**
   * Adds the statements of a record file to this browser: a union by statement id.
   * @param {CoursemarkApp} app @param {File} file
   * @returns {Promise<string>} what happened, for the learner
   */
  async function load(app, file) {
    if (file.size > MOST_BYTES) return "文件太大，不像是学习记录，没有载入。";
    const { header, statements, intact } = Coursemark.recordFile.read(await file.text());
    if (!header && statements.length === 0)
      return `“${file.name}”不是学习记录文件，没有载入。请选“我的学习”里下载的 .jsonl 文件。`;
    if (header?.site?.id && header.site.id !== app.site.id) {
      return `这是另一个站点（${String(header.site.title ?? header.site.id)}）的学习记录，没有载入。`;
    }
    const current = Coursemark.profile.current();
    const owners = new Set(statements.map((s) => Coursemark.statements.learnerOf(s)?.id ?? ""));
    const id = String(header?.learner?.id ?? [...owners][0] ?? "");
    const mine = statements.filter((s) => Coursemark.statements.learnerOf(s)?.id === id);
    if (!id || mine.length === 0) return "文件里没有可以载入的学习记录。";
    const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, 40) : "");
    const known = (await app.store.learners()).find((l) => l.id === id);
    const owner = known ?? {
      id,
      name: text(header?.learner?.name) || id,
      department: text(header?.learner?.department),
      role: text(header?.learner?.role),
    };
    if (current?.id !== id) {
      const answer = await ask({
        title: `这是${owner.name}（${id}）的记录`,
        text: [
          current
            ? `当前学员是${current.name}（${current.id}）。载入后会切换到${owner.name}，两个人的记录不会混在一起。`
            : "载入后这台电脑上会有这位学员。",
        ],
        actions: [
          { label: "不载入", value: "" },
          { label: "载入", value: "load", primary: true },
        ],
      });
      if (answer !== "load") return "没有载入。";
    }
    const before = (await app.store.statements(id)).length;
    await Coursemark.profile.use(app, owner);
    await app.store.append(id, mine);
    const added = (await app.store.statements(id)).length - before;
    const cut = intact ? "" : "文件不完整或被改动过，完整的行都已载入；交给培训管理员时会如实标出。";
    return `载入完成：新增 ${added} 条，已有 ${mine.length - added} 条。${cut}`;
  }

  /**
   * @param {CoursemarkApp} app @param {CoursemarkLearner | null} learner @param {readonly CoursemarkStatement[]} statements
   * @returns {Promise<HTMLElement>}
   */
  async function section(app, learner, statements) {
    const picker = h("input", {
      type: "file",
      id: "cm-load-record",
      class: "cm-file",
      accept: ".jsonl,.json,.txt",
      onchange: async (/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const file = input.files?.[0];
        if (!file) return;
        const outcome = await load(app, file);
        input.value = "";
        await app.refresh();
        app.say(outcome);
      },
    });
    const handedIn = learner ? await app.store.setting(`handed-in ${learner.id}`) : null;
    const fresh = handedIn
      ? statements.filter((s) => Date.parse(s.timestamp) > Date.parse(handedIn.at)).length
      : statements.length;
    const status = !learner
      ? ""
      : statements.length === 0
        ? "还没有学习记录。"
        : handedIn
          ? `上次下载：${moment(handedIn.at)}。${fresh ? `之后又有 ${fresh} 条新记录。` : "之后没有新记录。"}`
          : `共 ${statements.length} 条记录，还没有下载过。`;
    return h(
      "section",
      { class: "cm-desk__section", "aria-labelledby": "cm-hand-in" },
      h("h2", { id: "cm-hand-in" }, "交学习记录"),
      h("p", {}, "下载后交给培训管理员（邮件、U 盘、院内通讯都可以）。重复交也不要紧，不会算两遍。"),
      status && h("p", { class: "cm-note" }, status),
      learner &&
        h(
          "p",
          { class: "cm-actions" },
          button(
            "下载学习记录",
            async () => {
              await download(app, learner);
              await app.refresh();
              app.say("已开始下载。请到浏览器的“下载”里找到文件，再交给培训管理员。");
            },
            { class: "cm-button--primary", "data-hand-in": true, disabled: statements.length === 0 },
          ),
        ),
      h("p", { class: "cm-field" }, h("label", { for: "cm-load-record" }, "载入另一台设备的记录"), picker),
    );
  }

  Coursemark.handIn = { section, warn, unstored, recordText, load };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
