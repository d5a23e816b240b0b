"""The tables of the workbook: names, columns, and where their rows come from."""

from __future__ import annotations

from collections.abc import Callable

from coursemark.report import analysis_sheets, meanings, rows, trust_sheets
from coursemark.report.table import Column
from coursemark.report.whole import Report

_WHO = [Column("工号"), Column("姓名"), Column("科室"), Column("岗位")]
_FACTS = [
    Column("离开次数", "number"),
    Column("离开时长", "duration"),
    Column("中断次数", "number"),
    Column("暂停", "number"),
    Column("时钟变动"),
]
_GROUP = [
    Column("人数", "number"),
    Column("全部完成人数", "number"),
    Column("应完成（人次）", "number"),
    Column("已完成（人次）", "number"),
    Column("完成率", "percent"),
    Column("平均成绩", "percent"),
    Column("逾期（人次）", "number"),
    Column("没交记录人数", "number"),
]


def _meanings(report: Report) -> rows.Rows:
    """The same for every report."""
    titles = {name: [column.title for column in columns] for name, (columns, _) in SHEETS.items()}
    return meanings.rows(titles)


SHEETS: dict[str, tuple[list[Column], Callable[[Report], rows.Rows]]] = {
    "完成情况": (
        [
            *_WHO,
            Column("在册"),
            Column("课程"),
            Column("必修"),
            Column("状态"),
            Column("步骤进度", "percent"),
            Column("成绩", "percent"),
            Column("测评通过"),
            Column("完成日期", "date"),
            Column("有效期至", "date"),
            Column("作答次数", "number"),
            Column("类型"),
            Column("学时", "decimal"),
            Column("期限", "date"),
            Column("逾期天数", "number"),
            Column("续期开始", "date"),
            Column("完成次数", "number"),
            *trust_sheets.CHECK_COLUMNS,
        ],
        rows.completion,
    ),
    "未完成": (
        [
            *_WHO,
            Column("课程"),
            Column("状态"),
            Column("已完成步骤", "number"),
            Column("全部步骤", "number"),
            Column("成绩", "percent"),
            Column("上次完成", "date"),
            Column("有效期至", "date"),
            Column("学习记录"),
            Column("类型"),
            Column("学时", "decimal"),
            Column("期限", "date"),
            Column("逾期天数", "number"),
            Column("先修未完成"),
        ],
        rows.unfinished,
    ),
    "科室汇总": ([Column("科室"), *_GROUP], rows.departments),
    "岗位汇总": ([Column("岗位"), *_GROUP], rows.roles),
    "测评成绩": (
        [
            *_WHO,
            Column("测评"),
            Column("成绩", "percent"),
            Column("得分", "decimal"),
            Column("满分", "decimal"),
            Column("结果"),
            Column("作答次数", "number"),
            Column("交卷日期", "date"),
            Column("版本"),
            Column("回执码"),
            *_FACTS,
        ],
        rows.assessments,
    ),
    "作答记录": (
        [
            Column("工号"),
            Column("姓名"),
            Column("测评"),
            Column("第几次", "number"),
            Column("开始", "minute"),
            Column("交卷", "minute"),
            Column("用时", "duration"),
            Column("成绩", "percent"),
            Column("结果"),
            Column("计入"),
            Column("回执码"),
            Column("版本"),
            *_FACTS,
        ],
        rows.attempts,
    ),
    "题目分析": (analysis_sheets.ITEM_COLUMNS, analysis_sheets.items),
    "问卷": (
        [
            Column("问卷"),
            Column("问题", "wrap"),
            Column("题型"),
            Column("回答人数", "number"),
            Column("平均分", "decimal"),
            Column("分布", "wrap"),
            Column("文字回答", "wrap"),
        ],
        rows.questions,
    ),
    "纠错": (
        [
            Column("时间", "minute"),
            Column("对象"),
            Column("编号"),
            Column("标题", "wrap"),
            Column("版本"),
            Column("内容", "wrap"),
            Column("工号"),
            Column("姓名"),
            Column("科室"),
        ],
        rows.notes,
    ),
    "外训与讲座": (
        [
            Column("工号"),
            Column("姓名"),
            Column("科室"),
            Column("场次"),
            Column("日期", "date"),
            Column("学时", "decimal"),
            Column("证明材料"),
            Column("登记人"),
        ],
        rows.sessions,
    ),
    "知识点分析": (analysis_sheets.TOPIC_COLUMNS, analysis_sheets.topics),
    "测评分析": (analysis_sheets.ASSESSMENT_COLUMNS, analysis_sheets.assessments),
    "待阅": (
        [
            *_WHO,
            Column("测评"),
            Column("第几次", "number"),
            Column("交卷", "minute"),
            Column("已等天数", "number"),
            Column("题目编号"),
            Column("题干", "wrap", 40),
            Column("作答", "wrap", 50),
            Column("满分", "decimal"),
            Column("原因"),
            Column("计入"),
            Column("回执码"),
        ],
        rows.waiting,
    ),
    "数据质量": (trust_sheets.QUALITY_COLUMNS, trust_sheets.quality),
    "身份待核实": (trust_sheets.IDENTITY_COLUMNS, trust_sheets.identities),
    "异常记录": (
        [
            Column("文件"),
            Column("行", "number"),
            Column("工号"),
            Column("姓名"),
            Column("类型"),
            Column("说明", "wrap"),
        ],
        rows.problems,
    ),
    "说明": (meanings.COLUMNS, _meanings),
}
"""Name of a sheet to its columns and its rows, in the order of the workbook."""
