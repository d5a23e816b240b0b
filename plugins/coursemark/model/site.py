"""Everything an author wrote, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from coursemark.model.assessments import Assessment, Draw
from coursemark.model.currency import lapsed_from, successors
from coursemark.model.faq import Answered, answered
from coursemark.model.items import Bank, Item
from coursemark.model.pages import Course, Page, path_of
from coursemark.model.registers import Registers
from coursemark.model.surveys import Survey
from coursemark.model.values import fingerprint
from coursemark.model.withheld import withhold

DESK_PAGE = "my-learning.md"
"""The learner's own page, which the engine generates unless the site has one."""

PRACTICE_PAGE = "my-practice.md"
"""每日一练, 错题本 and 掌握情况: generated likewise."""

TRAINER_PAGE = "training-desk.md"
"""培训管理台, for the trainer: generated likewise, and in no learner's way."""


@dataclass(frozen=True)
class Lrs:
    """The learning record store that hand-ins are sent to as well."""

    endpoint: str
    """`http(s)://host/path`, or a path of the site's own server; no slash at the end."""
    token: str = ""
    """`name:password` for Basic authentication, which everybody who opens the site can read.
    Empty: whatever stands before the store adds it."""


@dataclass(frozen=True)
class SiteConfig:
    """What the core needs to know of `mkdocs.yml`."""

    id: str
    """IRI ending in `/`; never changes."""
    title: str
    content: str = "content"
    """Folder of the pages, relative to the site's folder."""
    quizzes: str = "quizzes"
    data: str = "data"
    """Folder of the registers."""
    roles: tuple[str, ...] = ()
    """The role vocabulary; empty: whatever pages and courses name."""
    departments: tuple[str, ...] = ()
    organisation: str = ""
    """Name of the hospital, on slips and certificates."""
    seal_key: str = ""
    """The trainer's public key, as `coursemark keys` prints it; needed by sealed assessments."""
    lock_after: int | None = 15
    """Minutes without activity after which a shared PC asks who is there; None: never."""
    reading_speed: int = 900
    """Characters a minute; a page read faster than this does not count as read. 0: no minimum."""
    review_grace: int = 90
    """Days after which a page that was not reviewed in time fails a strict run."""
    interpret_within: int = 30
    """Days from its announcement within which a change must be explained."""
    lrs: Lrs | None = None


@dataclass(frozen=True)
class Site:
    """Everything an author wrote, loaded."""

    config: SiteConfig
    banks: Mapping[str, Bank] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """By path."""
    registers: Registers = field(default_factory=Registers)
    unread: frozenset[str] = frozenset()
    """Files with errors, as problems name them: what seems missing may stand in one of these."""

    def with_keys_withheld(self) -> Site:
        """The site with every item withheld that an assessment with a withheld key may draw.

        Whatever else shows such an item does so without its key.
        """
        secret = {
            item.id
            for assessment in self.assessments.values()
            if assessment.key == "withheld"
            for draw in assessment.draw
            for item in self.candidates(draw)
            if draw.matches(item) and item.status != "draft"
        }
        banks = {
            name: replace(
                bank, items=tuple(withhold(i) if i.id in secret else i for i in bank.items)
            )
            if any(item.id in secret for item in bank.items)
            else bank
            for name, bank in self.banks.items()
        }
        return replace(self, banks=banks)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by full id; the parts of a case are not in it."""
        return {item.id: item for bank in self.banks.values() for item in bank.items}

    @cached_property
    def leaves(self) -> Mapping[str, Item]:
        """Every item a learner answers, by full id; a case is there as its parts."""
        return {leaf.id: leaf for item in self.items.values() for leaf in item.leaves}

    def page_at(self, target: str) -> Page | None:
        """The page that a path names, perhaps with an anchor."""
        return self.pages.get(path_of(target))

    @cached_property
    def sat_at(self) -> Mapping[str, str]:
        """Assessment id to the path of the page that has its fence."""
        return {
            fence.assessment[0]: page.path
            for page in self.pages.values()
            for fence in page.fences
            if fence.assessment
        }

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """By path the page that takes a page's place."""
        return successors(self.pages)

    def lapsed_from(self, path: str) -> date | None:
        """The first day on which a page holds no longer."""
        page = self.page_at(path)
        if page is None:
            return None
        return lapsed_from(page, self.pages.get(self.successors.get(page.path, "")))

    def holds(self, path: str, today: date) -> bool:
        """Whether a page has neither expired nor been replaced; True of what is no page."""
        lapsed = self.lapsed_from(path)
        return lapsed is None or today < lapsed

    def as_of(self, today: date) -> Site:
        """The site with courses that no longer ask for pages which hold no longer."""
        pages = dict(self.pages)
        for page in self.pages.values():
            if page.course is None:
                continue
            steps = tuple(
                step
                for step in page.course.steps
                if step.kind not in ("read", "accept") or self.holds(step.target, today)
            )
            if len(steps) < len(page.course.steps):
                pages[page.path] = replace(page, course=replace(page.course, steps=steps))
        return replace(self, pages=pages)

    def usable(self, item: Item, today: date) -> bool:
        """May be drawn on this day: the item, and the page that teaches it, hold."""
        return item.usable(today) and self.holds(item.source, today)

    @cached_property
    def changes(self) -> tuple[Page, ...]:
        """Pages that tell of a change, the latest first."""
        found = [page for page in self.pages.values() if page.change]
        return tuple(
            sorted(found, key=lambda p: (p.change.announced if p.change else date.min, p.path))
        )[::-1]

    @cached_property
    def changes_of(self) -> Mapping[str, tuple[Page, ...]]:
        """By path the changes that affect a page, the latest first."""
        found: dict[str, list[Page]] = {}
        for page in self.changes:
            for target in dict.fromkeys(map(path_of, _affected(page))):
                found.setdefault(target, []).append(page)
        return {path: tuple(pages) for path, pages in found.items()}

    @cached_property
    def courses(self) -> Mapping[str, Course]:
        return {p.course.id: p.course for p in self.pages.values() if p.course}

    @cached_property
    def answers(self) -> Mapping[str, Answered]:
        """Official answers by page and anchor, `faq/identity.md#forgot-card`."""
        found = (answer for page in self.pages.values() for answer in answered(page))
        return {answer.target: answer for answer in found}

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
                sorted((s.id, s.revision) for s in self.surveys.values()),
            ]
        )

    def domains_of(self, item: Item) -> tuple[str, ...]:
        """Its own fields of competence, else those of the page that teaches it."""
        page = self.page_at(item.source)
        return item.domains or (page.domains if page else ())

    def candidates(self, draw: Draw) -> list[Item]:
        """Items among which a draw entry chooses, in bank order."""
        if draw.item is not None:
            return [self.items[draw.item]] if draw.item in self.items else []
        names = draw.banks or tuple(self.banks)
        banks = [self.banks[name] for name in names if name in self.banks]
        return [item for bank in banks for item in bank.items]

    def pool(self, draw: Draw, today: date) -> Iterator[Item]:
        """Items of the site that a draw entry may choose on this day, in bank order."""
        return (i for i in self.candidates(draw) if draw.matches(i) and self.usable(i, today))

    def practised(self, today: date) -> dict[str, Item]:
        """By id the items that may be practised.

        Those in fences, those that a change names, and those on the topics of steps that ask for
        practice.
        """
        fenced = (
            name
            for page in self.pages.values()
            for fence in page.fences
            for name, _place in fence.items
        )
        changed = (name for page in self.changes if page.change for name in page.change.items)
        named = (*fenced, *changed)
        shown = {name: self.items[name] for name in named if name in self.items}
        topics = {
            step.target
            for course in self.courses.values()
            for step in course.steps
            if step.kind == "practise"
        }
        for item in self.items.values() if topics else ():
            theirs = {*item.topics, *(topic for leaf in item.leaves for topic in leaf.topics)}
            if topics & theirs and self.usable(item, today):
                shown[item.id] = item
        return shown

    def assessment_revision(self, assessment: Assessment) -> str:
        """Fingerprint of an assessment's rules and of what its open rules match.

        A rule without a count takes every item that matches, so a new item changes the test.
        """
        matched = [
            [i.id for i in self.candidates(draw) if draw.matches(i) and i.status != "draft"]
            for draw in assessment.draw
            if draw.item is None and draw.count is None
        ]
        return fingerprint([assessment.revision, matched]) if matched else assessment.revision


def _affected(page: Page) -> tuple[str, ...]:
    return page.change.pages if page.change else ()
