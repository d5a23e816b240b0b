"""Course progress: the shared cases, and that the order of a log never shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.progress import progress_of

SPEC = Path(__file__).parent.parent / "spec" / "progress"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in sorted(SPEC.glob("*.json"))
    for case in json.loads(file.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_shared_case(case):
    result = progress_of(case["courses"], case["events"], case["now"], case["start"])
    assert result == case["progress"]


def test_the_cases_are_many_and_named_once():
    names = [case.id for case in CASES]
    assert len(set(names)) == len(names) >= 150


@given(st.data())
def test_the_order_of_events_and_courses_changes_nothing(data):
    case = data.draw(st.sampled_from(CASES)).values[0]
    events = data.draw(st.permutations(case["events"]))
    courses = data.draw(st.permutations(case["courses"]))
    assert progress_of(courses, events, case["now"], case["start"]) == case["progress"]


def test_now_must_be_a_timestamp():
    with pytest.raises(ValueError, match="not a timestamp: '2026'"):
        progress_of([], [], "2026", None)
