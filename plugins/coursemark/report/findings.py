"""What the analysis found beyond single items: of assessments, and of topics with their pages."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.analysis import MIN_FLAGS, Reliability, Spread


@dataclass(frozen=True)
class AssessmentStatistics:
    """One revision of an assessment over the first attempts of its learners."""

    assessment: str
    title: str
    revision: str
    """As the attempts met it; empty where they do not say."""
    current: bool
    n: int
    """Learners, each by their first attempt that counts."""
    pending: int
    """Of them, those that cannot be graded yet; no figure below counts them."""
    shares: Spread | None
    """Of the scores, 0 to 1."""
    passed: int
    blank: float | None
    """Share of the questions that were left blank."""
    seconds: float | None
    """Median of the times from beginning to end that are known."""
    pace: float | None
    """Median of the seconds a question."""
    reliability: Reliability
    near: int | None
    """Learners within one standard error of the pass mark, on either side."""
    notes: tuple[str, ...]
    """Chinese: what is computed, and how far it can be relied on."""


@dataclass(frozen=True)
class TopicResult:
    """The items of one topic that one page teaches."""

    topic: str
    """Empty: items without one."""
    topic_facility: float | None
    """Of the topic on all its pages."""
    page: str
    """Path; empty for items that name none."""
    title: str
    owner: str
    items: int
    """Items that were answered or left blank."""
    n: int
    """Responses."""
    blank: int
    facility: float | None
    """Mean share of the points over these responses."""
    hardest: str
    """Id of the item with the least facility."""
    hardest_facility: float | None
    flagged: int
    """Items with a flag other than that too few answered."""

    @property
    def few(self) -> bool:
        """Whether its facility may be an accident."""
        return self.n < MIN_FLAGS
