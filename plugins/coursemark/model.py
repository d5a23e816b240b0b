"""The words of the project as data: items, banks, assessments, pages, courses, a site.

Nothing here reads a file or decides anything; loading fills these in, everything else reads them.
Points are integers of one hundredth. Dates are `datetime.date`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from coursemark.problems import Place

Json: TypeAlias = Any
"""A value that JSON can hold."""

Definition: TypeAlias = Mapping[str, Json]
"""What grading needs of one item, in the shape both languages read (see docs/formats.md)."""

STATUSES = ("current", "regional", "historical", "draft")
SCORINGS = ("exact", "partial", "penalised")
NOWHERE = Place("")


def fingerprint(value: Json) -> str:
    """Twelve hex digits that change when the value does, whatever the order of its fields."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True)
class Item:
    """One question of a bank, or one part of a case."""

    id: str
    """`<bank>/<id>`, and `<bank>/<case>/<id>` for a part of a case."""
    type: str
    stem: str
    """Markdown."""
    key: Json = None
    """The right response in the canonical form of the type (see `Definition`)."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Letter to Markdown, in the author's order."""
    match_sources: Mapping[str, str] = field(default_factory=dict)
    """Matching: number to Markdown, the left side."""
    match_targets: Mapping[str, str] = field(default_factory=dict)
    """Matching: letter to Markdown, the right side with its distractors."""
    tolerance: Mapping[str, str] | None = None
    """Numeric: `{"absolute": "0.5"}` or `{"percent": "5"}`."""
    unit: str | None = None
    scoring: str = "exact"
    points: int = 100
    """Hundredths of a point."""
    parts: tuple[Item, ...] = ()
    """The sub-items of a case; empty for every other type."""
    feedback: str = ""
    option_feedback: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    source: str = ""
    """Page that teaches it: path from the content root, with an optional `#anchor`."""
    facts: tuple[str, ...] = ()
    region: str = ""
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulty: int | None = None
    status: str = "current"
    valid_until: date | None = None
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Field name to the place of its value."""

    @property
    def bank(self) -> str:
        return self.id.split("/", 1)[0]

    @property
    def leaves(self) -> tuple[Item, ...]:
        """The items a learner answers one by one: itself, or the parts of a case."""
        return self.parts or (self,)

    @property
    def max(self) -> int:
        """Most points this item can give, in hundredths."""
        return sum(part.max for part in self.parts) if self.parts else self.points

    @cached_property
    def definition(self) -> Definition:
        """What grading reads. Fields that do not apply to the type are absent."""
        definition: dict[str, Json] = {
            "id": self.id,
            "type": self.type,
            "points": self.max,
            "scoring": self.scoring,
        }
        if self.options:
            definition["options"] = list(self.options)
        if self.match_sources:
            definition["sources"] = list(self.match_sources)
            definition["targets"] = list(self.match_targets)
        if self.key is not None:
            definition["key"] = self.key
        if self.tolerance is not None:
            definition["tolerance"] = dict(self.tolerance)
        if self.unit:
            definition["unit"] = self.unit
        if self.parts:
            definition["parts"] = [part.definition for part in self.parts]
        return definition

    @cached_property
    def revision(self) -> str:
        """Fingerprint of all that bears on answering or grading; metadata and feedback do not."""
        return fingerprint(
            [
                self.definition,
                self.stem,
                list(self.options.items()),
                list(self.match_sources.items()),
                list(self.match_targets.items()),
                [part.revision for part in self.parts],
            ]
        )

    def usable(self, today: date) -> bool:
        """May be drawn for an attempt on this day."""
        return self.status != "draft" and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True)
class Bank:
    """Items on one subject, one file."""

    id: str
    title: str
    items: tuple[Item, ...]
    faulty: tuple[Item, ...] = ()
    """Items with errors, as far as they could be read; only checks look at them."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


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
            [self.id, self.mode, self.key, self.pass_mark, self.attempts, self.grading, self.minutes, rules]
        )


@dataclass(frozen=True)
class Source:
    """A document a page rests on."""

    title: str
    number: str = ""
    article: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of a page and the anchor it gets in the built site."""

    title: str
    anchor: str
    level: int
    line: int


@dataclass(frozen=True)
class Fence:
    """A quiz fence in a page's text: the items it shows, or one assessment."""

    items: tuple[tuple[str, Place], ...] = ()
    assessment: tuple[str, Place] | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Step:
    """One step of a course."""

    kind: str
    """`read`, `accept`, `pass`, `survey` or `attend`."""
    target: str
    """Page path from the content root, assessment id, or a name."""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Course:
    """A learning path for some roles, defined by a page of kind `course`."""

    id: str
    title: str
    page: str
    steps: tuple[Step, ...]
    roles: tuple[str, ...] = ()
    """Roles it is required of; empty or 全员: everybody."""
    hours: str = ""
    due: str = ""
    """`30 days after start` or an ISO date."""
    valid_for: str = ""
    """`12 months` or `90 days`; empty: for ever."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def required_of(self, role: str) -> bool:
        return not self.roles or "全员" in self.roles or role in self.roles


@dataclass(frozen=True)
class Page:
    """A content page: what its front matter declares and what its text contains."""

    path: str
    """From the content root, `policies/real-name-visits.md`."""
    title: str
    kind: str = ""
    description: str = ""
    roles: tuple[str, ...] = ()
    region: str = ""
    status: str = ""
    """Empty when the page declares none; then it carries no banner."""
    effective: date | None = None
    expires: date | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: str = ""
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    owner: str = ""
    reviewed: date | None = None
    review_every: str = ""
    retrain_from: date | None = None
    course: Course | None = None
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every fragment the page answers to: its headings and explicit ids."""
    fences: tuple[Fence, ...] = ()
    links: tuple[tuple[str, Place], ...] = ()
    """Relative links to other Markdown pages, as written."""
    revision: str = ""
    """Fingerprint of the text below the front matter."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


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
                sorted((a.id, a.revision) for a in self.assessments.values()),
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
