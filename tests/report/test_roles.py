"""Roles of a roster that the site does not have: said, since their courses are asked of nobody."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from record_builder import a_site

from coursemark.model import Course, Page, SiteConfig
from coursemark.problems import did_you_mean
from coursemark.report import report
from coursemark.report.roles import role_problems
from coursemark.report.roster import Person, Roster

NEAR = json.loads((Path(__file__).parents[1] / "spec/roster/near.json").read_text("utf-8"))


def site_for(*roles, config=()):
    course = Course("one", "一", "course.md", (), roles=roles)
    return a_site(
        config=SiteConfig("https://yibao.example/", "医保学堂", roles=config),
        pages={"course.md": Page("course.md", "课程页", kind="course", course=course)},
    )


def roster_of(*roles):
    people = [
        Person(str(n), f"学员{n}", "内科", role, None, n + 1) for n, role in enumerate(roles, 1)
    ]
    return Roster({one.id: one for one in people}, (), "名册.xlsx")


def said(roster, site):
    return [(p.file, p.line, p.kind, p.detail, p.learner) for p in role_problems(roster, site)]


def test_one_problem_a_role_with_the_nearest_that_the_site_has():
    roster = roster_of("护士", "医师", "护理", "护理", "", "全员", "护理")
    site = site_for("护士", "临床医师", "全员")
    assert said(roster, site) == [
        (
            *("名册.xlsx", 4, "roster"),
            "本站没有岗位“护理”（3 人），只算了全员的课程；"
            "只是写法不同的，请在名册里改成护士、临床医师",
            "",
        ),
        (
            *("名册.xlsx", 3, "roster"),
            "本站没有岗位“医师”（1 人），只算了全员的课程；是不是 临床医师？",
            "",
        ),
    ]


def test_a_role_without_courses_is_known_where_the_site_names_it():
    assert said(roster_of("后勤", "护士"), site_for("护士", config=("护士", "后勤"))) == []


def test_without_courses_of_a_role_names_do_not_matter():
    assert said(roster_of("护理"), site_for("全员")) == []
    assert said(roster_of("护理"), site_for()) == []


def test_a_column_that_holds_something_else_is_no_list_of_hundreds():
    roster = roster_of(*(f"{n:03}" + "长" * 30 for n in range(25)))
    found = said(roster, site_for(*(f"岗位{n}" for n in range(12))))
    assert len(found) == 21
    assert found[0][3] == (
        f"本站没有岗位“000{'长' * 17}”（1 人），只算了全员的课程；只是写法不同的，请在名册里改成"
        "岗位0、岗位1、岗位2、岗位3、岗位4、岗位5、岗位6、岗位7、岗位8、岗位9等"
    )
    assert found[20] == (
        *("名册.xlsx", 22, "roster"),
        "还有 5 种岗位本站也没有（5 人），只算了全员的课程；请核对“岗位”一列写的是不是岗位",
        "",
    )


def test_the_report_says_it():
    rep = report(site_for("护士"), (), roster_of("护士", "护理"), date(2026, 11, 22))
    detail = "本站没有岗位“护理”（1 人），只算了全员的课程；只是写法不同的，请在名册里改成护士"
    assert [(p.line, p.kind, p.detail) for p in rep.problems] == [(3, "roster", detail)]


@pytest.mark.parametrize("case", NEAR, ids=lambda case: case["word"])
def test_the_nearest_as_the_desk_finds_it(case):
    near = did_you_mean(case["word"], case["known"])
    assert near == (f"；是不是 {case['near']}？" if case["near"] else "")
