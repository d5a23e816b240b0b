"use strict";
/** 交学习记录: every way that works in this browser, and what has not been handed in yet. */
(function (Coursemark) {
  const { h, button, ask, notice, moment } = Coursemark.dom;

  /** Browsers inside of other programs: they block downloads, and often printing and sharing. */
  const IN_APP = /MicroMessenger|wxwork|DingTalk|AliApp|\bQQ\/|Feishu|\bLark\b|Weibo|; wv\)/i;
  const isInApp = () => IN_APP.test(navigator.userAgent);

  /** What kept a record from being sealed, in Chinese. */
  class SealFault extends Error {}

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function recordText(app, learner) {
    return (await plain(app, learner)).text;
  }

  /** The record as it is. @param {CoursemarkApp} app @param {CoursemarkLearner} learner @returns {Promise<CoursemarkHanded>} */
  async function plain(app, learner) {
    const statements = await app.store.statements(learner.id);
    const now = new Date();
    const exported = Coursemark.statements.timestamp(now);
    return {
      text: Coursemark.recordFile.write(app.site, learner, statements, exported),
      sealed: false,
      fileName: Coursemark.recordFile.fileName(learner, moment(now.toISOString()).slice(0, 10)),
      learner,
      count: statements.length,
      exported,
    };
  }

  /** Whether the log holds something of an exam that is handed in sealed. @param {CoursemarkSite} site @param {readonly CoursemarkStatement[]} statements */
  function needsSeal(site, statements) {
    if (!Object.values(site.assessments).some((a) => a.sealed)) return false;
    return statements.some((statement) => {
      const [kind, id] = Coursemark.statements.activity(statement, site.id) ?? ["", ""];
      return kind === "assessment" && site.assessments[id]?.sealed === true;
    });
  }

  /**
   * The record as it is handed in: sealed where an exam asks for it.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   * @returns {Promise<CoursemarkHanded>} rejects with SealFault rather than leave it open
   */
  async function prepare(app, learner) {
    const record = await plain(app, learner);
    if (!needsSeal(app.site, await app.store.statements(learner.id))) return record;
    try {
      await Promise.all([Coursemark.part("transfer"), Coursemark.part("seal")]);
    } catch {
      throw new SealFault("密封要用的程序没有载入，请检查网络后再试一次。");
    }
    let text;
    try {
      text = Coursemark.sealing.seal(record.text, app.site);
    } catch {
      throw new SealFault("本站用来密封的公钥不能用，请告诉培训管理员改正（mkdocs.yml 的 seal_key）。");
    }
    const day = moment(record.exported).slice(0, 10);
    return { ...record, text, sealed: true, fileName: Coursemark.recordFile.fileName(learner, day, true) };
  }

  /** @param {string} text @param {string} name */
  function save(text, name) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** As a text file: sharing refuses endings it does not know. @param {CoursemarkHanded} handed */
  const fileOf = ({ text, fileName }) =>
    new File([text], fileName.replace(/\.jsonl$/, ".txt"), { type: "text/plain" });

  function canShare() {
    if (isInApp() || !navigator.share || !navigator.canShare) return false;
    return navigator.canShare({ files: [new File(["1"], "1.txt", { type: "text/plain" })] });
  }

  /** Each way gives what to tell the learner when the record left, "" when it did not or nobody knows. */
  const WAYS = {
    /** @param {CoursemarkHanded} handed @param {CoursemarkApp} app */
    download: async (handed, app) => {
      save(handed.text, handed.fileName);
      if (isInApp()) return "";
      return app.site.lrs
        ? "已开始下载。同样的记录正在发到学习记录库，发到没有看下面。"
        : "已开始下载。请到浏览器的“下载”里找到文件，再交给培训管理员。";
    },
    /** @param {CoursemarkHanded} handed */
    share: async (handed) => {
      try {
        await navigator.share({ files: [fileOf(handed)], title: handed.fileName });
        return "已分享。";
      } catch (error) {
        if (/** @type {DOMException} */ (error).name === "AbortError") return "";
        throw new Error("share", { cause: error });
      }
    },
    /** @param {CoursemarkHanded} handed */
    text: async (handed) => {
      await Coursemark.part("transfer");
      return (await Coursemark.transfer.text(handed)) && "已复制。请粘贴发给培训管理员。";
    },
    /** @param {CoursemarkHanded} handed @param {CoursemarkApp} app */
    qr: async (handed, app) => {
      await Coursemark.part("transfer");
      const outcome = await Coursemark.transfer.codes(handed);
      if (outcome === "print") return paper(app, handed, Coursemark.transfer.MOST_CODES);
      return outcome && "二维码已扫完，记为已交。";
    },
    /** @param {CoursemarkHanded} handed @param {CoursemarkApp} app */
    print: async (handed, app) => {
      await Coursemark.part("transfer");
      return paper(app, handed, Coursemark.transfer.MOST_ON_SHEET);
    },
  };

  /**
   * Prints the sheet; counts as handed in when the codes are on it and the learner says so.
   * @param {CoursemarkApp} app @param {CoursemarkHanded} handed @param {number} most
   * @returns {Promise<string>}
   */
  async function paper(app, handed, most) {
    const sheet = Coursemark.transfer.sheet(app, handed, most);
    await Coursemark.slip.print(sheet);
    if (!sheet.querySelector(".cm-qr")) return "";
    const answer = await ask({
      title: "打印好了吗？",
      text: ["打印好并交给培训管理员后，这份记录就算交了。"],
      actions: [
        { label: "没有打印", value: "" },
        { label: "打印好了", value: "printed", primary: true },
      ],
    });
    return answer && "已打印，请交给培训管理员。";
  }

  /**
   * Queues the same statements for the record store, where the site names one. The record has left
   * already, or was refused: whatever happens here changes nothing about that.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   */
  async function sendToo(app, learner) {
    if (!app.site.lrs) return;
    try {
      await Coursemark.part("collecting");
      await Coursemark.collecting.handedIn(app, learner);
    } catch (error) {
      console.warn(error);
    }
  }

  /** How far sending is; null where nothing is sent. @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function sendingNote(app, learner) {
    if (!app.site.lrs) return null;
    try {
      await Coursemark.part("collecting");
      return await Coursemark.collecting.note(app, learner);
    } catch (error) {
      console.warn(error);
      return h(
        "p",
        { class: "cm-note" },
        "发到学习记录库的程序没有载入，这次只交文件；刷新本页后可以再交一次。",
      );
    }
  }

  /**
   * Hands the record in, and remembers it when it left.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {keyof typeof WAYS} way
   */
  async function handIn(app, learner, way) {
    let said;
    app.say("");
    try {
      const handed = await prepare(app, learner);
      said = await WAYS[way](handed, app);
      if (said) {
        await app.store.saveSetting(`handed-in ${learner.id}`, {
          at: new Date().toISOString(),
          statements: handed.count,
          way,
        });
      }
      // Where downloads are blocked nobody knows whether the file left: all the more reason.
      if (said || way === "download") await sendToo(app, learner);
    } catch (error) {
      if (error instanceof SealFault) {
        await ask({
          title: "没有密封，也没有交出",
          text: [`${error.message}记录都还在这台电脑上，没有丢。`],
          actions: [{ label: "知道了", value: "", primary: true }],
        });
        return;
      }
      if (error instanceof DOMException) throw error;
      said = "这个办法没有成功，记录没有交出。请再试一次，或换一个办法。";
    }
    await app.refresh();
    // The desk was drawn anew.
    /** @type {HTMLElement | null} */ (document.querySelector(`.cm-hand-in [data-way="${way}"]`))?.focus();
    if (said) app.say(said);
    else if (way === "download")
      app.say("如果没有反应，是这个应用不让下载：请改用“复制文本”或“二维码”，或在浏览器里打开本页。");
  }

  /**
   * @param {readonly CoursemarkStatement[]} statements oldest first
   * @param {{at: string, statements: number} | undefined} last
   * @returns {CoursemarkPending}
   */
  function pendingOf(statements, last) {
    // Counted, and not told by the time: a clock may have been set back since.
    const count = Math.max(0, statements.length - (last?.statements ?? 0));
    if (count === 0) return { count, since: null };
    const later = last && statements.find((s) => Date.parse(s.timestamp) > Date.parse(last.at));
    return { count, since: (later ?? statements[statements.length - count]).timestamp };
  }

  /** @type {CoursemarkHandIn["pending"]} */
  async function pending(app, learner) {
    const last = await app.store.setting(`handed-in ${learner.id}`);
    return pendingOf(await app.store.statements(learner.id), last);
  }

  /** @type {CoursemarkHandIn["download"]} */
  const download = (app, learner) => handIn(app, learner, "download");

  /** The way to the record from a notice. @param {CoursemarkApp} app */
  function saving(app) {
    const way = (/** @type {string} */ label, /** @type {keyof typeof WAYS} */ kind) =>
      button(
        label,
        async () => {
          const learner = await Coursemark.profile.need(app);
          if (learner) await handIn(app, learner, kind);
        },
        { "data-way": kind, "data-hand-in": kind === "download" },
      );
    const ways = isInApp()
      ? [way("复制学习记录", "text"), way("二维码", "qr")]
      : [way("下载学习记录", "download")];
    return h("p", { class: "cm-actions" }, ...ways);
  }

  /** Where the browser keeps nothing, every page says so first and offers the record. @param {CoursemarkApp} app */
  function warn(app) {
    if (app.store.persistent) return;
    notice(
      "blocked",
      h(
        "p",
        {},
        isInApp()
          ? "这个浏览器不肯保存数据。现在做的题只在离开或关闭本页之前有效，请做完就复制学习记录发出去，或换一个浏览器。"
          : "这个浏览器不肯保存数据（可能是无痕窗口）。现在做的题只在离开或关闭本页之前有效，请做完就下载学习记录，或换一个普通窗口。",
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

  /** The buttons, in the order of what works here. @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {boolean} empty */
  function ways(app, learner, empty) {
    const way = (/** @type {string} */ label, /** @type {keyof typeof WAYS} */ kind, primary = false) =>
      button(label, () => handIn(app, learner, kind), {
        class: primary ? "cm-button--primary" : "",
        "data-way": kind,
        "data-hand-in": kind === "download",
        disabled: empty,
      });
    const row = (/** @type {HTMLElement[]} */ ...buttons) => h("p", { class: "cm-actions" }, ...buttons);
    if (isInApp()) {
      return [
        h(
          "p",
          { class: "cm-note cm-hand-in__app" },
          "在微信、钉钉这类应用里不能下载文件。请复制文本发给培训管理员，或者出示二维码。换到浏览器打开，看不到在这里做的；要换过去学，先复制文本，再到那边“粘贴文本”。",
        ),
        row(way("复制文本", "text", true), way("二维码", "qr")),
        h("p", { class: "cm-hand-in__others" }, "这里多半用不了，可以试试："),
        row(way("下载学习记录", "download"), way("打印", "print")),
      ];
    }
    return [
      h(
        "p",
        {},
        app.site.lrs
          ? "下载后，同样的记录会自己发到学习记录库；没有发到的，再把文件交给培训管理员（邮件、U 盘、院内通讯都可以）。重复交也不要紧，不会算两遍。"
          : "下载后交给培训管理员（邮件、U 盘、院内通讯都可以）。重复交也不要紧，不会算两遍。",
      ),
      row(way("下载学习记录", "download", true), ...(canShare() ? [way("分享", "share")] : [])),
      h("p", { class: "cm-hand-in__others" }, "不能传文件时："),
      row(way("复制文本", "text"), way("二维码", "qr"), way("打印", "print")),
    ];
  }

  /** @type {CoursemarkHandIn["sealNote"]} */
  function sealNote(app, learner, statements) {
    if (!needsSeal(app.site, statements)) return null;
    return h(
      "p",
      { class: "cm-hand-in__seal" },
      "记录里有要求密封的考试：交出的内容只有培训管理员能打开，别的设备也不能载入。",
      button(
        "下载副本（换设备用，不密封）",
        async () => {
          const { text, fileName } = await plain(app, learner);
          save(text, fileName);
          app.say("已开始下载副本。它只用来换设备，交记录请用上面的办法。");
        },
        { class: "cm-button--quiet", "data-copy-record": true },
      ),
    );
  }

  /** @type {CoursemarkHandIn["section"]} */
  async function section(app, learner, statements) {
    const last = learner ? await app.store.setting(`handed-in ${learner.id}`) : null;
    const { count } = pendingOf(statements, last ?? undefined);
    const status = !learner
      ? ""
      : statements.length === 0
        ? "还没有学习记录。"
        : last
          ? `上次交出：${moment(last.at)}。${count ? `之后又有 ${count} 条新记录。` : "之后没有新记录。"}`
          : `共 ${statements.length} 条记录，还没有交过。`;
    return h(
      "section",
      { class: "cm-desk__section cm-hand-in", "aria-labelledby": "cm-hand-in" },
      h("h2", { id: "cm-hand-in" }, "交学习记录"),
      status && h("p", { class: "cm-note" }, status),
      ...(learner ? ways(app, learner, statements.length === 0) : []),
      learner && (await sendingNote(app, learner)),
      learner && sealNote(app, learner, statements),
      Coursemark.loadRecord.fields(app),
    );
  }

  Coursemark.handIn = { section, sealNote, warn, unstored, recordText, download, pending };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
