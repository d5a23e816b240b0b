"use strict";
/** The record as text to copy and as QR codes to scan, in dialogs over the page. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  /** Letters in one message: what chat programs take, with room to spare. */
  const MESSAGE = 8000;
  const MOST_TEXT = 200000;
  const MOST_CODES = 40;
  const SHOWN_FOR = 3000;

  /**
   * A modal dialog; resolves to the value it was closed with.
   * @param {string} title @param {(close: (value: string) => void) => (Node | string | false)[]} fill
   * @returns {Promise<string>}
   */
  function dialog(title, fill) {
    return new Promise((resolve) => {
      const close = (/** @type {string} */ value) => element.close(value);
      const element = h("dialog", { class: "cm-dialog cm-transfer", "aria-labelledby": "cm-transfer-title" });
      element.append(
        h("h2", { id: "cm-transfer-title", class: "cm-dialog__title" }, title),
        ...fill(close).filter(Boolean),
      );
      element.addEventListener("close", () => {
        element.remove();
        resolve(element.returnValue);
      });
      document.body.append(element);
      element.showModal();
    });
  }

  /** Says why a way is closed. @param {string} title @param {string} why */
  const refuse = (title, why) =>
    dialog(title, (close) => [
      h("p", {}, why),
      h(
        "p",
        { class: "cm-actions" },
        button("关闭", () => close("")),
      ),
    ]);

  /**
   * Buttons to and fro and where one is.
   * @param {number} count @param {string} unit @param {(n: number) => void} show called with 0 at once
   */
  function pager(count, unit, show) {
    let at = 0;
    const place = h("output", { class: "cm-pager__place" });
    const step = (/** @type {number} */ by) => go((at + by + count) % count);
    const [back, on] = [button(`上一${unit}`, () => step(-1)), button(`下一${unit}`, () => step(1))];
    const go = (/** @type {number} */ n) => {
      at = n;
      place.textContent = `第 ${n + 1} / ${count} ${unit}`;
      show(n);
    };
    const element = h("p", { class: "cm-pager", hidden: count < 2 }, back, place, on);
    return { element, step, start: () => go(0), at: () => at };
  }

  /**
   * Lines grouped into messages, each with whose it is.
   * @param {readonly string[]} lines @param {CoursemarkHanded} handed
   */
  function messages(lines, { learner }) {
    /** @type {string[][]} */
    const groups = [];
    let length = Infinity;
    for (const line of lines) {
      if (length + line.length > MESSAGE) {
        groups.push([]);
        length = 0;
      }
      groups[groups.length - 1].push(line);
      length += line.length + 1;
    }
    return groups.map((group, n) => {
      const which = groups.length > 1 ? ` ${n + 1}/${groups.length}` : "";
      return [`学习记录 ${learner.name}（${learner.id}）${which}`, ...group].join("\n");
    });
  }

  /** @type {CoursemarkGlobal["transfer"]["text"]} */
  async function text(handed) {
    const title = "复制文本交记录";
    const lines = Coursemark.parts.split(handed.text);
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > MOST_TEXT)
      return refuse(title, `这份记录的文本有 ${Math.ceil(size / 1000)} 千字，太长，聊天里发不完。请用下载。`);
    const all = messages(lines, handed);
    const many = all.length > 1;
    /** @type {Set<number>} */
    const copied = new Set();
    await dialog(title, (close) => {
      const area = h("textarea", {
        class: "cm-transfer__text",
        readonly: true,
        rows: "7",
        spellcheck: "false",
        "aria-label": "学习记录的文本",
      });
      const status = h("p", { class: "cm-transfer__status", role: "status" });
      const pages = pager(all.length, "条", (n) => {
        area.value = all[n];
        status.textContent = "";
        byHand.hidden = true;
      });
      const done = () => {
        copied.add(pages.at());
        byHand.hidden = true;
        const left = all.length - copied.size;
        status.textContent = many
          ? left
            ? `第 ${pages.at() + 1} 条已复制。粘贴发出后，再复制下一条，还有 ${left} 条。`
            : "最后一条已复制。全部粘贴发出就交好了。"
          : "已复制。粘贴发给培训管理员就交好了。";
      };
      const byHand = button("我已复制", done, { hidden: true });
      const tryIt = () => {
        if (Coursemark.copy.copy(area)) return done();
        status.textContent =
          "这里不能自动复制：请长按上面的文字，选“全选”，再选“复制”（电脑上按 Ctrl+A，再按 Ctrl+C）。";
        byHand.hidden = false;
      };
      setTimeout(pages.start);
      return [
        h(
          "p",
          {},
          many
            ? `记录较长，分 ${all.length} 条发。逐条复制，发给培训管理员；先后不要紧，一条都不能少。`
            : "复制下面的文字，发给培训管理员（微信、邮件都可以）。",
          "不要改动文字。",
        ),
        pages.element,
        area,
        status,
        h(
          "p",
          { class: "cm-actions" },
          button(many ? "复制这一条" : "复制", tryIt, { class: "cm-button--primary", "data-copy": true }),
          byHand,
          button("关闭", () => close("")),
        ),
      ];
    });
    return copied.size === all.length ? "done" : "";
  }

  /** @type {CoursemarkGlobal["transfer"]["codes"]} */
  async function codes(handed) {
    const title = "扫二维码交记录";
    const parts = Coursemark.parts.split(handed.text);
    if (parts.length > MOST_CODES)
      return refuse(title, `这份记录要 ${parts.length} 张二维码，扫起来太费事。请用下载或复制文本。`);
    let timer = 0;
    const outcome = await dialog(title, (close) => {
      const frame = h("div", { class: "cm-transfer__code" });
      const pages = pager(parts.length, "张", (n) => {
        frame.replaceChildren(
          Coursemark.qr.picture(parts[n], `二维码，第 ${n + 1} 张，共 ${parts.length} 张`),
        );
      });
      const stop = () => {
        clearInterval(timer);
        timer = 0;
        play.textContent = "自动播放";
        play.setAttribute("aria-pressed", "false");
      };
      const play = button("自动播放", () => {
        if (timer) return stop();
        timer = window.setInterval(() => pages.step(1), SHOWN_FOR);
        play.textContent = "停止播放";
        play.setAttribute("aria-pressed", "true");
      });
      play.setAttribute("aria-pressed", "false");
      pages.element.addEventListener("click", stop);
      frame.addEventListener("click", () => parts.length > 1 && pages.step(1));
      setTimeout(pages.start);
      const several = parts.length > 1;
      return [
        h(
          "p",
          {},
          several
            ? `共 ${parts.length} 张。请培训管理员逐张扫码；或自己用手机扫，把每张扫出的文字发给培训管理员。先后不要紧，一张都不能少。`
            : "请培训管理员扫码；或自己用手机扫，把扫出的文字发给培训管理员。",
        ),
        frame,
        pages.element,
        h(
          "p",
          { class: "cm-actions" },
          button("扫好了", () => close("done"), { class: "cm-button--primary", "data-scanned": true }),
          several && play,
          button(several ? "打印全部" : "打印", () => close("print"), { "data-print-codes": true }),
          button("关闭", () => close("")),
        ),
      ];
    });
    clearInterval(timer);
    return outcome;
  }

  Object.assign((Coursemark.transfer ??= /** @type {any} */ ({})), { text, codes, MOST_CODES, MOST_TEXT });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
