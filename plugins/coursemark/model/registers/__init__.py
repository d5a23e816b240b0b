"""What a site keeps as data beside its pages: one file of the data folder each.

A register is a field of `Registers`; the file is `data/<field>.yml`, with hyphens for underscores.
"""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.registers.glossary import Term
from coursemark.problems import Place


@dataclass(frozen=True)
class Reference:
    """That a register names something of the site, and where it does so."""

    kind: str
    """`page` (a path, perhaps with an anchor), `item`, `assessment`, `course` or `role`."""
    target: str
    place: Place


@dataclass(frozen=True)
class Registers:
    """The data files of a site; each is empty where the site has none."""

    glossary: tuple[Term, ...] = ()

    references: tuple[Reference, ...] = ()
    """All that the registers name, in the order of the files."""


__all__ = ["Reference", "Registers", "Term"]
