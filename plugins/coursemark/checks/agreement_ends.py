"""The hospital's agreement has ended, or ends within three months, and no other follows.

While it still runs a strict run lets it pass. Dates that are an example are passed over.

Fails, on 2026-11-22::

    title: 2026年度协议
    start: 2026-01-01
    end: 2026-12-31

Passes::

    title: 2026年度协议
    start: 2026-01-01
    end: 2026-12-31
    successor: {title: 2027年度协议, start: 2027-01-01, end: 2027-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.model.currency import later
from coursemark.problems import Level, Problem

ID = "agreement-ends"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    agreement = site.registers.agreement
    if agreement is None or agreement.example:
        return
    follows = agreement.successor
    last = follows.end if follows and follows.end else agreement.end
    if last < today:
        text = f"协议已于 {last} 到期；请登记新协议的起止日期"
        yield Problem(agreement.place, ID, text, LEVEL)
        return
    soon = later(today, "3 months")
    if follows is None and soon is not None and agreement.end <= soon:
        text = f"协议 {agreement.end} 到期，不到3个月；续签后请把新协议写进 successor"
        yield Problem(agreement.place, ID, text, LEVEL, tolerated=True)
