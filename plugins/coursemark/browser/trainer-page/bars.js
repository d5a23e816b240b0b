"use strict";
/** How far departments, roles and courses are: bars that print, each leading to its people. */
(function (Coursemark) {
  const { h, button } = Coursemark.dom;
  const { strangeRoles } = Coursemark.trainerPage.lists;

  /** More than these fold, so that the list is not pages away. */
  const MOST = 12;

  /** @type {CoursemarkTrainerPage["bars"]["section"]} */
  function section(desk, site, pick) {
    return h(
      "section",
      { class: "cm-trainer__section", "aria-labelledby": "cm-trainer-overview" },
      h("h2", { id: "cm-trainer-overview" }, "完成情况"),
      h("p", { class: "cm-trainer__note" }, "完成率按人次算：要求的课程里，已完成的占多少。"),
      h(
        "div",
        { class: "cm-bars" },
        groups("按科室", desk.departments, (name) => pick({ list: "all", department: name, role: "" })),
        roles(desk, site, pick),
        courses(desk, pick),
      ),
    );
  }

  /** @param {string} title @param {CoursemarkDeskGroup[]} groups @param {(name: string) => void} pick */
  function groups(title, groups, pick) {
    const found = [...groups].filter((one) => one.learners > 0);
    found.sort((a, b) => (a.rate ?? 2) - (b.rate ?? 2) || b.required - a.required);
    return table(
      title,
      ["完成率", "完成人数"],
      found.map((one) =>
        bar({
          name: one.name,
          share: one.rate,
          facts: `${one.finished} / ${one.learners}`,
          meaning: `${one.learners} 人中 ${one.finished} 人全部完成，${one.absent} 人未参加，逾期 ${one.overdue} 人次`,
          pick: () => pick(one.name),
        }),
      ),
    );
  }

  /** @param {CoursemarkDesk} desk @param {CoursemarkSite} site @param {(choice: Partial<CoursemarkDeskChoice>) => void} pick */
  function roles(desk, site, pick) {
    const shown = groups("按岗位", desk.roles, (name) => pick({ list: "all", role: name, department: "" }));
    const { strange, known } = strangeRoles(desk.roles, site);
    if (strange.length === 0) return shown;
    const those = strange.slice(0, MOST).map((one) => `${one.name}（${one.learners} 人）`);
    const more = strange.length > MOST ? "等" : "";
    shown.append(
      h(
        "p",
        { class: "cm-trainer__note", dir: "auto", "data-strange-roles": true },
        `本站没有这些岗位：${those.join("、")}${more}，只算了全员的课程。`,
        `只是写法不同的，请在名册里改成${known.join("、")}，再放一次。`,
      ),
    );
    return shown;
  }

  /** @param {CoursemarkDesk} desk @param {(choice: Partial<CoursemarkDeskChoice>) => void} pick */
  function courses(desk, pick) {
    return table(
      "按课程",
      ["完成率", "完成人数"],
      desk.courses.map((one) => {
        const done = one.statuses.completed ?? 0;
        return bar({
          name: one.title,
          share: one.required ? done / one.required : null,
          facts: `${done} / ${one.required}`,
          meaning: `要求 ${one.required} 人，${done} 人已完成，${one.statuses.overdue ?? 0} 人逾期`,
          pick: () => pick({ list: "all", course: one.course }),
        });
      }),
    );
  }

  /** @param {string} title @param {string[]} heads @param {HTMLElement[]} rows */
  function table(title, heads, rows) {
    const body = h("tbody", {}, ...rows);
    const shown = h(
      "table",
      { class: "cm-bars__table" },
      h("caption", {}, title),
      h(
        "thead",
        {},
        h("tr", {}, ...[title.slice(1), ...heads].map((head) => h("th", { scope: "col" }, head))),
      ),
      body,
    );
    if (rows.length <= MOST) return h("div", {}, shown);
    body.dataset.folded = "";
    rows.slice(MOST).forEach((row) => row.classList.add("cm-bars__more"));
    const all = `显示全部 ${rows.length} 行`;
    const more = button(
      all,
      () => {
        const folded = body.toggleAttribute("data-folded");
        more.textContent = folded ? all : "只显示前面的";
        more.setAttribute("aria-expanded", String(!folded));
      },
      { class: "cm-button--quiet cm-bars__all", "aria-expanded": "false" },
    );
    return h("div", {}, shown, more);
  }

  /** @param {{name: string, share: number | null, facts: string, meaning: string, pick: () => void}} one */
  function bar({ name, share, facts, meaning, pick }) {
    // As reports and exports round.
    const percent = share === null ? null : Math.round(share * 1000) / 10;
    return h(
      "tr",
      { title: meaning, "data-bar": name },
      h("th", { scope: "row" }, button(name, pick, { class: "cm-button--quiet cm-bars__name", dir: "auto" })),
      h(
        "td",
        {},
        h(
          "div",
          { class: "cm-bars__line" },
          percent !== null &&
            h(
              "span",
              { class: "cm-bars__track", "aria-hidden": "true" },
              h("span", { style: `width:${percent}%` }),
            ),
          h("span", { class: "cm-bars__value" }, percent === null ? "无要求" : `${percent}%`),
        ),
      ),
      h("td", { class: "cm-bars__facts" }, facts),
    );
  }

  Coursemark.trainerPage.bars = { section };
})(globalThis.Coursemark);
