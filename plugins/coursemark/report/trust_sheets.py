"""The sheet 身份待核实, and what 完成情况 says about 核验: columns and rows."""

from __future__ import annotations

from coursemark.report.table import Cell, Column
from coursemark.report.whole import Report
from coursemark.report.words import LearnerResult

CHECK_COLUMNS = [Column("核验"), Column("核验说明", "wrap")]
IDENTITY_COLUMNS = [
    Column("事项"),
    Column("要核实的问题", "wrap", 50),
    Column("工号"),
    Column("姓名"),
    Column("科室"),
    Column("怎样处理", "wrap", 50),
    Column("核实结果"),
]
QUALITY_COLUMNS = [
    Column("指标"),
    Column("数量", "number"),
    Column("总数", "number"),
    Column("比率", "percent"),
    Column("含义", "wrap"),
]
_KINDS = {
    "names": (
        "一个工号，几个姓名",
        "同一个人：在名册上写对姓名即可。两个人：请写错工号的一位改正工号，重新导出。",
    ),
    "numbers": (
        "一个姓名，几个工号",
        "同一个人：请本人改用正确的工号，重新导出。同名的人：把几个工号都写进名册，以后不再问。",
    ),
    "copied": (
        "两人有相同的记录",
        "请问清是谁做的；不是本人做的，请删去那份文件再汇总，并请本人补学。",
    ),
    "similar": (
        "工号与名册相近",
        "同一个人：请按名册改正工号，重新导出。两个人：把这个工号补进名册。",
    ),
}


def checks(learner: LearnerResult) -> list[Cell]:
    return ["、".join(learner.checks), learner.check_note]


def quality(report: Report) -> list[list[Cell]]:
    """One row a rate; the one of missing people only with a roster."""
    found = report.quality
    if found is None:
        return []
    named = [
        ("错误率", found.errors, "读不出来，或时间、学员、内容有问题的记录，占读到的全部记录"),
        ("缺失率（人员）", found.missing, "没有交来学习记录的在册学员，占名册人数"),
        ("缺失率（文件）", found.incomplete, "不完整、打不开或不是学习记录的文件，占全部文件"),
        ("重复率", found.duplicates, "编号与前面相同的记录，占读到的全部记录；只计一次"),
    ]
    return [
        [name, rate.count, rate.of, rate.share, meaning]
        for name, rate, meaning in named
        if rate.of or name != "缺失率（人员）"
    ]


def identities(report: Report) -> list[list[Cell]]:
    """One row a 工号 of a question; 核实结果 is left for whoever decides."""
    rows: list[list[Cell]] = []
    for one in report.identities:
        kind, advice = _KINDS[one.kind]
        for id_ in one.learners:
            known = report.named.get(id_)
            names = known[0] if known and one.kind != "names" else "、".join(one.names)
            department = known[1] if known else ""
            rows.append([kind, one.question, id_, names, department, advice, None])
    return rows
