"""Everything an author wrote, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coursemark.model.assessments import Assessment, Draw
from coursemark.model.items import Bank, Item
from coursemark.model.pages import Course, Page
from coursemark.model.values import fingerprint

DESK_PAGE = "my-learning.md"
"""The learner's own page, which the engine generates unless the site has one."""


@dataclass(frozen=True)
class SiteConfig:
    """What the core needs to know of `mkdocs.yml`."""

    id: str
    """IRI ending in `/`; never changes."""
    title: str
    content: str = "content"
    """Folder of the pages, relative to the site's folder."""
    quizzes: str = "quizzes"
    roles: tuple[str, ...] = ()
    """The role vocabulary; empty: whatever pages and courses name."""
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything an author wrote, loaded."""

    config: SiteConfig
    banks: Mapping[str, Bank] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """By path."""
    unread: frozenset[str] = frozenset()
    """Files with errors, as problems name them: what seems missing may stand in one of these."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by full id; the parts of a case are not in it."""
        return {item.id: item for bank in self.banks.values() for item in bank.items}

    @cached_property
    def leaves(self) -> Mapping[str, Item]:
        """Every item a learner answers, by full id; a case is there as its parts."""
        return {leaf.id: leaf for item in self.items.values() for leaf in item.leaves}

    @cached_property
    def courses(self) -> Mapping[str, Course]:
        return {p.course.id: p.course for p in self.pages.values() if p.course}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles a learner may choose, in the site's order."""
        if self.config.roles:
            return self.config.roles
        named: dict[str, None] = {}
        for course in self.courses.values():
            named.update(dict.fromkeys(course.roles))
        for page in self.pages.values():
            named.update(dict.fromkeys(page.roles))
        for item in self.items.values():
            named.update(dict.fromkeys(item.roles))
        named.pop("全员", None)
        return tuple(named)

    @cached_property
    def revision(self) -> str:
        """Fingerprint of the whole site's content: its build."""
        return fingerprint(
            [
                sorted((i.id, i.revision) for i in self.items.values()),
                sorted((a.id, self.assessment_revision(a)) for a in self.assessments.values()),
                sorted((p.path, p.revision) for p in self.pages.values()),
            ]
        )

    def pool(self, draw: Draw, today: date) -> Iterator[Item]:
        """Items of the site that a draw entry may choose on this day, in bank order."""
        if draw.item is not None:
            candidates = [self.items[draw.item]] if draw.item in self.items else []
        else:
            bank = self.banks.get(draw.bank or "")
            candidates = list(bank.items) if bank else []
        return (i for i in candidates if draw.matches(i) and i.usable(today))

    def assessment_revision(self, assessment: Assessment) -> str:
        """Fingerprint of an assessment's rules and of what its open rules match.

        A rule without a count takes every item that matches, so a new item changes the test.
        """
        matched = [
            [item.id for item in bank.items if draw.matches(item) and item.status != "draft"]
            for draw in assessment.draw
            if draw.item is None and draw.count is None
            for bank in [self.banks.get(draw.bank or "")]
            if bank
        ]
        return fingerprint([assessment.revision, matched]) if matched else assessment.revision
