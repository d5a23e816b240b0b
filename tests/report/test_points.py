"""Points by rules, worked by hand, and the workbook that carries them."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

import msgspec
import pytest
from python_calamine import CalamineWorkbook
from record_builder import Learner, right
from report_builder import file_of, result

from coursemark.loading.score_rules import read_score_rules
from coursemark.model.points import AssessmentRule, Band, CourseRule, ScoreRules
from coursemark.report import Person, Roster
from coursemark.report.points import department_points, people_points
from coursemark.report.points_book import write_points

FIVE = right("q0", "q1", "q2", "q3", "q4")
EXAMPLE = Path(__file__).parents[2] / "docs/examples/score-rules.yml"


@pytest.fixture
def rep():
    """张三 completed with 80 %, 李四 has begun and been to two sessions, 王五 did nothing.

    赵六 is not on the roster.
    """
    zhang = Learner()
    zhang.read()
    zhang.attempt({**FIVE, "bank/q1": "A"})
    li = Learner("10024", "李四")
    li.read()
    for registrar in (None, "培训办"):
        session = {"session": {"name": "讲座"}, "held": "2026-02-10", "registrar": registrar}
        li.add("attended", {**session, "hours": 1.5 if registrar else 9})
    li.add("attended", {"session": {"name": "外训"}, "held": "2026-02-11", "hours": 2.25})
    zhao = Learner("666", "赵六")
    zhao.read()
    people = [("10023", "张三", "心内科"), ("10024", "李四", "心内科"), ("10025", "王五", "外科")]
    found = [Person(i, n, d, "护士", None, k) for k, (i, n, d) in enumerate(people, 2)]
    roster = Roster({p.id: p for p in found}, ())
    return result(zhang, file_of(zhang), file_of(li, "b"), file_of(zhao, "c"), roster=roster)


def sums(rep, **rules):
    return [one.total for one in people_points(rep, ScoreRules("规则", **rules))]


def test_courses_by_status_and_score(rep):
    rule = CourseRule(
        statuses={"completed": 1000, "in-progress": 100, "not-started": -50}, score=333
    )
    assert sums(rep, courses=(rule,), least=-1000) == [1266, 100, -50]
    people = people_points(rep, ScoreRules("规则", (rule,)))
    assert [one.reasons for one in people] == [
        ("新入职通识 已完成 +12.66",),
        ("新入职通识 学习中 +1",),
        ("新入职通识 未开始 -0.5",),
    ]


def test_the_first_rule_that_fits_counts(rep):
    rules = (CourseRule(type="岗位", statuses={"completed": 1}), CourseRule(course="newcomer"))
    assert sums(rep, courses=(*rules, CourseRule(statuses={"completed": 900}))) == [0, 0, 0]
    rules = (CourseRule(course="other", statuses={"completed": 1}),)
    assert sums(rep, courses=(*rules, CourseRule(statuses={"completed": 900}))) == [900, 0, 0]


def test_courses_that_are_not_required_need_a_rule_for_them(rep):
    learner = rep.learners[0]
    course = msgspec.structs.replace(learner.courses[0], required=False)
    rep = dataclasses.replace(rep, learners=(msgspec.structs.replace(learner, courses=(course,)),))
    done = {"completed": 200}
    assert sums(rep, courses=(CourseRule(statuses=done),)) == [0]
    assert sums(rep, courses=(CourseRule(statuses=done, optional=True),)) == [200]
    assert sums(rep, courses=(CourseRule(course="newcomer", statuses=done),)) == [200]


def test_assessments_by_result_and_the_highest_band_reached(rep):
    bands = (Band(9000, 500), Band(8000, 300), Band(6000, 100))
    assert sums(rep, assessments=(AssessmentRule("exam", 50, -50, bands),)) == [350, 0, 0]


def test_hours_once_a_session_and_up_to_a_most(rep):
    assert sums(rep, hour=100) == [0, 375, 0]
    assert sums(rep, hour=100, hours_most=200) == [0, 200, 0]


def test_within_the_least_and_the_most(rep):
    rule = CourseRule(statuses={"completed": 9900, "not-started": -100})
    assert sums(rep, courses=(rule,), most=5000) == [5000, 0, 0]


def test_departments_get_the_mean_and_what_their_rate_reaches(rep):
    rule = CourseRule(statuses={"completed": 1001})
    rules = ScoreRules("规则", (rule,), departments=(Band(9000, 500), Band(5000, 200)))
    departments = department_points(rep, rules)
    assert [
        (one.department, one.people, one.total, one.mean, one.rate, one.extra, one.points)
        for one in departments
    ] == [("外科", 1, 0, 0, 0, 0, 0), ("心内科", 2, 1001, 501, 5000, 200, 701)]


def test_a_title_that_begins_with_a_digit_is_whole_in_the_footer(rep, tmp_path):
    write_points(rep, ScoreRules("2026 年规则"), tmp_path / "绩效.xlsx")
    with zipfile.ZipFile(tmp_path / "绩效.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "&amp;L&amp;9 2026 年规则　截止 2026-11-22&amp;R" in sheet


def test_the_workbook(rep, tmp_path):
    rules, problems = read_score_rules(EXAMPLE.read_text("utf-8"), "score-rules.yml")
    assert problems == []
    assert rules is not None
    write_points(rep, rules, tmp_path / "绩效.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "绩效.xlsx"))
    assert book.sheet_names == ["个人积分", "科室积分"]
    header, first, second, third = book.get_sheet_by_name("个人积分").to_python()
    row = dict(zip(header, first, strict=True))
    assert (row["工号"], row["积分合计"], row["明细"]) == ("10023", 6.0, "新入职通识 已完成 +6")
    assert row["核验"] == "通过"
    assert second[4:8] == [2.88, 1.0, 0.0, 1.88]
    assert (third[0], third[4], third[8]) == ("10025", 0.0, "没交记录")
    sums = sum(row[4] for row in (first, second, third))
    header, *rows = book.get_sheet_by_name("科室积分").to_python()
    assert sum(row[header.index("个人积分总和")] for row in rows) == pytest.approx(sums)
