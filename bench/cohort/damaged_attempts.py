"""Attempts against the rules, or under rules that are no longer."""

from __future__ import annotations

import re
from datetime import date

from cohort.damage import HOUR, damage, found_of, free_moment, is_free, last_line, line_of, sound
from cohort.handed import Handed
from cohort.journal import OLD_REVISION, Entry, Journal
from cohort.moments import moment_of
from cohort.school import TESTS, UNITS
from cohort.story import responses_to


def _sat(journal: Journal, name: str, kind: str) -> list[Handed]:
    """The problem stands at the end of the last attempt."""
    file = sound(journal, name)
    file.says(line_of(journal, found_of(journal, "outcome")[-1]), kind)
    return [file]


def _right(test: str) -> dict[str, str]:
    return {leaf: next(iter(UNITS[leaf].responses)) for leaf in TESTS[test].fixed}


@damage
def too_fast(journal: Journal, name: str) -> list[Handed]:
    journal.sit(free_moment(), TESTS["annual"], _right("annual"), 4)
    return _sat(journal, name, "implausible-time")


@damage
def too_often(journal: Journal, name: str) -> list[Handed]:
    """Beyond three times; the last, a perfect one, does not count."""
    test = TESTS["basic"]
    sat = sum(e.fact.target == "basic" for e in found_of(journal, "outcome"))
    for n in range(3 - sat):
        journal.sit(free_moment() + n * HOUR, test, responses_to(journal.random, test, 0))
    responses = {
        leaf: next(iter(UNITS[leaf].responses))
        for leaf in (*test.fixed, *test.drawn_from[: test.drawn])
    }
    journal.sit(free_moment() + 4 * HOUR, test, responses)
    return _sat(journal, name, "attempt-limit")


@damage
def too_slow(journal: Journal, name: str) -> list[Handed]:
    test = TESTS["basic"]
    journal.log = [e for e in journal.log if e.fact.test != "basic"]
    journal.sit(free_moment(), test, responses_to(journal.random, test, 1), 3000)
    return _sat(journal, name, "implausible-time")


@damage
def too_soon(journal: Journal, name: str) -> list[Handed]:
    """A second attempt an hour after the first, where a day should be between."""
    journal.log = [e for e in journal.log if e.fact.test != "final"]
    moment = moment_of(date(2026, 9, 1), 9)
    journal.sit(moment, TESTS["final"], responses_to(journal.random, TESTS["final"], 0))
    journal.sit(moment + HOUR, TESTS["final"], _right("final"))
    file = sound(journal, name)
    second = [e for e in found_of(journal, "outcome") if e.fact.target == "final"][-1]
    file.says(line_of(journal, second), "cooling")
    return [file]


@damage
def outside_the_window(journal: Journal, name: str) -> list[Handed]:
    journal.sit(free_moment(), TESTS["final"], _right("final"))
    return _sat(journal, name, "outside-window")


@damage
def ended_before_it_began(journal: Journal, name: str) -> list[Handed]:
    """The clock was set back in between."""
    journal.sit(free_moment(), TESTS["check"], _right("check"), -HOUR // 1000)
    file = sound(journal, name)
    file.says(line_of(journal, _ends(journal)), "implausible-time")
    return [file]


def _ends(journal: Journal) -> Entry:
    return next(e for e in journal.log[::-1] if e.fact.kind == "outcome")


@damage
def answered_afterwards(journal: Journal, name: str) -> list[Handed]:
    """A right answer ten minutes after the end: it does not take the place of the wrong one."""
    responses = _right("check")
    leaf = next(iter(responses))
    responses[leaf] = list(UNITS[leaf].responses)[1]
    journal.sit(free_moment(), TESTS["check"], responses, 300)
    entry = next(e for e in journal.log if e.fact.target == leaf and is_free(e))
    late = (entry.fact.moment or 0) + 600_000
    right = UNITS[leaf].right[0]
    fact = entry.fact._replace(value=right, moment=late)
    rest = re.sub(
        r'"result":\{.*?\}\}', f'"result":{journal.pen.results[leaf, right]}}}', entry.after
    )
    rest = rest[len(journal.pen.verbs["answered"]) : rest.index(',"timestamp"')]
    journal.add(fact, "answered", rest)
    file = sound(journal, name)
    file.says(last_line(journal) - 1, "implausible-time")
    return [file]


@damage
def unknown_test(journal: Journal, name: str) -> list[Handed]:
    journal.sit(free_moment(), TESTS["check"], _right("check"), 300)
    entries = [e for e in journal.log if is_free(e)]
    for entry in entries:
        entry.after = entry.after.replace("assessment/check", "assessment/abolished")
        target = "abolished" if entry.fact.kind != "answer" else entry.fact.target
        entry.fact = entry.fact._replace(test="abolished", target=target)
    return _sat(journal, name, "unknown-assessment")


@damage
def earlier_rules(journal: Journal, name: str) -> list[Handed]:
    journal.sit(free_moment(), TESTS["check"], _right("check"), 300, revision=OLD_REVISION)
    return _sat(journal, name, "outdated-assessment")


@damage
def earlier_item(journal: Journal, name: str) -> list[Handed]:
    """Two answers to revisions before today's: one problem for the file."""
    leaves = TESTS["annual"].fixed
    journal.sit(free_moment(), TESTS["annual"], _right("annual"), 300, old=leaves[3:5])
    file = sound(journal, name)
    entry = next(e for e in found_of(journal, "answer") if e.fact.revision == OLD_REVISION)
    file.says(line_of(journal, entry), "outdated-item")
    return [file]


@damage
def fewer_drawn(journal: Journal, name: str) -> list[Handed]:
    """Three hard items taken out of the list, and out of the points it claims."""
    journal.log = [e for e in journal.log if e.fact.test != "basic"]
    test = TESTS["basic"]
    responses = responses_to(journal.random, test, 1)
    responses[test.fixed[0]] = "true"
    for leaf in list(responses)[-3:]:
        del responses[leaf]
    journal.sit(free_moment(), test, responses)
    file = sound(journal, name)
    at = line_of(journal, found_of(journal, "outcome")[-1])
    file.says(at, "incomplete-attempt")
    file.says(at, "score-mismatch")
    return [file]
