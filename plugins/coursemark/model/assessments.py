"""Assessments: which items are drawn, and the rules for passing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coursemark.model.items import NOWHERE, Item
from coursemark.model.values import fingerprint
from coursemark.problems import Place


@dataclass(frozen=True)
class Draw:
    """One entry of an assessment: an item by id, or a rule that chooses some from a bank."""

    item: str | None = None
    bank: str | None = None
    type: str | None = None
    topics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    difficulty: int | None = None
    count: int | None = None
    """How many the rule draws; None draws all that match."""
    points: int | None = None
    """Hundredths for each drawn item in place of the item's own."""
    place: Place = NOWHERE

    def matches(self, item: Item) -> bool:
        """Whether the rule may choose this item; an item by id matches only itself."""
        if self.item is not None:
            return item.id == self.item
        return (
            item.bank == self.bank
            and (self.type is None or item.type == self.type)
            and (not self.topics or bool(set(self.topics) & set(item.topics)))
            and (not self.roles or bool(set(self.roles) & set(item.roles)))
            and (self.difficulty is None or item.difficulty == self.difficulty)
        )


@dataclass(frozen=True)
class Review:
    """When a learner sees marks, key and feedback: `after-submit`, `after-pass` or `never`."""

    marks: str = "after-submit"
    key: str = "after-submit"
    feedback: str = "after-submit"


@dataclass(frozen=True)
class Assessment:
    """Items chosen from banks, and the rules for passing them."""

    id: str
    title: str
    draw: tuple[Draw, ...]
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
    review: Review = Review()
    shuffle_items: bool = False
    shuffle_options: bool = False
    description: str = ""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @cached_property
    def revision(self) -> str:
        rules = [
            [d.item, d.bank, d.type, d.topics, d.roles, d.difficulty, d.count, d.points]
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
