"""A change was announced a while ago, and no page explains it in plain words.

How long that may take is the option `interpret_within`, 30 days unless the site says otherwise.

Fails, on 2026-11-22::

    change:
      announced: 2026-09-01

Passes::

    change:
      announced: 2026-09-01
      interpretation: policies/payment.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-interpretation"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.changes:
        change = page.change
        if change is None or change.interpretation:
            continue
        days = (today - change.announced).days
        if days > site.config.interpret_within:
            yield Problem(
                change.place,
                ID,
                f"这项变动公布 {days} 天了，还没有解读（期限 {site.config.interpret_within} 天）；"
                "请写一页解读，再填 interpretation",
                LEVEL,
            )
