"use strict";
/** A long table of which only the rows in sight are on the page; all of them on paper. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const { lists } = Coursemark.trainerPage;
  /** Rows kept above and below those in sight. */
  const SPARE = 12;
  /** While nothing has been drawn that could be measured. */
  const GUESS = 36;

  /** @type {CoursemarkTrainerPage["rows"]["table"]} */
  function table({ open, sort }) {
    /** @type {readonly CoursemarkDeskRow[]} */
    let rows = [];
    let height = GUESS;
    let [from, to] = [-1, -1];
    const heads = lists.COLUMNS.map(({ id, title }) =>
      h(
        "th",
        { scope: "col", "data-column": id },
        button(title, () => sort(id), { class: "cm-button--quiet cm-rows__sort" }),
      ),
    );
    const above = h("tr", { class: "cm-rows__gap", "aria-hidden": "true" }, h("td", {}));
    const below = above.cloneNode(true);
    const body = h("tbody", {}, above, below);
    const grid = h(
      "table",
      { class: "cm-rows__table", "aria-label": "学员名单" },
      h("thead", {}, h("tr", { "aria-rowindex": "1" }, ...heads)),
      body,
    );
    const element = h(
      "div",
      { class: "cm-rows", tabindex: "0", role: "region", "aria-label": "学员名单，可以上下滚动" },
      grid,
    );

    /** @param {number} first @param {number} last not included */
    function draw(first, last) {
      if (first === from && last === to) return;
      [from, to] = [first, last];
      // The row that has the focus keeps it while its neighbours change.
      const held = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-learner-row]"));
      const id = held && body.contains(held) ? held.dataset.learnerRow : null;
      for (const row of [...body.children].slice(1, -1)) row.remove();
      below.before(...rows.slice(first, last).map((row, n) => line(row, first + n)));
      above.firstChild.style.height = `${first * height}px`;
      below.firstChild.style.height = `${Math.max(0, rows.length - last) * height}px`;
      if (!id) return;
      const name = body.querySelector(`[data-learner-row="${CSS.escape(id)}"] button`);
      /** @type {HTMLElement} */ (name ?? element).focus({ preventScroll: true });
    }

    /** @param {CoursemarkDeskRow} row @param {number} n */
    function line(row, n) {
      const [first, ...others] = lists.COLUMNS;
      return h(
        "tr",
        { "aria-rowindex": String(n + 2), "data-learner-row": row.learner.id },
        h(
          "th",
          { scope: "row", "data-column": first.id },
          button(first.text(row), () => open(row.learner.id), {
            class: "cm-button--quiet cm-rows__name",
            dir: "auto",
            "aria-label": `${first.text(row)}，${row.learner.id}，看详情`,
          }),
        ),
        ...others.map((column) => cell(column, row)),
      );
    }

    /** @param {CoursemarkDeskColumn} column @param {CoursemarkDeskRow} row */
    function cell({ id, text }, row) {
      const words = text(row);
      if (id !== "states") return h("td", { "data-column": id, title: words, dir: "auto" }, words);
      return h(
        "td",
        { "data-column": id, title: words },
        ...row.states.map((state) => h("span", { class: "cm-state", "data-state": state }, state)),
      );
    }

    function inSight() {
      const top = Math.floor(element.scrollTop / height) - SPARE;
      const count = Math.ceil((element.clientHeight || 600) / height) + 2 * SPARE;
      const first = Math.max(0, Math.min(top, rows.length - count));
      draw(first, Math.min(rows.length, first + count));
    }

    let waiting = false;
    element.addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          inSight();
        });
      },
      { passive: true },
    );
    addEventListener("resize", () => element.isConnected && inSight());
    addEventListener("beforeprint", () => element.isConnected && draw(0, rows.length));
    addEventListener("afterprint", () => element.isConnected && inSight());

    /** What is told of those in sight, their names left as they are: one may have the focus, or get it back. */
    function renewed() {
      const lines = /** @type {HTMLElement[]} */ ([...body.children].slice(1, -1));
      if (!lines.every((line, n) => line.dataset.learnerRow === rows[from + n]?.learner.id)) return false;
      lines.forEach((line, n) =>
        [...line.children].slice(1).forEach((old, at) => {
          old.replaceWith(cell(lists.COLUMNS[at + 1], rows[from + n]));
        }),
      );
      return true;
    }

    /** @type {ReturnType<CoursemarkTrainerPage["rows"]["table"]>["show"]} */
    function show(chosen, { sort: by, descending }, stay = false) {
      rows = chosen;
      grid.setAttribute("aria-rowcount", String(rows.length + 1));
      heads.forEach((head) => {
        if (head.dataset.column === by)
          head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      if (stay && renewed()) return;
      [from, to] = [-1, -1];
      if (!stay) element.scrollTop = 0;
      inSight();
      const measured = body.querySelector("[data-learner-row]")?.getBoundingClientRect().height;
      if (measured && Math.abs(measured - height) > 0.5) {
        height = measured;
        [from, to] = [-1, -1];
        inSight();
      }
    }

    return { element, show };
  }

  Coursemark.trainerPage.rows = { table };
})(globalThis.Coursemark);
