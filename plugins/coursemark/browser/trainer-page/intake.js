"use strict";
/** 收材料: records, roster, key file in; how far the reading is; what is there; clearing. */
(function (Coursemark) {
  const { h, button, ask } = Coursemark.dom;
  const page = Coursemark.trainerPage;
  const PASTED = "粘贴的文本";
  /** @type {Readonly<Record<CoursemarkDeskFile["kind"], string>>} */
  const KINDS = {
    record: "学习记录",
    text: "文本",
    roster: "名册",
    keys: "答案文件",
    private: "私钥",
    other: "没有用上",
  };
  /** @type {Readonly<Record<CoursemarkDeskProgress["phase"], string>>} */
  const PHASES = {
    reading: "正在读材料",
    reckoning: "正在核对成绩",
    restoring: "正在打开上次的材料",
    verifying: "可以使用了；正在核对校验值",
  };

  /** @type {CoursemarkTrainerPage["intake"]["section"]} */
  function section({ trainer, site, run }) {
    const add = (/** @type {CoursemarkDeskInput[]} */ inputs) =>
      inputs.length ? run(() => trainer.add(inputs)) : Promise.resolve();

    const files = chooser("选文件", { "data-choose": "files" });
    const folder = chooser("选文件夹", { webkitdirectory: true, "data-choose": "folder" });
    for (const { input } of [files, folder])
      input.addEventListener("change", async () => {
        const chosen = Coursemark.trainer.chosen([...(input.files ?? [])]);
        await add(chosen);
        input.value = "";
      });

    const zone = h(
      "div",
      { class: "cm-drop", "data-drop": true },
      h("p", { class: "cm-drop__lead" }, "把学习记录、名册拖到这里"),
      h(
        "p",
        { class: "cm-trainer__note" },
        "一次可以拖几百个文件、整个文件夹或压缩包（zip）；名册用 Excel 或 CSV。重复放进来不会算两遍。",
      ),
      h(
        "p",
        { class: "cm-actions" },
        files.element,
        // Phones have no folders to choose.
        "webkitdirectory" in folder.input && !matchMedia("(pointer: coarse)").matches && folder.element,
      ),
    );
    catchDrops(zone, add);

    const area = h("textarea", {
      id: "cm-trainer-paste",
      rows: "5",
      spellcheck: "false",
      autocomplete: "off",
    });
    const paste = h(
      "details",
      { class: "cm-fold" },
      h("summary", {}, "粘贴收到的文本"),
      h(
        "div",
        { class: "cm-load" },
        h(
          "label",
          { for: "cm-trainer-paste" },
          "学员“复制文本”发来的文字，几个人的、分成几段的都可以一起粘贴",
        ),
        area,
        h(
          "p",
          { class: "cm-actions" },
          button(
            "载入文本",
            async () => {
              const text = area.value;
              if (!text.trim()) return area.focus();
              await run(() => trainer.paste(text));
              area.value = "";
            },
            { "data-take-text": true },
          ),
        ),
      ),
    );

    const bar = h("progress", { max: "100", "aria-label": "读取进度" });
    const said = h("span", {});
    const working = h("p", { class: "cm-trainer__progress", hidden: true, "data-progress": true }, bar, said);
    const summary = h("div", {});

    /** @type {ReturnType<CoursemarkTrainerPage["intake"]["section"]>["progress"]} */
    function progress(at) {
      working.hidden = at === null;
      if (!at) return;
      // What has no measure yet only moves.
      if (!at.total) bar.removeAttribute("value");
      else bar.value = Math.min(100, Math.floor((100 * at.done) / at.total));
      said.textContent = at.total ? `${PHASES[at.phase]}，${bar.value}%` : "正在处理……";
    }

    /** @param {CoursemarkDesk} desk */
    function show(desk) {
      summary.replaceChildren(...inside(desk));
    }

    /** @param {CoursemarkDesk} desk @returns {HTMLElement[]} */
    function inside(desk) {
      if (desk.files.length === 0)
        return [
          h(
            "p",
            { class: "cm-trainer__note" },
            "还没有材料。先放名册，才知道谁没参加。没有名册，可以先下载",
            button("名册模板", template, { class: "cm-button--quiet", "data-template": true }),
            "填好再放进来。",
          ),
        ];
      const roster = desk.files.find((file) => file.kind === "roster" && file.name === desk.roster);
      return [
        h(
          "dl",
          { class: "cm-trainer__facts" },
          fact("学习记录", `${desk.records} 份，${desk.statements} 条`),
          fact(
            "名册",
            desk.roster
              ? `${desk.roster}${roster ? `，${roster.count} 人` : ""}`
              : "没有放名册，看不出谁没参加",
            desk.roster &&
              button("去掉", () => run(() => trainer.remove("roster")), { class: "cm-button--quiet" }),
            !desk.roster &&
              button("名册模板", template, { class: "cm-button--quiet", "data-template": true }),
          ),
          desk.keys !== "unneeded" &&
            fact(
              "答案文件",
              desk.keys === "given"
                ? "已放入"
                : "有的考试不公布答案，放入答案文件（coursemark desk-keys 生成）后才能判分",
              desk.keys === "given" &&
                button("去掉", () => run(() => trainer.remove("keys")), { class: "cm-button--quiet" }),
            ),
          (desk.sealed > 0 || desk.files.some((file) => file.kind === "private")) &&
            fact(
              "私钥",
              [
                desk.files.some((file) => file.kind === "private" && file.count) &&
                  "已放入，只用在这一页里，不保存，关掉或刷新就没有了",
                desk.sealed > 0 &&
                  `有 ${desk.sealed} 份密封的记录没有打开，请把私钥文件（coursemark.key）拖进来；私钥不会保存`,
              ]
                .filter(Boolean)
                .join("；"),
            ),
          fact("截至", "", day(desk)),
        ),
        fileList(desk, trainer),
        h(
          "p",
          { class: "cm-trainer__note" },
          trainer.kept()
            ? "材料只留在这台电脑的浏览器里，刷新、关掉都不会丢，也不会上传。用公用电脑，做完请清空。"
            : "这个浏览器不肯保存数据（可能是无痕窗口）：关掉或刷新本页，材料就没有了。",
        ),
        h(
          "p",
          { class: "cm-actions" },
          button("清空", wipe, { class: "cm-button--danger", "data-wipe-desk": true }),
        ),
      ];
    }

    /** @param {CoursemarkDesk} desk */
    function day(desk) {
      const input = h("input", {
        type: "date",
        id: "cm-trainer-day",
        required: true,
        "aria-label": "截至哪一天",
      });
      input.value = desk.as_of;
      input.addEventListener("change", () => {
        if (input.value && input.value !== trainer.desk().as_of) void run(() => trainer.asOf(input.value));
      });
      return input;
    }

    async function wipe() {
      const desk = trainer.desk();
      const answer = await ask({
        title: "清空管理台？",
        text: [
          `放进来的 ${desk.files.length} 份材料和算出的结果都会从这个浏览器里清掉。原来的文件不受影响，需要时可以再放进来。`,
        ],
        actions: [
          { label: "不清空", value: "", primary: true },
          { label: "清空", value: "wipe", danger: true },
        ],
      });
      if (answer === "wipe") await run(() => trainer.wipe());
    }

    return {
      element: h(
        "section",
        { class: "cm-trainer__section cm-trainer__intake", "aria-labelledby": "cm-trainer-intake" },
        h("h2", { id: "cm-trainer-intake" }, "收材料"),
        zone,
        paste,
        working,
        summary,
      ),
      show,
      progress,
    };

    async function template() {
      const sheets = page.tables.template(site);
      try {
        page.tables.save(await page.tables.xlsx(sheets), `${site.title}名册模板.xlsx`);
      } catch (error) {
        console.error(error);
        page.tables.save(new Blob([page.tables.csv(sheets[0])]), `${site.title}名册模板.csv`);
      }
    }
  }

  /** @param {string} term @param {string} text @param {...(Node | string | false)} more */
  function fact(term, text, ...more) {
    return h("div", {}, h("dt", {}, term), h("dd", { dir: "auto" }, text, " ", ...more));
  }

  /** What each file was taken for. @param {CoursemarkDesk} desk @param {CoursemarkTrainer} trainer */
  function fileList(desk, trainer) {
    const MOST = 200;
    const list = h("ul", { class: "cm-trainer__files" });
    const fold = h(
      "details",
      { class: "cm-fold" },
      h("summary", {}, `放进来的 ${desk.files.length} 份材料`),
      list,
    );
    fold.addEventListener("toggle", () => {
      if (!fold.open) return;
      // Since they were listed, their digests may have been worked out.
      const { files } = trainer.desk();
      list.replaceChildren(
        ...files.slice(0, MOST).map((file) => {
          const facts = [
            KINDS[file.kind],
            file.kind === "roster"
              ? `${file.count} 人`
              : file.kind === "keys"
                ? `${file.count} 题`
                : file.kind === "private"
                  ? "没有保存"
                  : `${file.count} 条`,
            file.verified && file.kind !== "roster" ? "校验通过" : "",
            file.problems ? `${file.problems} 个问题` : "",
          ];
          return h(
            "li",
            {},
            h("bdi", {}, file.name || PASTED),
            h("small", {}, `\u3000${facts.filter(Boolean).join(" · ")}`),
          );
        }),
        ...(files.length > MOST ? [h("li", {}, `还有 ${files.length - MOST} 份。`)] : []),
      );
    });
    return fold;
  }

  /** A button that is a native file input. @param {string} label @param {Record<string, unknown>} attributes */
  function chooser(label, attributes) {
    const input = h("input", { type: "file", multiple: true, class: "cm-visually-hidden", ...attributes });
    const element = h("label", { class: "cm-button cm-chooser" }, input, label);
    return { input, element };
  }

  /**
   * Takes what is dropped anywhere on the page: beside the zone the browser would leave the page to
   * open the file. @param {HTMLElement} zone @param {(inputs: CoursemarkDeskInput[]) => Promise<void>} add
   */
  function catchDrops(zone, add) {
    const carries = (/** @type {DragEvent} */ event) =>
      zone.isConnected && Boolean(event.dataTransfer?.types.includes("Files"));
    let leaving = 0;
    addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      zone.dataset.over = "";
      clearTimeout(leaving);
      leaving = window.setTimeout(() => delete zone.dataset.over, 250);
    });
    addEventListener("drop", (event) => {
      if (!carries(event) || !event.dataTransfer) return;
      event.preventDefault();
      delete zone.dataset.over;
      if (document.querySelector("dialog[open]")) return;
      void Coursemark.trainer.dropped(event.dataTransfer).then(add);
    });
  }

  page.intake = { section };
})(globalThis.Coursemark);
