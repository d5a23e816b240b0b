"""A change names a page or item that does not exist.

Fails::

    change:
      announced: 2026-09-01
      pages: [policies/paiment.md]

Passes, with a page `policies/payment.md`::

    change:
      announced: 2026-09-01
      pages: [policies/payment.md]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import bank_may_exist, page_may_exist
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "broken-change"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    faulty = {item.id for bank in site.banks.values() for item in bank.faulty}
    for page in site.changes:
        change = page.change
        if change is None:
            continue
        for field, targets in (
            ("pages", change.pages),
            ("interpretation", (change.interpretation,) if change.interpretation else ()),
        ):
            for target in targets:
                path, _, anchor = target.partition("#")
                place = change.places.get(field, change.place)
                if path not in site.pages:
                    if not page_may_exist(site, path):
                        remedy = did_you_mean(path, site.pages) or "；请核对路径"
                        yield Problem(place, ID, f"变动涉及的页面 {path} 不存在{remedy}", LEVEL)
                elif anchor and anchor not in site.pages[path].anchors:
                    remedy = did_you_mean(anchor, site.pages[path].anchors) or "；请核对标题"
                    yield Problem(place, ID, f"页面 {path} 没有小节 #{anchor}{remedy}", LEVEL)
        for id_ in change.items:
            known = id_ in site.items or id_ in faulty
            if not known and not bank_may_exist(site, id_.split("/", 1)[0]):
                remedy = did_you_mean(id_, site.items) or "；请核对题号"
                place = change.places.get("items", change.place)
                yield Problem(place, ID, f"变动涉及的题目 {id_} 不存在{remedy}", LEVEL)
