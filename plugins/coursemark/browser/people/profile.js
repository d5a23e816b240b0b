"use strict";
/**
 * Who is studying at this PC. A profile is asked for when first needed; several people share a
 * ward PC, so each has a profile of their own, by staff number.
 */
(function (Coursemark) {
  const { h, button, ask } = Coursemark.dom;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  /** @type {CoursemarkLearner | null} */
  let current = null;

  /**
   * Staff number as typed, made comparable: full-width digits become plain, spaces go.
   * @param {string} text
   */
  const tidy = (text) => text.normalize("NFKC").replace(/\s+/g, " ").trim();

  /**
   * Name and number, each in its own direction of writing.
   * @param {CoursemarkLearner} learner
   */
  const nameOf = ({ name, id }) => h("span", {}, h("bdi", {}, name), "（", h("bdi", {}, id), "）");

  /** @param {CoursemarkApp} app */
  async function start(app) {
    current = await app.store.current();
  }

  /**
   * Makes a learner the current one. Whoever comes anew to a name with a PIN proves it first.
   * @param {CoursemarkApp} app @param {CoursemarkLearner | null} learner
   * @returns {Promise<boolean>} false when the PIN was not given
   */
  async function use(app, learner) {
    const known = learner && (await app.store.learners()).find(({ id }) => id === learner.id);
    if (known && known.id !== current?.id) {
      const why = `“${known.name}（${known.id}）”设了 PIN，输入后才能换到这个名下。`;
      if (!(await Coursemark.pin.prove(app, known, why))) return false;
    }
    await app.store.switchTo(learner);
    current = learner;
    await renew(app);
    Coursemark.lock.begin();
    return true;
  }

  /** Reads the current learner's row anew; it stays the same person. @param {CoursemarkApp} app */
  async function renew(app) {
    const id = current?.id;
    const row = (await app.store.learners()).find((learner) => learner.id === id);
    if (row && id === current?.id) current = row;
  }

  /** @param {CoursemarkApp} app @param {CoursemarkPin | null} pin of the current learner */
  async function setPin(app, pin) {
    if (!current) return;
    await app.store.setPin(current.id, pin);
    await renew(app);
  }

  /**
   * @param {CoursemarkApp} app
   * @param {{learner?: CoursemarkLearner | null, submit: string, save: (entered: CoursemarkLearner) => Promise<void>}} how
   * @returns {HTMLFormElement} `form[data-profile]`
   */
  function form(app, { learner = null, submit, save }) {
    const list = `cm-departments-${Math.random().toString(36).slice(2)}`;
    const field = (
      /** @type {string} */ label,
      /** @type {HTMLElement} */ control,
      /** @type {string} */ hint,
    ) => {
      control.id = `${list}-${control.getAttribute("name")}`;
      return h(
        "p",
        { class: "cm-field" },
        h("label", { for: control.id }, label),
        control,
        hint && h("small", {}, hint),
      );
    };
    const input = (
      /** @type {string} */ name,
      /** @type {string} */ value,
      /** @type {object} */ extra = {},
    ) =>
      h("input", {
        type: "text",
        name,
        value,
        required: true,
        maxlength: "40",
        autocomplete: "off",
        ...extra,
      });
    const roles = app.site.roles.length
      ? h(
          "select",
          { name: "role", required: true },
          h("option", { value: "" }, "请选择"),
          ...app.site.roles.map((role) =>
            h("option", { value: role, selected: role === learner?.role }, role),
          ),
        )
      : input("role", learner?.role ?? "");
    const element = h(
      "form",
      { "data-profile": true, class: "cm-profile" },
      field("姓名", input("name", learner?.name ?? ""), ""),
      // The number names the record; changing it would be another person.
      field(
        "工号",
        input("id", learner?.id ?? "", { readonly: Boolean(learner) }),
        learner ? "工号不能改；写错了请新建一个学员。" : "学习记录记在这个工号名下，请核对。",
      ),
      field("科室", input("department", learner?.department ?? "", { list }), ""),
      field("岗位", roles, ""),
      field(
        "到岗日期（选填）",
        // A year typed with two digits is no year of the first century.
        input("start", learner?.start ?? "", {
          type: "date",
          min: "1950-01-01",
          max: "2099-12-31",
          required: false,
          maxlength: null,
        }),
        "到这里上班的第一天。“到岗后 30 天内完成”一类的期限从这天算起。",
      ),
      h("datalist", { id: list }, ...app.site.departments.map((d) => h("option", { value: d }))),
      h(
        "p",
        { class: "cm-actions" },
        h("button", { type: "submit", class: "cm-button cm-button--primary" }, submit),
      ),
    );
    element.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      // A second click while the first still asks or stores.
      if (element.dataset.busy !== undefined) return;
      const values = new FormData(element);
      const text = (/** @type {string} */ name) => tidy(String(values.get(name) ?? ""));
      const entered = {
        id: text("id"),
        name: text("name"),
        department: text("department"),
        role: text("role"),
        start: DAY.test(text("start")) ? text("start") : "",
      };
      const empty = /** @type {const} */ (["name", "id", "department", "role"]).find((key) => !entered[key]);
      if (empty) {
        /** @type {HTMLElement} */ (element.querySelector(`[name=${empty}]`)).focus();
        return;
      }
      element.dataset.busy = "";
      const done = () => delete element.dataset.busy;
      void save(entered).then(done, (error) => {
        done();
        throw error;
      });
    });
    return element;
  }

  /**
   * Saves what was entered; a number that another name holds is asked about, never overwritten.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} entered
   * @returns {Promise<CoursemarkLearner | null>} null when the person wants to correct it
   */
  async function enter(app, entered) {
    const known = (await app.store.learners()).find((l) => l.id === entered.id);
    if (known && known.name !== entered.name) {
      const answer = await ask({
        title: "这个工号已经有人用了",
        text: [
          `工号 ${entered.id} 在这台电脑上登记的是“${known.name}”。不是同一个人，请改工号；是同一个人改了姓名，请在“我的学习”里改。`,
        ],
        actions: [
          { label: "回去改", value: "", primary: true },
          { label: `我就是${known.name}`, value: "same" },
        ],
      });
      if (answer !== "same") return null;
      entered = known;
    }
    // Left empty here, the day that is known stays; it is changed in 修改资料.
    if (known && !entered.start) entered = { ...entered, start: known.start };
    return (await use(app, entered)) ? entered : null;
  }

  /**
   * Buttons for the people known at this PC, and a form for another.
   * @param {CoursemarkApp} app @param {readonly CoursemarkLearner[]} people
   * @param {{submit: string, chosen: () => unknown}} how `chosen` is called once somebody is the current learner
   * @returns {HTMLElement[]}
   */
  function choice(app, people, { submit, chosen }) {
    const pick = (/** @type {CoursemarkLearner} */ learner) =>
      button(nameOf(learner), async () => {
        if (await use(app, learner)) await chosen();
      });
    const entry = form(app, {
      submit,
      async save(entered) {
        if (await enter(app, entered)) await chosen();
      },
    });
    return people.length ? [h("p", { class: "cm-actions" }, ...people.map(pick)), entry] : [entry];
  }

  /**
   * The current learner, asked for when there is none. Null: studies without being recorded.
   * @param {CoursemarkApp} app
   * @returns {Promise<CoursemarkLearner | null>}
   */
  async function need(app) {
    if (current) return current;
    const known = await app.store.learners();
    return new Promise((resolve) => {
      const dialog = h(
        "dialog",
        { class: "cm-dialog", "aria-labelledby": "cm-profile-title" },
        h("h2", { id: "cm-profile-title", class: "cm-dialog__title" }, "先说明你是谁"),
        h("p", {}, "学习记录按工号保存在这台电脑的浏览器里，只有你交出记录文件时别人才看得到。"),
        ...choice(app, known, { submit: "保存并继续", chosen: () => dialog.close() }),
        h(
          "p",
          {},
          button("暂不登记，只练习", () => dialog.close(), { class: "cm-button--quiet" }),
        ),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(current);
        if (current) void app.refresh();
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  Coursemark.profile = {
    start,
    renew,
    use,
    setPin,
    form,
    enter,
    choice,
    need,
    nameOf,
    current: () => current,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
