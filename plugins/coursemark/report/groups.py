"""Completion by department and by role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coursemark.report.words import GroupResult, LearnerResult


def groups_of(
    learners: Iterable[LearnerResult], name_of: Callable[[LearnerResult], str]
) -> tuple[GroupResult, ...]:
    """In the order of their names; people who are not on the roster are not counted."""
    groups: dict[str, list[LearnerResult]] = {}
    for learner in learners:
        if learner.on_roster is not False:
            groups.setdefault(name_of(learner), []).append(learner)
    return tuple(_group(name, groups[name]) for name in sorted(groups))


def _group(name: str, learners: Sequence[LearnerResult]) -> GroupResult:
    required = [course for learner in learners for course in learner.required]
    scores = [course.score for course in required if course.score is not None]
    return GroupResult(
        name=name,
        learners=len(learners),
        finished=sum(_finished(one) for one in learners),
        required=len(required),
        completed=sum(course.status == "completed" for course in required),
        score=(2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None,
        overdue=sum(course.status == "overdue" for course in required),
        absent=sum(not one.files for one in learners),
    )


def _finished(learner: LearnerResult) -> bool:
    required = learner.required
    return bool(required) and all(course.status == "completed" for course in required)
