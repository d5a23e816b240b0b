"""Courses made ready for many logs: what any of them asks for."""

from __future__ import annotations

from coursemark.days import parse_day
from coursemark.progress import Plans, Progress

PLANS = Plans(
    [
        {
            "id": "c",
            "steps": [
                {"kind": "read", "target": "a.md"},
                {"kind": "pass", "target": "t"},
                {"kind": "practise", "target": "目录", "count": 2, "items": ["b/1", "b/2"]},
            ],
            "requires": ["d", "gone", "d"],
        },
        {"id": "d", "steps": [{"kind": "accept", "target": "b.md", "version": "2026年版"}]},
    ]
)


def test_what_is_asked_for():
    asked = {("read", "a.md"), ("pass", "t"), ("attempt", "t"), ("accept", "b.md")}
    assert (PLANS.asked, PLANS.practised) == (asked, {"b/1", "b/2"})


def test_only_courses_of_the_site_are_required():
    assert PLANS.by_id["c"].requires == ("d",)


def begun(kind: str, target: str) -> list[str]:
    """The courses that one event begins."""
    event = {"kind": kind, "target": target, "at": "2026-03-01T09:00:00+08:00"}
    progress = Progress(PLANS, [event], 1_800_000_000_000, parse_day("2026-01-01"))
    return [name for name in PLANS.by_id if progress.begun(name)]


def test_a_test_sat_in_vain_begins_a_course():
    assert (begun("attempt", "t"), begun("attempt", "u")) == (["c"], [])


def test_what_no_course_asks_for_begins_none():
    assert begun("read", "a.md") == ["c"]
    assert begun("accept", "a.md") == begun("read", "b.md") == begun("practise", "b/3") == []
    assert begun("practise", "b/2") == ["c"]
