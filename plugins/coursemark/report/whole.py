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
