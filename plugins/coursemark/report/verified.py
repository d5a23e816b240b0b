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


def plain_events(log: Sequence[Logged]) -> list[Json]:
    """Pages read and accepted, surveys sent, sessions attended."""
    found = (event_of(one.entry) for one in log)
    return [event for event in found if event is not None]


def attempt_event(assessment: str, graded: GradedAttempt, *, chosen: bool) -> Json:
    """A pass, if it counts, on the day it was submitted, with the score graded here; or a try."""
    end = graded.attempt.end
    at = end.entry.timestamp if end else ""
    if not (chosen and graded.success):
        return {"kind": "attempt", "target": assessment, "at": at}
    return {"kind": "pass", "target": assessment, "at": at, "score": (graded.scaled or 0) / 10_000}


def practice_events(log: Sequence[Logged], regrader: Regrader) -> list[Json]:
    """Right answers in pages, and in attempts of assessments that are practice."""
    return [
        {
            "kind": "practise",
            "target": one.entry.target,
            "at": one.entry.timestamp,
            "moment": one.moment,
        }
        for one in log
        if is_practice(one.entry, regrader.modes) and regrader.right(one.entry)
    ]
