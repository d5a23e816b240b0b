"""How completion and scores become points of a performance evaluation (绩效)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Band:
    """Points from a share on."""

    start: int
    """Hundredths of a percent, inclusive."""
    points: int
    """Hundredths, as everywhere here; negative: taken off."""


@dataclass(frozen=True)
class CourseRule:
    """Points for courses; of several rules the first that fits a course counts."""

    course: str = ""
    """Id; empty: any."""
    type: str = ""
    """入职, 岗位, …; empty: any."""
    optional: bool = False
    """Whether it also fits courses that are not required; a rule with `course` always does."""
    statuses: Mapping[str, int] = field(default_factory=dict)
    """Status of a course to points."""
    score: int = 0
    """Most that the score adds, in proportion, to a course that is completed."""


@dataclass(frozen=True)
class AssessmentRule:
    """Points for one assessment, by the attempt that counts."""

    assessment: str
    passed: int = 0
    failed: int = 0
    bands: tuple[Band, ...] = ()
    """Of the score; the highest reached counts."""


@dataclass(frozen=True)
class ScoreRules:
    title: str
    courses: tuple[CourseRule, ...] = ()
    assessments: tuple[AssessmentRule, ...] = ()
    hour: int = 0
    """For an hour of lectures and external training."""
    hours_most: int | None = None
    least: int = 0
    """Nobody gets fewer points."""
    most: int | None = None
    departments: tuple[Band, ...] = ()
    """Of the department's completion rate, added to the mean of its people."""
