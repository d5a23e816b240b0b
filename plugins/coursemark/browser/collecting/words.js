"use strict";
/** What a learner is told about sending. Pure. */
(function (Coursemark) {
  const SAFE = "记录没有丢，都在这台电脑上";
  const TELL = `${SAFE}。请照常把文件交给培训管理员，并请他转告信息科。`;
  /** @type {Record<CoursemarkSendingFault, string>} */
  const WHY = {
    unreached: `现在连不上记录库。${SAFE}；急着交，请把文件交给培训管理员。`,
    busy: `记录库现在忙，或者出了故障。${SAFE}；急着交，请把文件交给培训管理员。`,
    denied: `记录库不认本站的写入口令。${TELL}`,
    missing: `本站写的记录库地址上没有记录库。${TELL}`,
    strange: `回答的不像是记录库。${TELL}`,
    refusing: `记录库一条也不肯收。${TELL}`,
    blocked: `本页是用 https 打开的，记录库是 http，浏览器不让发。${TELL}`,
  };
  const FOLDER = `本站是从文件夹打开的，记录库收不到。${SAFE}，请把文件交给培训管理员。`;
  const REFUSED = { conflict: "库里已有同号的另一份", invalid: "库里认为格式不对", large: "太大" };

  /** @type {CoursemarkGlobal["collecting"]["words"]} */
  function words({ queue, store }, { host, folder, persistent }) {
    const place = `学习记录库（${host}）`;
    if (!queue) return [`交出时，同样的记录也会发到本院的${place}，由培训管理员查看。`];
    const { ids, sent, refused, held } = queue;
    const left = ids.length;
    const said = [];
    if (left > 0 && store.fault) {
      said.push(
        sent
          ? `已把 ${sent} 条记录发到${place}，还有 ${left} 条没有发出，下次打开本站时再发。`
          : `有 ${left} 条记录还没有发到${place}，下次打开本站时再发。`,
        folder && ["unreached", "blocked"].includes(store.fault) ? FOLDER : WHY[store.fault],
      );
    } else if (left > 0) {
      said.push(`正在发到${place}：已发 ${sent} 条，还有 ${left} 条。`);
    } else if (sent > 0) {
      said.push(
        `已把 ${sent} 条记录发到${place}。${Coursemark.collecting.isWhole(queue) ? "培训管理员那里看得到，文件不用再交。" : ""}`,
      );
    }
    if (left > 0 && !persistent) said.push("这个浏览器不肯保存数据：没发完之前请不要关闭本页。");
    const why = /** @type {(keyof typeof REFUSED)[]} */ (Object.keys(REFUSED)).filter((key) => refused[key]);
    if (why.length)
      said.push(
        `有 ${why.reduce((sum, key) => sum + refused[key], 0)} 条记录库没有收（${why
          .map((key) => `${REFUSED[key]} ${refused[key]} 条`)
          .join("，")}）。它们在学习记录文件里，请把文件也交给培训管理员。`,
      );
    if (held) said.push(`要求密封的考试有 ${held} 条记录，不发到记录库，只在密封的文件里，请把文件也交出。`);
    return said;
  }

  Coursemark.collecting = Object.assign(Coursemark.collecting ?? {}, { words });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
