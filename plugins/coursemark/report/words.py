"""What a report says, as data: learners, items, departments, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coursemark.records import Anomaly

STATUS_NAMES = {
    "not-started": "未开始",
    "in-progress": "学习中",
    "completed": "已完成",
    "expired": "已过期",
    "retrain": "需重学",
}

KIND_NAMES = {
    "wrong-format": "格式不符",
    "bad-line": "坏行",
    "truncated": "文件不完整",
    "digest-mismatch": "校验不符",
    "score-mismatch": "成绩不符",
    "incomplete-attempt": "抽题不符",
    "unknown-item": "题目不存在",
    "outdated-item": "题目已修订",
    "unknown-assessment": "测评不存在",
    "outdated-assessment": "测评已修订",
    "attempt-limit": "超过作答次数",
    "unknown-statement": "无法识别的记录",
    "duplicate": "重复",
    "not-on-roster": "不在名册",
    "identity-conflict": "身份不一致",
    "implausible-time": "时间可疑",
    "roster": "名册问题",
}
"""Kind of problem to what the workbook calls it."""

DISCRIMINATION = "item-rest point-biserial correlation, null below 10 responses"
NO_DEPARTMENT = "未填科室"


@dataclass(frozen=True)
class CourseResult:
    """One learner in one course."""

    course: str
    title: str
    required: bool
    status: str
    score: int | None
    """Hundredths of a percent, re-graded; the best attempt even when it did not pass."""
    passed: bool | None
    """All tests of the course; None for a course without a test."""
    completed_at: str | None
    valid_until: str | None
    attempts: int
    """Submitted attempts that count, at all tests of the course."""
    steps_done: int
    steps: int


@dataclass(frozen=True)
class AssessmentResult:
    """One learner in one assessment, by the attempt that counts."""

    assessment: str
    title: str
    score: int | None
    """Hundredths of a percent; None while it cannot be graded."""
    raw: int
    max: int
    passed: bool | None
    attempts: int
    submitted_at: str | None


@dataclass(frozen=True)
class LearnerResult:
    id: str
    name: str
    department: str
    role: str
    on_roster: bool | None
    """None when the report had no roster."""
    files: int
    """Record files that hold something of this learner."""
    courses: tuple[CourseResult, ...]
    assessments: tuple[AssessmentResult, ...]

    @property
    def required(self) -> tuple[CourseResult, ...]:
        return tuple(course for course in self.courses if course.required)


@dataclass(frozen=True)
class ItemResult:
    """How one revision of an item was answered, over first responses."""

    id: str
    revision: str
    current: bool
    """Whether the bank still holds this revision."""
    basis: str
    """`attempts`, or `practice` for an item answered in pages only."""
    stem: str
    type: str
    n: int
    """Responses; blanks are not among them."""
    blank: int
    facility: float | None
    """Mean of the points earned, 0 to 1."""
    discrimination: float | None
    options: Mapping[str, int]
    wrong: str
    """The most frequent wrong option or text, or empty."""


@dataclass(frozen=True)
class DepartmentResult:
    department: str
    learners: int
    finished: int
    """Learners who have completed every course required of them."""
    required: int
    """Pairs of learner and required course."""
    completed: int
    """Of those, completed and valid."""
    score: int | None
    """Mean of the required courses' scores, hundredths of a percent."""

    @property
    def rate(self) -> float | None:
        return self.completed / self.required if self.required else None


@dataclass(frozen=True)
class Report:
    """Everything the workbook and the JSON show."""

    site: str
    title: str
    as_of: date
    files: int
    statements: int
    """Distinct statements that were merged."""
    has_roster: bool
    learners: tuple[LearnerResult, ...]
    items: tuple[ItemResult, ...]
    departments: tuple[DepartmentResult, ...]
    problems: tuple[Anomaly, ...] = field(default=())
