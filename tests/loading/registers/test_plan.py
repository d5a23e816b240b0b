"""The study plan: its months, where they fall in the calendar, and the courses they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_folder import bank, faults, true_false, write_site

from coursemark.loading.site import load_site
from coursemark.model import Site, SiteConfig
from coursemark.model.registers import Plan, PlanMonth

DATA = """
    title: 月度学习计划
    months:
      - month: 2
        theme: 疏散
        page: plan/two.md
        pages: [exits.md, "fire.md#call"]
        assessment: drill
        roles: [护士]
      - {month: 1, theme: 报警, page: plan/one.md, months_before_end: 4}
"""
FILES = {
    "data/plan.yml": DATA,
    "content/plan/one.md": "---\nkind: plan\n---\n# 一\n",
    "content/plan/two.md": "---\nkind: plan\n---\n# 二\n\n```quiz\nassessment: drill\n```\n",
    "content/exits.md": "# 出口\n",
    "content/fire.md": "# 火警\n\n## 报警 { #call }\n",
    "quizzes/banks/fire.yml": bank(true_false("a", "source: fire.md")),
    "quizzes/assessments/drill.yml": "title: 小测\ndraw: [fire/a]\n",
}


def load(root: Path) -> Site:
    write_site(root, FILES)
    return load_site(root, SiteConfig(id="https://fire.example/", title="消防")).site


def test_months_come_in_their_order(tmp_path: Path) -> None:
    plan = load(tmp_path).registers.plan

    assert (plan.title, plan.first_month, plan.required) == ("月度学习计划", 1, False)
    assert [(m.month, m.theme, m.months_before_end) for m in plan.months] == [
        (1, "报警", 4),
        (2, "疏散", None),
    ]


def test_a_month_is_a_course_of_its_page(tmp_path: Path) -> None:
    courses = load(tmp_path).courses

    assert list(courses) == ["plan-01", "plan-02"]
    course = courses["plan-02"]
    assert (course.title, course.page, course.roles) == ("月度学习：疏散", "plan/two.md", ("护士",))
    assert (course.type, course.required, course.valid_for) == ("继续教育", False, "11 months")
    assert [(s.kind, s.target) for s in course.steps] == [
        ("read", "exits.md"),
        ("read", "fire.md#call"),
        ("pass", "drill"),
    ]


def test_a_sound_plan(tmp_path: Path) -> None:
    files = FILES | {
        "data/plan.yml": DATA.replace("theme: 报警,", "theme: 报警, pages: [fire.md],")
    }

    assert faults(tmp_path, files, roles=("护士",)) == []


def test_what_is_wrong_with_it(tmp_path: Path) -> None:
    data = DATA.replace("month: 1,", "month: 2,").replace("exits.md", "exit.md")

    assert faults(tmp_path, FILES | {"data/plan.yml": data}, roles=("护士",)) == [
        "data/plan.yml:6:13: 错误: 找不到页面 exit.md；是不是 exits.md？ [broken-reference]",
        "data/plan.yml:9:13: 错误: 第 2 个月在第 3 行已写过；请合成一条或改 month [duplicate-id]",
    ]


def test_a_wrong_role_is_told_once(tmp_path: Path) -> None:
    data = DATA.replace("护士", "护土").replace("报警,", "报警, pages: [fire.md],")

    assert faults(tmp_path, FILES | {"data/plan.yml": data}, roles=("护士",)) == [
        "data/plan.yml:8:13: 错误: 找不到岗位 护土；请核对 [broken-reference]",
    ]


def month(number: int, before: int | None = None) -> PlanMonth:
    return PlanMonth(number, f"主题{number}", "p.md", months_before_end=before)


@pytest.mark.parametrize(
    ("first", "end", "expected"),
    [
        (1, None, {1: 1, 2: 2, 3: 3}),
        (4, None, {4: 1, 5: 2, 6: 3}),
        (12, None, {1: 2, 2: 3, 12: 1}),
        # The third month goes to four months before the end, and who stood there takes its place.
        (1, date(2026, 5, 31), {1: 3, 2: 2, 3: 1}),
        (1, date(2026, 7, 31), {1: 1, 2: 2, 3: 3}),
        # Nobody stood there.
        (1, date(2026, 12, 31), {1: 1, 2: 2, 8: 3}),
        (1, date(2027, 2, 28), {1: 1, 2: 2, 10: 3}),
    ],
)
def test_where_the_months_fall(first: int, end: date | None, expected: dict[int, int]) -> None:
    plan = Plan("计划", first, False, (month(1), month(2), month(3, before=4)))

    assert {at: m.month for at, m in plan.by_calendar(end).items()} == expected


@pytest.mark.parametrize("end", [date(2026, m, 1) for m in range(1, 13)])
def test_no_month_is_lost_when_several_follow_the_agreement(end: date) -> None:
    before = {1: 1, 11: 2, 10: 3, 12: 0}
    plan = Plan("计划", months=tuple(month(n, before.get(n)) for n in range(1, 13)))
    calendar = plan.by_calendar(end)

    assert sorted(m.month for m in calendar.values()) == list(range(1, 13))
    at = {m.month: at for at, m in calendar.items()}
    assert {n: (end.month - at[n]) % 12 for n in before} == before


def test_two_months_cannot_have_one_place_or_one_page(tmp_path: Path) -> None:
    data = """
        title: 月度学习计划
        months:
          - {month: 1, theme: 报警, page: plan/one.md, pages: [fire.md], months_before_end: 4}
          - {month: 2, theme: 疏散, page: plan/one.md, pages: [fire.md], months_before_end: 4}
    """

    assert faults(tmp_path, FILES | {"data/plan.yml": data}, "duplicate-id") == [
        "data/plan.yml:4:33: 错误: 页面 plan/one.md 在第 3 行已用于第 1 个月；每个月请另写一页 "
        "[duplicate-id]",
        "data/plan.yml:4:83: 错误: 第 3 行的月份也在到期前 4 个月；请改其中一个 months_before_end "
        "[duplicate-id]",
    ]
