"use strict";
/** Who is studying here, and what they may change about it: profile, PIN, another person, clearing. */
(function (Coursemark) {
  const { h, button, ask } = Coursemark.dom;
  const REGISTER = "学习记录按工号保存在这台电脑的浏览器里。";

  /** @type {CoursemarkGlobal["who"]["section"]} */
  async function section(app, learner) {
    const others = (await app.store.learners()).filter(({ id }) => id !== learner?.id);
    if (!learner) {
      return h(
        "section",
        { class: "cm-desk__section", "aria-labelledby": "cm-who" },
        h("h2", { id: "cm-who", tabindex: "-1" }, "先登记，再学习"),
        h("p", {}, REGISTER, others.length > 0 && "这台电脑上已有的学员："),
        ...Coursemark.profile.choice(app, others, { submit: "保存", chosen: () => app.refresh() }),
      );
    }
    const { roles } = app.site;
    const known = roles.length === 0 || roles.includes(learner.role);
    const facts = [learner.department, learner.role].filter(Boolean);
    return h(
      "section",
      { class: "cm-desk__section cm-who", "aria-labelledby": "cm-who" },
      h("h2", { id: "cm-who", class: "cm-who__name", tabindex: "-1", dir: "auto" }, learner.name),
      h(
        "p",
        { class: "cm-who__facts" },
        "工号 ",
        h("bdi", {}, learner.id),
        ...facts.flatMap((fact) => [" · ", h("bdi", {}, fact)]),
        learner.start ? ` · ${learner.start} 到岗` : "",
      ),
      !known &&
        h(
          "p",
          { class: "cm-note" },
          learner.role ? `现在的岗位里没有“${learner.role}”了，` : "还没有填岗位，",
          "请在“修改资料”里选一个，才知道要学哪些课程。",
        ),
      await Coursemark.reminder.line(app, learner),
      h(
        "div",
        { class: "cm-who__more" },
        h("details", { class: "cm-fold" }, h("summary", {}, "修改资料"), edit(app, learner)),
        Coursemark.pin.settings(app, learner),
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, "换人"),
          h("p", {}, "换人前不用退出，各人的记录分开保存。", away(app)),
          others.length > 0 && h("p", { class: "cm-actions" }, ...others.map((other) => to(app, other))),
          h(
            "p",
            { class: "cm-actions" },
            button(
              "新建学员",
              async () => {
                await Coursemark.profile.use(app, null);
                await app.refresh();
              },
              { "data-new-learner": true },
            ),
          ),
        ),
        h(
          "details",
          { class: "cm-fold" },
          h("summary", {}, "清除本机记录"),
          h("p", {}, "只清除这台电脑上你的资料和记录。先下载学习记录再清除，清除后找不回来。"),
          h(
            "p",
            { class: "cm-actions" },
            button("清除我的记录", () => wipe(app, learner), {
              class: "cm-button--danger",
              "data-wipe": true,
            }),
          ),
        ),
      ),
    );
  }

  /** @param {CoursemarkApp} app */
  function away({ site }) {
    return site.lockAfter ? `${site.lockAfter} 分钟没有人操作，页面会先问还是不是你。` : "";
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  function edit(app, learner) {
    return Coursemark.profile.form(app, {
      learner,
      submit: "保存修改",
      async save(entered) {
        await Coursemark.profile.use(app, entered);
        await app.refresh();
      },
    });
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} other */
  function to(app, other) {
    return button(Coursemark.profile.nameOf(other), async () => {
      if (await Coursemark.profile.use(app, other)) await app.refresh();
    });
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function wipe(app, learner) {
    if (!(await Coursemark.pin.prove(app, learner, "清除记录前，请先输入 PIN。"))) return;
    const count = (await app.store.statements(learner.id)).length;
    // Handed in, and still to be sent to the record store.
    const unsent = (await app.store.setting(`sending ${learner.id}`))?.ids.length ?? 0;
    const answer = await ask({
      title: `清除${learner.name}（${learner.id}）在本机的记录？`,
      text: [
        count ? `有 ${count} 条学习记录，没有交出的部分会永久丢失。` : "没有学习记录，只清除资料。",
        ...(unsent ? [`其中 ${unsent} 条还没有发到学习记录库，清除后不再发，请把文件交给培训管理员。`] : []),
      ],
      actions: [
        { label: "不清除", value: "", primary: true },
        { label: "清除", value: "wipe", danger: true },
      ],
    });
    if (answer !== "wipe") return;
    await clear(app, learner);
    app.say("已清除。");
  }

  /** @param {CoursemarkApp} app @param {CoursemarkLearner} learner */
  async function clear(app, learner) {
    await app.store.wipe(learner.id);
    // What the database had not taken of a running attempt.
    Coursemark.spare.tidy(app.site.id, learner.id, []);
    await Coursemark.profile.start(app);
    Coursemark.lock.begin();
    await app.refresh();
  }

  /** @type {CoursemarkGlobal["who"]["forgotten"]} */
  async function forgotten(app, learner) {
    const statements = await app.store.statements(learner.id);
    const count = statements.length;
    const id = `cm-forgotten-${Math.random().toString(36).slice(2)}`;
    const number = h("input", { id, type: "text", class: "cm-pin", autocomplete: "off", required: true });
    const message = h("p", { class: "cm-item__message", role: "alert" });
    return new Promise((resolve) => {
      const entry = h(
        "form",
        { novalidate: true },
        h(
          "p",
          { class: "cm-field" },
          h("label", { for: id }, "确实要清除，请输入", h("bdi", {}, learner.name), "的工号"),
          number,
        ),
        message,
        h(
          "p",
          { class: "cm-actions" },
          h("button", { type: "submit", class: "cm-button cm-button--danger" }, "清除，重新登记"),
          button("不清除", () => dialog.close("")),
        ),
      );
      entry.addEventListener("submit", async (/** @type {Event} */ event) => {
        event.preventDefault();
        if (number.value.normalize("NFKC").trim() === learner.id) {
          await clear(app, learner);
          return dialog.close("wiped");
        }
        message.textContent = "工号不对，没有清除。";
        number.focus();
      });
      const dialog = h(
        "dialog",
        { class: "cm-dialog", "aria-labelledby": `${id}-title`, "data-forgotten-pin": true },
        h("h2", { id: `${id}-title`, class: "cm-dialog__title" }, "忘了 PIN"),
        h(
          "p",
          {},
          "PIN 只存在这个浏览器里，也只起提醒的作用，谁都查不出来、改不了。要继续用这个工号，只能清除",
          Coursemark.profile.nameOf(learner),
          "在这台电脑上的资料和记录，再重新登记。",
        ),
        count > 0 &&
          h(
            "p",
            {},
            `本机有 ${count} 条学习记录。请先下载：文件可以照常交，重新登记后也可以在“我的学习”里载入回来。没有下载的会永久丢失。`,
          ),
        count > 0 &&
          h(
            "p",
            { class: "cm-actions" },
            button("下载学习记录", () => Coursemark.handIn.download(app, learner), {
              class: "cm-button--primary",
            }),
          ),
        Coursemark.handIn.sealNote(app, learner, statements),
        entry,
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "wiped");
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  Coursemark.who = { section, forgotten };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
