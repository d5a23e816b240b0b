"""A claim looks like one of the register `facts` and is not in it.

Fails, with CAT-01 to CAT-27 in the register::

    facts: [CAT-99]

Passes::

    facts: [CAT-01, 医师法 第二十七条]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import register_may_define
from coursemark.model import Site
from coursemark.problems import Level, Place, Problem, did_you_mean

ID = "unknown-fact"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    if register_may_define(site, "facts"):
        return
    known = {fact.id for fact in site.registers.facts}
    prefixes = {id_.split("-")[0] + "-" for id_ in known if "-" in id_}
    for claims, place in _claims(site):
        for claim in claims:
            if claim not in known and claim.startswith(tuple(prefixes)):
                remedy = did_you_mean(claim, known) or "；请核对编号"
                yield Problem(place, ID, f"事实清单里没有 {claim}{remedy}", LEVEL)


def _claims(site: Site) -> Iterator[tuple[tuple[str, ...], Place]]:
    for page in site.pages.values():
        yield page.facts, page.places.get("facts", page.place)
    for leaf in site.leaves.values():
        yield leaf.facts, leaf.places.get("facts", leaf.place)
