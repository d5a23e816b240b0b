"""Days, campaigns and gains as a workbook of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursemark.report.table import Cell, Column
from coursemark.report.table_book import TableBook
from coursemark.report.trend import CampaignResult, DayState, Gain, gain_summaries
from coursemark.report.whole import Report

COLUMNS = {
    "按日期对比": [
        Column("科室"),
        Column("日期", "date"),
        Column("人数", "number"),
        Column("全部完成人数", "number"),
        Column("应完成（人次）", "number"),
        Column("已完成（人次）", "number"),
        Column("完成率", "percent"),
        Column("比上一日期", "percent"),
        Column("平均成绩", "percent"),
        Column("逾期（人次）", "number"),
        Column("没交记录人数", "number"),
    ],
    "活动对比": [
        Column("活动"),
        Column("开始", "date"),
        Column("截止", "date"),
        Column("应参加人数", "number"),
        Column("参加测评人数", "number"),
        Column("参加率", "percent"),
        Column("通过人数", "number"),
        Column("通过率", "percent"),
        Column("平均成绩", "percent"),
        Column("完成课程人数", "number"),
        Column("课程完成率", "percent"),
    ],
    "前后测汇总": [
        Column("前测"),
        Column("后测"),
        Column("科室"),
        Column("两次都有成绩", "number"),
        Column("前测平均", "percent"),
        Column("后测平均", "percent"),
        Column("提高", "percent"),
        Column("提高的标准差", "percent"),
        Column("标准化增益", "decimal"),
        Column("成绩提高人数", "number"),
    ],
    "前后测": [
        Column("工号"),
        Column("姓名"),
        Column("科室"),
        Column("岗位"),
        Column("前测"),
        Column("后测"),
        Column("前测成绩", "percent"),
        Column("后测成绩", "percent"),
        Column("提高", "percent"),
    ],
}


@dataclass(frozen=True)
class Pair:
    """The titles of a test before and one after, and who gained what."""

    before: str
    after: str
    gains: tuple[Gain, ...]


def write_trend(
    report: Report,
    days: Sequence[DayState],
    campaigns: Sequence[CampaignResult],
    pairs: Sequence[Pair],
    path: Path,
) -> None:
    """Sheets that would be empty are left out; equal input makes equal files."""
    tables: dict[str, Iterable[list[Cell]]] = {}
    gained = [pair for pair in pairs if pair.gains]
    if len(days) > 1 or not (campaigns or gained):
        tables["按日期对比"] = _days(days)
    if campaigns:
        tables["活动对比"] = map(_campaign, campaigns)
    if gained:
        tables["前后测汇总"] = (row for pair in gained for row in _summaries(pair))
        tables["前后测"] = (row for pair in gained for row in _gains(pair))
    made = TableBook(f"{report.title} 对比报表", report.as_of)
    foot = f"{report.title}　截止 {report.as_of.isoformat()}"
    for name, rows in tables.items():
        made.add_table(name, COLUMNS[name], rows, foot)
    made.write(path)


def _days(days: Sequence[DayState]) -> list[list[Cell]]:
    """A department's days under one another, so that each is read downward."""
    names = dict.fromkeys(group.name for state in days for group in state.groups)
    rows: list[list[Cell]] = []
    for name in names:
        last: float | None = None
        for state in days:
            for one in (group for group in state.groups if group.name == name):
                change = None if last is None or one.rate is None else one.rate - last
                last = one.rate
                rows.append(
                    [
                        name,
                        state.day,
                        one.learners,
                        one.finished,
                        one.required,
                        one.completed,
                        one.rate,
                        change,
                        _share(one.score),
                        one.overdue,
                        one.absent,
                    ]
                )
    return rows


def _campaign(one: CampaignResult) -> list[Cell]:
    campaign, people = one.campaign, one.people
    tested, taught = bool(campaign.assessment), bool(campaign.course)
    return [
        campaign.title,
        campaign.starts,
        campaign.deadline,
        people,
        one.sat if tested else None,
        one.sat / people if tested and people else None,
        one.passed if tested else None,
        one.passed / one.sat if one.sat else None,
        _share(one.score),
        one.completed if taught else None,
        one.completed / people if taught and people else None,
    ]


def _summaries(pair: Pair) -> list[list[Cell]]:
    return [
        [
            pair.before,
            pair.after,
            one.department,
            one.n,
            one.before,
            one.after,
            one.gain,
            one.sd,
            one.normalized,
            one.raised,
        ]
        for one in gain_summaries(pair.gains)
    ]


def _gains(pair: Pair) -> Iterator[list[Cell]]:
    for gain in pair.gains:
        yield [
            gain.learner.id,
            gain.learner.name,
            gain.learner.department,
            gain.learner.role,
            pair.before,
            pair.after,
            gain.before / 10_000,
            gain.after / 10_000,
            (gain.after - gain.before) / 10_000,
        ]


def _share(score: int | None) -> float | None:
    return None if score is None else score / 10_000
