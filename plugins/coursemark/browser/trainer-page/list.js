"use strict";
/** 名单: the lists, what narrows them, the table, and what leaves it. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const page = Coursemark.trainerPage;
  const { lists } = page;

  /** @type {CoursemarkTrainerPage["list"]["section"]} */
  function section(trainer, site) {
    let desk = trainer.desk();
    /** @type {CoursemarkDeskChoice} */
    let choice = {
      list: "all",
      department: "",
      role: "",
      course: "",
      words: "",
      sort: "",
      descending: false,
    };
    /** @type {CoursemarkDeskRow[]} */
    let rows = [];
    /** @type {CoursemarkDeskRow[]} */
    let chosen = [];

    const tabs = lists.LISTS.map(({ id, name, meaning }) =>
      button(h("span", {}, name, " ", h("b", {})), () => pick({ list: id }), {
        class: "cm-tab",
        title: meaning,
        "aria-pressed": "false",
        "data-list": id,
      }),
    );
    const selects = {
      department: select("科室", "全部科室", (value) => pick({ department: value })),
      role: select("岗位", "全部岗位", (value) => pick({ role: value })),
      course: select("课程", "要求的全部课程", (value) => pick({ course: value })),
    };
    const words = h("input", { id: "cm-trainer-words", type: "search", autocomplete: "off" });
    let typing = 0;
    words.addEventListener("input", () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => pick({ words: words.value }), 150);
    });
    const meaning = h("p", { class: "cm-trainer__note" });
    const count = h("p", { role: "status", class: "cm-trainer__count", "data-count": true });
    const paper = h("p", { class: "cm-trainer__paper" });
    const table = page.rows.table({
      open: (id) => void page.detail.show(trainer, site, id),
      sort(id) {
        if (choice.sort !== id) pick({ sort: id, descending: false });
        else if (!choice.descending) pick({ descending: true });
        else pick({ sort: "", descending: false });
      },
    });
    const name = (/** @type {string} */ end) => `培训名单_${listName()}_${desk.as_of}.${end}`;
    const listName = () => lists.LISTS.find(({ id }) => id === choice.list)?.name ?? "";
    const exporting = h("span", { role: "status" });
    const actions = h(
      "p",
      { class: "cm-actions cm-trainer__actions" },
      button(
        "导出 Excel",
        async () => {
          exporting.textContent = "正在生成……";
          // What is said first is seen before the work begins.
          await new Promise((resolve) => setTimeout(resolve, 30));
          try {
            page.tables.save(await page.tables.xlsx(page.tables.all(desk, chosen)), name("xlsx"));
            exporting.textContent = "已开始下载：名单、完成情况、科室和岗位汇总、异常记录。";
          } catch (error) {
            console.error(error);
            exporting.textContent = "没有生成，请再试一次，或者导出 CSV。";
          }
        },
        { class: "cm-button--primary", "data-export": "xlsx" },
      ),
      button(
        "导出 CSV（当前名单）",
        () => {
          const text = page.tables.csv(page.tables.list(chosen));
          page.tables.save(new Blob([text], { type: "text/csv" }), name("csv"));
          exporting.textContent = "已开始下载当前名单。";
        },
        { "data-export": "csv" },
      ),
      button("催办短文", () => page.reminder.show(reminders()), { "data-remind": true }),
      button("打印", () => print(), { "data-print-desk": true }),
      exporting,
    );

    const courseTitle = () => desk.courses.find(({ course }) => course === choice.course)?.title ?? "";

    function reminders() {
      return page.reminder.texts(chosen, {
        site: site.title,
        asOf: desk.as_of,
        course: choice.course,
        courseTitle: courseTitle(),
      });
    }

    /** @param {Partial<CoursemarkDeskChoice>} change */
    function pick(change) {
      const course = choice.course;
      choice = { ...choice, ...change };
      if (choice.course !== course) rows = lists.rows(desk.learners, choice.course);
      draw();
    }

    function draw(stay = false) {
      const counts = lists.counts(rows, choice);
      for (const tab of tabs) {
        const id = /** @type {CoursemarkDeskList} */ (tab.dataset.list);
        tab.setAttribute("aria-pressed", String(id === choice.list));
        tab.hidden = counts[id] === 0 && id !== choice.list && ["outside", "pending", "flagged"].includes(id);
        /** @type {HTMLElement} */ (tab.querySelector("b")).textContent = String(counts[id]);
      }
      for (const [field, { input }] of Object.entries(selects))
        input.value = choice[/** @type {"department" | "role" | "course"} */ (field)];
      meaning.textContent = `${listName()}：${lists.LISTS.find(({ id }) => id === choice.list)?.meaning}。`;
      chosen = lists.choose(rows, choice);
      const narrowed = [choice.department, choice.role, courseTitle(), choice.words.trim()];
      paper.textContent = [`${site.title}，截至 ${desk.as_of}`, ...narrowed.filter(Boolean)].join(" · ");
      count.textContent = chosen.length ? `${chosen.length} 人` : "没有符合的人。";
      table.show(chosen, choice, stay);
    }

    /** @type {ReturnType<CoursemarkTrainerPage["list"]["section"]>["show"]} */
    function show(next, stay = false) {
      desk = next;
      if (stay) {
        rows = lists.rows(desk.learners, choice.course);
        return draw(true);
      }
      fill(
        selects.department,
        desk.departments.map(({ name }) => [name, name]),
      );
      fill(
        selects.role,
        desk.roles.map(({ name }) => [name, name]),
      );
      fill(
        selects.course,
        desk.courses.map(({ course, title }) => [course, title]),
      );
      for (const field of /** @type {("department" | "role" | "course")[]} */ (Object.keys(selects)))
        if (!selects[field].has(choice[field])) choice = { ...choice, [field]: "" };
      rows = lists.rows(desk.learners, choice.course);
      draw();
    }

    const element = h(
      "section",
      { class: "cm-trainer__section", "aria-labelledby": "cm-trainer-list" },
      h("h2", { id: "cm-trainer-list", tabindex: "-1" }, "名单"),
      h("div", { class: "cm-tabs", role: "group", "aria-label": "看哪些人" }, ...tabs),
      meaning,
      paper,
      h(
        "div",
        { class: "cm-trainer__filters" },
        ...Object.values(selects).map((one) => one.element),
        h("p", { class: "cm-field" }, h("label", { for: "cm-trainer-words" }, "姓名或工号"), words),
      ),
      count,
      table.element,
      actions,
    );
    return {
      element,
      show,
      pick(change) {
        pick(change);
        const heading = /** @type {HTMLElement} */ (element.querySelector("h2"));
        heading.focus({ preventScroll: true });
        heading.scrollIntoView();
      },
    };
  }

  /** @param {string} label @param {string} all @param {(value: string) => void} changed */
  function select(label, all, changed) {
    const id = `cm-trainer-by-${label}`;
    const input = h("select", { id, onchange: () => changed(input.value) });
    const element = h("p", { class: "cm-field" }, h("label", { for: id }, label), input);
    return {
      input,
      element,
      all,
      has: (/** @type {string} */ value) =>
        [...input.options].some((/** @type {HTMLOptionElement} */ option) => option.value === value),
    };
  }

  /** @param {ReturnType<typeof select>} one @param {string[][]} options */
  function fill({ input, all }, options) {
    input.replaceChildren(
      h("option", { value: "" }, all),
      ...options.map(([value, text]) => h("option", { value }, text)),
    );
  }

  page.list = { section };
})(globalThis.Coursemark);
