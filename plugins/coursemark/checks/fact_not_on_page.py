"""An item rests on a claim that the page which teaches it does not list.

Only for claims of the register `facts`; other texts in `facts:` are laws and articles.

Fails, with `facts: [CAT-01]` on the page::

    source: policies/catalogue.md
    facts: [CAT-02]

Passes, with `facts: [CAT-01, CAT-02]` on the page::

    source: policies/catalogue.md
    facts: [CAT-02]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "fact-not-on-page"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    known = {fact.id for fact in site.registers.facts}
    for leaf in site.leaves.values():
        page = site.page_at(leaf.source)
        if page is None:
            continue
        missing = [fact for fact in leaf.facts if fact in known and fact not in page.facts]
        if missing:
            text = f"出处页 {page.path} 的 facts 没有 {'、'.join(missing)}；请核对后补到页首"
            yield Problem(leaf.places.get("facts", leaf.place), ID, text, LEVEL)
