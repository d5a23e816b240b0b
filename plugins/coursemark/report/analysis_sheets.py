"""The sheets 题目分析, 知识点分析 and 测评分析: their columns and rows."""

from __future__ import annotations

from datetime import timedelta

from coursemark.analysis import MIN_FLAGS, Choice
from coursemark.report.findings import AssessmentStatistics, TopicResult
from coursemark.report.table import Cell, Column
from coursemark.report.whole import Report
from coursemark.report.words import ItemResult

_SAID = {"true": "正确", "false": "错误", "": "未答"}
_METHODS = {"kr20": "KR-20", "alpha": "α", "nested": "概化系数"}

ITEM_COLUMNS = [
    Column("题目编号", "wrap", 20),
    Column("题干", "wrap", 34),
    Column("版本"),
    Column("来源"),
    Column("作答人次", "number"),
    Column("未答", "number"),
    Column("得分率", "percent"),
    Column("区分度（与其余得分的相关）", "decimal"),
    Column("最多的错误作答", "wrap", 14),
    Column("各选项人次"),
    Column("没抽到", "number"),
    Column("未答率", "percent"),
    Column("鉴别指数（高低分组之差）", "decimal"),
    Column("每组人数", "number"),
    Column("高分组选择", "wrap", 26),
    Column("低分组选择", "wrap", 26),
    Column("用时中位数", "duration"),
    Column("知识点", "wrap", 14),
    Column("出处", "wrap", 20),
    Column("提示", "wrap", 34),
]
TOPIC_COLUMNS = [
    Column("知识点", "wrap", 16),
    Column("知识点得分率", "percent"),
    Column("页面", "wrap", 28),
    Column("页面路径", "wrap", 28),
    Column("负责"),
    Column("题目数", "number"),
    Column("作答人次", "number"),
    Column("未答", "number"),
    Column("得分率", "percent"),
    Column("最难的题", "wrap", 24),
    Column("最难题得分率", "percent"),
    Column("有提示的题", "number"),
    Column("说明", "wrap", 20),
]
ASSESSMENT_COLUMNS = [
    Column("测评", "wrap", 24),
    Column("版本"),
    Column("首次作答人数", "number"),
    Column("题数", "decimal"),
    Column("平均成绩", "percent"),
    Column("标准差", "percent"),
    Column("最低", "percent"),
    Column("中位数", "percent"),
    Column("最高", "percent"),
    Column("首次通过率", "percent"),
    Column("未答率", "percent"),
    Column("用时中位数", "duration"),
    Column("每题用时", "duration"),
    Column("信度", "decimal"),
    Column("信度种类"),
    Column("信度依据人数", "number"),
    Column("测量标准误", "percent"),
    Column("及格线附近人数", "number"),
    Column("说明", "wrap", 50),
]


def items(report: Report) -> list[list[Cell]]:
    return [_item(item) for item in report.items]


def _item(item: ItemResult) -> list[Cell]:
    met = item.n + item.blank
    return [
        item.id,
        item.stem,
        item.revision if item.current else f"{item.revision}（旧）",
        "测评" if item.basis == "attempts" else "练习",
        item.n,
        item.blank,
        item.facility,
        item.discrimination,
        _SAID.get(item.wrong, item.wrong) if item.wrong else "",
        "　".join(f"{_SAID.get(k, k)} {n}" for k, n in item.options.items()),
        item.not_drawn if item.basis == "attempts" else None,
        item.blank / met if met and item.basis == "attempts" else None,
        item.index,
        item.group or None,
        _group([(one, one.upper) for one in item.choices]),
        _group([(one, one.lower) for one in item.choices]),
        _span(item.seconds),
        "、".join(item.topics),
        item.page,
        "；".join(flag.text for flag in item.flags),
    ]


def _group(choices: list[tuple[Choice, float | None]]) -> str:
    """Shares of a group: ✓ before what is right, blank only where somebody left it.

    A letter and its share stay in one line.
    """
    return "　".join(
        f"{'✓' if one.right else ''}{_SAID.get(one.option, one.option)}\u00a0{share:.0%}"
        for one, share in choices
        if share is not None and (one.option or share)
    )


def topics(report: Report) -> list[list[Cell]]:
    return [_topic(topic) for topic in report.topics]


def _topic(one: TopicResult) -> list[Cell]:
    return [
        one.topic or "（没有标知识点）",
        one.topic_facility,
        one.title or ("（没有写出处）" if not one.page else one.page),
        one.page,
        one.owner,
        one.items,
        one.n,
        one.blank,
        one.facility,
        one.hardest,
        one.hardest_facility,
        one.flagged,
        f"不足 {MIN_FLAGS} 人次，只作参考" if one.few else "",
    ]


def assessments(report: Report) -> list[list[Cell]]:
    return [_assessment(each) for each in report.assessments]


def _assessment(each: AssessmentStatistics) -> list[Cell]:
    shares, reliability = each.shares, each.reliability
    return [
        each.title,
        each.revision if each.current else f"{each.revision}（旧）",
        each.n,
        reliability.items or None,
        shares.mean if shares else None,
        shares.sd if shares else None,
        shares.low if shares else None,
        shares.median if shares else None,
        shares.high if shares else None,
        each.passed / shares.n if shares else None,
        each.blank,
        _span(each.seconds),
        _span(each.pace),
        reliability.coefficient,
        _METHODS.get(reliability.method, ""),
        reliability.n if reliability.method else None,
        reliability.sem,
        each.near,
        "；".join(each.notes),
    ]


def _span(seconds: float | None) -> Cell:
    return None if seconds is None else timedelta(seconds=round(seconds))
