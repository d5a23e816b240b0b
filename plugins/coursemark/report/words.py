"""What a report says, as data: learners, items, departments, surveys, notes, problems.

What there is of each of a hundred thousand learners is a `Struct`, which packs small and fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from coursemark.analysis import Choice, Flag

STATUS_NAMES = {
    "not-started": "未开始",
    "in-progress": "学习中",
    "completed": "已完成",
    "expired": "已过期",
    "retrain": "需重学",
    "overdue": "已逾期",
}

KIND_NAMES = {
    "wrong-format": "格式不符",
    "bad-line": "坏行",
    "truncated": "文件不完整",
    "incomplete-text": "文本不完整",
    "sealed": "密封未打开",
    "digest-mismatch": "校验不符",
    "score-mismatch": "成绩不符",
    "incomplete-attempt": "抽题不符",
    "unknown-item": "题目不存在",
    "outdated-item": "题目已修订",
    "unknown-assessment": "测评不存在",
    "outdated-assessment": "测评已修订",
    "attempt-limit": "超过作答次数",
    "outside-window": "不在开放时间",
    "cooling": "间隔不足",
    "unknown-statement": "无法识别的记录",
    "duplicate": "重复",
    "not-on-roster": "不在名册",
    "identity-conflict": "身份不一致",
    "implausible-time": "时间可疑",
    "roster": "名册问题",
}
"""Kind of problem to what the workbook calls it."""

QUESTION_TYPES = {"rating": "评分", "choice": "选择", "text": "文字"}

DISCRIMINATION = (
    "item-rest point-biserial correlation within each assessment, null below 10 responses"
)
NO_DEPARTMENT = "未填科室"
NO_ROLE = "未填岗位"


class StepResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One step of a course; `kind` and `target` as in the course, an anchor left off."""

    kind: str
    target: str
    optional: bool
    done: bool
    at: str | None
    due: str | None
    have: int
    need: int


class CourseResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
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
    """Of the required steps."""
    steps: int
    type: str = ""
    hours: float | None = None
    """Of the course."""
    due: str | None = None
    """The earliest day not met, while the course was never completed."""
    days_overdue: int | None = None
    renew_from: str | None = None
    waits_for: tuple[str, ...] = ()
    """Ids of courses to be completed before."""
    completions: tuple[str, ...] = ()
    """When each period was completed, oldest first."""
    detail: tuple[StepResult, ...] = ()
    """Every step, optional ones included."""

    @property
    def hours_earned(self) -> float | None:
        """Those of the completion shown."""
        return self.hours if self.completed_at else None


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What happened during an attempt besides answering, as the page recorded it; no verdict."""

    away: int = 0
    """How often the page was hidden or lost the focus."""
    away_seconds: float = 0
    closed: int = 0
    """How often it was gone: closed, reloaded, crashed."""
    closed_seconds: float = 0
    paused: int = 0
    paused_seconds: float = 0
    clock: tuple[int, ...] = ()
    """Seconds by which the clock was set on (or, negative, back), one for each time."""

    @property
    def absent_seconds(self) -> float:
        return self.away_seconds + self.closed_seconds + self.paused_seconds


class PendingAnswer(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A response of an attempt that no key can grade: somebody has to."""

    item: str
    stem: str
    response: str
    """As it was given; empty when blank."""
    max: int
    reason: str
    """Chinese: why it waits."""


class AttemptResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One attempt, whether it counts or not."""

    assessment: str
    title: str
    """The id, when the site has no such assessment."""
    number: int
    """Counted from 1 in the order of beginnings, for a learner and an assessment."""
    registration: str
    started: str | None
    submitted_at: str | None
    seconds: float | None
    score: int | None
    """Hundredths of a percent; None while it cannot be graded or was not submitted."""
    raw: int | None
    max: int | None
    passed: bool | None
    submitted: bool
    counts: str
    """`result`: its score is the learner's. `yes`: it counts as an attempt. `no`: see `reason`."""
    reason: str
    """Chinese, why it does not count; else empty."""
    receipt: str
    """The code the learner was shown; empty for an attempt that was not submitted."""
    revision: str
    """Of the assessment, as it was met."""
    facts: Facts = Facts()
    pending: tuple[PendingAnswer, ...] = ()
    """What keeps a submitted attempt from having a score."""


class AssessmentResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
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
    registration: str = ""
    revision: str = ""
    receipt: str = ""
    facts: Facts = Facts()


class LearnerResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    id: str
    name: str
    department: str
    role: str
    on_roster: bool | None
    """None when the report had no roster."""
    files: int
    """Record files that hold something of this learner beyond what a list of those present says."""
    courses: tuple[CourseResult, ...]
    assessments: tuple[AssessmentResult, ...]
    attempts: tuple[AttemptResult, ...] = ()
    sessions: tuple[SessionResult, ...] = ()
    start: str | None = None
    """Day of beginning to work here, ISO."""
    checks: tuple[str, ...] = ()
    """核验: `通过` alone, or what else was found, the gravest first; empty when nothing came."""
    check_note: str = ""
    """What the checks mean, for a trainer."""

    @property
    def required(self) -> tuple[CourseResult, ...]:
        return tuple(course for course in self.courses if course.required)


class SessionResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A lecture or an external training, as the learner or a list of those present notes it."""

    session: str
    held: str
    """The day, ISO; of the note when it names none."""
    hours: float | None
    evidence: str
    registrar: str = ""
    """Who noted it; empty: the learner."""


@dataclass(frozen=True)
class QuestionResult:
    """One question of a survey over all learners, each by their latest reply."""

    survey: str
    title: str
    """Of the survey; its id when the site has it no more."""
    question: str
    text: str
    type: str
    n: int
    mean: float | None
    """Ratings only."""
    counts: Mapping[str, int]
    """Rating or choice to how many gave it."""
    texts: tuple[str, ...]
    """In the order of their letters, so that the order tells nothing about who wrote what."""


@dataclass(frozen=True)
class Note:
    """A learner's note on an item or a page (纠错)."""

    at: str
    activity: str
    """`item` or `page`."""
    target: str
    title: str
    state: str
    """`current`, `changed` since it was written, or `gone`."""
    text: str
    learner: str


@dataclass(frozen=True)
class ItemResult:
    """How one revision of an item was answered: each learner once, the first time they met it."""

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
    index: float | None = None
    """Discrimination index, -1 to 1."""
    group: int = 0
    """Size of the upper group and of the lower."""
    choices: tuple[Choice, ...] = ()
    """Each option, and last leaving blank, by group."""
    not_drawn: int = 0
    """Learners who sat an assessment in which others met the item, and were not drawn it."""
    seconds: float | None = None
    """Median of the times that are known."""
    timed: int = 0
    """How many are known."""
    topics: tuple[str, ...] = ()
    page: str = ""
    """That teaches it, with its anchor."""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class GroupResult:
    """The learners of a department or a role; who is not on the roster is in none."""

    name: str
    """未填科室, 未填岗位 where nobody said."""
    learners: int
    finished: int
    """Learners who have completed every course required of them."""
    required: int
    """Pairs of learner and required course."""
    completed: int
    """Of those, completed and valid."""
    score: int | None
    """Mean of the required courses' scores, hundredths of a percent."""
    overdue: int = 0
    """Pairs that are past their term."""
    absent: int = 0
    """Learners of whom no record came."""

    @property
    def rate(self) -> float | None:
        return self.completed / self.required if self.required else None


@dataclass(frozen=True)
class IdentityQuestion:
    """A doubt about who is who that only a person can settle; nothing was merged for it."""

    kind: str
    """`names`: one 工号 with several names; `numbers`: one name with several 工号; `similar`: a
    工号 that is nearly one of the roster; `copied`: two people with the same records."""
    question: str
    learners: tuple[str, ...]
    """Learner ids."""
    names: tuple[str, ...]
