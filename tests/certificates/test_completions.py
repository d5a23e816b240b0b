"""Completions as facts: one completion, one code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from record_builder import SITE_ID, Learner, a_site, right
from report_builder import DAY, file_of

from coursemark.certificates.completions import Completion, Completions
from coursemark.codes import slip_code
from coursemark.model import Course, Page, Site, Step
from coursemark.report.compose import evidence

ALL = ("q0", "q1", "q2", "q3", "q4")
WORSE = {**right(*ALL), "bank/q4": "A"}


def found(learner: Learner, as_of: date = DAY, site: Site | None = None) -> list[Completion]:
    known = site or learner.site
    whole = evidence(known, [file_of(learner)], None, as_of)
    (result,) = whole.report.learners
    return Completions(known).of(result, whole.outcomes[result.id])


def with_course(**changes: object) -> Site:
    site = a_site()
    page = site.pages["course.md"]
    assert page.course is not None
    course = replace(page.course, **changes)  # type: ignore[arg-type]
    return a_site(pages={**site.pages, "course.md": replace(page, course=course)})


def test_a_completion() -> None:
    learner = Learner(site=with_course(hours="3", type="入职", valid_for="12 months"))
    learner.read()
    learner.attempt(WORSE)

    (one,) = found(learner)

    revision = learner.site.assessments["exam"].revision
    assert (one.course, one.title, one.type, one.hours) == ("newcomer", "新入职通识", "入职", "3")
    assert one.completed_at == "2026-03-01T09:07:00.000+08:00"
    assert one.completed_on == date(2026, 3, 1)
    assert one.valid_until == date(2027, 3, 1)
    assert one.score == 8000
    assert one.number == "newcomer-20260301-10023"
    (test,) = one.tests
    assert (test.assessment, test.title, test.revision) == ("exam", "结业考试", revision)
    assert (test.score, test.passed_at, test.attempts) == (8000, one.completed_at, 1)
    assert one.code == slip_code(
        site=SITE_ID,
        learner="10023",
        name="张三",
        course="newcomer",
        completed_at=1772327220000,
        valid_until="2027-03-01",
        score=8000,
        hours="3",
        tests=[f"exam@{revision}"],
    )


def test_what_comes_after_does_not_change_it() -> None:
    learner = Learner()
    learner.read()
    learner.attempt(WORSE)
    before = found(learner)
    learner.attempt(right(*ALL))
    learner.read(after=86_400)

    assert found(learner) == before
    assert [one.score for one in before] == [8000]


def test_the_zone_of_the_timestamps_does_not_matter() -> None:
    learner, other = Learner(), Learner()
    for each in (learner, other):
        each.read()
        each.attempt(right(*ALL))
    for statement in other.log:
        local = statement["timestamp"]
        hour = int(local[11:13]) - 8
        statement["timestamp"] = f"{local[:11]}{hour:02}{local[13:].removesuffix('+08:00')}Z"

    assert [one.code for one in found(other)] == [one.code for one in found(learner)]


def test_every_period_is_a_completion() -> None:
    learner = Learner(site=with_course(valid_for="30 days"))
    learner.read()
    learner.attempt(right(*ALL))
    learner.read(after=86_400 * 60)
    learner.attempt(WORSE)

    first, second = found(learner)

    assert (first.completed_on, first.valid_until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (second.completed_on, second.valid_until) == (date(2026, 4, 30), date(2026, 5, 30))
    assert (first.score, second.score) == (10_000, 8_000)
    assert [first.holds(date(2026, 3, 31)), first.holds(date(2026, 4, 1))] == [True, False]
    assert [test.attempts for one in (first, second) for test in one.tests] == [1, 2]


def test_a_page_that_changed_later_does_not_undo_it() -> None:
    learner = Learner()
    learner.read()
    learner.attempt(right(*ALL))
    before = found(learner)
    pages = dict(learner.site.pages)
    pages["a.md"] = replace(pages["a.md"], retrain_from=date(2026, 5, 1))

    assert found(learner, site=a_site(pages=pages)) == before


def test_learning_anew_after_a_change_is_another_completion() -> None:
    learner = Learner()
    learner.read()
    learner.attempt(right(*ALL))
    (before,) = found(learner)
    learner.read(after=86_400 * 90)
    learner.attempt(right(*ALL))
    pages = dict(learner.site.pages)
    pages["a.md"] = replace(pages["a.md"], retrain_from=date(2026, 5, 1))

    first, second = found(learner, site=a_site(pages=pages))

    assert first == before
    assert second.completed_on == date(2026, 5, 30)
    assert second.code != first.code


def test_a_course_that_waits_for_another() -> None:
    site = with_course(requires=("basics",))
    basics = Course("basics", "基础", "b.md", (Step("read", "a.md"),), roles=("护士",))
    pages = {**site.pages, "b.md": Page("b.md", "基础", kind="course", course=basics)}
    learner = Learner(site=a_site(pages=pages))
    learner.attempt(right(*ALL))
    learner.read(after=86_400)

    by_course = {one.course: one for one in found(learner)}

    assert by_course["newcomer"].completed_at == by_course["basics"].completed_at
    assert [test.attempts for test in by_course["newcomer"].tests] == [1]


def test_nothing_completed_nothing_found() -> None:
    learner = Learner()
    learner.read()
    learner.attempt({**right("q0"), "bank/q1": "A", "bank/q2": "A", "bank/q3": "A", "bank/q4": "A"})

    assert found(learner) == []
