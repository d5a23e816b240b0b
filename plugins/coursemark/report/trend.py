"""Days and campaigns side by side, and what was gained between a test before and one after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.days import day_of, instant
from coursemark.model.registers import Campaign
from coursemark.report.figures import counted
from coursemark.report.people import Learner
from coursemark.report.whole import Report
from coursemark.report.words import NO_DEPARTMENT, AttemptResult, GroupResult, LearnerResult

EVERYBODY = "全部"


@dataclass(frozen=True)
class DayState:
    """The departments at the end of a day, everybody first."""

    day: date
    groups: tuple[GroupResult, ...]


@dataclass(frozen=True)
class CampaignResult:
    """What was done from a campaign's first to its last day, inclusive."""

    campaign: Campaign
    people: int
    """Of its roles."""
    sat: int
    """Of them, those who submitted its assessment in time."""
    passed: int
    score: int | None
    """Mean of the best scores in time, hundredths of a percent."""
    completed: int
    """Of the people, those who completed its course in time."""


@dataclass(frozen=True)
class Gain:
    """One learner: the first attempt at the test before, the last at the one after it."""

    learner: Learner
    before: int
    """Hundredths of a percent."""
    after: int


@dataclass(frozen=True)
class GainSummary:
    """Of a department, over those who sat both."""

    department: str
    n: int
    before: float
    """Means, 0 to 1."""
    after: float
    sd: float | None
    """Of the gains, with n - 1; None for one learner."""
    raised: int
    """How many gained."""

    @property
    def gain(self) -> float:
        return self.after - self.before

    @property
    def normalized(self) -> float | None:
        """Share of what could still be gained: (after - before) / (1 - before), of the means.

        R. R. Hake, "Interactive-engagement versus traditional methods", American Journal of
        Physics 66 (1998) 64-74. None where nothing was left to gain.
        """
        return self.gain / (1 - self.before) if self.before < 1 else None


def day_state(report: Report) -> DayState:
    groups = report.departments
    scores = [
        course.score
        for learner in counted(report)
        for course in learner.required
        if course.score is not None
    ]
    everybody = GroupResult(
        name=EVERYBODY,
        learners=sum(one.learners for one in groups),
        finished=sum(one.finished for one in groups),
        required=sum(one.required for one in groups),
        completed=sum(one.completed for one in groups),
        score=(2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None,
        overdue=sum(one.overdue for one in groups),
        absent=sum(one.absent for one in groups),
    )
    return DayState(report.as_of, (everybody, *groups))


def campaign_results(report: Report, campaigns: Iterable[Campaign]) -> tuple[CampaignResult, ...]:
    """Those that have begun, in the order of their first days."""
    begun = [one for one in campaigns if one.starts <= report.as_of]
    return tuple(_campaign(report, one) for one in sorted(begun, key=lambda c: (c.starts, c.id)))


def _campaign(report: Report, campaign: Campaign) -> CampaignResult:
    people = [
        learner
        for learner in counted(report)
        if not campaign.roles or "全员" in campaign.roles or learner.role in campaign.roles
    ]
    sat = passed = completed = 0
    scores: list[int] = []
    for learner in people:
        attempts = [
            each
            for each in _counting(learner, campaign.assessment)
            if _within(each.submitted_at, campaign)
        ]
        sat += bool(attempts)
        passed += any(each.passed for each in attempts)
        best = max((each.score for each in attempts if each.score is not None), default=None)
        scores += [] if best is None else [best]
        completed += any(
            _within(at, campaign)
            for course in learner.courses
            if course.course == campaign.course
            for at in course.completions
        )
    mean = (2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None
    return CampaignResult(campaign, len(people), sat, passed, mean, completed)


def gains_of(report: Report, before: str, after: str) -> tuple[Gain, ...]:
    """Everybody who sat the test after later than the one before; both may be one assessment."""
    found = []
    for learner in counted(report):
        first = next((a for a in _counting(learner, before) if a.score is not None), None)
        later = [
            each
            for each in _counting(learner, after)
            if first and each.score is not None and _moment(each) > _moment(first)
        ]
        if first and first.score is not None and later and later[-1].score is not None:
            # Of many learners no more is kept than is shown.
            who = (learner.id, learner.name, learner.department, learner.role, learner.on_roster)
            found.append(Gain(Learner(*who), first.score, later[-1].score))
    return tuple(found)


def gain_summaries(gains: Sequence[Gain]) -> tuple[GainSummary, ...]:
    """Everybody first, then departments by name."""
    groups: dict[str, list[Gain]] = {}
    for gain in gains:
        groups.setdefault(gain.learner.department or NO_DEPARTMENT, []).append(gain)
    named = [(EVERYBODY, list(gains)), *sorted(groups.items())]
    return tuple(_summary(name, those) for name, those in named if those)


def _summary(name: str, gains: Sequence[Gain]) -> GainSummary:
    n = len(gains)
    before, after = sum(g.before for g in gains) / n, sum(g.after for g in gains) / n
    squares = sum((g.after - g.before - (after - before)) ** 2 for g in gains)
    return GainSummary(
        department=name,
        n=n,
        before=before / 10_000,
        after=after / 10_000,
        sd=math.sqrt(squares / (n - 1)) / 10_000 if n > 1 else None,
        raised=sum(g.after > g.before for g in gains),
    )


def _counting(learner: LearnerResult, assessment: str) -> list[AttemptResult]:
    """Attempts that count, in their order."""
    found = [a for a in learner.attempts if a.assessment == assessment and a.counts != "no"]
    return sorted(found, key=_moment)


def _moment(attempt: AttemptResult) -> int:
    return instant(attempt.submitted_at) or 0


def _within(at: str | None, campaign: Campaign) -> bool:
    """By calendar days of UTC+08:00."""
    moment = instant(at)
    return moment is not None and campaign.starts <= day_of(moment) <= campaign.deadline
