"""A page for patients uses a word of the glossary without saying what it means.

A word counts as explained where its first use is followed by an explanation in brackets or by
是、指、就是、也就是, or where it stands in brackets behind one. Terms with `plain: true` need none.

Fails, with the term 起付线 in the glossary::

    超过起付线的部分才能报销。

Passes::

    超过起付线（每年先由自己付的那一段）的部分才能报销。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coursemark.model import Page, Site, Term
from coursemark.model.registers import is_word
from coursemark.problems import Level, Place, Problem

ID = "unexplained-term"
LEVEL: Level = "warning"

_EXPLAINED = re.compile(r"[”*]*(?:[（(：:—]|，?(?:也?就是|是指|指的?是|即|是))")


def check(site: Site, today: date) -> Iterator[Problem]:
    terms = [term for term in site.registers.glossary if not term.plain]
    for page in site.pages.values():
        if page.audience == "患者" and terms:
            yield from _unexplained(page, terms)


def _unexplained(page: Page, terms: list[Term]) -> Iterator[Problem]:
    for term in terms:
        at = _first_use(page.body, term, terms)
        if at < 0:
            continue
        after = page.body[at + len(term.term) :]
        before = page.body[:at]
        if _EXPLAINED.match(after) or before.rstrip("“*").endswith(("（", "(", "叫", "称")):
            continue
        line = before.count("\n")
        column = at - (before.rfind("\n") + 1) + 1
        place = Place(page.place.path, page.first_line + line, column)
        text = f"“{term.term}”没有解释；请在第一次出现时用括号说明，例如（{term.definition}）"
        yield Problem(place, ID, text, LEVEL)


def _first_use(body: str, term: Term, terms: list[Term]) -> int:
    """Where the word first stands by itself; -1: nowhere."""
    word = term.term
    longer = [other.term for other in terms if word in other.term and other.term != word]
    at = body.find(word)
    while at >= 0:
        if is_word(body, at, at + len(word)) and not _inside(body, at, word, longer):
            return at
        at = body.find(word, at + 1)
    return -1


def _inside(body: str, at: int, word: str, longer: list[str]) -> bool:
    """Whether the word found is only a piece of a longer one."""
    return any(
        0 <= at - start <= len(other) - len(word)
        for other in longer
        for start in _found(other, body, at - len(other), at + len(other))
    )


def _found(word: str, body: str, first: int, last: int) -> Iterator[int]:
    start = body.find(word, max(0, first), last)
    while start >= 0:
        yield start
        start = body.find(word, start + 1, last)
