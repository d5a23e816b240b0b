"""One learner's results: attempts that count, assessments, courses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursemark.model import Assessment, Json, Site
from coursemark.progress import course_progress, rules_of
from coursemark.records import Anomaly
from coursemark.report.attempts import attempts_of
from coursemark.report.merge import Logged
from coursemark.report.regrade import GradedAnswer, GradedAttempt, Regrader
from coursemark.report.words import AssessmentResult, CourseResult

_LISTED = 10


@dataclass(frozen=True)
class Outcome:
    """What a learner's log comes to."""

    assessments: tuple[AssessmentResult, ...]
    events: tuple[Json, ...]
    """Verified, for `course_progress`."""
    attempts: tuple[GradedAttempt, ...]
    """Those that count."""
    practice: tuple[GradedAnswer, ...]
    """First responses in pages."""
    problems: tuple[Anomaly, ...]


def outcome_of(learner: str, log: Sequence[Logged], site: Site, regrader: Regrader) -> Outcome:
    """The log of one learner, oldest first, verified against the bank."""
    faults = _Faults(learner)
    counting: dict[str, list[GradedAttempt]] = {}
    unknown: dict[str, Logged] = {}
    for attempt in attempts_of(log):
        assessment = site.assessments.get(attempt.assessment)
        if assessment is None:
            unknown.setdefault(attempt.assessment, attempt.anchor)
            continue
        if not attempt.submitted:
            continue
        graded = regrader.attempt(attempt, assessment, faults)
        counted = counting.setdefault(assessment.id, [])
        if assessment.attempts is not None and len(counted) >= assessment.attempts:
            text = f"测评 {assessment.id} 限作答 {assessment.attempts} 次，这一次超出，没有计入"
            faults(attempt.anchor, "attempt-limit", text)
        else:
            counted.append(graded)
    for name, where in unknown.items():
        faults(where, "unknown-assessment", f"没有测评 {name}，它的作答没有计入")
    results: list[AssessmentResult] = []
    events = _page_events(log)
    for name, attempts in counting.items():
        assessment = site.assessments[name]
        chosen = _counting(attempts, assessment.grading)
        results.append(_assessment_result(assessment, _best(chosen), len(attempts)))
        events += [_pass_event(name, each) for each in chosen if each.success]
    return Outcome(
        assessments=tuple(sorted(results, key=lambda result: result.assessment)),
        events=tuple(events),
        attempts=tuple(each for attempts in counting.values() for each in attempts),
        practice=_practice(log, regrader, faults),
        problems=faults.found(),
    )


def courses_of(
    site: Site, rules: Mapping[str, Json], role: str, outcome: Outcome | None, now: str
) -> tuple[CourseResult, ...]:
    """Every course required of the role, and any other the learner has begun."""
    events = outcome.events if outcome else ()
    results = {r.assessment: r for r in outcome.assessments} if outcome else {}
    found: list[CourseResult] = []
    for course in site.courses.values():
        progress = course_progress(rules[course.id], events, now)
        required = course.required_of(role)
        if not required and progress["status"] == "not-started":
            continue
        tests = [step.target for step in course.steps if step.kind == "pass"]
        taken = [results[test] for test in tests if test in results]
        score = progress["score"]
        if score is None:
            score = max((r.score for r in taken if r.score is not None), default=None)
        found.append(
            CourseResult(
                course=course.id,
                title=course.title,
                required=required,
                status=progress["status"],
                score=score,
                passed=all(t in results and results[t].passed is True for t in tests)
                if tests
                else None,
                completed_at=progress["completed_at"],
                valid_until=progress["valid_until"],
                attempts=sum(r.attempts for r in taken),
                steps_done=sum(step["done"] for step in progress["steps"]),
                steps=len(progress["steps"]),
            )
        )
    return tuple(sorted(found, key=lambda result: (not result.required, result.course)))


def rules_of_site(site: Site) -> dict[str, Json]:
    return {course.id: rules_of(course, site.pages) for course in site.courses.values()}


def _counting(attempts: Sequence[GradedAttempt], grading: str) -> Sequence[GradedAttempt]:
    return {"first": attempts[:1], "last": attempts[-1:]}.get(grading, attempts)


def _best(attempts: Sequence[GradedAttempt]) -> GradedAttempt:
    """The greatest share of the points; the earliest of equals."""
    return max(attempts, key=lambda a: -1 if a.scaled is None else a.scaled)


def _assessment_result(
    assessment: Assessment, best: GradedAttempt, attempts: int
) -> AssessmentResult:
    end = best.attempt.end
    return AssessmentResult(
        assessment=assessment.id,
        title=assessment.title,
        score=best.scaled,
        raw=best.raw,
        max=best.max,
        passed=best.success,
        attempts=attempts,
        submitted_at=end.entry.timestamp if end and end.moment is not None else None,
    )


def _page_events(log: Sequence[Logged]) -> list[Json]:
    return [
        {"kind": one.entry.kind, "target": one.entry.target, "at": one.entry.timestamp}
        for one in log
        if one.entry.kind in ("read", "accept")
    ]


def _pass_event(assessment: str, graded: GradedAttempt) -> Json:
    end = graded.attempt.end
    at = end.entry.timestamp if end else ""
    return {"kind": "pass", "target": assessment, "at": at, "score": (graded.scaled or 0) / 10_000}


def _practice(
    log: Sequence[Logged], regrader: Regrader, faults: _Faults
) -> tuple[GradedAnswer, ...]:
    """Answers outside of any attempt: all are checked, the first to each revision is kept."""
    first: dict[tuple[str, str], GradedAnswer] = {}
    for one in log:
        entry = one.entry
        if entry.kind != "answered" or entry.registration or entry.assessment:
            continue
        graded = regrader.answer(one, faults)
        if graded is not None and graded.raw is not None:
            revision = entry.revision or regrader.revision(entry.target)
            answer = GradedAnswer(entry.target, revision, graded, entry.response)
            first.setdefault((entry.target, revision), answer)
    return tuple(first.values())


class _Faults:
    """Collects a learner's problems; edited questions come to one a file."""

    def __init__(self, learner: str) -> None:
        self._learner = learner
        self._found: dict[Anomaly, None] = {}
        self._outdated: dict[str, tuple[int, dict[str, None]]] = {}

    def __call__(self, where: Logged, kind: str, text: str) -> None:
        if kind == "outdated-item":
            _, items = self._outdated.setdefault(where.file, (where.line, {}))
            items[text] = None
        else:
            self._found[Anomaly(where.file, where.line, kind, text, self._learner)] = None

    def found(self) -> tuple[Anomaly, ...]:
        outdated = [
            Anomaly(
                file,
                line,
                "outdated-item",
                f"{len(items)} 道题在作答后改过，已按现在的题目重新判分：{_listed(list(items))}",
                self._learner,
            )
            for file, (line, items) in self._outdated.items()
        ]
        return (*self._found, *outdated)


def _listed(items: list[str]) -> str:
    more = "等" if len(items) > _LISTED else ""
    return "、".join(items[:_LISTED]) + more
