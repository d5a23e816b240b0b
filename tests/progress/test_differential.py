"""Browser and report agree on completion: generated histories through both languages.

Every history is made from a seed, so that a failure can be run again. What both get wrong alike
is held against a third way to work it out.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from progress.histories import ASSESSMENTS, SITE, history, journey
from progress.naive import simple, status_of

from coursemark import statements
from coursemark.days import day_at, instant, iso_day
from coursemark.progress import progress_of

SERVER = Path(__file__).parents[1] / "js" / "progress_lines.cjs"
HISTORIES = 5000
STATUSES = {"not-started", "in-progress", "completed", "retrain", "expired", "overdue"}


def node(call: str, requests: list[list[Any]]) -> list[Any]:
    """The shipped scripts' answers, from one Node process."""
    lines = [json.dumps({"call": call, "args": args}) for args in requests]
    done = subprocess.run(
        ["node", str(SERVER)],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(requests)
    return answers


@cache
def histories() -> list[Any]:
    return [history(Random(seed)) for seed in range(HISTORIES)]


@cache
def histories_here() -> list[Any]:
    return [progress_of(*each) for each in histories()]


@cache
def journeys() -> list[Any]:
    return [journey(Random(f"journey {seed}")) for seed in range(HISTORIES)]


@cache
def journeys_here() -> list[Any]:
    found = []
    for courses, log, now, start in journeys():
        built = [
            getattr(statements, build)(statements.Stamp(**stamp), details)
            for build, stamp, details in log
        ]
        events = statements.events(built, SITE, ASSESSMENTS)
        progress = progress_of(courses, events, now, start)
        found.append({"built": built, "events": events, "progress": progress})
    return found


def test_both_languages_agree_on_events() -> None:
    answers = node("progress", [list(each) for each in histories()])
    for seed, (answer, here) in enumerate(zip(answers, histories_here(), strict=True)):
        assert answer == here, f"history {seed}"


@pytest.mark.slow
def test_both_languages_agree_on_whole_journeys() -> None:
    """From what was done to statements, events and status."""
    requests = [
        [log, SITE, ASSESSMENTS, courses, now, start] for courses, log, now, start in journeys()
    ]
    answers = node("journey", requests)
    for seed, (answer, here) in enumerate(zip(answers, journeys_here(), strict=True)):
        assert answer == here, f"journey {seed}"


def test_the_third_way_agrees() -> None:
    """A simpler program of its own, for courses without requirements and changed texts."""
    for seed, (courses, events, now, start) in enumerate(histories()):
        plain = [simple(course) for course in courses]
        progress = progress_of(plain, events, now, start)
        for course in plain:
            found = progress[course["id"]]
            moment = instant(found["completed_at"])
            told = [
                found["status"],
                None if moment is None else iso_day(day_at(moment)),
                found["valid_until"],
                found["due"],
            ]
            assert told == status_of(course, events, now, start), f"history {seed} {course}"


@pytest.mark.parametrize("made", ["histories", "journeys"])
def test_they_lead_everywhere(made: str) -> None:
    by_course = (
        histories_here() if made == "histories" else [j["progress"] for j in journeys_here()]
    )
    results = [result for each in by_course for result in each.values()]
    reached = Counter(result["status"] for result in results)
    assert set(reached) == STATUSES
    assert min(reached.values()) > 100
    for field in ("renewing", "waits_for", "valid_until", "renew_from", "due", "score"):
        assert sum(bool(result[field]) for result in results) > 100, field
    assert sum(len(result["completions"]) > 2 for result in results) > 100
