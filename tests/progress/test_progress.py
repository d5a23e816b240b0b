"""Course progress: the shared cases, and what Python alone does with a course of the model."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.model import Course, Page, Step
from coursemark.progress import course_progress, day_of, instant, rules_of

SPEC = Path(__file__).parent.parent / "spec" / "progress"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in sorted(SPEC.glob("*.json"))
    for case in json.loads(file.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_shared_case(case):
    assert course_progress(case["course"], case["events"], case["now"]) == case["progress"]


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_an_instant_survives_being_written_in_any_zone(moment):
    whole, ms = divmod(moment, 1000)
    for hours in (-11, 0, 8, 14):
        local = datetime.fromtimestamp(whole, timezone(timedelta(hours=hours)))
        text = local.replace(microsecond=ms * 1000).isoformat(timespec="milliseconds")
        assert instant(text) == moment


@given(st.data())
def test_the_order_of_events_changes_nothing(data):
    case = data.draw(st.sampled_from(CASES)).values[0]
    shuffled = data.draw(st.permutations(case["events"]))
    assert course_progress(case["course"], shuffled, case["now"]) == case["progress"]


def test_days_are_those_of_china():
    assert day_of(instant("2026-11-21T16:00:00Z")) == date(2026, 11, 22)


def test_now_must_be_a_timestamp():
    with pytest.raises(ValueError, match="not a timestamp: '2026'"):
        course_progress({"id": "c", "steps": []}, [], "2026")


def course(*steps, valid_for=""):
    return Course("c", "课程", "c.md", tuple(Step(*s) for s in steps), valid_for=valid_for)


def page(path, retrain_from=None):
    return Page(path, path, retrain_from=retrain_from)


def test_rules_carry_a_page_date_to_its_steps_and_to_the_tests():
    pages = [page("a.md", date(2026, 1, 1)), page("b.md", date(2026, 2, 1)), page("d.md")]
    steps = [("read", "a.md#part"), ("accept", "b.md"), ("read", "d.md")]
    steps += [("pass", "t"), ("survey", "s")]
    rules = rules_of(course(*steps, valid_for="12 months"), {p.path: p for p in pages})
    assert rules == {
        "id": "c",
        "steps": [
            {"kind": "read", "target": "a.md", "retrain_from": "2026-01-01"},
            {"kind": "accept", "target": "b.md", "retrain_from": "2026-02-01"},
            {"kind": "read", "target": "d.md"},
            {"kind": "pass", "target": "t", "retrain_from": "2026-02-01"},
        ],
        "valid_for": {"months": 12},
    }


def test_a_page_outside_the_course_renews_nothing():
    pages = {"x.md": page("x.md", date(2026, 1, 1))}
    assert rules_of(course(("pass", "t")), pages)["steps"] == [{"kind": "pass", "target": "t"}]


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
    assert rules_of(course(valid_for=text), {}).get("valid_for") == span
