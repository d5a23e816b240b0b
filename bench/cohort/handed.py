"""A file as it was handed in: its bytes, what of it can be read, and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from cohort.journal import Entry, Fact, Journal, record


class Problem(NamedTuple):
    line: int | None
    kind: str
    learner: str


class Said(NamedTuple):
    """One statement that can be read: whose, its id, what it says."""

    learner: str
    id: str
    fact: Fact


@dataclass
class Handed:
    """One file. Lines are counted from 1, the header being the first."""

    name: str
    data: bytes
    owner: str = ""
    """Learner of the header."""
    statements: list[Said] = field(default_factory=list)
    """Those that count."""
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    """Lines that should be statements."""
    faulty: int = 0
    """Of them, those with a fault of their own."""
    incomplete: bool = False
    repeated: int = 0
    """Statements that other files have as well and that `statements` does not hold."""
    written: bool = True
    """Whether it is a file of its own: what is in an archive is written with it."""
    link: str = ""
    """What it is a link to, in place of a file."""
    counted: bool = True
    """Whether it is a file of the report: archives and hidden files are none."""
    names: tuple[tuple[str, str], ...] = ()
    """Learner and name as the file has them, where that is not the roster's."""

    def says(self, line: int | None, kind: str, learner: str | None = None) -> None:
        self.problems.append(Problem(line, kind, self.owner if learner is None else learner))


def whole(journal: Journal, entries: list[Entry], name: str, exported: int) -> Handed:
    """A sound file of these statements."""
    actor = journal.actor
    data = record(journal.header(exported), [entry.line(actor) for entry in entries])
    return Handed(name, data, journal.id, said_of(journal, entries), read=len(entries))


def said_of(journal: Journal, entries: list[Entry]) -> list[Said]:
    return [Said(journal.id, entry.id, entry.fact) for entry in entries]
