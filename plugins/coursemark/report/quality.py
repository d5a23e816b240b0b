"""How good the collected data are: rates of errors, of what is missing, of what came twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """A share of a whole."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class Quality:
    errors: Rate
    """Lines that are no statement, or have a fault of their own, of all lines that were read."""
    missing: Rate
    """People of the roster of whom nothing came, of all of them; of nothing without a roster."""
    incomplete: Rate
    """Files that are cut short or cannot be read, of all files."""
    duplicates: Rate
    """Statements under an id that was there before, of all lines that were read."""


@dataclass
class Counts:
    """Of lines and files; those of several parts of the learners can be joined."""

    files: int = 0
    read: int = 0
    """Lines that should be statements, repeated ones included."""
    faulty: int = 0
    """Of them, no statement or with a fault of their own."""
    repeated: int = 0
    """Of them, under an id that was there before."""
    incomplete: int = 0
    """Files that are cut short or cannot be read at all."""


def quality_of(counts: Counts, listed: int, absent: int) -> Quality:
    """`listed`: people on the roster; `absent`: of them, those of whom nothing came."""
    return Quality(
        errors=Rate(counts.faulty, counts.read),
        missing=Rate(absent, listed),
        incomplete=Rate(counts.incomplete, counts.files),
        duplicates=Rate(counts.repeated, counts.read),
    )
