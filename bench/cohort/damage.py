"""What all sorts of damage share, and the list of them.

Each sort takes a learner's journal and gives the files handed in, and says what must be reported
and what of the learner's work still counts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cohort.handed import Handed, whole
from cohort.journal import Entry, Journal, record
from cohort.moments import moment_of
from cohort.school import AS_OF

EXPORTED = moment_of(AS_OF, 17)
HOUR = 3_600_000

Damage = Callable[[Journal, str], list[Handed]]
DAMAGES: dict[str, Damage] = {}


def damage(function: Damage) -> Damage:
    DAMAGES[function.__name__] = function
    return function


def sound(journal: Journal, name: str, exported: int = EXPORTED) -> Handed:
    return whole(journal, journal.sorted(), name, exported)


def lines_of(journal: Journal) -> list[str]:
    return [entry.line(journal.actor) for entry in journal.sorted()]


def line_of(journal: Journal, entry: Entry) -> int:
    """The header is line 1."""
    return 2 + [each.id for each in journal.sorted()].index(entry.id)


def last_line(journal: Journal) -> int:
    return len(journal.log) + 2


def inserted(journal: Journal, name: str, place: int, *lines: str) -> Handed:
    """A file with more lines than the learner's own, whose digest is right all the same."""
    file = sound(journal, name)
    text = lines_of(journal)
    text[place - 2 : place - 2] = lines
    file.data = record(journal.header(EXPORTED), text)
    file.read += len(lines)
    return file


def one_bad_line(journal: Journal, name: str, line: str) -> list[Handed]:
    file = inserted(journal, name, 4, line)
    file.says(4, "bad-line")
    file.faulty += 1
    return [file]


def found_of(journal: Journal, *kinds: str) -> list[Entry]:
    return [entry for entry in journal.sorted() if entry.fact.kind in kinds]


def free_moment() -> int:
    """A moment after all that learners do by themselves."""
    return moment_of(date(2026, 11, 21), 9)


def is_free(entry: Entry) -> bool:
    return (entry.fact.moment or 0) >= free_moment()
