"""Every attempt as the report shows it: which count, what happened meanwhile, its receipt."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import pytest
from record_builder import CHINA, SITE_ID, Learner, a_site, right
from report_builder import result, said

from coursemark.codes import receipt
from coursemark.report.rows import clock_text
from coursemark.report.words import Facts

FIVE = right("q0", "q1", "q2", "q3", "q4")
EXAM = a_site().assessments["exam"]


def with_exam(**changes):
    return a_site(assessments={"exam": dataclasses.replace(EXAM, **changes)})


def rows(learner):
    return [(a.number, a.score, a.counts, a.reason) for a in result(learner).learners[0].attempts]


def test_every_attempt_is_listed_and_says_whether_it_counts():
    zhang = Learner(site=with_exam(attempts=2))
    zhang.attempt({**FIVE, "bank/q1": "A"})
    zhang.attempt(FIVE, submit=False)
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})
    zhang.attempt(FIVE)
    assert rows(zhang) == [
        (1, 8000, "result", ""),
        (2, None, "no", "没有交卷"),
        (3, 6000, "yes", ""),
        (4, 10000, "no", "超过 2 次"),
    ]
    assert result(zhang).learners[0].assessments[0].attempts == 2


@pytest.mark.parametrize(("grading", "number"), [("best", 2), ("first", 1), ("last", 3)])
def test_the_attempt_that_makes_the_score(grading, number):
    zhang = Learner(site=with_exam(grading=grading))
    for wrong in ({"bank/q1": "A"}, {}, {"bank/q2": "A"}):
        zhang.attempt({**FIVE, **wrong})
    (learner,) = result(zhang).learners
    assert [a.number for a in learner.attempts if a.counts == "result"] == [number]
    (made,) = learner.assessments
    assert made.registration == learner.attempts[number - 1].registration


def test_an_attempt_at_an_unknown_assessment_is_listed():
    zhang = Learner()
    zhang.attempt(FIVE)
    (row,) = result(zhang, site=a_site(assessments={})).learners[0].attempts
    assert (row.title, row.score, row.counts) == ("exam", None, "no")
    assert (row.reason, row.submitted) == ("站点没有这个测评", True)


def test_the_receipt_is_the_one_that_the_page_shows():
    zhang = Learner()
    zhang.attempt({**FIVE, "bank/q1": "", "bank/q2": "D"})
    (made,) = result(zhang).learners[0].assessments
    given = [("bank/q0", "B"), ("bank/q2", "D"), ("bank/q3", "B"), ("bank/q4", "B")]
    assert made.receipt == receipt(SITE_ID, "10023", made.registration, given)
    assert len(made.receipt) == 16


def test_the_receipt_changes_with_an_answer():
    zhang = Learner()
    zhang.attempt(FIVE)
    before = result(zhang).learners[0].assessments[0].receipt
    zhang.log[2]["result"]["response"] = "A"
    assert result(zhang).learners[0].assessments[0].receipt != before


def test_interruptions_are_added_up_and_held_against_nobody():
    zhang = Learner()
    facts = [("away", 40), ("away", 25), ("closed", 90), ("paused", 5)]
    zhang.attempt(FIVE, interruptions=[*facts, ("clock", 3600), ("clock", -61)])
    rep = result(zhang)
    (made,) = rep.learners[0].assessments
    expected = Facts(2, 65, 1, 90, 1, 5, (3600, -61))
    assert (made.facts, rep.learners[0].attempts[0].facts) == (expected, expected)
    assert (made.score, made.passed, said(rep)) == (10000, True, [])


def test_interruptions_of_another_attempt_or_of_none():
    zhang = Learner()
    zhang.attempt(FIVE, interruptions=[("away", 10)])
    zhang.attempt(FIVE, interruptions=[("away", 20)])
    about = {"assessment": {"id": "exam"}, "cause": "away", "seconds": 99}
    zhang.add("interrupted", {**about, "registration": zhang.uuid()})
    zhang.add("interrupted", about)
    rep = result(zhang)
    assert [a.facts.away_seconds for a in rep.learners[0].attempts] == [10, 20]
    assert said(rep) == []


def test_clock_changes_in_words():
    assert clock_text(()) == ""
    assert clock_text((3600, -61)) == "拨快 1:00:00、拨慢 0:01:01"
    assert clock_text((1,) * 7).endswith("、拨快 0:00:01，共 7 次")
    assert clock_text((10**12,)) == "拨快 36500 days, 0:00:00"


@pytest.mark.parametrize(
    ("pause", "minutes", "problems"),
    [("never", 10, 1), ("allowed", 10, 0), ("allowed", 6, 1)],
)
def test_a_pause_that_is_allowed_moves_the_limit(pause, minutes, problems):
    zhang = Learner(site=with_exam(pause=pause, minutes=minutes))
    zhang.attempt(FIVE, seconds=900, interruptions=[("paused", 200), ("away", 100)])
    text = f"测评 exam 限时 {minutes} 分钟，用了 {15 if pause == 'never' else 10} 分钟"
    assert said(result(zhang)) == [("implausible-time", text)][:problems]


# ---------------------------------------------------------------- opens, closes, cooling


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("opens", "closes", "text"),
    [
        ("2026-03-01 09:01", "2026-03-01 09:06", ""),
        ("2026-03-01 09:02", "2026-03-01 09:04", ""),  # two minutes for a slow page
        (
            "2026-03-01 09:03",
            None,
            "测评 exam 的开放时间是 2026-03-01 09:03 以后，"
            "这一次在 2026-03-01 09:01 开始；照常计入",
        ),
        (
            None,
            "2026-03-01 09:03",
            "测评 exam 的开放时间是 2026-03-01 09:03 以前，"
            "这一次在 2026-03-01 09:06 交卷；照常计入",
        ),
        (
            "2026-03-01 08:00",
            "2026-03-01 08:30",
            "测评 exam 的开放时间是 2026-03-01 08:00 至 2026-03-01 08:30，"
            "这一次在 2026-03-01 09:01 开始；照常计入",
        ),
    ],
)
def test_outside_the_window_counts_and_is_said(opens, closes, text):
    window = {name: at(t) for name, t in (("opens", opens), ("closes", closes)) if t}
    zhang = Learner(site=with_exam(**window))
    zhang.attempt(FIVE)
    rep = result(zhang)
    assert said(rep) == ([("outside-window", text)] if text else [])
    assert rep.learners[0].assessments[0].passed is True


@pytest.mark.parametrize(
    ("wait", "cooling", "text"),
    [
        (1799, 30, ""),  # the clocks of two PCs may be a minute apart
        (600, 30, "测评 exam 两次作答要相隔 30 分钟，这一次在上一次交卷 10 分钟后开始；照常计入"),
        (20, 1440, "测评 exam 两次作答要相隔 1 天，这一次在上一次交卷 20 秒后开始；照常计入"),
        (7200, 1440, "测评 exam 两次作答要相隔 1 天，这一次在上一次交卷 2 小时后开始；照常计入"),
        (
            86_220,
            1440,
            "测评 exam 两次作答要相隔 1 天，这一次在上一次交卷 23 小时 57 分钟后开始；照常计入",
        ),
        (-90, 120, "测评 exam 两次作答要相隔 2 小时，这一次在上一次交卷之前就已开始；照常计入"),
    ],
)
def test_an_attempt_begun_too_soon_counts_and_is_said(wait, cooling, text):
    zhang = Learner(site=with_exam(cooling=cooling))
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})
    zhang.now += timedelta(seconds=wait - 60)  # beginning takes the builder a minute
    zhang.attempt(FIVE)
    rep = result(zhang)
    assert said(rep) == ([("cooling", text)] if text else [])
    assert rep.learners[0].assessments[0].score == 10000


def test_an_attempt_that_was_not_submitted_needs_no_cooling():
    zhang = Learner(site=with_exam(cooling=60))
    zhang.attempt(FIVE, submit=False)
    zhang.attempt(FIVE)
    assert said(result(zhang)) == []
