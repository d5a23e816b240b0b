"""What an attempt has to answer for, whatever became of rules and items since."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from record_builder import Learner, a_site, right, single
from report_builder import result, said

from coursemark.model import Assessment, Bank, Draw, Section

FIVE = right("q0", "q1", "q2", "q3", "q4")


def exam(*draw, **changes):
    return Assessment("exam", "考试", draw, mode="exam", pass_mark="60", **changes)


def banks(change=lambda item: item, **more):
    items = tuple(change(item) for item in a_site().banks["bank"].items)
    return {"bank": Bank("bank", "题库", items), **more}


def site(*draw, of=None, **changes):
    return a_site(assessments={"exam": exam(*draw, **changes)}, banks=of or banks())


def change_of(id_, **changes):
    return lambda item: dataclasses.replace(item, **changes) if item.id == id_ else item


def marks(rep):
    (made,) = rep.learners[0].assessments
    return made.raw, made.max


OTHER = Bank("other", "又一题库", (dataclasses.replace(single("x"), id="other/x"),))


@pytest.mark.parametrize("names", [("bank", "other"), ()])
def test_a_rule_over_several_banks_or_all(names):
    where = site(Draw(banks=names, type="single", count=3), of=banks(other=OTHER))
    zhang = Learner(site=where)
    zhang.attempt({**right("q0", "q1"), "other/x": "B"})
    rep = result(zhang)
    assert (marks(rep), said(rep)) == ((300, 300), [])


def test_a_rule_over_some_banks_draws_from_no_other():
    where = site(Draw(banks=("bank",), type="single", count=3), of=banks(other=OTHER))
    zhang = Learner(site=where)
    zhang.attempt({**right("q0", "q1"), "other/x": "B"})
    rep = result(zhang)
    assert marks(rep) == (200, 300)
    assert said(rep) == [
        (
            "incomplete-attempt",
            "抽题清单比测评 exam 的要求少 1 题，缺的按 0 分计（记录被改动，或题库在作答后加了题）",
        ),
        ("incomplete-attempt", "测评 exam 不会抽到 other/x，没有计分"),
        ("score-mismatch", "自报 3/3 通过，重新判分为 2/3 通过"),
    ]


def test_difficulties_and_sections():
    hard = banks(lambda i: dataclasses.replace(i, difficulty=int(i.id[-1]) % 5 + 1 if "q" in i.id
                                               else None))  # fmt: skip
    draw = (
        Draw(banks=("bank",), difficulty=(1, 2), count=2, points=200),
        Draw(difficulty=(3,), count=1, section=1),
    )
    where = site(*draw, of=hard, sections=(Section("甲"), Section("乙")))
    zhang = Learner(site=where)
    zhang.attempt(right("q0", "q6", "q7"))
    rep = result(zhang)
    assert (marks(rep), said(rep)) == ((500, 500), [])


@pytest.mark.parametrize(
    "change", [{"status": "draft"}, {"valid_until": date(2026, 1, 1)}], ids=["draft", "expired"]
)
@pytest.mark.parametrize("key", ["published", "withheld"])
def test_an_item_withdrawn_since_is_graded_where_it_was_drawn(change, key):
    draw = (Draw(item="bank/q0"), Draw(banks=("bank",), type="single", count=4))
    zhang = Learner(site=site(*draw, key=key))
    zhang.attempt(FIVE, withheld=key == "withheld")
    now = site(*draw, key=key, of=banks(change_of("bank/q3", **change)))
    rep = result(zhang, site=now)
    assert (marks(rep), said(rep)) == ((500, 500), [])


def test_an_item_withdrawn_since_where_the_rule_takes_all():
    cases = (Draw(banks=("bank",), type="single"),)
    zhang = Learner(site=site(*cases))
    zhang.attempt(right(*(f"q{n}" for n in range(10))))
    expired = banks(change_of("bank/q3", valid_until=date(2026, 1, 1)))
    rep = result(zhang, site=site(*cases, of=expired))
    assert marks(rep) == (1000, 1000)
    text = (
        "按现在的标签，测评 exam 抽不到 bank/q3，照常计分"
        "（题目的标签或有效期在作答后改过，或记录被改动）"
    )
    assert said(rep) == [("incomplete-attempt", text)]
    draft = banks(change_of("bank/q3", status="draft"))
    rep = result(zhang, site=site(*cases, of=draft))
    assert marks(rep) == (1000, 1000)
    assert said(rep) == [("outdated-assessment", "测评 exam 的规则在作答后改过")]


def test_an_item_is_asked_for_to_its_last_day():
    last = banks(change_of("bank/q3", valid_until=date(2026, 3, 1)))
    zhang = Learner(site=site(Draw(banks=("bank",), type="single"), of=last))
    left = right(*(f"q{n}" for n in range(10) if n != 3))
    for _ in range(3):
        zhang.attempt(left)
        zhang.now += timedelta(days=1)
    zhang.now -= timedelta(days=3)
    zhang.attempt(left)
    rep = result(zhang)
    assert [attempt.max for attempt in rep.learners[0].attempts] == [1000, 1000, 900, 900]
    text = "抽题清单比测评 exam 的要求少 1 题，缺的按 0 分计（记录被改动，或题库在作答后加了题）"
    short = [line for line in said(rep) if line[0] == "incomplete-attempt"]
    assert short == [("incomplete-attempt", text)] * 2


def test_a_named_item_withdrawn_since():
    draw = (Draw(item="bank/q0"), Draw(item="bank/q1"))
    zhang = Learner(site=site(*draw))
    zhang.attempt(right("q0", "q1"))
    rep = result(zhang, site=site(*draw, of=banks(change_of("bank/q1", status="draft"))))
    assert marks(rep) == (200, 200)


def test_what_is_withdrawn_gives_no_place_to_what_was_not_drawn():
    draw = (Draw(banks=("bank",), type="single", count=2),)
    zhang = Learner(site=site(*draw))
    zhang.attempt({"bank/q0": "A", "bank/q1": "A", "bank/q3": "B"})
    rep = result(zhang, site=site(*draw, of=banks(change_of("bank/q3", status="draft"))))
    assert marks(rep)[1] == 200


def test_rules_that_are_others_now_leave_what_was_drawn():
    zhang = Learner(site=site(Draw(banks=("bank",), type="single", count=2)))
    zhang.attempt(right("q0", "q1"))
    rep = result(zhang, site=site(Draw(type="case", count=1)))
    assert marks(rep) == (200, 200)
    text = "测评 exam 的规则在作答后改过：这次抽了 2 题，现在要抽 1 题；按抽到的题判分，请核实"
    assert said(rep) == [("outdated-assessment", text)]


def test_names_for_one_bank_and_one_difficulty_keep_the_revision_of_the_first_release():
    rule = Draw(banks=("bank",), type="single", difficulty=(2,), count=2)
    assert exam(rule).revision == "768952547f31"
