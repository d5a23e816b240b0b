"""The attempts of one learner at one assessment: each graded, and which of them count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coursemark.codes import receipt
from coursemark.grading import gradable
from coursemark.model import Assessment, Site
from coursemark.report.attempts import Attempt
from coursemark.report.faults import Faults
from coursemark.report.regrade import GradedAttempt, Regrader
from coursemark.report.times import check_cooling, facts_of
from coursemark.report.words import AttemptResult, PendingAnswer

_NO_KEY = "答案不公布，这里没有答案"
_BY_HAND = "要由人评阅"


@dataclass(frozen=True)
class Sitting:
    """One attempt and what became of it."""

    attempt: Attempt
    graded: GradedAttempt | None
    """None when it was not submitted, or the site has no such assessment."""
    reason: str = ""
    """Why it does not count, in Chinese; empty when it does."""


def sit(
    attempts: Sequence[Attempt], assessment: Assessment, regrader: Regrader, faults: Faults
) -> list[Sitting]:
    """All of them in the order of their beginnings, graded by the bank of today."""
    found: list[Sitting] = []
    before: Attempt | None = None
    limit = assessment.attempts
    for attempt in attempts:
        if not attempt.submitted:
            found.append(Sitting(attempt, None, "没有交卷"))
            continue
        graded = regrader.attempt(attempt, assessment, faults)
        check_cooling(attempt, before, assessment, faults)
        before = attempt
        reason = ""
        if limit is not None and sum(not each.reason for each in found) >= limit:
            text = f"测评 {assessment.id} 限作答 {limit} 次，这一次超出，没有计入"
            faults(attempt.anchor, "attempt-limit", text)
            reason = f"超过 {limit} 次"
        found.append(Sitting(attempt, graded, reason))
    return found


def counting(sittings: Sequence[Sitting], grading: str) -> Sequence[GradedAttempt]:
    """Of those that count, the ones that may make the result."""
    graded = [each.graded for each in sittings if each.graded is not None and not each.reason]
    return {"first": graded[:1], "last": graded[-1:]}.get(grading, graded)


def best_of(attempts: Sequence[GradedAttempt]) -> GradedAttempt | None:
    """The greatest share of the points; the earliest of equals; None of none."""
    if not attempts:
        return None
    return max(attempts, key=lambda a: -1 if a.scaled is None else a.scaled)


def rows_of(
    site: Site,
    learner: str,
    title: str,
    sittings: Sequence[Sitting],
    result: GradedAttempt | None,
) -> list[AttemptResult]:
    """Every attempt as the report shows it; `result` is the one that makes the learner's score."""
    return [_row(site, learner, title, n, each, result) for n, each in enumerate(sittings, 1)]


def _row(
    site: Site,
    learner: str,
    title: str,
    number: int,
    sitting: Sitting,
    result: GradedAttempt | None,
) -> AttemptResult:
    attempt, graded = sitting.attempt, sitting.graded
    begun, end = attempt.begun, attempt.end
    counts = "no" if sitting.reason else "result" if graded is result else "yes"
    return AttemptResult(
        assessment=attempt.assessment,
        title=title,
        number=number,
        registration=attempt.registration,
        started=begun.entry.timestamp if begun and begun.moment is not None else None,
        submitted_at=end.entry.timestamp if end and end.moment is not None else None,
        seconds=attempt.seconds,
        score=graded.scaled if graded else None,
        raw=graded.raw if graded else None,
        max=graded.max if graded else None,
        passed=graded.success if graded else None,
        submitted=attempt.submitted,
        counts=counts,
        reason=sitting.reason,
        receipt=_receipt(site, learner, attempt) if attempt.submitted else "",
        revision=attempt.revision,
        facts=facts_of(attempt),
        pending=_pending(site, graded) if graded and graded.success is None else (),
    )


def _pending(site: Site, graded: GradedAttempt) -> tuple[PendingAnswer, ...]:
    """The items without a key, whether they were answered or left blank."""
    leaves = [(site.leaves[each.item], each) for each in graded.answers]
    return tuple(
        PendingAnswer(
            item=leaf.id,
            stem=leaf.stem,
            response=each.response or "",
            max=each.grade.max,
            reason=_NO_KEY if leaf.withheld else _BY_HAND,
        )
        for leaf, each in leaves
        if not gradable(leaf.definition)
    )


def _receipt(site: Site, learner: str, attempt: Attempt) -> str:
    """As the page showed it after submitting: over the last response to each item."""
    given = [
        (item, one.entry.response)
        for item, one in attempt.answers.items()
        if one.entry.response is not None
    ]
    return receipt(site.config.id, learner, attempt.registration, given)
