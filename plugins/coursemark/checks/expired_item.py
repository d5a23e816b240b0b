"""An item is past its last valid day; it is not drawn any more.

Fails, on 2027-01-01::

    valid_until: 2026-12-31

Passes, on 2026-12-31::

    valid_until: 2026-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "expired-item"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        for one in (item, *item.parts):
            if one.valid_until is None or today <= one.valid_until:
                continue
            if one is not item and "valid_until" not in one.places:
                continue
            yield Problem(
                one.places.get("valid_until", one.place),
                ID,
                f"题目 {one.id} 已于 {one.valid_until} 到期，不再抽取；"
                "请核对政策后改 valid_until，或删去题目",
                LEVEL,
            )
