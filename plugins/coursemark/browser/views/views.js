"use strict";
/** What view fences show (render/views/), where it depends on the reader's day or input. */
(function (Coursemark) {
  const { h } = Coursemark.dom;
  /** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
  const all = (root, selector) =>
    [...root.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));

  /** A field above the violations that leaves those with all its words. @param {HTMLElement} place */
  function finder(place) {
    if (place.querySelector("input")) return;
    const entries = all(place, "li[data-words]");
    const status = h("output", { class: "cm-finder__status", for: "cm-finder" });
    const input = h("input", {
      id: "cm-finder",
      type: "search",
      class: "cm-input",
      autocomplete: "off",
      placeholder: "例如：挂床、借卡、没住院也扣了钱",
    });
    const words = entries.map((entry) => entry.dataset.words ?? "");
    const show = () => {
      const { exact, found } = Coursemark.views.find(words, input.value);
      entries.forEach((entry, n) => (entry.hidden = !found[n]));
      const count = found.filter(Boolean).length;
      if (!input.value.trim()) status.textContent = `共 ${count} 类`;
      else if (!count) status.textContent = "没有找到。换个说法试试，或走下面的判断路径。";
      else status.textContent = exact ? `找到 ${count} 类` : `没有一样的说法，相近的有 ${count} 类`;
    };
    input.addEventListener("input", show);
    place.prepend(
      h(
        "div",
        { class: "cm-finder__field" },
        h("label", { for: "cm-finder" }, "按名称、别名或看到的情况找"),
        input,
        status,
      ),
    );
    show();
  }

  /** How far off its days are. @param {HTMLElement} place @param {number} today */
  function timeline(place, today) {
    for (const entry of all(place, "li[data-day]")) {
      const { day = "", done } = entry.dataset;
      const state = entry.querySelector(".cm-timeline__state");
      const left = Coursemark.views.daysLeft(day, today);
      if (!state || left === null) continue;
      entry.dataset.state = done ? "done" : left < 0 ? "overdue" : left <= 30 ? "soon" : "later";
      if (!done)
        state.textContent = left < 0 ? `已过 ${-left} 天，没有登记办结` : Coursemark.views.inDays(left);
    }
  }

  /** Says beside a last day how many are left. @param {HTMLElement} element @param {number} today */
  function until(element, today) {
    const left = Coursemark.views.daysLeft(element.dataset.until ?? "", today);
    if (left === null) return;
    const text = left < 0 ? `已到期 ${-left} 天` : left === 0 ? "今天到期" : `还有 ${left} 天到期`;
    element.dataset.state = left < 0 ? "overdue" : left <= 90 ? "soon" : "later";
    element.querySelector(".cm-until")?.remove();
    element.append(h("span", { class: "cm-until" }, text));
  }

  /** Buttons that open and close the whole path; what is printed is open. @param {HTMLElement} place */
  function path(place) {
    if (place.querySelector("[data-open-all]")) return;
    const folds = /** @type {HTMLDetailsElement[]} */ (all(place, "details"));
    /** @param {boolean} open */
    const set = (open) => folds.forEach((fold) => (fold.open = open));
    const button = Coursemark.dom.button;
    place.prepend(
      h(
        "p",
        { class: "cm-actions" },
        button("全部展开", () => set(true), { "data-open-all": true }),
        button("全部收起", () => set(false)),
      ),
    );
    place.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest('a[href^="#path-"]');
      const target = link && document.getElementById((link.getAttribute("href") ?? "").slice(1));
      for (let e = target?.parentElement; e && e !== place; e = e.parentElement)
        if (e instanceof HTMLDetailsElement) e.open = true;
    });
    /** @type {HTMLDetailsElement[]} */
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = folds.filter((fold) => !fold.open);
      set(true);
    });
    addEventListener("afterprint", () => closed.forEach((fold) => (fold.open = false)));
  }

  /** @param {HTMLElement} place */
  function sheet(place) {
    const more = place.querySelector(".cm-sheet__more");
    if (!more || more.querySelector("button")) return;
    more.prepend(
      Coursemark.dom.button("打印本页", () => print()),
      " ",
    );
  }

  Coursemark.views = {
    ...Coursemark.views,
    mount(root) {
      const today = Coursemark.days.dayAt(Date.now());
      all(root, "[data-finder]").forEach(finder);
      all(root, ".cm-timeline").forEach((place) => timeline(place, today));
      all(root, "[data-until]").forEach((element) => until(element, today));
      all(root, "[data-path]").forEach(path);
      all(root, ".cm-sheet").forEach(sheet);
    },
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
