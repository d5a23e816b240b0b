"use strict";
/** Copying without the clipboard interface, which plain http does not have; and reposting a text. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;

  /** Selects a text and copies it; false where only the reader can. @param {HTMLTextAreaElement} area */
  function copy(area) {
    area.focus();
    area.select();
    area.setSelectionRange(0, area.value.length);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }

  /** The text to be posted elsewhere, copied at once and shown. @param {string} text */
  async function repost(text) {
    const area = h("textarea", {
      class: "cm-transfer__text",
      rows: "7",
      spellcheck: "false",
      "aria-label": "转发短文",
      "data-repost-text": true,
    });
    area.value = text;
    const status = h("p", { role: "status" });
    const tryIt = () => {
      status.textContent = copy(area)
        ? "已复制，可以粘贴到微信群、公众号或院内公告。"
        : "这里不能自动复制：文字已选中，电脑上按 Ctrl+C，手机上长按再选“复制”。";
    };
    const shown = Coursemark.dom.ask({
      title: "转发短文",
      text: [area, status, h("p", { class: "cm-actions" }, button("再复制一次", tryIt))],
      actions: [{ label: "关闭", value: "" }],
    });
    tryIt();
    await shown;
  }

  Coursemark.copy = { copy, repost };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
