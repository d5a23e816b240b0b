"use strict";
/** Sessions outside the site: the learner registers them, the trainer compares the sign-in sheet. */
(function (Coursemark) {
  const { h, spell } = Coursemark.dom;
  const MOST_HOURS = 99;
  const MOST_EVIDENCE = 100;

  /** @type {CoursemarkGlobal["attend"]["form"]} */
  function form(app, step, done) {
    if (done) return registered(done);
    const id = `cm-attend-${Math.random().toString(36).slice(2)}`;
    const today = Coursemark.progress.dayOf(Date.now());
    const field = (
      /** @type {string} */ name,
      /** @type {string} */ label,
      /** @type {Record<string, unknown>} */ attributes,
    ) =>
      h(
        "p",
        { class: "cm-field" },
        h("label", { for: `${id}-${name}` }, label),
        h("input", {
          id: `${id}-${name}`,
          name,
          autocomplete: "off",
          "aria-describedby": `${id}-message`,
          ...attributes,
        }),
      );
    const message = h("p", { class: "cm-item__message", id: `${id}-message`, role: "alert" });
    const element = h(
      "form",
      { class: "cm-attend", novalidate: true, "data-attend": step.target },
      h("p", {}, "由你本人登记，培训管理员会核对签到表。登记后不能改，写错了请告诉培训管理员。"),
      h(
        "div",
        { class: "cm-attend__fields" },
        field("held", "参加日期", { type: "date", max: today, value: today, required: true }),
        field("hours", "学时", { type: "text", inputmode: "decimal", maxlength: "5", value: step.hours }),
        field("evidence", "证明材料", {
          type: "text",
          maxlength: String(MOST_EVIDENCE),
          value: step.evidence,
          required: step.evidence !== "",
        }),
      ),
      message,
      h(
        "p",
        { class: "cm-actions" },
        h("button", { type: "submit", class: "cm-button cm-button--primary" }, "登记"),
      ),
    );
    let busy = false;
    element.addEventListener("submit", async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (busy) return;
      const values = new FormData(element);
      const text = (/** @type {string} */ name) =>
        String(values.get(name) ?? "")
          .normalize("NFKC")
          .trim();
      const held = text("held");
      const hours = text("hours") === "" ? null : Number(text("hours"));
      const fault = faultOf({ held, hours, evidence: text("evidence") }, step, today);
      message.textContent = fault?.text ?? "";
      if (fault) return /** @type {HTMLElement} */ (element.elements.namedItem(fault.name)).focus();
      busy = true;
      try {
        const learner = await Coursemark.profile.need(app);
        if (!learner) return;
        const statement = Coursemark.statements.attended(app.stamp(learner), {
          session: { name: step.target },
          held,
          hours,
          evidence: text("evidence") || null,
        });
        await app.store.append(learner.id, [statement]);
        const row = element.closest("li");
        // The form gives way to what it registered.
        /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
        await app.settle(learner);
        const now = [...document.querySelectorAll("[data-attended]")].find(
          (e) => /** @type {HTMLElement} */ (e).dataset.attended === step.target,
        );
        /** @type {HTMLElement | null} */ (now ?? row)?.focus();
        Coursemark.dom.announce(`已登记：${step.target}`);
      } finally {
        busy = false;
      }
    });
    return h(
      "details",
      { class: "cm-fold", "data-attend": step.target, id: `attend-${step.target}` },
      h("summary", {}, "登记参加"),
      element,
    );
  }

  /**
   * The first thing that is wrong with what was entered.
   * @param {{held: string, hours: number | null, evidence: string}} entered @param {CoursemarkStep} step @param {string} today
   */
  function faultOf({ held, hours, evidence }, step, today) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(held)) return { name: "held", text: "请填参加日期，例如 2026-03-31。" };
    if (held > today) return { name: "held", text: "参加日期晚于今天，请核对；参加以后再来登记。" };
    if (held < "1990-01-01") return { name: "held", text: "参加日期太早了，请核对年份。" };
    if (hours !== null && !(hours > 0 && hours <= MOST_HOURS))
      return { name: "hours", text: `学时请填 0 到 ${MOST_HOURS} 之间的数，例如 2 或 1.5；不清楚可以空着。` };
    if (step.evidence && !evidence)
      return { name: "evidence", text: `请填证明材料的名称，例如：${step.evidence}。` };
    return null;
  }

  /** @param {CoursemarkEntry} entry */
  function registered({ target, held, seconds, evidence, timestamp }) {
    const facts = [
      `${held || Coursemark.dom.moment(timestamp).slice(0, 10)} 参加`,
      seconds !== null && seconds > 0 && spellHours(seconds),
      evidence && `证明材料：${evidence}`,
    ];
    return h(
      "p",
      { class: "cm-note", "data-attended": target, tabindex: "-1" },
      `已由你本人登记：${facts.filter(Boolean).join("，")}。培训管理员会核对签到表。`,
    );
  }

  /** @param {number} seconds */
  function spellHours(seconds) {
    return seconds % 360 === 0 ? `${seconds / 3600} 学时` : spell(seconds);
  }

  Coursemark.attend = { form };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
