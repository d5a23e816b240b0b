"""What a learner did towards their courses, as far as the report can vouch for it.

The events that `progress_of` reads. Passes and right answers are graded again; the rest counts
under the rules of the browser, which stand in `statements`.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursemark.model import Json
from coursemark.report.merge import Logged
from coursemark.report.regrade import GradedAttempt, Regrader
from coursemark.statements import event_of, is_practice

PLAIN = frozenset({"read", "accept", "survey", "attend"})
"""The kinds of statements that `plain_events` makes events of."""


def plain_events(log: Sequence[Logged]) -> list[Json]:
    """Pages read and accepted, surveys sent, sessions attended."""
    found: list[Json] = []
    for one in log:
        event = event_of(one.entry)
        if event is not None:
            if event["at"] is one.entry.timestamp:
                event["moment"] = one.moment
            found.append(event)
    return found


def attempt_event(assessment: str, graded: GradedAttempt, *, chosen: bool) -> Json:
    """A pass, if it counts, on the day it was submitted, with the score graded here; or a try."""
    end = graded.attempt.end
    event: Json = {
        "kind": "attempt",
        "target": assessment,
        "at": end.entry.timestamp if end else "",
        "moment": end.moment if end else None,
    }
    if chosen and graded.success:
        event |= {"kind": "pass", "score": (graded.scaled or 0) / 10_000}
    return event


def practice_events(answers: Sequence[Logged], regrader: Regrader) -> list[Json]:
    """Right answers in pages, and in attempts of assessments that are practice."""
    return [
        {
            "kind": "practise",
            "target": one.entry.target,
            "at": one.entry.timestamp,
            "moment": one.moment,
        }
        for one in answers
        if is_practice(one.entry, regrader.modes) and regrader.right(one.entry)
    ]
