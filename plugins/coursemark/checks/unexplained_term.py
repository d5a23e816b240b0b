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
        at = page.body.find(term.term)
        if at < 0 or _inside_longer(page.body, at, term, terms):
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


def _inside_longer(body: str, at: int, term: Term, terms: list[Term]) -> bool:
    """Whether the word found is only a piece of a longer term."""
    return any(
        other.term != term.term
        and term.term in other.term
        and other.term in body[max(0, at - len(other.term)) : at + len(other.term)]
        for other in terms
    )
