"""Completion by department and by role."""

from __future__ import annotations

from dataclasses import dataclass, fields

from coursemark.report.words import GroupResult, LearnerResult


@dataclass
class _Tally:
    learners: int = 0
    finished: int = 0
    required: int = 0
    completed: int = 0
    overdue: int = 0
    absent: int = 0
    scores: int = 0
    """Sum, hundredths of a percent."""
    scored: int = 0

    def add(self, learner: LearnerResult) -> None:
        required = learner.required
        completed = sum(course.status == "completed" for course in required)
        scores = [course.score for course in required if course.score is not None]
        self.learners += 1
        self.finished += bool(required) and completed == len(required)
        self.required += len(required)
        self.completed += completed
        self.overdue += sum(course.status == "overdue" for course in required)
        self.absent += not learner.files
        self.scores += sum(scores)
        self.scored += len(scores)

    def join(self, other: _Tally) -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def result(self, name: str) -> GroupResult:
        return GroupResult(
            name=name,
            learners=self.learners,
            finished=self.finished,
            required=self.required,
            completed=self.completed,
            score=(2 * self.scores + self.scored) // (2 * self.scored) if self.scored else None,
            overdue=self.overdue,
            absent=self.absent,
        )


class GroupTallies:
    """Adds up departments or roles, one learner after the other; two of these can be joined."""

    def __init__(self) -> None:
        self._groups: dict[str, _Tally] = {}

    def add(self, name: str, learner: LearnerResult) -> None:
        """People who are not on the roster are not counted."""
        if learner.on_roster is not False:
            self._groups.setdefault(name, _Tally()).add(learner)

    def join(self, other: GroupTallies) -> None:
        for name, tally in other._groups.items():
            self._groups.setdefault(name, _Tally()).join(tally)

    def results(self) -> tuple[GroupResult, ...]:
        """In the order of their names."""
        return tuple(self._groups[name].result(name) for name in sorted(self._groups))
