"""How far a learner is in every course that concerns them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coursemark.model import Course, Json, Site
from coursemark.progress import progress_of, rules_of
from coursemark.report.learners import Outcome
from coursemark.report.people import Learner
from coursemark.report.words import AssessmentResult, CourseResult, StepResult


def rules_of_site(site: Site) -> dict[str, Json]:
    """Every course by id, as `progress_of` reads it."""
    return {course.id: rules_of(course, site) for course in site.courses.values()}


def courses_of(
    site: Site, rules: Mapping[str, Json], learner: Learner, outcome: Outcome | None, now: str
) -> tuple[CourseResult, ...]:
    """Every course required of the role and department, and any other the learner has begun."""
    events = outcome.events if outcome else ()
    results = {r.assessment: r for r in outcome.assessments} if outcome else {}
    start = learner.start.isoformat() if learner.start else None
    progress = progress_of(list(rules.values()), events, now, start)
    today = date.fromisoformat(now[:10])
    found: list[CourseResult] = []
    for course in site.courses.values():
        state = progress[course.id]
        required = course.required_of(learner.role, learner.department)
        if not required and not _begun(state, rules[course.id], events, now):
            continue
        found.append(_course_result(course, state, results, required, today))
    return tuple(sorted(found, key=lambda result: (not result.required, result.course)))


def _begun(state: Json, rules: Json, events: Sequence[Json], now: str) -> bool:
    """A term that has passed makes nobody a learner of a course that is not required."""
    if state["status"] == "overdue":
        steps = [{**step, "due": None} for step in rules["steps"]]
        undated = {**rules, "due": None, "steps": steps}
        state = progress_of([undated], events, now, None)[rules["id"]]
    return bool(state["status"] != "not-started")


def _course_result(
    course: Course,
    state: Json,
    results: dict[str, AssessmentResult],
    required: bool,
    today: date,
) -> CourseResult:
    tests = [step.target for step in course.steps if step.kind == "pass" and not step.optional]
    taken = [results[test] for test in dict.fromkeys(tests) if test in results]
    score = state["score"]
    if score is None:
        score = max((r.score for r in taken if r.score is not None), default=None)
    needed = [
        done["done"]
        for step, done in zip(course.steps, state["steps"], strict=True)
        if not step.optional
    ]
    late = state["status"] == "overdue" and state["due"] is not None
    return CourseResult(
        course=course.id,
        title=course.title,
        required=required,
        status=state["status"],
        score=score,
        passed=all(t in results and results[t].passed is True for t in tests) if tests else None,
        completed_at=state["completed_at"],
        valid_until=state["valid_until"],
        attempts=sum(r.attempts for r in taken),
        steps_done=sum(needed),
        steps=len(needed),
        type=course.type,
        hours=_hours(course.hours),
        due=state["due"],
        days_overdue=(today - date.fromisoformat(state["due"])).days if late else None,
        renew_from=state["renew_from"],
        waits_for=tuple(state["waits_for"]),
        completions=tuple(state["completions"]),
        detail=_steps(course, state["steps"]),
    )


def _steps(course: Course, states: Sequence[Json]) -> tuple[StepResult, ...]:
    return tuple(
        StepResult(
            kind=step.kind,
            target=step.path or step.target,
            optional=step.optional,
            done=state["done"],
            at=state["at"],
            due=state["due"],
            have=state["have"],
            need=state["need"],
        )
        for step, state in zip(course.steps, states, strict=True)
    )


def _hours(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
