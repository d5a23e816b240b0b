"use strict";
/** 纠错: a note of the learner on an item or a page, stored in the record. */
(function (Coursemark) {
  const { h, button, announce, moment } = Coursemark.dom;
  const MOST = 500;
  /** @type {CoursemarkApp | null} */
  let app = null;

  /** @type {CoursemarkGlobal["comment"]["mount"]} */
  async function mount(given) {
    app = given;
  }

  /** Tells which one it is where several stand on a page. @param {CoursemarkSubject} subject */
  const keyOf = (subject) => ("item" in subject ? `item ${subject.item.id}` : `page ${subject.page.path}`);

  /** @type {CoursemarkGlobal["comment"]["button"]} */
  function commentButton(subject) {
    const what = "item" in subject ? "这道题" : "这一页";
    return button("纠错", () => write(subject), {
      class: "cm-button--quiet cm-comment",
      "data-comment": keyOf(subject),
      "aria-haspopup": "dialog",
      "aria-label": `纠错：${what}有错误或看不懂`,
    });
  }

  /** @param {CoursemarkSubject} subject */
  async function write(subject) {
    if (!app) return;
    const learner = await Coursemark.profile.need(app);
    if (learner) await askFor(app, learner, subject);
    // The button may have been drawn anew while the dialog was open.
    const selector = `[data-comment="${CSS.escape(keyOf(subject))}"]`;
    const active = document.activeElement;
    if (!active || active === document.body)
      /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
  }

  /**
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkSubject} subject
   * @returns {Promise<void>} when the dialog is closed
   */
  async function askFor(app, learner, subject) {
    const id = `cm-comment-${Math.random().toString(36).slice(2)}`;
    const [kind, about] = "item" in subject ? ["题目", subject.item.name] : ["页面", subject.page.name];
    const area = h("textarea", {
      id: `${id}-text`,
      name: "text",
      rows: "5",
      maxlength: String(MOST),
      required: true,
      "aria-describedby": `${id}-count ${id}-message`,
    });
    const count = h("small", { id: `${id}-count` });
    const message = h("p", { class: "cm-item__message", id: `${id}-message`, role: "alert" });
    const tally = () => (count.textContent = `${area.value.length} / ${MOST} 字`);
    area.addEventListener("input", tally);
    tally();
    const before = await notesOn(app, learner, subject);
    await new Promise((resolve) => {
      const form = h(
        "form",
        { class: "cm-comment__form", novalidate: true, "data-comment-form": true },
        h("p", { class: "cm-comment__about" }, `${kind}：`, h("bdi", {}, about)),
        before.length > 0 &&
          h(
            "details",
            { class: "cm-fold" },
            h("summary", {}, `你对它提过 ${before.length} 条`),
            ...before.map((n) =>
              h(
                "p",
                { class: "cm-comment__before" },
                `${moment(n.timestamp)} `,
                h("bdi", {}, n.response ?? ""),
              ),
            ),
          ),
        h("p", { class: "cm-field" }, h("label", { for: area.id }, "哪里有错误或看不懂？"), area, count),
        message,
        h("p", { class: "cm-comment__fate" }, "随学习记录交出，培训管理员能看到是谁提的。"),
        h(
          "p",
          { class: "cm-actions" },
          h("button", { type: "submit", class: "cm-button cm-button--primary" }, "记下"),
          button("取消", () => dialog.close()),
        ),
      );
      const dialog = h(
        "dialog",
        { class: "cm-dialog", "aria-labelledby": id },
        h("h2", { id, class: "cm-dialog__title" }, "纠错"),
        form,
      );
      let busy = false;
      form.addEventListener("submit", async (/** @type {Event} */ event) => {
        event.preventDefault();
        if (busy) return;
        const text = area.value.trim().slice(0, MOST);
        if (!text) {
          message.textContent = "还没有写。请说明哪里有错误或看不懂。";
          return area.focus();
        }
        busy = true;
        try {
          const statement = Coursemark.statements.commented(app.stamp(learner), { ...subject, text });
          await app.store.append(learner.id, [statement]);
          dialog.close("stored");
        } catch (error) {
          message.textContent = "没有存上，请再试一次。";
          throw error;
        } finally {
          busy = false;
        }
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (dialog.returnValue === "stored") thank(subject);
        resolve(undefined);
      });
      document.body.append(dialog);
      dialog.showModal();
      area.focus();
    });
  }

  /** Says below the button that the note is there. @param {CoursemarkSubject} subject */
  function thank(subject) {
    const text = "纠错已记下，随学习记录交出。";
    for (const one of document.querySelectorAll(`[data-comment="${CSS.escape(keyOf(subject))}"]`)) {
      const line = /** @type {HTMLElement} */ (one.parentElement);
      line.querySelector(".cm-comment__stored")?.remove();
      line.append(h("span", { class: "cm-comment__stored" }, text));
    }
    announce(text);
  }

  /**
   * What the learner said of it before.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {CoursemarkSubject} subject
   */
  async function notesOn(app, learner, subject) {
    const [activity, target] = "item" in subject ? ["item", subject.item.id] : ["page", subject.page.path];
    return (await app.store.statements(learner.id))
      .map((statement) => Coursemark.statements.read(statement, app.site.id))
      .filter((e) => e.kind === "commented" && e.activity === activity && e.target === target);
  }

  Coursemark.comment = { mount, button: commentButton };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
