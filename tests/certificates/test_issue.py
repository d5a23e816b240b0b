"""Why somebody gets no certificate, in words a trainer can pass on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from record_builder import Learner, a_site
from report_builder import file_of

from coursemark.certificates.issue import issue
from coursemark.model import Course, Step
from coursemark.report.compose import evidence


def test_the_steps_that_are_left() -> None:
    site = a_site()
    course = Course(
        "newcomer",
        "新入职通识",
        "course.md",
        (
            Step("practise", "目录管理", count=2),
            Step("attend", "院内讲座"),
            Step("pass", "exam"),
        ),
    )
    pages = {**site.pages, "course.md": replace(site.pages["course.md"], course=course)}
    someone = Learner(site=a_site(pages=pages))
    someone.attempt({"bank/q0": "A"}, submit=False)

    known = evidence(someone.site, [file_of(someone)], None, date(2026, 11, 22))
    (refused,) = issue(someone.site, known, course).refused

    assert refused.reason.endswith("还差 练习“目录管理”（0 / 2）、参加“院内讲座”、通过“结业考试”")
