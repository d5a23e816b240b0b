"""Pages, what their front matter declares, and the courses some of them define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coursemark.model.items import NOWHERE
from coursemark.model.references import Reference
from coursemark.problems import Place


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
    """A quiz fence in a page's text: the items it shows, one assessment, or one survey."""

    items: tuple[tuple[str, Place], ...] = ()
    assessment: tuple[str, Place] | None = None
    survey: tuple[str, Place] | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class View:
    """A view fence: data of the site that a page shows."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    place: Place = NOWHERE
    references: tuple[Reference, ...] = ()


def path_of(target: str) -> str:
    """The path in what names a page, perhaps with an anchor: `policies/drugs.md#class-b`."""
    return target.partition("#")[0]


@dataclass(frozen=True)
class Step:
    """One step of a course."""

    kind: str
    """`read`, `accept`, `pass`, `survey`, `attend` or `practise`."""
    target: str
    """Page path from the content root, assessment id, survey id, session name, or topic."""
    optional: bool = False
    """Shown and recorded, but completion does not wait for it."""
    due: str = ""
    """As `due` of a course, for this step alone; a plan by months is a course of such steps."""
    count: int | None = None
    """`practise`: how many different items of the topic must be answered right."""
    hours: str = ""
    """`attend`: hours of the session."""
    evidence: str = ""
    """`attend`: the name of what proves it, such as 签到表."""
    place: Place = NOWHERE

    @property
    def path(self) -> str:
        """Of the page to read or accept; empty for every other kind."""
        return path_of(self.target) if self.kind in ("read", "accept") else ""


@dataclass(frozen=True)
class Course:
    """A learning path for some roles, defined by a page of kind `course`."""

    id: str
    title: str
    page: str
    steps: tuple[Step, ...]
    type: str = ""
    """`入职`, `岗位`, `专题` or `继续教育`; empty when the author names none."""
    roles: tuple[str, ...] = ()
    """Roles it is required of; empty or 全员: everybody."""
    departments: tuple[str, ...] = ()
    """Departments it is required of; empty or 全院: all."""
    required: bool = True
    """False: offered to these roles and departments, required of nobody."""
    requires: tuple[str, ...] = ()
    """Ids of courses to be completed before."""
    hours: str = ""
    starts: date | None = None
    """`from`: what happened before this day does not count."""
    due: str = ""
    """`30 days after start`, `3 months after start`, an ISO day, or an ISO month (its last day)."""
    valid_for: str = ""
    """`12 months` or `90 days`; empty: for ever."""
    renewal: str = ""
    """How long before the end of validity renewing may begin: `30 days`; empty: any time."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def meant_for(self, role: str, department: str) -> bool:
        """Whether it is offered to these, required or not."""
        return (not self.roles or "全员" in self.roles or role in self.roles) and (
            not self.departments or "全院" in self.departments or department in self.departments
        )

    def required_of(self, role: str, department: str) -> bool:
        return self.required and self.meant_for(role, department)


@dataclass(frozen=True)
class Change:
    """What a page of kind `change` declares: a rule changed."""

    announced: date
    """The day the change was published; what to do from when is `effective` of the page."""
    urgency: str = "normal"
    """`minor`, `normal`, or `major`, which puts a banner on every page."""
    until: date | None = None
    """Last day of the banner."""
    pages: tuple[str, ...] = ()
    """Pages that it changes."""
    items: tuple[str, ...] = ()
    interpretation: str = ""
    """Page that explains it in plain words."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


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
    approved_by: str = ""
    """Who stands for the answers of a page of kind `faq`."""
    reviewed: date | None = None
    review_every: str = ""
    retrain_from: date | None = None
    version: str = ""
    """Name of the text's version, such as 2026年版: who accepts the page accepts this version."""
    audience: str = ""
    """`患者`: written for patients. Otherwise for staff."""
    domains: tuple[str, ...] = ()
    """Fields of competence."""
    print: tuple[str, ...] = ()
    """Layouts it is made for: `leaflet`, `card`, `poster`."""
    aliases: tuple[str, ...] = ()
    """What else a violation is called."""
    symptoms: tuple[str, ...] = ()
    """What people see of a violation, in everyday words."""
    consequences: Mapping[str, str] = field(default_factory=dict)
    """Of a violation: `contract`, `administrative`, `criminal`."""
    change: Change | None = None
    course: Course | None = None
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every fragment the page answers to: its headings and explicit ids."""
    fences: tuple[Fence, ...] = ()
    views: tuple[View, ...] = ()
    links: tuple[tuple[str, Place], ...] = ()
    """Relative links to other Markdown pages, as written."""
    length: int = 0
    """What there is to read below the front matter: Chinese characters, and 2 for other words."""
    body: str = field(default="", repr=False)
    """The Markdown below the front matter."""
    first_line: int = 1
    """Line of the file on which the body begins."""
    revision: str = ""
    """Fingerprint of the text below the front matter."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
