"use strict";
/**
 * A PIN keeps colleagues at a shared PC from working under another's name by mistake. It protects
 * no data: whoever knows how reads a browser's storage without it. So nothing hangs on it that
 * could lock a learner out of work that was not handed in.
 */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const ROUNDS = 60000; // about a tenth of a second
  const MOST_ROUNDS = 1000000;

  /**
   * PBKDF2-HMAC-SHA-256, in plain script because insecure pages have no crypto.subtle.
   * @param {string} secret @param {string} salt @param {number} rounds
   * @returns {string} 32 bytes in hex
   */
  function derive(secret, salt, rounds) {
    const { sha256, bytesToHex, utf8ToBytes } = globalThis.CoursemarkVendor;
    const key = new Uint8Array(64);
    const bytes = utf8ToBytes(secret);
    key.set(bytes.length > 64 ? sha256(bytes) : bytes);
    const inner = sha256.create().update(key.map((byte) => byte ^ 0x36));
    const outer = sha256.create().update(key.map((byte) => byte ^ 0x5c));
    const mac = (/** @type {Uint8Array} */ data) =>
      outer.clone().update(inner.clone().update(data).digest()).digest();
    let block = mac(new Uint8Array([...utf8ToBytes(salt), 0, 0, 0, 1]));
    const sum = block.slice();
    for (let round = 1; round < rounds; round++) {
      block = mac(block);
      for (let n = 0; n < sum.length; n++) sum[n] ^= block[n];
    }
    return bytesToHex(sum);
  }

  /** What is kept of a PIN. @param {string} digits @param {number} [rounds] @returns {CoursemarkPin} */
  function make(digits, rounds = ROUNDS) {
    const { bytesToHex } = globalThis.CoursemarkVendor;
    const salt = bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));
    return { salt, rounds, hash: derive(digits, salt, rounds) };
  }

  /** @param {CoursemarkPin} pin @param {string} typed */
  function matches({ salt, rounds, hash }, typed) {
    const digits = normal(typed);
    return digits !== null && derive(digits, salt, Math.min(rounds, MOST_ROUNDS)) === hash;
  }

  /** 4 to 8 digits, also typed in full width, or null. @param {string} typed */
  function normal(typed) {
    const digits = typed.normalize("NFKC").trim();
    return /^[0-9]{4,8}$/.test(digits) ? digits : null;
  }

  /**
   * A box for a PIN. Not of type password: the browser would offer to keep it, and fill it in for
   * the next colleague.
   * @param {string} name @param {string} label
   */
  function field(name, label) {
    const id = `cm-pin-${Math.random().toString(36).slice(2)}`;
    const input = h("input", {
      id,
      name,
      type: "text",
      class: "cm-pin",
      inputmode: "numeric",
      autocomplete: "off",
      maxlength: "16",
      required: true,
    });
    return { input, element: h("p", { class: "cm-field" }, h("label", { for: id }, label), input) };
  }

  /**
   * A form that asks for a learner's PIN, with the way out for who forgot it.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   * @param {{submit: string, right: () => unknown, wiped: () => unknown}} how
   * @returns {HTMLFormElement}
   */
  function form(app, learner, { submit, right, wiped }) {
    const { input, element } = field("pin", `${learner.name}的 PIN`);
    const message = h("p", { class: "cm-item__message", role: "alert" });
    const entry = h(
      "form",
      { class: "cm-pin-form", novalidate: true, "data-pin": true },
      element,
      message,
      h(
        "p",
        { class: "cm-actions" },
        h("button", { type: "submit", class: "cm-button cm-button--primary" }, submit),
        button(
          "忘了 PIN",
          async () => {
            if (await Coursemark.who.forgotten(app, learner)) await wiped();
          },
          { class: "cm-button--quiet", "data-forgotten": true },
        ),
      ),
    );
    entry.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      if (learner.pin && matches(learner.pin, input.value)) return void right();
      message.textContent = normal(input.value) ? "PIN 不对，请再输一次。" : "PIN 是 4 到 8 位数字。";
      input.value = "";
      input.focus();
    });
    return entry;
  }

  /**
   * Whether the person at the PC knows the learner's PIN; true where there is none.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner @param {string} why
   * @returns {Promise<boolean>}
   */
  function prove(app, learner, why) {
    if (!learner.pin) return Promise.resolve(true);
    return new Promise((resolve) => {
      const id = `cm-dialog-${Math.random().toString(36).slice(2)}`;
      const dialog = h(
        "dialog",
        { class: "cm-dialog", "aria-labelledby": id },
        h("h2", { id, class: "cm-dialog__title" }, "请输入 PIN"),
        h("p", {}, why),
        form(app, learner, {
          submit: "确定",
          right: () => dialog.close("right"),
          wiped: () => dialog.close(""),
        }),
        h(
          "p",
          { class: "cm-actions" },
          button("取消", () => dialog.close("")),
        ),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "right");
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /**
   * Setting, changing and removing the learner's own PIN.
   * @param {CoursemarkApp} app @param {CoursemarkLearner} learner
   * @returns {HTMLElement}
   */
  function settings(app, learner) {
    const [first, second] = [
      field("new-pin", "新的 PIN（4 到 8 位数字）"),
      field("repeated-pin", "再输一次"),
    ];
    const message = h("p", { class: "cm-item__message", role: "alert" });
    const change = "修改 PIN 前，请先输入现在的 PIN。";
    /** @param {CoursemarkPin | null} pin @param {string} said */
    async function save(pin, said) {
      await Coursemark.profile.setPin(app, pin);
      await app.refresh();
      app.say(said);
    }
    const entry = h(
      "form",
      { class: "cm-profile", novalidate: true, "data-new-pin": true },
      first.element,
      second.element,
      message,
      h(
        "p",
        { class: "cm-actions" },
        h("button", { type: "submit", class: "cm-button" }, learner.pin ? "换成新的 PIN" : "设置 PIN"),
        learner.pin &&
          button(
            "去掉 PIN",
            async () => {
              if (await prove(app, learner, "去掉 PIN 前，请先输入现在的 PIN。"))
                await save(null, "PIN 已去掉。");
            },
            { class: "cm-button--quiet", "data-remove-pin": true },
          ),
      ),
    );
    entry.addEventListener("submit", async (/** @type {Event} */ event) => {
      event.preventDefault();
      const digits = normal(first.input.value);
      message.textContent =
        digits === null
          ? "PIN 是 4 到 8 位数字。"
          : digits === normal(second.input.value)
            ? ""
            : "两次输入的不一样，请重输。";
      if (message.textContent) return (digits === null ? first : second).input.focus();
      if (!(await prove(app, learner, change))) return;
      await save(make(/** @type {string} */ (digits)), learner.pin ? "PIN 已换。" : "PIN 已设置。");
    });
    return h(
      "details",
      { class: "cm-fold" },
      h("summary", {}, learner.pin ? "修改 PIN" : "设置 PIN（可选）"),
      h(
        "p",
        {},
        "有了 PIN，换到你的名下、离开一会儿再接着学、清除你的记录时都要输入它，免得同事误用你的名字学习。",
      ),
      h(
        "p",
        { class: "cm-note" },
        "PIN 只在这个浏览器里起作用，不写进学习记录，也不会发到任何地方。它不加密数据，挡不住存心要看的人。忘了谁也查不出来，只能先下载记录、清除后重新登记，再把记录载入。",
      ),
      entry,
    );
  }

  Coursemark.pin = { derive, make, matches, normal, form, prove, settings };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
