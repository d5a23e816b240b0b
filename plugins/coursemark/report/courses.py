"""How far a learner is in every course that concerns them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from coursemark.days import day_at, instant, iso_day, parse_day
from coursemark.model import Course, Json, Site
from coursemark.progress import Plans, Progress, Standing, StepState, rules_of
from coursemark.report.learners import Outcome
from coursemark.report.people import Learner
from coursemark.report.words import AssessmentResult, CourseResult, StepResult


def rules_of_site(site: Site) -> dict[str, Json]:
    """Every course by id, as `progress_of` reads it."""
    return {course.id: rules_of(course, site) for course in site.courses.values()}


def plans_of_site(site: Site) -> Plans:
    """Every course, as `courses_of` asks for them."""
    return Plans(rules_of_site(site).values())


def courses_of(
    site: Site, plans: Plans, learner: Learner, outcome: Outcome | None, now: str
) -> tuple[CourseResult, ...]:
    """Every course required of the role and department, and any other the learner has begun."""
    present = instant(now)
    if present is None:
        raise ValueError(f"not a timestamp: {now!r}")
    events = outcome.events if outcome else ()
    results = {r.assessment: r for r in outcome.assessments} if outcome else {}
    start = parse_day(learner.start.isoformat()) if learner.start else None
    progress, today = Progress(plans, events, present, start), day_at(present)
    found: list[CourseResult] = []
    for course in site.courses.values():
        required = course.required_of(learner.role, learner.department)
        # A term that has passed makes nobody a learner of a course that is not required.
        if required or progress.begun(course.id):
            found.append(_result(course, progress.of(course.id), results, required, today))
    return tuple(sorted(found, key=lambda result: (not result.required, result.course)))


def _result(
    course: Course,
    standing: Standing,
    results: dict[str, AssessmentResult],
    required: bool,
    today: int,
) -> CourseResult:
    tests = [step.target for step in course.steps if step.kind == "pass" and not step.optional]
    taken = [results[test] for test in dict.fromkeys(tests) if test in results]
    score = standing.score
    if score is None:
        score = max((r.score for r in taken if r.score is not None), default=None)
    needed = [
        state.done is not None
        for step, state in zip(course.steps, standing.steps, strict=True)
        if not step.optional
    ]
    due, completions = standing.due, tuple([one.at for one in standing.completions])
    late = None if due is None or standing.status != "overdue" else today - due
    return CourseResult(
        course=course.id,
        title=course.title,
        required=required,
        status=standing.status,
        score=score,
        passed=all(t in results and results[t].passed is True for t in tests) if tests else None,
        completed_at=completions[-1] if completions else None,
        valid_until=_iso(standing.valid_until),
        attempts=sum(r.attempts for r in taken),
        steps_done=sum(needed),
        steps=len(needed),
        type=course.type,
        hours=_hours(course.hours),
        due=_iso(due),
        days_overdue=late,
        renew_from=_iso(standing.renew_from),
        waits_for=tuple(standing.waits_for),
        completions=completions,
        detail=_steps(course, standing.steps, standing.terms),
    )


def _steps(
    course: Course, states: Sequence[StepState], terms: Sequence[int | None]
) -> tuple[StepResult, ...]:
    return tuple(
        [
            StepResult(
                step.kind,
                step.path or step.target,
                step.optional,
                state.done is not None,
                state.done.at if state.done else None,
                _iso(term),
                state.have,
                state.need,
            )
            for step, state, term in zip(course.steps, states, terms, strict=True)
        ]
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


@lru_cache(256)
def _hours(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
