"""Assessments: which items are drawn, and the rules for passing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from coursemark.model.items import NOWHERE, Item
from coursemark.model.values import fingerprint
from coursemark.problems import Place


@dataclass(frozen=True)
class Draw:
    """One entry of an assessment: an item by id, or a rule that chooses some from a bank."""

    item: str | None = None
    banks: tuple[str, ...] = ()
    """Banks it chooses from; empty for a rule: all."""
    type: str | None = None
    topics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    difficulty: tuple[int, ...] = ()
    """Any of these; empty: whatever."""
    count: int | None = None
    """How many the rule draws; None draws all that match."""
    points: int | None = None
    """Hundredths for each drawn item in place of the item's own."""
    section: int = 0
    """Which of the assessment's sections it belongs to; 0 where there are none."""
    place: Place = NOWHERE

    def matches(self, item: Item) -> bool:
        """Whether the rule may choose this item; an item by id matches only itself."""
        if self.item is not None:
            return item.id == self.item
        return (
            (not self.banks or item.bank in self.banks)
            and (self.type is None or item.type == self.type)
            and (not self.topics or bool(set(self.topics) & set(item.topics)))
            and (not self.roles or bool(set(self.roles) & set(item.roles)))
            and (not self.difficulty or item.difficulty in self.difficulty)
        )


@dataclass(frozen=True)
class Section:
    """A part of an assessment under a heading of its own."""

    title: str
    description: str = ""


REVIEW_PHASES = ("during", "after-submit", "after-pass", "after-close", "never")
"""When something is shown: at once for each item, after submitting, a pass, or `closes`."""


@dataclass(frozen=True)
class Review:
    """From which of `REVIEW_PHASES` on a learner sees marks, key and feedback.

    With `during` an item is settled when it is answered: what was shown cannot be changed.
    """

    marks: str = "after-submit"
    key: str = "after-submit"
    feedback: str = "after-submit"

    @property
    def during(self) -> bool:
        return "during" in (self.marks, self.key, self.feedback)


IMMEDIATE = Review("during", "during", "during")
"""What `mode: practice` means."""


@dataclass(frozen=True)
class Assessment:
    """Items chosen from banks, and the rules for passing them."""

    id: str
    title: str
    draw: tuple[Draw, ...]
    sections: tuple[Section, ...] = ()
    """In order; empty: one part without heading."""
    mode: str = "practice"
    """`practice`: feedback after each item. `exam`: feedback after submitting."""
    key: str = "published"
    """`published`, or `withheld`: no key in the site, graded by the trainer."""
    pass_mark: str = "60"
    """Percent of the maximum needed to pass, 0 to 100, a plain decimal."""
    attempts: int | None = None
    """Most attempts; None is unlimited."""
    grading: str = "best"
    """Which attempt counts: `best`, `last` or `first`."""
    minutes: int | None = None
    """Time limit; None is untimed."""
    pause: str = "never"
    """`never`: the clock is a deadline. `allowed`: it stands while a learner is away or pauses."""
    cooling: int | None = None
    """Minutes from the end of an attempt to the beginning of the next."""
    opens: datetime | None = None
    """No attempt begins before; knows its zone."""
    closes: datetime | None = None
    """Attempts end here at the latest."""
    sealed: bool = False
    """Records that hold an attempt are handed in sealed to the trainer's key."""
    review: Review = Review()
    shuffle_items: bool = False
    shuffle_options: bool = False
    description: str = ""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @cached_property
    def revision(self) -> str:
        rules = [
            [
                d.item,
                # One bank and one difficulty as in the first release: same rules, same revision.
                d.banks[0] if len(d.banks) == 1 else d.banks or None,
                d.type,
                d.topics,
                d.roles,
                d.difficulty[0] if len(d.difficulty) == 1 else d.difficulty or None,
                d.count,
                d.points,
            ]
            for d in self.draw
        ]
        return fingerprint(
            [
                self.id,
                self.mode,
                self.key,
                self.pass_mark,
                self.attempts,
                self.grading,
                self.minutes,
                rules,
            ]
        )
