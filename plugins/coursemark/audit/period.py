"""A period of days, and what of the records falls into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from coursemark.days import day_of, instant
from coursemark.model import Site
from coursemark.report.attempts import Attempt, attempts_of
from coursemark.report.compose import Evidence
from coursemark.report.merge import Log
from coursemark.report.replies import Replies
from coursemark.report.totals import Totals
from coursemark.report.whole import Report
from coursemark.report.words import AttemptResult, LearnerResult, SessionResult


@dataclass(frozen=True)
class Period:
    """Days at UTC+08:00, both included."""

    start: date
    end: date

    def has_day(self, day: date) -> bool:
        return self.start <= day <= self.end

    def has(self, moment: int | None) -> bool:
        return moment is not None and self.has_day(day_of(moment))

    def has_time(self, timestamp: str | None) -> bool:
        return self.has(instant(timestamp))

    def __str__(self) -> str:
        return f"{self.start.isoformat()} 至 {self.end.isoformat()}"


def report_of(site: Site, evidence: Evidence, period: Period) -> Report:
    """The report of the period's end, with attempts, sessions, replies and notes of the period."""
    logs = {id_: _within(log, period) for id_, log in evidence.logs.items()}
    learners = tuple(_learner(each, period) for each in evidence.report.learners)
    replies, totals = Replies(), Totals()
    for learner in learners:
        totals.add(learner)
    for id_, log in logs.items():
        replies.add(site, id_, log.ordered())
    return replace(
        evidence.report,
        learners=learners,
        questions=replies.questions(site),
        notes=replies.all_notes(),
        totals=totals,
    )


def attempts_within(evidence: Evidence, period: Period) -> Mapping[str, list[Attempt]]:
    """By learner, the attempts that began or ended in the period."""
    found = {}
    for id_, log in evidence.logs.items():
        own = attempts_of(log.ordered())
        found[id_] = [a for a in own if period.has(a.started) or period.has(a.ended)]
    return found


def _within(log: Log, period: Period) -> Log:
    kept = {key: one for key, one in log.statements.items() if period.has(one.moment)}
    return replace(log, statements=kept)


def _learner(learner: LearnerResult, period: Period) -> LearnerResult:
    return msgspec.structs.replace(
        learner,
        attempts=tuple(each for each in learner.attempts if _sat(each, period)),
        sessions=tuple(each for each in learner.sessions if _held(each, period)),
    )


def _sat(attempt: AttemptResult, period: Period) -> bool:
    return period.has_time(attempt.started) or period.has_time(attempt.submitted_at)


def _held(session: SessionResult, period: Period) -> bool:
    try:
        return period.has_day(date.fromisoformat(session.held))
    except ValueError:
        return False
