"use strict";
/** Tables that name people and are no roster. Twin of report/other_tables.py. Pure. */
(function (Coursemark) {
  /** One of them makes a list of those present; of the next it takes two. */
  const LISTS_PRESENT = new Set([
    ...["场次", "培训名称", "培训主题", "讲座", "讲座名称", "会议名称", "课程名称", "主题"],
    ...["到场", "是否到场", "签到", "出勤", "出席", "是否参加"],
  ]);
  const OFTEN_THERE = new Set([
    ...["日期", "培训日期", "培训时间", "举办日期", "时间"],
    ...["学时", "课时", "学时数", "课时数", "签名", "签字"],
  ]);
  /** Two of them make a table of results: those of reports, of what the desk exports, of audits. */
  const TELLS_RESULTS = new Set([
    ...["课程", "课程名称", "必修", "步骤进度", "已完成步骤", "全部步骤", "完成日期", "上次完成"],
    ...["最近完成", "逾期天数", "续期开始", "完成率", "核验", "测评", "测评通过", "作答次数"],
    ...["第几次", "交卷日期", "回执码", "成绩", "得分", "原成绩", "原状态", "新状态"],
    ...["前测", "后测", "积分合计", "课程积分", "测评积分", "证书编号", "核验码"],
    ...["页面", "动作", "版本", "对象", "要核实的问题", "核实结果", "文件", "行"],
  ]);
  const NAMED = 3;
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["otherTables"]["refusal"]} */
  function refusal(file, titles) {
    const results = titles.filter((title) => TELLS_RESULTS.has(title));
    if (results.length > 1)
      return (
        `名册 ${file} 像是培训报表（有${named(results)}），没有当作名册；` +
        "请放一人一行的花名册，确是花名册的请删去这些列"
      );
    const present = titles.filter((title) => LISTS_PRESENT.has(title));
    const often = titles.filter((title) => OFTEN_THERE.has(title));
    if (present.length || often.length > 1)
      return (
        `名册 ${file} 像是签到表（有${named([...present, ...often])}），没有当作名册；` +
        "请用 coursemark attend 把签到表转成学习记录，名册请放一人一行的花名册"
      );
    return "";
  }

  /** @param {string[]} titles */
  function named(titles) {
    const each = [...new Set(titles)];
    const first = each.slice(0, NAMED).map((one) => `“${one}”`);
    return first.join("") + (each.length > NAMED ? "等列" : "列");
  }

  core.otherTables = { refusal };
})(globalThis.Coursemark);
