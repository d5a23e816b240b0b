"""Checklists by which a department inspects itself."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to look at."""

    item: str
    standard: str
    """When it is in order."""
    evidence: str = ""
    """What to look at."""
    owner: str = ""
    """Who answers for it."""
    basis: str = ""
    violation: str = ""
    """Page on what it would be called if it is not in order."""
    training: str = ""
    """Page to learn it from."""
    course: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Checklist:
    id: str
    title: str
    items: tuple[ChecklistItem, ...] = ()
    about: str = ""
    """When it is used, and by whom."""
    roles: tuple[str, ...] = ()
    place: Place = NOWHERE
