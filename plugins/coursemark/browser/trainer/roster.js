"use strict";
/** Who should be trained: a table, its columns found by their names. Twin of report/roster.py. Pure. */
(function (Coursemark) {
  const NAMES = /** @type {Record<string, string[]>} */ ({
    id: ["工号", "职工号", "员工编号", "人员编号", "职工编号", "员工号", "职工工号", "员工工号"],
    name: ["姓名", "员工姓名", "职工姓名", "人员姓名", "学员姓名", "名字"],
    department: ["科室", "部门", "科室名称", "部门名称", "所在科室", "所属科室", "所在部门"],
    role: ["岗位", "职务类别", "人员类别", "岗位类别", "岗位名称", "职务", "角色"],
    start: ["入职日期", "入职时间", "到岗日期", "入职"],
  });
  const HEADER_WITHIN = 30;
  const LONGEST_ID = 100;
  const MS_A_DAY = 86_400_000;
  /** Day 0 of Excel, and what a day looks like in a column that is not formatted as days. */
  const EXCEL_EPOCH = Date.UTC(1899, 11, 30) / MS_A_DAY;
  const EXCEL_DAYS = [18_000, 80_000];
  const YEARS = [1949, 2120];
  const WRITTEN_DAY =
    /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
  const TOTAL = "(?:人数)?(?:合计|总计|小计|共计)(?:人数)?(?:[0-9]+[人名位]?)?|共[0-9]+[人名位]";
  const WHOLE_TOTAL = new RegExp(`^(?:${TOTAL})$`, "u");
  /** 内科小计; somebody may be called 王小计, so it says nothing where there is a name. */
  const PART_TOTAL = new RegExp(`^.{0,40}(?:${TOTAL})$`, "u");
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["roster"]["read"]} */
  function read(name, bytes) {
    const sheets = core.table.sheets(name, bytes);
    if (typeof sheets === "string") return sheets;
    for (const sheet of sheets) {
      const header = headerOf(sheet.rows);
      if (!header) continue;
      const refused = core.otherTables.refusal(name, titlesOf(sheet.rows[header.row]));
      return refused ? { refused } : people(name, sheet, header.row, header.columns);
    }
    return null;
  }

  /** The header's row and its columns; it need not be the first row. @param {CoursemarkDeskCell[][]} rows */
  function headerOf(rows) {
    for (let row = 0; row < Math.min(rows.length, HEADER_WITHIN); row++) {
      const titles = titlesOf(rows[row]);
      /** @type {Record<string, number>} */
      const columns = {};
      for (const [field, names] of Object.entries(NAMES)) {
        const title = names.find((each) => titles.includes(each));
        if (title !== undefined) columns[field] = titles.indexOf(title);
      }
      if ("id" in columns && "name" in columns) return { row, columns };
    }
    return null;
  }

  /** Without blanks, colons and what is in brackets. @param {CoursemarkDeskCell[]} cells */
  const titlesOf = (cells) =>
    Array.from(cells, (cell) =>
      String(cell ?? "")
        .normalize("NFKC")
        .replace(/[\s*:：]|\(.*?\)|（.*?）/g, ""),
    );

  /**
   * Whether a row counts people. Beyond the last column that is read a summary may stand beside them.
   * @param {CoursemarkDeskCell[]} cells @param {number} last @param {string} name
   */
  function isTotal(cells, last, name) {
    // Hardly a cell has one of them, and there may be a million cells.
    if (!cells.some((cell) => typeof cell === "string" && /[计共]/.test(cell))) return false;
    const titles = titlesOf(cells);
    if (titles.slice(0, last + 1).some((title) => WHOLE_TOTAL.test(title))) return true;
    return !name && titles.some((title) => PART_TOTAL.test(title));
  }

  /**
   * @param {string} file @param {CoursemarkDeskSheet} sheet @param {number} header
   * @param {Record<string, number>} columns @returns {CoursemarkDeskRoster | string}
   */
  function people(file, sheet, header, columns) {
    /** @type {Map<string, CoursemarkDeskPerson>} */
    const found = new Map();
    /** @type {CoursemarkDeskFault[]} */
    const problems = [];
    /** @type {number[]} */
    const totals = [];
    const last = Math.max(...Object.values(columns));
    sheet.rows.slice(header + 1).forEach((cells, n) => void take(cells, n));

    /** @param {CoursemarkDeskCell[]} cells @param {number} n */
    function take(cells, n) {
      const line = header + 2 + n;
      const say = (/** @type {string} */ detail, learner = "", kind = "roster") =>
        problems.push({ file, line, kind, detail, learner });
      const given = (/** @type {string} */ field) => cells[columns[field]] ?? "";
      const text = (/** @type {string} */ field) => textOf(given(field));
      if (!Object.keys(columns).some((field) => text(field))) return undefined;
      if (isTotal(cells, last, text("name"))) return totals.push(line);
      const filled = (/** @type {string} */ field) =>
        text(field) || (field in columns ? textOf(above(sheet, line - 1, columns[field], header)) : "");
      const [id, name] = [idOf(text("id")), text("name")];
      if (!id) return say(`${name || "这一行"}没有工号，没有计入名册`);
      if (id.length > LONGEST_ID) return say(`工号有 ${id.length} 个字，像是填错了列，没有计入名册`);
      if (!name && /[\u4e00-\u9fff]/.test(id)) return say(`“${id}”没有姓名，像是合计或说明，没有计入名册`);
      if (!name) say(`工号 ${id} 没有姓名，照常计入`, id);
      const number = given("id");
      if (typeof number === "number" && Math.abs(number) >= 1e15)
        say("工号超过 15 位，Excel 把它当数字存，末尾已失真；请把这一列设为文本后重填", id);
      const first = found.get(id);
      if (first) {
        const detail = `工号 ${id} 与第 ${first.line} 行（${first.name}）重复，以前面的为准`;
        return say(detail, id, "duplicate");
      }
      const start = dayOf(given("start"));
      if (start === null && text("start")) {
        const said = [...text("start")].slice(0, 20).join("");
        say(`工号 ${id} 的入职日期“${said}”看不懂，没有用；请写成 2026-01-31 这样`, id);
      }
      const [department, role] = [filled("department"), filled("role")];
      found.set(id, { id, name: core.words.plainName(name), department, role, start, line });
      return undefined;
    }
    if (!found.size) return `名册 ${file} 只有表头，下面没有带工号的人；请填好名册再试`;
    if (totals.length) {
      const count = totals.length > 1 ? `（共 ${totals.length} 行）` : "";
      const detail = `合计、小计不是人，没有计入名册${count}`;
      problems.push({ file, line: totals[0], kind: "roster", detail, learner: "" });
    }
    return { name: file, people: found, problems };
  }

  /**
   * What a merged cell below the header says for all it covers.
   * @param {CoursemarkDeskSheet} sheet @param {number} row @param {number} column @param {number} header
   */
  function above({ rows, merged }, row, column, header) {
    const covering = merged.find(
      ([top, left, bottom, right]) =>
        header < top && top <= row && row <= bottom && left <= column && column <= right,
    );
    return covering ? (rows[covering[0]]?.[covering[1]] ?? "") : "";
  }

  /** Lists keep leading zeros from Excel as ="007" or '007. @param {string} text */
  function idOf(text) {
    const guarded = /^(?:="(.*)"|'(.*))$/s.exec(text);
    return core.words.normalId(guarded ? guarded[1] || guarded[2] || "" : text);
  }

  /** A cell as a person reads it. @param {CoursemarkDeskCell} value */
  const textOf = (value) =>
    typeof value === "number" && Number.isInteger(value) ? BigInt(value).toString() : String(value).trim();

  /** A day as Excel keeps it or as people write it, ISO. @param {CoursemarkDeskCell} value */
  function dayOf(value) {
    const day = anyDay(value);
    const year = Number(day?.slice(0, 4));
    return day && year >= YEARS[0] && year < YEARS[1] ? day : null;
  }

  /** @param {CoursemarkDeskCell} value @returns {string | null} */
  function anyDay(value) {
    const { isoDay, parseDay } = Coursemark.days;
    let text = textOf(value).normalize("NFKC");
    const counted = Number(/^([0-9]{5})(?:\.[0-9]+)?$/.exec(text)?.[1]);
    if (counted >= EXCEL_DAYS[0] && counted < EXCEL_DAYS[1]) return isoDay(EXCEL_EPOCH + counted);
    text = text.replace(/\s*([-/.年月日号])\s*/g, "$1");
    const numbers = (WRITTEN_DAY.exec(text) ?? []).slice(1).filter((each) => /^\d+$/.test(each ?? ""));
    const iso = numbers.map((each) => each.padStart(2, "0")).join("-");
    return parseDay(iso) === null ? null : iso;
  }

  core.roster = { read };
})(globalThis.Coursemark);
