"""What one learner's log comes to: assessments, attempts, practice, events for the courses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursemark.model import Assessment, Json, Site
from coursemark.records import Anomaly
from coursemark.report.attempts import Attempt, attempts_of
from coursemark.report.faults import Faults
from coursemark.report.merge import Logged
from coursemark.report.regrade import GradedAnswer, GradedAttempt, Regrader
from coursemark.report.sittings import Sitting, best_of, counting, rows_of, sit
from coursemark.report.verified import PLAIN, attempt_event, plain_events, practice_events
from coursemark.report.words import AssessmentResult, AttemptResult
from coursemark.statements import is_practice


@dataclass(frozen=True)
class Outcome:
    """What a learner's log comes to."""

    assessments: tuple[AssessmentResult, ...]
    events: tuple[Json, ...]
    """Verified, for `progress_of`."""
    attempts: tuple[GradedAttempt, ...]
    """Those that count."""
    practice: tuple[GradedAnswer, ...]
    """First responses in pages."""
    problems: tuple[Anomaly, ...]
    sittings: tuple[AttemptResult, ...] = ()
    """Every attempt, also those that do not count."""


def outcome_of(learner: str, log: Sequence[Logged], site: Site, regrader: Regrader) -> Outcome:
    """The log of one learner, oldest first, verified against the bank."""
    faults = Faults(learner)
    answers = [one for one in log if one.entry.kind == "answered"]
    attempts = attempts_of(log)
    events = plain_events([one for one in log if one.entry.kind in PLAIN])
    results: list[AssessmentResult] = []
    graded: list[GradedAttempt] = []
    rows: list[AttemptResult] = []
    unknown: dict[str, Logged] = {}
    for name, sat in _by_assessment(attempts).items():
        assessment = site.assessments.get(name)
        if assessment is None:
            unknown[name] = sat[0].anchor
            sittings = [Sitting(attempt, None, "站点没有这个测评") for attempt in sat]
            rows += rows_of(site, learner, name, sittings, None)
            continue
        sittings = sit(sat, assessment, regrader, faults)
        chosen = counting(sittings, assessment.grading)
        best = best_of(chosen)
        rows += rows_of(site, learner, assessment.title, sittings, best)
        if best is not None:
            counted = counting(sittings, "best")
            results.append(_result(assessment, best, len(counted), rows))
            graded += counted
            events += [
                attempt_event(name, each, chosen=any(each is one for one in chosen))
                for each in counted
            ]
    for name, where in unknown.items():
        faults(where, "unknown-assessment", f"没有测评 {name}，它的作答没有计入")
    events += practice_events(answers, regrader)
    return Outcome(
        assessments=tuple(sorted(results, key=lambda result: result.assessment)),
        events=tuple(events),
        attempts=tuple(graded),
        practice=_practice(answers, regrader, faults),
        problems=faults.found(),
        sittings=tuple(sorted(rows, key=lambda row: (row.assessment, row.number))),
    )


def _by_assessment(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        found.setdefault(attempt.assessment, []).append(attempt)
    return found


def _result(
    assessment: Assessment, best: GradedAttempt, attempts: int, rows: Sequence[AttemptResult]
) -> AssessmentResult:
    row = next(r for r in rows if r.counts == "result" and r.assessment == assessment.id)
    return AssessmentResult(
        assessment=assessment.id,
        title=assessment.title,
        score=best.scaled,
        raw=best.raw,
        max=best.max,
        passed=best.success,
        attempts=attempts,
        submitted_at=row.submitted_at,
        registration=row.registration,
        revision=row.revision,
        receipt=row.receipt,
        facts=row.facts,
    )


def _practice(
    answers: Sequence[Logged], regrader: Regrader, faults: Faults
) -> tuple[GradedAnswer, ...]:
    """Those outside of any attempt: all are checked, the first to each revision is kept."""
    first: dict[tuple[str, str], GradedAnswer] = {}
    for one in answers:
        entry = one.entry
        if not is_practice(entry, {}):
            continue
        graded = regrader.answer(one, faults)
        if graded is not None and graded.raw is not None:
            revision = entry.revision or regrader.revision(entry.target)
            answer = GradedAnswer(entry.target, revision, graded, entry.response, entry.seconds)
            first.setdefault((entry.target, revision), answer)
    return tuple(first.values())
