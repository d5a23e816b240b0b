"use strict";
/** Kinds of problems, and of 核验, in a trainer's words: what to do. Twin of report/remedies.py and trust.py. */
(function (Coursemark) {
  const AGAIN = "请本人在原来的电脑上重新下载一份，不要用别的软件打开保存。";

  /** @type {CoursemarkTrainerPage["remedies"]["REMEDIES"]} */
  const REMEDIES = {
    "wrong-format": `确认交来的文件对不对；${AGAIN}`,
    "bad-line": `读得出的行照常计入。${AGAIN}`,
    truncated: "已有的部分照常计入。请重新发送，或者装进压缩包再发。",
    "incomplete-text": "按说明里的段号补齐，和其余各段一起再粘贴一次。",
    sealed: "把私钥文件（coursemark.key）拖进来就能打开；私钥只留在这一页的内存里，刷新后要再放一次。",
    "digest-mismatch": `文件在下载之后变过，用编辑器另存也会这样；作答照常重新判分。${AGAIN}`,
    "score-mismatch": "以重新判分的为准，通常不用处理。题目或规则改过时也会这样。",
    "incomplete-attempt": "题库在作答之后改过的，属正常；否则请本人重新下载一份。",
    "unknown-item": "不计分。题目删了或改了编号的，请题库管理员核实。",
    "outdated-item": "按现在的题目判分。答案改过的，请看成绩是否公平。",
    "unknown-assessment": "不计入。测评删了或改了编号的，请题库管理员核实。",
    "outdated-assessment": "按现在的规则判分。抽题数、及格线改过的，请看成绩是否公平。",
    "attempt-limit": "超出的不计入。确有原因的，请调整测评规则。",
    "outside-window": "照常计入。请核实电脑时钟和当天情况。",
    cooling: "照常计入。请核实是否需要重考。",
    "unknown-statement": "不计入，通常不用处理。",
    duplicate: "同一份记录交了几次，只算一次，不用处理；名册里一个工号写了几行的，以前面的为准，请改名册。",
    "not-on-roster": "请核对工号；确是本院人员的，补进名册再放一次。",
    "identity-conflict": "没有自动合并，也没有改动。请和本人核实工号、姓名。",
    "implausible-time": "多半是电脑的时钟不准，请核对作答的日期。用时太短、超过限时的，问一问本人。",
    roster: "请在名册里改好，再放一次；新的名册顶替旧的。",
  };

  /** @type {CoursemarkTrainerPage["remedies"]["CHECKS"]} */
  const CHECKS = {
    通过: "没有发现问题；成绩由作答重新判分得出。",
    核对中: "正在核对文件的校验值，稍后自动更新；其余已经查过，没有发现问题。",
    校验不符:
      "有文件的内容与下载时不一致（用编辑器另存过也会这样），成绩已按里面的作答重新判分；有疑问时请本人重新下载一份。",
    身份冲突: "工号与姓名有对不上的地方，没有自动合并，也没有改动；请核实是哪一位。",
    不完整:
      "记录缺了一部分（如文件没有传完、抽题与要求不一致），能读的都已计入；请本人再交一次，重复的只算一次。",
    时间异常: "有的时间对不上，多半是电脑的时钟不准；需要时请核对作答的日期。",
    已重新判分: "有成绩与按作答重新判分的不同，以重新判分为准；题目改过之后也会这样。",
    版本过期: "有作答用的是修订以前的题目或测评，能判分的已按现在的版本判分。",
  };

  /** @type {CoursemarkTrainerPage["remedies"]["notRoster"]} */
  const notRoster = ({ kind, file }) =>
    kind === "wrong-format" && /\.(xls[xm]?|et|csv|tsv)$/i.test(file)
      ? "没有当作名册：表头要写“工号”和“姓名”；打不开的，用 Excel 或 WPS 另存为 .xlsx，再放一次"
      : "";

  Coursemark.trainerPage = /** @type {any} */ ({ remedies: { REMEDIES, CHECKS, notRoster } });
})(globalThis.Coursemark);
