"""Days, campaigns and gains, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from record_builder import Learner, right
from report_builder import file_of, result

from coursemark.model.registers import Campaign
from coursemark.report.trend import campaign_results, day_state, gain_summaries, gains_of
from coursemark.report.trend_book import Pair, write_trend

ALL = ("q0", "q1", "q2", "q3", "q4")


def sat(learner, rights):
    """An attempt with so many of five right."""
    wrong = {f"bank/{name}": "A" for name in ALL[rights:]}
    learner.attempt({**right(*ALL[:rights]), **wrong})


@pytest.fixture
def files():
    """张三 40 % in March, 100 % in May; 李四 60 % in March, 60 % in May; 王五 once, 80 %."""
    made = []
    for id_, name, rights in (("1", "张三", (2, 5)), ("2", "李四", (3, 3)), ("3", "王五", (4,))):
        learner = Learner(id_, name)
        learner.read()
        for month, count in zip((3, 5), rights, strict=False):
            learner.now = learner.now.replace(month=month)
            sat(learner, count)
        made.append(file_of(learner, f"{id_}.jsonl"))
    return made


def test_days(files):
    days = [date(2026, 2, 28), date(2026, 3, 31), date(2026, 5, 31)]
    found = [day_state(result(Learner(), *files, as_of=day)).groups for day in days]
    assert [[(g.name, g.learners, g.completed, g.required) for g in each] for each in found] == [
        [("全部", 3, 0, 3), ("心内科", 3, 0, 3)],
        [("全部", 3, 1, 3), ("心内科", 3, 1, 3)],
        [("全部", 3, 2, 3), ("心内科", 3, 2, 3)],
    ]


def test_gains_by_first_and_last_attempt(files):
    gains = gains_of(result(Learner(), *files), "exam", "exam")
    assert [(g.learner.name, g.before, g.after) for g in gains] == [
        ("张三", 4000, 10_000),
        ("李四", 6000, 6000),
    ]
    everybody, department = gain_summaries(gains)
    assert (everybody.department, department.department) == ("全部", "心内科")
    assert (everybody.n, everybody.before, everybody.after, everybody.raised) == (2, 0.5, 0.8, 1)
    assert everybody.gain == pytest.approx(0.3)
    assert everybody.normalized == pytest.approx(0.6)
    # Gains of 0.6 and 0: deviations of 0.3 each, divided by n - 1.
    assert everybody.sd == pytest.approx(0.18**0.5)


def test_who_knew_everything_before_has_nothing_to_gain():
    learner = Learner()
    sat(learner, 5)
    sat(learner, 5)
    (summary, _) = gain_summaries(gains_of(result(learner), "exam", "exam"))
    assert (summary.normalized, summary.sd) == (None, None)
    assert gain_summaries(()) == ()


def campaign(id_, starts, deadline, **changes):
    return Campaign(id_, f"活动 {id_}", starts, deadline, "医保办", **changes)


def test_campaigns_count_what_was_done_between_their_days(files):
    march = campaign("m", date(2026, 3, 1), date(2026, 3, 1), assessment="exam", course="newcomer")
    may = campaign("n", date(2026, 5, 1), date(2026, 5, 31), assessment="exam", course="newcomer")
    others = campaign("o", date(2026, 3, 1), date(2026, 6, 1), assessment="exam", roles=("药师",))
    later = campaign("p", date(2027, 1, 1), date(2027, 2, 1))
    found = campaign_results(result(Learner(), *files), [may, later, others, march])
    assert [
        (one.campaign.id, one.people, one.sat, one.passed, one.score, one.completed)
        for one in found
    ] == [("m", 3, 3, 1, 6000, 1), ("o", 0, 0, 0, None, 0), ("n", 3, 2, 1, 8000, 1)]


def test_the_workbook(files, tmp_path):
    rep = result(Learner(), *files)
    days = [day_state(result(Learner(), *files, as_of=date(2026, 3, 31))), day_state(rep)]
    pair = Pair("前测", "后测", gains_of(rep, "exam", "exam"))
    one = campaign("m", date(2026, 3, 1), date(2026, 3, 31), assessment="exam")
    write_trend(rep, days, campaign_results(rep, [one]), [pair], tmp_path / "o.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "o.xlsx"))
    assert book.sheet_names == ["按日期对比", "活动对比", "前后测汇总", "前后测"]
    head, first, second, *_ = book.get_sheet_by_name("按日期对比").to_python()
    rows = [dict(zip(head, row, strict=True)) for row in (first, second)]
    assert [(row["科室"], row["已完成（人次）"], row["比上一日期"]) for row in rows] == [
        ("全部", 1, ""),
        ("全部", 2, pytest.approx(1 / 3)),
    ]
    assert book.get_sheet_by_name("前后测").to_python()[1] == [
        *("1", "张三", "心内科", "护士", "前测", "后测", 0.4, 1.0, 0.6)
    ]
