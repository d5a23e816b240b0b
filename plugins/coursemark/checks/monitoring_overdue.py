"""A watched source has not been looked at for longer than the ledger says.

Fails, on 2026-11-22::

    checked: 2026-10-01
    every: 30 days

Passes::

    checked: 2026-11-01
    every: 30 days
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.model.currency import later
from coursemark.problems import Level, Problem

ID = "monitoring-overdue"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for source in site.registers.monitoring:
        due = later(source.checked, source.every)
        if due is not None and due < today:
            text = f"{source.title} 应在 {due} 前再看一次；请 {source.owner} 查看后更新 checked"
            # Somebody has to look; nothing on the site is wrong, so a strict build goes through.
            yield Problem(source.place, ID, text, LEVEL, tolerated=True)
