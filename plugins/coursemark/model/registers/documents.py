"""Agreements as documents: where each is kept and who keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class AgreementDocument:
    """One text in the file room; the text itself is not published."""

    title: str
    year: str
    version: str = ""
    storage: str = ""
    """Where it is kept."""
    owner: str = ""
    expires: date | None = None
    note: str = ""
    example: bool = False
    """Made up, to show how a row is written."""
    place: Place = NOWHERE
