"""Surveys, notes and sessions in the report."""

from __future__ import annotations

import dataclasses

import pytest
from record_builder import Learner, a_site
from report_builder import DAY, file_of, said

from coursemark.model import Page, Question, Survey
from coursemark.report import report

SURVEY = Survey(
    "after",
    "课后问卷",
    (
        Question("useful", "rating", "有用吗？", scale=5),
        Question("hard", "choice", "难吗？", options=("难", "不难")),
        Question("wish", "text", "还想学什么？"),
    ),
)
SITE = a_site(surveys={"after": SURVEY})
PAGE = a_site().pages["a.md"]


def reply(learner, question, response, scale=None, survey="after", after=5):
    kind = {"useful": "rating", "hard": "choice", "wish": "text"}.get(question, "text")
    about = {"survey": {"id": survey}, "question": {"id": question, "type": kind}}
    learner.add("replied", {**about, "response": response, "scale": scale}, after)


def report_on(*learners, site=SITE):
    files = [file_of(one, f"{one.id}.jsonl") for one in learners]
    return report(site, files, None, DAY)


def questions(*learners, site=SITE):
    return {q.question: q for q in report_on(*learners, site=site).questions}


@pytest.fixture
def three():
    return [Learner(f"{n}", f"学员{n}") for n in range(3)]


def test_ratings_have_a_mean_and_a_spread(three):
    for learner, rating in zip(three, ("5", "4", "2"), strict=True):
        reply(learner, "useful", rating, 5)
    found = questions(*three)["useful"]
    assert (found.title, found.text, found.type, found.n) == ("课后问卷", "有用吗？", "rating", 3)
    assert found.mean == pytest.approx(11 / 3)
    assert found.counts == {"1": 0, "2": 1, "3": 0, "4": 1, "5": 1}
    assert said(report_on(*three)) == []


def test_a_later_reply_replaces_the_earlier(three):
    reply(three[0], "useful", "1", 5)
    reply(three[0], "useful", "5", 5)
    found = questions(*three)["useful"]
    assert (found.n, found.mean) == (1, 5.0)


@pytest.mark.parametrize(("response", "scale"), [("6", 5), ("0", 5), ("³", 5), ("5", 10), ("x", 5)])
def test_what_is_no_rating_of_this_scale_is_not_counted(three, response, scale):
    reply(three[0], "useful", response, scale)
    found = questions(*three)["useful"]
    assert (found.n, found.mean) == (0, None)


def test_choices_are_counted_also_those_that_are_no_option_any_more(three):
    for learner, choice in zip(three, ("不难", "不难", "很难"), strict=True):
        reply(learner, "hard", choice)
    found = questions(*three)["hard"]
    assert (found.n, found.counts) == (3, {"难": 0, "不难": 2, "很难": 1})


def test_texts_stand_without_names_in_the_order_of_their_letters(three):
    for learner, text in zip(three, (" 丙 ", "甲", "  "), strict=True):
        reply(learner, "wish", text)
    found = questions(*three)["wish"]
    assert (found.n, found.texts, found.counts) == (2, ("丙", "甲"), {})


def test_questions_come_in_the_order_of_the_survey_and_only_of_surveys_answered(three):
    site = a_site(surveys={"other": dataclasses.replace(SURVEY, id="other"), "after": SURVEY})
    reply(three[0], "wish", "甲")
    found = report_on(*three, site=site).questions
    assert [(q.survey, q.question, q.n) for q in found] == [
        ("after", "useful", 0),
        ("after", "hard", 0),
        ("after", "wish", 1),
    ]


def test_what_the_site_has_no_more_is_shown_by_its_id(three):
    reply(three[0], "gone", "甲")
    about = {"survey": {"id": "old"}, "question": {"id": "r", "type": "rating"}}
    three[1].add("replied", {**about, "response": "3", "scale": 5})
    found = report_on(*three).questions[3:]
    assert [(q.title, q.text, q.type, q.n) for q in found] == [
        ("课后问卷", "gone（已不在问卷里）", "text", 1),
        ("old", "r（已不在问卷里）", "rating", 1),
    ]


# ---------------------------------------------------------------- notes


def test_notes_say_what_they_are_about_and_whether_it_changed(three):
    zhang, li, wang = three
    q1 = SITE.leaves["bank/q1"]
    zhang.add("commented", {"item": {"id": q1.id, "revision": q1.revision}, "text": " 答案错了 "})
    li.add("commented", {"item": {"id": q1.id, "revision": "000000000000"}, "text": "旧题"}, 5)
    wang.add("commented", {"page": {"path": "a.md", "revision": ""}, "text": "错别字"}, 9)
    wang.add("commented", {"item": {"id": "bank/x"}, "text": "没有了"}, 9)
    wang.add("commented", {"item": {"id": q1.id}, "text": "  "}, 9)
    rep = report_on(*three)
    assert [(n.activity, n.target, n.title, n.state, n.text, n.learner) for n in rep.notes] == [
        ("item", "bank/q1", "题干 q1", "current", "答案错了", "0"),
        ("item", "bank/q1", "题干 q1", "changed", "旧题", "1"),
        ("page", "a.md", "甲页", "current", "错别字", "2"),
        ("item", "bank/x", "", "gone", "没有了", "2"),
    ]
    assert rep.notes[0].at == "2026-03-01T09:00:00.000+08:00"
    assert said(rep) == []


def test_a_note_on_a_page_of_another_text(three):
    three[0].add("commented", {"page": {"path": "a.md", "revision": "1"}, "text": "错"})
    page = Page("a.md", "甲页", revision="2")
    found = report_on(*three, site=a_site(pages={"a.md": page}))
    assert [note.state for note in found.notes] == ["changed"]


def test_a_note_on_a_case(three):
    three[0].add("commented", {"item": {"id": "bank/case"}, "text": "错"})
    assert [(n.title, n.state) for n in report_on(*three).notes] == [("病例", "current")]


# ---------------------------------------------------------------- sessions


@pytest.mark.parametrize(
    ("held", "hours", "shown"),
    [
        ("2026-02-10", 2, ("2026-02-10", 2.0)),
        ("2026-02-10", None, ("2026-02-10", None)),
        ("", 1.5, ("2026-03-01", 1.5)),
        ("2026-12-01", 1, ("2026-03-01", 1.0)),
        ("2026-02-31", 1, ("2026-03-01", 1.0)),
        ("2026-03-01", 1, ("2026-03-01", 1.0)),
    ],
)
def test_a_session_has_the_day_on_which_it_counts(three, held, hours, shown):
    about = {"session": {"name": "讲座 甲/乙"}, "evidence": "签到表"}
    three[0].add("attended", {**about, "held": held, "hours": hours})
    (found,) = report_on(*three).learners[0].sessions
    assert (found.session, found.held, found.hours) == ("讲座 甲/乙", *shown)
    assert found.evidence == "签到表"
