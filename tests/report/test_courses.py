"""Courses in the report: what counts, for whom they are required, and by when."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from record_builder import Learner, a_site, right
from report_builder import file_of, result, said

from coursemark.model import Assessment, Course, Draw, Page, Step
from coursemark.records.read import header_of
from coursemark.report import Person, Roster

FIVE = right("q0", "q1", "q2", "q3", "q4")


def course(*steps, id="c", **fields):
    return Course(id, f"课程 {id}", f"{id}.md", steps, **fields)


def site_with(*courses, **changes):
    pages = [Page("a.md", "甲页"), *(Page(c.page, c.title, course=c) for c in courses)]
    return a_site(pages={page.path: page for page in pages}, **changes)


def only(learner, *courses, as_of=date(2026, 11, 22), **changes):
    """The one course result of the one learner."""
    site = site_with(*courses, **changes)
    (found,) = result(learner, site=site, as_of=as_of).learners[0].courses
    return found


@pytest.fixture
def zhang():
    return Learner()


def roster(role="护士", department="心内科", start=None):
    person = Person("10023", "张三", department, role, start, 2)
    return Roster({person.id: person}, ())


def test_reading_counts_from_its_minimum_on(zhang):
    page = {"path": "a.md", "name": "甲页"}
    zhang.add("experienced", {"page": page, "seconds": 59, "minimum": 60})
    assert only(zhang, course(Step("read", "a.md"))).status == "not-started"
    zhang.add("experienced", {"page": page, "seconds": 60, "minimum": 60}, after=5)
    found = only(zhang, course(Step("read", "a.md")))
    assert (found.status, found.completed_at) == ("completed", "2026-03-01T09:00:05.000+08:00")
    assert said(result(zhang)) == []


def test_only_the_version_of_today_is_accepted(zhang):
    clause = Page("a.md", "甲页", version="2026年版")
    zhang.add("accepted", {"page": {"path": "a.md", "version": "2025年版"}, "seconds": 5})
    one = course(Step("accept", "a.md"))
    site = dataclasses.replace(site_with(one), pages={"a.md": clause, "c.md": site_page(one)})
    assert result(zhang, site=site).learners[0].courses[0].steps_done == 0
    zhang.add("accepted", {"page": {"path": "a.md", "version": "2026年版"}, "seconds": 5}, 9)
    assert result(zhang, site=site).learners[0].courses[0].status == "completed"


def site_page(one):
    return Page(one.page, one.title, course=one)


def test_a_survey_and_a_session_are_steps(zhang):
    steps = (Step("survey", "after"), Step("attend", "院内讲座", hours="2"))
    zhang.add("surveyed", {"survey": {"id": "after"}})
    assert only(zhang, course(*steps)).steps_done == 1
    session = {"session": {"name": "院内讲座"}, "held": "2026-02-10", "hours": 2}
    zhang.add("attended", {**session, "evidence": "签到表 7"})
    found = only(zhang, course(*steps))
    assert (found.status, found.completed_at) == ("completed", "2026-03-01T09:00:00.000+08:00")
    assert [step.at for step in found.detail] == [
        "2026-03-01T09:00:00.000+08:00",
        "2026-02-10T12:00:00+08:00",
    ]


def topical(**changes):
    base = a_site().banks["bank"]
    items = tuple(dataclasses.replace(i, topics=("目录",)) for i in base.items)
    return {"banks": {"bank": dataclasses.replace(base, items=items)}, **changes}


def test_practice_is_right_answers_graded_here(zhang):
    def forge(statement):
        statement["result"]["success"] = True

    one = course(Step("practise", "目录", count=3))
    zhang.practise("bank/q6", "B")
    zhang.practise("bank/q6", "B")
    zhang.practise("bank/q7", "A")
    forge(zhang.log[-1])
    zhang.practise("bank/q8", "B")
    found = only(zhang, one, **topical())
    assert (found.status, found.detail[0].have, found.detail[0].need) == ("in-progress", 2, 3)
    zhang.practise("bank/q9", "B")
    assert only(zhang, one, **topical()).status == "completed"


@pytest.mark.parametrize(("mode", "have"), [("practice", 5), ("exam", 0)])
def test_right_answers_of_an_attempt_are_practice_where_it_is_meant_for_it(mode, have):
    exam = dataclasses.replace(a_site().assessments["exam"], mode=mode)
    changes = topical(assessments={"exam": exam})
    one = course(Step("practise", "目录", count=9))
    learner = Learner(site=site_with(one, **changes))
    learner.attempt({**FIVE, "bank/q4": "A", "bank/q5": "B"}, assessment="exam")
    found = result(learner).learners[0].courses[0]
    assert found.detail[0].have == have


def test_items_of_a_withheld_exam_are_no_practice(zhang):
    secret = Assessment("secret", "密", (Draw(item="bank/q6"),), mode="exam", key="withheld")
    base = a_site().assessments
    zhang.practise("bank/q6", "B")
    zhang.practise("bank/q7", "B")
    changes = topical(assessments={**base, "secret": secret})
    found = only(zhang, course(Step("practise", "目录", count=2)), **changes)
    assert found.detail[0].have == 1


def test_an_optional_step_is_shown_and_not_waited_for(zhang):
    zhang.read()
    steps = (Step("read", "a.md"), Step("survey", "after", optional=True))
    found = only(zhang, course(*steps))
    assert (found.status, found.steps_done, found.steps) == ("completed", 1, 1)
    assert [(step.optional, step.done) for step in found.detail] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("start", "as_of", "status", "days"),
    [
        ("2026-03-01", "2026-03-31", "in-progress", None),
        ("2026-03-01", "2026-04-01", "overdue", 1),
        ("2026-03-01", "2026-04-30", "overdue", 30),
        ("", "2026-04-30", "in-progress", None),
    ],
)
def test_a_term_after_the_start_that_the_record_names(zhang, start, as_of, status, days):
    zhang.read()
    site = site_with(course(Step("read", "a.md"), Step("pass", "exam"), due="30 days after start"))
    header = {"id": "10023", "name": "张三", "role": "护士", "start": start}
    file = file_of(zhang, learner=header)
    rep = result(zhang, file, site=site, as_of=date.fromisoformat(as_of))
    (found,) = rep.learners[0].courses
    assert (found.status, found.days_overdue) == (status, days)
    assert found.due == ("2026-03-31" if start else None)
    assert rep.departments[0].overdue == (status == "overdue")


def test_the_roster_s_start_goes_before_the_record_s(zhang):
    site = site_with(course(Step("pass", "exam"), due="30 days after start"))
    header = {"id": "10023", "name": "张三", "start": "2020-01-01"}
    file = file_of(zhang, learner=header)
    rep = result(zhang, file, site=site, roster=roster(start=date(2026, 11, 1)))
    assert (rep.learners[0].start, rep.learners[0].courses[0].due) == ("2026-11-01", "2026-12-01")
    rep = result(zhang, file, site=site, roster=roster())
    assert (rep.learners[0].start, rep.learners[0].courses[0].status) == ("2020-01-01", "overdue")


def test_the_latest_record_that_names_a_start_counts(zhang):
    def header(start, exported):
        return zhang.header(learner={"id": "10023", "start": start}, exported=exported)

    base = file_of(zhang)
    files = [
        dataclasses.replace(base, name=f"{n}.jsonl", header=header_of(header(start, exported)))
        for n, (start, exported) in enumerate(
            [
                ("2026-02-02", "2026-03-03T09:00:00+08:00"),
                ("2026-01-01", "2026-03-02T09:00:00+08:00"),
                ("昨天", "2026-03-04T09:00:00+08:00"),
            ]
        )
    ]
    assert result(zhang, *files).learners[0].start == "2026-02-02"


@pytest.mark.parametrize(
    ("fields", "role", "department", "required"),
    [
        ({}, "护士", "心内科", True),
        ({"roles": ("护士",)}, "护士", "心内科", True),
        ({"roles": ("医师",)}, "护士", "心内科", None),
        ({"departments": ("心内科",)}, "护士", "心内科", True),
        ({"departments": ("外科",)}, "护士", "心内科", None),
        ({"departments": ("全院",)}, "护士", "心内科", True),
        ({"required": False}, "护士", "心内科", None),
    ],
)
def test_of_whom_a_course_is_required(zhang, fields, role, department, required):
    site = site_with(course(Step("pass", "exam"), **fields))
    rep = result(zhang, site=site, roster=roster(role, department))
    found = [one.required for one in rep.learners[0].courses]
    assert found == ([] if required is None else [required])


def test_a_term_that_has_passed_offers_nobody_a_course_that_is_not_required(zhang):
    one = course(Step("read", "a.md"), Step("pass", "exam"), due="2026-01-01", required=False)
    assert result(zhang, site=site_with(one), roster=roster()).learners[0].courses == ()
    zhang.read()
    (found,) = result(zhang, site=site_with(one), roster=roster()).learners[0].courses
    assert (found.status, found.required) == ("overdue", False)


def test_who_failed_a_test_of_a_course_has_begun_it_also_after_its_term(zhang):
    one = course(Step("read", "a.md"), Step("pass", "exam"), due="2026-01-01", required=False)
    zhang.attempt(dict.fromkeys(FIVE, "A"))
    (found,) = result(zhang, site=site_with(one), roster=roster()).learners[0].courses
    assert (found.status, found.required, found.score) == ("overdue", False, 0)


def test_a_course_waits_for_those_it_requires(zhang):
    zhang.read()
    first = course(Step("pass", "exam"), id="first", hours="1.5", type="入职")
    second = course(Step("read", "a.md"), id="second", requires=("first",), hours="2", type="岗位")
    rep = result(zhang, site=site_with(first, second))
    found = {one.course: one for one in rep.learners[0].courses}
    assert (found["second"].status, found["second"].waits_for) == ("in-progress", ("first",))
    assert (found["second"].type, found["second"].hours) == ("岗位", 2.0)
    assert found["second"].hours_earned is None
    zhang.attempt(FIVE)
    rep = result(zhang, site=site_with(first, second))
    found = {one.course: one for one in rep.learners[0].courses}
    assert (found["second"].status, found["second"].waits_for) == ("completed", ())
    assert found["second"].completed_at == found["first"].completed_at
    assert [found[id_].hours_earned for id_ in ("first", "second")] == [1.5, 2.0]


def test_a_renewed_course_keeps_both_completions(zhang):
    one = course(Step("read", "a.md"), valid_for="90 days", renewal="30 days")
    zhang.read()
    zhang.read(after=80 * 86_400)
    found = only(zhang, one, as_of=date(2026, 6, 1))
    assert [at[:10] for at in found.completions] == ["2026-03-01", "2026-05-20"]
    assert (found.status, found.valid_until) == ("completed", "2026-08-28")
    assert found.renew_from == "2026-07-29"


def test_learners_of_no_record_have_their_terms_too():
    person = Person("1", "李四", "内科", "护士", date(2026, 1, 1), 2)
    site = site_with(course(Step("read", "a.md"), due="3 months after start"))
    rep = result(Learner(), file_of(Learner()), site=site, roster=Roster({"1": person}, ()))
    assert [(c.status, c.days_overdue) for c in rep.learners[0].courses] == [("overdue", 235)]
