"""Attempts that wait for a trainer, because no key can grade them."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime

from record_builder import Learner, a_site, right
from report_builder import result

from coursemark.model import Assessment, Bank, Draw
from coursemark.report import as_json, figures
from coursemark.report.rows import response_text
from coursemark.report.sheets import SHEETS

WRITTEN = "第一行，\n=第二行"


def site():
    """Its exam asks one item with a key, one whose key is withheld, and one without any key."""
    changes = {"bank/q1": {"key": None, "withheld": True}, "bank/q2": {"key": None}}
    items = tuple(
        dataclasses.replace(item, **changes.get(item.id, {}))
        for item in a_site().banks["bank"].items
    )
    draw = tuple(Draw(item=f"bank/q{n}") for n in range(3))
    exam = Assessment("exam", "考试", draw, mode="exam", pass_mark="60")
    return a_site(banks={"bank": Bank("bank", "题库", items)}, assessments={"exam": exam})


def sat(**changes):
    zhang = Learner(site=site())
    zhang.attempt({**right("q0", "q1"), "bank/q2": WRITTEN, **changes}, withheld=True)
    return result(zhang)


def waiting(rep):
    columns, rows_of = SHEETS["待阅"]
    return [dict(zip([c.title for c in columns], row, strict=True)) for row in rows_of(rep)]


def test_each_item_that_no_key_grades_waits():
    rep = sat()
    assert rep.learners[0].assessments[0].passed is None
    first, second = waiting(rep)
    assert first == {
        "工号": "10023",
        "姓名": "张三",
        "科室": "心内科",
        "岗位": "护士",
        "测评": "考试",
        "第几次": 1,
        "交卷": datetime(2026, 3, 1, 9, 6),
        "已等天数": 266,
        "题目编号": "bank/q1",
        "题干": "题干 q1",
        "作答": "B",
        "满分": 1.0,
        "原因": "答案不公布，这里没有答案",
        "计入": "是，成绩取自这一次",
        "回执码": rep.learners[0].attempts[0].receipt,
    }
    assert (second["题目编号"], second["作答"], second["原因"]) == (
        "bank/q2",
        WRITTEN,
        "要由人评阅",
    )
    assert rep.totals.waiting == 1


def test_a_blank_waits_with_its_attempt():
    rep = sat(**{"bank/q1": ""})
    assert [(row["题目编号"], row["作答"]) for row in waiting(rep)] == [
        ("bank/q1", ""),
        ("bank/q2", WRITTEN),
    ]


def test_nothing_waits_once_it_can_be_graded():
    zhang = Learner()
    zhang.attempt(right("q0", "q1", "q2", "q3", "q4"), withheld=True)
    rep = result(zhang)
    assert (waiting(rep), rep.totals.waiting) == ([], 0)


def test_what_waits_is_in_no_rate():
    assert figures.assessments(sat()) == [["考试", 1, 0, None, None]]


def test_the_same_as_json():
    (attempt,) = json.loads(as_json(sat()))["learners"][0]["attempts"]
    assert attempt["pending"] == [
        {"item": "bank/q1", "response": "B", "max": 1.0, "reason": "答案不公布，这里没有答案"},
        {"item": "bank/q2", "response": WRITTEN, "max": 1.0, "reason": "要由人评阅"},
    ]


def test_a_response_as_people_read_it():
    assert response_text("A[,]C") == "A、C"
    assert response_text("1[.]b[,]2[.]a") == "1 → b、2 → a"
