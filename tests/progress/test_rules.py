"""The rules of a course, from the model; and how long a page takes at least."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coursemark.model import Assessment, Bank, Course, Draw, Item, Page, Site, SiteConfig, Step
from coursemark.progress import minimum_seconds, rules_of


def course(*steps, **fields):
    steps = tuple(s if isinstance(s, Step) else Step(*s) for s in steps)
    return Course("c", "课程", "c.md", steps, **fields)


def page(path, retrain_from=None, **fields):
    return Page(path, path, retrain_from=retrain_from, **fields)


def site(*pages, items=(), assessments=()):
    banks: dict[str, list[Item]] = {}
    for item in items:
        banks.setdefault(item.bank, []).append(item)
    return Site(
        SiteConfig("https://yibao.example/", "医保学堂"),
        banks={name: Bank(name, name, tuple(of)) for name, of in banks.items()},
        assessments={a.id: a for a in assessments},
        pages={p.path: p for p in pages},
    )


def item(id, *topics, **fields):
    return Item(id, "true-false", "题干", key=True, topics=topics, **fields)


def test_a_page_date_reaches_its_steps_and_the_tests():
    pages = [page("a.md", date(2026, 1, 1)), page("b.md", date(2026, 2, 1)), page("d.md")]
    steps = [("read", "a.md#part"), ("accept", "b.md"), ("read", "d.md")]
    steps += [("pass", "t"), ("survey", "s"), ("attend", "院内讲座")]
    rules = rules_of(course(*steps, valid_for="12 months"), site(*pages))
    assert rules == {
        "id": "c",
        "steps": [
            {"kind": "read", "target": "a.md", "retrain_from": "2026-01-01"},
            {"kind": "accept", "target": "b.md", "retrain_from": "2026-02-01"},
            {"kind": "read", "target": "d.md"},
            {"kind": "pass", "target": "t", "retrain_from": "2026-02-01"},
            {"kind": "survey", "target": "s"},
            {"kind": "attend", "target": "院内讲座"},
        ],
        "valid_for": {"months": 12},
    }


def test_a_page_outside_the_course_renews_nothing():
    rules = rules_of(course(("pass", "t")), site(page("x.md", date(2026, 1, 1))))
    assert rules["steps"] == [{"kind": "pass", "target": "t"}]


def test_the_version_of_a_page_is_asked_for_where_it_is_accepted():
    rules = rules_of(
        course(("accept", "a.md#end"), ("read", "a.md"), ("accept", "b.md")),
        site(page("a.md", version="2026年版"), page("b.md")),
    )
    assert rules["steps"] == [
        {"kind": "accept", "target": "a.md", "version": "2026年版"},
        {"kind": "read", "target": "a.md"},
        {"kind": "accept", "target": "b.md"},
    ]


def test_requirements_terms_and_the_renewal_window():
    steps = [
        Step("read", "a.md", due="2026-02"),
        Step("pass", "t", due="90 days after start"),
        Step("survey", "s", optional=True),
    ]
    rules = rules_of(
        course(
            *steps,
            valid_for="2 years",
            renewal="30 days",
            due="3 months after start",
            requires=("b", "a"),
        ),
        site(),
    )
    assert rules == {
        "id": "c",
        "steps": [
            {"kind": "read", "target": "a.md", "due": {"day": "2026-02-28"}},
            {"kind": "pass", "target": "t", "due": {"days": 90}},
            {"kind": "survey", "target": "s", "optional": True},
        ],
        "valid_for": {"months": 24},
        "renewal": {"days": 30},
        "requires": ["b", "a"],
        "due": {"months": 3},
    }


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90 days", {"days": 90}),
        ("1 month", {"months": 1}),
        ("2 years", {"months": 24}),
        ("", None),
        ("for ever", None),
    ],
)
def test_valid_for(text, span):
    assert rules_of(course(valid_for=text), site()).get("valid_for") == span


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("30 days after start", {"days": 30}),
        ("1 month after start", {"months": 1}),
        ("2026-12-31", {"day": "2026-12-31"}),
        ("2026-12", {"day": "2026-12-31"}),
        ("2026-04", {"day": "2026-04-30"}),
        ("2026-02", {"day": "2026-02-28"}),
        ("2028-02", {"day": "2028-02-29"}),
        ("2026-13", None),
        ("2026-02-29", None),
        ("", None),
        ("soon", None),
    ],
)
def test_due(text, due):
    assert rules_of(course(due=text), site()).get("due") == due


def test_practice_is_of_the_published_leaves_of_a_topic():
    case = item("b/case", "目录", parts=(item("b/case/1"), item("b/case/2", status="draft")))
    items = [
        item("b/1", "目录", "结算"),
        item("b/2", "结算"),
        item("b/3", "目录", status="draft"),
        item("b/4", "目录", status="historical"),
        case,
        item("b/5", "目录"),
        item("b/6", "目录", difficulty=3),
        item("d/1", "目录"),
        replace(item("d/2", "目录"), withheld=True),
    ]
    hidden = Assessment("exam", "考试", (Draw("b/5"), Draw(difficulty=(3,))), key="withheld")
    open_ = Assessment("drill", "练习", (Draw("b/1"),))
    rules = rules_of(
        course(Step("practise", "目录", count=3), Step("practise", "无此专题")),
        site(items=items, assessments=[hidden, open_]),
    )
    assert rules["steps"] == [
        {
            "kind": "practise",
            "target": "目录",
            "count": 3,
            "items": ["b/1", "b/4", "b/case/1", "d/1"],
        },
        {"kind": "practise", "target": "无此专题", "count": 1, "items": []},
    ]


@pytest.mark.parametrize(
    ("length", "speed", "seconds"),
    [
        (0, 900, 10),
        (150, 900, 10),
        (151, 900, 15),
        (900, 900, 60),
        (901, 900, 65),
        (975, 900, 65),
        (976, 900, 70),
        (13_500, 900, 900),
        (13_501, 900, 900),
        (1_000_000, 1, 900),
        (1000, 0, 0),
        (1000, 700, 90),
    ],
)
def test_the_least_time_for_a_page(length, speed, seconds):
    assert minimum_seconds(page("a.md", length=length), speed) == seconds
