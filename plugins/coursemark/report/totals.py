"""What all learners come to, counted once: a report is not gone through for every figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from coursemark.report.words import LearnerResult


@dataclass
class Tally:
    """A course or an assessment, over those whom it concerns."""

    title: str
    n: int = 0
    done: int = 0
    """Completed, or passed."""
    graded: int = 0
    """Of an assessment: those who passed or failed."""
    scores: int = 0
    """Sum, hundredths of a percent."""
    scored: int = 0

    def add(self, *, done: bool, score: int | None, graded: bool = True) -> None:
        self.n += 1
        self.done += done
        self.graded += graded
        if score is not None:
            self.scores += score
            self.scored += 1

    def join(self, other: Tally) -> None:
        self.n += other.n
        self.done += other.done
        self.graded += other.graded
        self.scores += other.scores
        self.scored += other.scored

    @property
    def mean(self) -> float | None:
        """0 to 1."""
        return self.scores / self.scored / 10_000 if self.scored else None


@dataclass
class Totals:
    """Of those on the roster, or of everybody without one; parts of the learners can be joined."""

    waiting: int = 0
    """Submitted attempts that somebody has to grade, of strangers too."""
    statuses: Counter[str] = field(default_factory=Counter)
    """Of the required courses."""
    courses: dict[str, Tally] = field(default_factory=dict)
    """Required ones."""
    assessments: dict[str, Tally] = field(default_factory=dict)

    def add(self, learner: LearnerResult) -> None:
        self.waiting += sum(bool(each.pending) for each in learner.attempts)
        if learner.on_roster is False:
            return
        for course in learner.required:
            self.statuses[course.status] += 1
            tally = self.courses.setdefault(course.course, Tally(course.title))
            tally.add(done=course.status == "completed", score=course.score)
        for each in learner.assessments:
            tally = self.assessments.setdefault(each.assessment, Tally(each.title))
            tally.add(done=each.passed is True, score=each.score, graded=each.passed is not None)

    def join(self, other: Totals) -> None:
        self.waiting += other.waiting
        self.statuses.update(other.statuses)
        for mine, theirs in (
            (self.courses, other.courses),
            (self.assessments, other.assessments),
        ):
            for name, tally in theirs.items():
                mine.setdefault(name, Tally(tally.title)).join(tally)
