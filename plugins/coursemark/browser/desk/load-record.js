"use strict";
/** Taking in a record from another device: a file, or pasted text. Nothing in it is trusted. */
(function (Coursemark) {
  const { h, button, ask } = Coursemark.dom;
  const MOST_BYTES = 64 * 1024 * 1024;
  const PASTED = "粘贴的文本";
  const TOO_BIG = "文件太大，不像是学习记录，没有载入。";
  const DONE = "载入完成：";

  /**
   * Adds the statements in a text to this browser: a union by statement id.
   * @param {CoursemarkApp} app @param {string} text @param {string} name of the file, or PASTED
   * @returns {Promise<string>} what happened, for the learner
   */
  async function load(app, text, name) {
    if (text.length > MOST_BYTES) return TOO_BIG;
    if (!/CMR1/i.test(text)) return take(app, text, name);
    await Coursemark.part("transfer");
    if (!Coursemark.parts.holds(text)) return take(app, text, name);
    const { texts, incomplete, damaged } = Coursemark.parts.join(text);
    const said = [];
    for (const each of texts) said.push(await take(app, each, name));
    for (const one of incomplete) said.push(`${lacking(one)}。请补齐，和其余各段一起再粘贴一次。`);
    for (const set of damaged) said.push(`文本 ${set} 各段都在，拼起来却与编号不符。请重新复制一次。`);
    return said.join("");
  }

  /** @param {CoursemarkJoined["incomplete"][0]} one */
  function lacking({ set, count, wrong, missing }) {
    const said = [
      wrong.length > 0 && `第 ${wrong.join("、")} 段抄错`,
      missing.length > 0 && `缺第 ${missing.join("、")} 段`,
    ];
    return `文本 ${set} 共 ${count} 段，还没有载入：${said.filter(Boolean).join("，")}`;
  }

  /** @param {CoursemarkApp} app @param {string} content @param {string} name */
  async function take(app, content, name) {
    const { header, statements, intact, sealed } = Coursemark.recordFile.read(content);
    if (sealed) return "这是密封的记录，只有培训管理员能打开，不能载入。换设备请在原来的设备上用“下载副本”。";
    if (!header && statements.length === 0)
      return name === PASTED
        ? "粘贴的文本不是学习记录，没有载入。请粘贴“复制文本”给出的全部文字。"
        : `“${name}”不是学习记录文件，没有载入。请选“我的学习”里下载的 .jsonl 文件。`;
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
      ...(Coursemark.days.parseDay(header?.learner?.start) !== null && { start: header.learner.start }),
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
    // Somebody with a PIN is asked for it.
    if ((await Coursemark.profile.use(app, owner)) === false) return "没有载入。";
    await app.store.append(id, mine);
    const added = (await app.store.statements(id)).length - before;
    const cut = intact ? "" : "这份记录不完整或被改动过，读得出的都已载入。";
    return `${DONE}新增 ${added} 条，已有 ${mine.length - added} 条。${cut}`;
  }

  /** The fields for a file and for pasted text. @param {CoursemarkApp} app @returns {HTMLElement} */
  function fields(app) {
    const finish = async (/** @type {string} */ outcome) => {
      // Drawing anew would throw away what was pasted, which may only want a missing part.
      if (outcome.includes(DONE)) await app.refresh();
      app.say(outcome);
    };
    const picker = h("input", {
      type: "file",
      id: "cm-load-record",
      class: "cm-file",
      accept: ".jsonl,.json,.txt",
      onchange: async (/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const file = input.files?.[0];
        if (!file) return;
        const outcome = file.size > MOST_BYTES ? TOO_BIG : await load(app, await file.text(), file.name);
        input.value = "";
        await finish(outcome);
      },
    });
    const pasted = h("textarea", {
      id: "cm-paste-record",
      rows: "4",
      spellcheck: "false",
      autocomplete: "off",
    });
    return h(
      "div",
      { class: "cm-load" },
      h("p", { class: "cm-field" }, h("label", { for: "cm-load-record" }, "载入另一台设备的记录"), picker),
      h(
        "details",
        { class: "cm-fold" },
        h("summary", {}, "粘贴文本"),
        h(
          "p",
          { class: "cm-field" },
          h("label", { for: "cm-paste-record" }, "另一台设备上“复制文本”或扫码得到的文字"),
          pasted,
        ),
        h(
          "p",
          { class: "cm-actions" },
          button(
            "载入",
            async () => {
              if (!pasted.value.trim()) return pasted.focus();
              await finish(await load(app, pasted.value, PASTED));
            },
            { "data-paste": true },
          ),
        ),
      ),
    );
  }

  Coursemark.loadRecord = { load, fields };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
