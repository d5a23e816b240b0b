"""Records of whom it is hard to say whose they are."""

from __future__ import annotations

from dataclasses import replace

from cohort.damage import EXPORTED, HOUR, damage, free_moment, lines_of, sound
from cohort.handed import Handed, said_of
from cohort.journal import Journal, record
from cohort.school import UNITS


@damage
def two_names(journal: Journal, name: str) -> list[Handed]:
    """Of one number: a second file says another."""
    other = journal.renamed(name=journal.name + "（旧）")
    other.read(free_moment(), "rules/more.md")
    second = sound(other, name.replace(".jsonl", "-2.jsonl"))
    second.names = ((other.id, other.name),)
    return [sound(journal, name), second]


@damage
def lost_zeros(journal: Journal, name: str) -> list[Handed]:
    """A part of the work under the number without its leading zeros."""
    short = journal.renamed(id=journal.id.lstrip("0"))
    short.read(free_moment(), "rules/more.md")
    second = sound(short, name.replace(journal.id, short.id))
    second.names = ((short.id, short.name),)
    return [sound(journal, name), second]


@damage
def second_number(journal: Journal, name: str) -> list[Handed]:
    """A number that is not on the roster, under a name that is."""
    short = journal.renamed(id=f"T{journal.id}")
    short.read(free_moment(), "rules/more.md")
    second = sound(short, name.replace(journal.id, short.id))
    second.names = ((short.id, short.name),)
    second.says(None, "not-on-roster")
    return [sound(journal, name), second]


@damage
def guest(journal: Journal, name: str) -> list[Handed]:
    """Somebody who is not on the roster, beside the learner's own file."""
    other = journal.renamed(id=f"G{journal.id}", name=f"进修{journal.id}", department="", role="")
    other.read(free_moment(), "rules/more.md")
    other.practise(free_moment() + HOUR, "rules/s03", "A")
    second = sound(other, name.replace(journal.id, other.id))
    second.names = ((other.id, other.name),)
    second.says(None, "not-on-roster")
    return [sound(journal, name), second]


@damage
def two_contents(journal: Journal, name: str) -> list[Handed]:
    """One id, two contents: that of the file whose digest is right counts."""
    entry = journal.practise(free_moment(), "rules/s01", list(UNITS["rules/s01"].responses)[1])
    first = sound(journal, name)
    changed = entry.line(journal.actor).replace('"response":"', '"response":"X')
    body = "\n".join([journal.header(EXPORTED), changed, '{"end":1,"sha256":"00"}', ""])
    # A name that comes after the other: the problem stands where the second content was read.
    second = Handed(name.replace(".jsonl", ".z.jsonl"), body.encode(), journal.id, read=1)
    second.repeated, second.faulty = 1, 1
    second.says(3, "digest-mismatch")
    second.says(2, "duplicate")
    return [first, second]


@damage
def line_of_the_second(journal: Journal, name: str) -> list[Handed]:
    """A colleague's two lines at the end of the file; they count for the colleague."""
    other = journal.renamed(id=f"Z{journal.id}", name=f"同事{journal.id}")
    other.practise(free_moment(), "rules/s05", "A")
    other.practise(free_moment() + 1000, "rules/s06", "A")
    own, more = journal.sorted(), other.sorted()
    lines = [e.line(journal.actor) for e in own] + [e.line(other.actor) for e in more]
    file = sound(journal, name)
    file.data = record(journal.header(EXPORTED), lines)
    file.statements += said_of(other, more)
    file.read, file.faulty = len(lines), 2
    file.names = ((other.id, other.name),)
    file.says(len(own) + 2, "identity-conflict", other.id)
    file.says(None, "not-on-roster", other.id)
    return [file]


@damage
def copied(journal: Journal, name: str) -> list[Handed]:
    """Somebody's file with the names exchanged, the first three statements still the learner's."""
    other = journal.renamed(id=f"C{journal.id}", name=f"抄写{journal.id}")
    theirs = [journal.practise(free_moment() + n, f"rules/s{n:02d}", "A") for n in range(3)]
    other.log = [replace(e) for e in theirs]
    second = sound(other, name.replace(journal.id, other.id))
    second.names = ((other.id, other.name),)
    # Whichever is read second, the problem stands there and names both.
    files = sorted([sound(journal, name), second], key=lambda file: file.name)
    ids = {e.id for e in theirs}
    later = files[1]
    at = next(n for n, one in enumerate(later.statements, 2) if one.id in ids)
    later.says(at, "identity-conflict", journal.id)
    later.says(at, "identity-conflict", other.id)
    later.faulty += len(theirs)
    second.says(None, "not-on-roster")
    return files


@damage
def wide_digits(journal: Journal, name: str) -> list[Handed]:
    """The number in full-width digits, with a character that nobody sees: the same number."""
    file = sound(journal, name)
    wide = journal.id.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}) + "\u200b"
    other = journal.renamed(id=wide)
    file.data = record(other.header(EXPORTED), [e.line(other.actor) for e in journal.sorted()])
    return [file]


@damage
def number_without_quotes(journal: Journal, name: str) -> list[Handed]:
    """What another tool wrote as a number is the same number; here one that begins with 9."""
    other = journal.renamed(id=f"9{journal.id}", name=f"借调{journal.id}")
    other.read(free_moment(), "rules/more.md")
    second = sound(other, name.replace(journal.id, other.id))
    header = other.header(EXPORTED).replace(f'"id":"{other.id}"', f'"id":{other.id}')
    second.data = record(header, lines_of(other))
    second.names = ((other.id, other.name),)
    second.says(None, "not-on-roster")
    return [sound(journal, name), second]
