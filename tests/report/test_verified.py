"""Of an honest record the report counts exactly what the learner's browser counted."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from random import Random

import pytest
from record_builder import SITE_ID, Learner, a_site
from report_builder import DAY, file_of

from coursemark.model import Assessment, Course, Draw, Page, Step
from coursemark.progress import progress_of, rules_of
from coursemark.report.compose import evidence
from coursemark.statements import events

NOW = f"{DAY.isoformat()}T23:59:59.999+08:00"


def a_rich_site(grading):
    base = a_site()
    items = tuple(
        dataclasses.replace(item, topics=("目录",) if n % 2 else ())
        for n, item in enumerate(base.banks["bank"].items)
    )
    draw = (Draw(item="bank/q0"), Draw(banks=("bank",), type="single", count=2))
    tests = {
        "exam": Assessment("exam", "考", draw, mode="exam", pass_mark="60", grading=grading),
        "drill": Assessment("drill", "练", draw, mode="practice", pass_mark="30", grading=grading),
    }
    steps = (
        Step("read", "a.md"),
        Step("accept", "b.md"),
        Step("pass", "exam"),
        Step("practise", "目录", count=2),
        Step("survey", "after", optional=True),
    )
    second = (Step("attend", "讲座"), Step("pass", "drill"))
    courses = (
        Course("one", "一", "one.md", steps, valid_for="60 days", due="30 days after start"),
        Course("two", "二", "two.md", second, requires=("one",), valid_for="3 months",
               renewal="20 days"),
    )  # fmt: skip
    pages = [Page("a.md", "甲"), Page("b.md", "乙", version="2026年版")]
    pages += [Page(course.page, course.title, course=course) for course in courses]
    return dataclasses.replace(
        base,
        banks={"bank": dataclasses.replace(base.banks["bank"], items=items)},
        assessments=tests,
        pages={page.path: page for page in pages},
    )


def a_history(site, random):
    """A learner of many months who does things in any order, some of them badly."""
    learner = Learner(site=site, start="2026-01-05T08:00:00", seed=random.random())
    for _ in range(random.randint(1, 25)):
        learner.now += timedelta(hours=random.randint(1, 24 * 30))
        what = random.randrange(6)
        if what == 0:
            page = {"path": "a.md", "name": "甲"}
            seconds, minimum = random.choice([(5, 60), (60, 60), (90, None), (None, 60)])
            learner.add("experienced", {"page": page, "seconds": seconds, "minimum": minimum})
        elif what == 1:
            version = random.choice(["2026年版", "2025年版", ""])
            learner.add("accepted", {"page": {"path": "b.md", "version": version}, "seconds": 3})
        elif what == 2:
            learner.practise(f"bank/q{random.randrange(10)}", random.choice("AB"))
        elif what == 3:
            learner.add("surveyed", {"survey": {"id": "after"}})
        elif what == 4:
            held = random.choice(["", "2026-02-01", "2026-12-31", "x"])
            learner.add("attended", {"session": {"name": "讲座"}, "held": held, "hours": 1})
        else:
            answers = {
                f"bank/q{n}": random.choice("AABBB") for n in (0, *random.sample(range(1, 10), 2))
            }
            test = random.choice(["exam", "drill"])
            learner.attempt(answers, assessment=test, submit=random.random() < 0.9)
    return learner


def in_order(found):
    return sorted(found, key=lambda event: (event["at"], event["kind"], event["target"]))


@pytest.mark.parametrize("grading", ["best", "first", "last"])
def test_the_report_counts_what_the_browser_counts(grading):
    site = a_rich_site(grading)
    rules = [rules_of(course, site) for course in site.courses.values()]
    known = {a.id: {"grading": a.grading, "mode": a.mode} for a in site.assessments.values()}
    completed = 0
    for seed in range(150):
        learner = a_history(site, Random(seed))
        claimed = events([s for s in learner.log if s["timestamp"] <= NOW], SITE_ID, known)
        start = "2026-01-05"
        header = {"id": learner.id, "name": learner.name, "role": "护士", "start": start}
        found = evidence(site, [file_of(learner, learner=header)], None, DAY)
        outcome = found.outcomes.get(learner.id)
        # The moment only saves reading the time again.
        verified = [
            {name: each[name] for name in each if name != "moment"}
            for each in (outcome.events if outcome else ())
        ]
        assert in_order(verified) == in_order(claimed), seed
        progress = progress_of(rules, claimed, NOW, start)
        for course in found.report.learners[0].courses:
            own = progress[course.course]
            assert (course.status, course.completed_at) == (own["status"], own["completed_at"])
            completed += bool(course.completions)
    assert completed > 10
