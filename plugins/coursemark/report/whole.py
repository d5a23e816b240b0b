"""The report as a whole: everything the workbook, the page and the JSON show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from coursemark.records import Anomaly
from coursemark.report.findings import AssessmentStatistics, TopicResult
from coursemark.report.quality import Quality
from coursemark.report.totals import Totals
from coursemark.report.words import (
    GroupResult,
    IdentityQuestion,
    ItemResult,
    LearnerResult,
    Note,
    QuestionResult,
)


@dataclass(frozen=True)
class Report:
    """The state of a site's learners at the end of a day."""

    site: str
    title: str
    as_of: date
    files: int
    statements: int
    """Distinct statements that were merged."""
    has_roster: bool
    learners: Collection[LearnerResult]
    """In the order of the roster, then everybody else by id; may be read from a file each time."""
    items: tuple[ItemResult, ...]
    departments: tuple[GroupResult, ...]
    problems: tuple[Anomaly, ...] = field(default=())
    questions: tuple[QuestionResult, ...] = ()
    notes: tuple[Note, ...] = ()
    topics: tuple[TopicResult, ...] = ()
    assessments: tuple[AssessmentStatistics, ...] = ()
    roles: tuple[GroupResult, ...] = ()
    identities: tuple[IdentityQuestion, ...] = ()
    quality: Quality | None = None
    totals: Totals = field(default_factory=Totals)
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Name and department of those whom a problem, a note or a question is about."""
    course_titles: Mapping[str, str] = field(default_factory=dict)
    """Of every course of the site."""

    @property
    def counted(self) -> int:
        """Learners in the totals: those on the roster, or everybody without one."""
        return sum(one.learners for one in self.departments)

    @property
    def handed_in(self) -> int:
        """Of them, those of whom a record came."""
        return self.counted - sum(one.absent for one in self.departments)

    @property
    def strangers(self) -> int:
        """Learners who are not on the roster."""
        return len(self.learners) - self.counted

    @property
    def required(self) -> int:
        """Pairs of learner and required course."""
        return sum(one.required for one in self.departments)

    @property
    def completed(self) -> int:
        """Of those, completed and valid."""
        return sum(one.completed for one in self.departments)
