"""Statements with a field that is not what it should be, and records as other tools write them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

from cohort.damage import EXPORTED, HOUR, damage, free_moment, last_line, line_of, lines_of, sound
from cohort.handed import Handed, Said, whole
from cohort.journal import Fact, Journal, record
from cohort.moments import moment_of
from cohort.school import SITE, UNITS


def _odd_practice(
    journal: Journal, name: str, change: Callable[[str], str], fact: Callable[[Fact], Fact | None]
) -> tuple[Handed, int]:
    """A wrong answer in a page on the last day, its line changed; the line's number."""
    entry = journal.practise(free_moment(), "rules/s01", list(UNITS["rules/s01"].responses)[1])
    file = sound(journal, name)
    at = line_of(journal, entry)
    lines = lines_of(journal)
    changed = change(lines[at - 2])
    assert changed != lines[at - 2], name
    lines[at - 2] = changed
    file.data = record(journal.header(EXPORTED), lines)
    told = fact(entry.fact)
    file.statements = [one for one in file.statements if one.id != entry.id]
    if told is not None:
        file.statements.append(Said(journal.id, entry.id, told))
    return file, at


def _faulty(found: tuple[Handed, int], kind: str) -> list[Handed]:
    file, at = found
    file.says(at, kind)
    file.faulty += 1
    return [file]


def _same(fact: Fact) -> Fact:
    return fact


def _nothing(fact: Fact) -> None:
    return None


@damage
def giant_float(journal: Journal, name: str) -> list[Handed]:
    """Not a score, and so no claim."""
    return [_odd_practice(journal, name, lambda s: s.replace('"raw":0', '"raw":1e400'), _same)[0]]


@damage
def lone_surrogate(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return re.sub(r'"response":"[A-D]"', r'"response":"\\ud800"', line)

    return [_odd_practice(journal, name, change, lambda f: f._replace(value="?"))[0]]


@damage
def polluted(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        more = '"__proto__":{"verb":"x","response":"B"},"constructor":{"prototype":{"a":1}},'
        return line.replace("{", "{" + more, 1)

    return [_odd_practice(journal, name, change, _same)[0]]


@damage
def response_no_text(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return re.sub(r'"response":"[A-D]"', '"response":{"toString":1}', line)

    found = _odd_practice(journal, name, change, lambda f: f._replace(value=None))
    return _faulty(found, "bad-line")


@damage
def before_time(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return line.replace('"timestamp":"2026-', '"timestamp":"1926-')

    day = moment_of(date(1926, 11, 21), 9)
    return _faulty(
        _odd_practice(journal, name, change, lambda f: f._replace(moment=day)), "implausible-time"
    )


@damage
def after_the_report(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return line.replace('"timestamp":"2026-', '"timestamp":"2036-')

    return _faulty(_odd_practice(journal, name, change, _nothing), "implausible-time")


@damage
def after_the_export(journal: Journal, name: str) -> list[Handed]:
    journal.practise(free_moment() + 5 * HOUR, "rules/s02", "A")
    file = whole(journal, journal.sorted(), name, free_moment())
    file.says(last_line(journal) - 1, "implausible-time")
    file.faulty += 1
    return [file]


@damage
def no_time(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return re.sub(r',"timestamp":"[^"]*"', "", line)

    found = _odd_practice(journal, name, change, lambda f: f._replace(moment=None))
    return _faulty(found, "implausible-time")


@damage
def strange_verb(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return line.replace("expapi/verbs/answered", "expapi/verbs/hacked")

    return _faulty(_odd_practice(journal, name, change, _nothing), "unknown-statement")


@damage
def other_activity(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return line.replace(f'"id":"{SITE}item/', '"id":"https://elsewhere.example/item/')

    return _faulty(_odd_practice(journal, name, change, _nothing), "unknown-statement")


@damage
def withdrawn_item(journal: Journal, name: str) -> list[Handed]:
    def change(line: str) -> str:
        return line.replace("item/rules/s01", "item/rules/withdrawn")

    file, at = _odd_practice(journal, name, change, lambda f: f._replace(target="rules/withdrawn"))
    file.says(at, "unknown-item")
    return [file]


@damage
def other_site(journal: Journal, name: str) -> list[Handed]:
    """Nothing of it counts here."""
    file = sound(journal, name)
    other = "https://elsewhere.example/"
    head = journal.header(EXPORTED).replace(SITE, other)
    file.data = record(head, [line.replace(SITE, other) for line in lines_of(journal)])
    file.faulty = len(file.statements)
    file.statements = []
    file.says(1, "wrong-format")
    file.says(2, "unknown-statement")
    return [file]


@damage
def array_of_a_tool(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    file.data = ("[\n" + ",\n".join(lines_of(journal)) + "\n]").encode()
    file.owner = ""
    return [file]


@damage
def answer_of_a_store(journal: Journal, name: str) -> list[Handed]:
    """With what a record store adds to every statement, indented."""
    statements = [
        {**json.loads(line), "stored": "2026-11-22T09:00:00Z", "version": "1.0.3"}
        for line in lines_of(journal)
    ]
    file = sound(journal, name)
    whole_text = {"statements": statements, "more": ""}
    file.data = json.dumps(whole_text, ensure_ascii=False, indent=2).encode()
    file.owner = ""
    return [file]
