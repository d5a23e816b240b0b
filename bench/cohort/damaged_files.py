"""Records that were cut or edited, or have lines that are no statement."""

from __future__ import annotations

import json
import re

from cohort.damage import (
    EXPORTED,
    damage,
    found_of,
    free_moment,
    inserted,
    is_free,
    last_line,
    line_of,
    lines_of,
    one_bad_line,
    sound,
)
from cohort.handed import Handed
from cohort.journal import Journal, record, said
from cohort.junk import packed
from cohort.school import TESTS, UNITS
from cohort.story import responses_to


@damage
def cut_in_a_line(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    kept = len(journal.log) * 2 // 3
    pieces = file.data.split(b"\n")
    file.data = b"\n".join([*pieces[: kept + 1], pieces[kept + 1][:97]])
    file.statements = file.statements[:kept]
    file.read = kept
    file.incomplete = True
    file.says(kept + 2, "truncated")
    return [file]


@damage
def cut_between_lines(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    kept = len(journal.log) // 2
    file.data = b"\n".join(file.data.split(b"\n")[: kept + 1]) + b"\n"
    file.statements = file.statements[:kept]
    file.read = kept
    file.incomplete = True
    file.says(None, "truncated")
    return [file]


@damage
def only_a_header(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    file.data = record(journal.header(EXPORTED), [])
    file.statements, file.read = [], 0
    return [file]


@damage
def wrong_digest(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    file.data = re.sub(rb'"sha256":"[0-9a-f]{4}', b'"sha256":"beef', file.data)
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def wrong_count(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    count = len(journal.log)
    file.data = file.data.replace(b'{"end":%d,' % count, b'{"end":%d,' % (count + 3))
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def no_digest(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    file.data = re.sub(rb',"sha256":"[0-9a-f]*"', b"", file.data)
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def no_header(journal: Journal, name: str) -> list[Handed]:
    """The statements say whose they are; what the header knows of the learner is lost."""
    file = sound(journal, name)
    file.data = file.data.split(b"\n", 1)[1]
    file.owner = ""
    file.says(last_line(journal) - 1, "digest-mismatch", "")
    return [file]


@damage
def edited_score(journal: Journal, name: str) -> list[Handed]:
    """Of an attempt, without the digest that goes with it."""
    test = TESTS["annual"]
    journal.sit(free_moment(), test, responses_to(journal.random, test, 0.2))
    file = sound(journal, name)
    outcome = found_of(journal, "outcome")[-1]
    at = line_of(journal, outcome)
    lines = file.data.decode().split("\n")
    statement = json.loads(lines[at - 1])
    score = statement["result"]["score"]
    score["raw"] = 0 if score["raw"] == score["max"] else score["max"]
    lines[at - 1] = said(statement)
    file.data = "\n".join(lines).encode()
    file.says(at, "score-mismatch")
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def edited_answer(journal: Journal, name: str) -> list[Handed]:
    """A wrong response made right; its own claim and the attempt's stay as they were."""
    test = TESTS["annual"]
    responses = responses_to(journal.random, test, 0.2)
    leaf = next(iter(responses))
    wrong, right = list(UNITS[leaf].responses)[1], UNITS[leaf].right[0]
    responses[leaf] = wrong
    journal.sit(free_moment(), test, responses)
    file = sound(journal, name)
    entry = next(e for e in found_of(journal, "answer") if e.fact.target == leaf and is_free(e))
    at = line_of(journal, entry)
    lines = file.data.decode().split("\n")
    lines[at - 1] = lines[at - 1].replace(f'"response":"{wrong}"', f'"response":"{right}"')
    file.data = "\n".join(lines).encode()
    fact = entry.fact._replace(value=right)
    file.statements = [
        one._replace(fact=fact) if one.id == entry.id else one for one in file.statements
    ]
    file.says(at, "score-mismatch")
    file.says(line_of(journal, found_of(journal, "outcome")[-1]), "score-mismatch")
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def deep_json(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, '{"a":' * 20_000 + "1" + "}" * 20_000)


@damage
def deep_lists(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, '{"verb":' + "[" * 100_000 + "]" * 100_000 + "}")


@damage
def not_a_number(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, '{"verb":{},"object":{},"result":{"score":{"raw":NaN}}}')


@damage
def endless_integer(journal: Journal, name: str) -> list[Handed]:
    line = said({"verb": {"id": "x"}, "object": {}, "n": 0})[:-2] + "9" * 6000 + "}"
    return one_bad_line(journal, name, line)


@damage
def not_json(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, "{'verb': 'answered', 'object': 1}")


@damage
def other_json(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, '["verb","object"]')


@damage
def many_bad_lines(journal: Journal, name: str) -> list[Handed]:
    """The first twenty are named, the rest are counted."""
    file = inserted(journal, name, 2, *["<html>"] * 50)
    for line in range(2, 23):
        file.says(line, "bad-line")
    file.faulty = 50
    return [file]


@damage
def long_line(journal: Journal, name: str) -> list[Handed]:
    return one_bad_line(journal, name, '{"verb":"' + "x" * 5_000_000 + '"}')


@damage
def endless_line(journal: Journal, name: str) -> list[Handed]:
    """100 MB without an end."""
    file = sound(journal, name)
    head = file.data.split(b"\n", 3)[:3]
    file.data = b"\n".join([*head, b'{"verb":"' + b"x" * 100_000_000])
    file.statements = file.statements[:2]
    file.read = 3
    file.faulty = 1
    file.incomplete = True
    file.says(4, "bad-line")
    file.says(None, "truncated")
    return [file]


@damage
def broken_character(journal: Journal, name: str) -> list[Handed]:
    """One byte of a Chinese character fell over on the way."""
    entry = journal.practise(free_moment(), "rules/s01", "A")
    file, at = sound(journal, name), line_of(journal, entry)
    pieces = file.data.split(b"\n")
    word = "作答".encode()
    pieces[at - 1] = pieces[at - 1].replace(word, b"\xff" + word[1:])
    file.data = b"\n".join(pieces)
    file.statements = [one for one in file.statements if one.id != entry.id]
    file.faulty = 1
    file.says(at, "bad-line")
    file.says(last_line(journal), "digest-mismatch")
    return [file]


@damage
def broken_header(journal: Journal, name: str) -> list[Handed]:
    """The first line cannot be read; the others say whose they are."""
    file = sound(journal, name)
    file.data = file.data.replace(b'"learner":', b'"learner"', 1)
    file.owner = ""
    file.read += 1
    file.faulty = 1
    file.says(1, "bad-line", "")
    file.says(last_line(journal), "digest-mismatch", "")
    return [file]


@damage
def more_after_the_end(journal: Journal, name: str) -> list[Handed]:
    """Of what stands below the last line nothing counts."""
    file = sound(journal, name)
    file.data += lines_of(journal)[0].encode() + b"\n"
    file.read += 1
    file.faulty = 1
    file.says(last_line(journal) + 1, "bad-line")
    return [file]


@damage
def zip_in_a_zip(journal: Journal, name: str) -> list[Handed]:
    file = sound(journal, name)
    outer = Handed(f"{name}.zip", packed({"内.zip": packed({name: file.data})}), counted=False)
    file.name, file.data, file.written = f"{name}.zip/内.zip/{name}", b"", False
    return [outer, file]
