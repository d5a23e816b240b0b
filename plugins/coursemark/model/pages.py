"""Pages, what their front matter declares, and the courses some of them define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coursemark.model.items import NOWHERE
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
