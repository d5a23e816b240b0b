"""Clauses of service agreements: who does what, and how one agreement differs from another."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Agreement:
    """An agreement text, or the rule that agreements follow, whose clauses are listed."""

    id: str
    title: str
    year: str = ""
    region: str = ""
    note: str = ""
    """What a reader of its clauses must know, such as that the text at hand is incomplete."""
    place: Place = NOWHERE

    @property
    def label(self) -> str:
        """Short enough for the head of a column: 青海 2025."""
        return " ".join(part for part in (self.region, self.year) if part) or self.title


@dataclass(frozen=True)
class ClauseVersion:
    """What one agreement says in a clause."""

    agreement: str
    text: str = ""
    number: str = ""
    """As the agreement counts: 第十五条."""
    differs: str = ""
    """What the hospital must do differently than under the agreement before it."""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Clause:
    """One duty of the hospital under its agreement."""

    id: str
    block: str
    """Part of the agreement it belongs to."""
    title: str
    duty: str
    roles: tuple[str, ...] = ()
    """The first leads, the others take part."""
    evidence: str = ""
    """What proves that the duty was done."""
    consequence: str = ""
    standard: str = ""
    """By which a self-inspection judges; the duty itself where it is empty."""
    page: str = ""
    items: tuple[str, ...] = ()
    versions: tuple[ClauseVersion, ...] = ()
    place: Place = NOWHERE

    def involves(self, role: str) -> bool:
        return role in self.roles or "全员" in self.roles

    def version(self, agreement: str) -> ClauseVersion | None:
        return next((v for v in self.versions if v.agreement == agreement), None)


@dataclass(frozen=True)
class Clauses:
    """The clauses and the agreements they stand in, both in the order of the file."""

    agreements: tuple[Agreement, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(clause.block for clause in self.clauses))

    def agreement(self, id: str) -> Agreement | None:
        return next((found for found in self.agreements if found.id == id), None)
