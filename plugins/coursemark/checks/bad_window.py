"""An assessment closes before it opens, or is open for less time than it takes.

Fails::

    opens: 2026-12-31
    closes: 2026-12-01

Passes::

    opens: 2026-12-01
    closes: 2026-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "bad-window"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for assessment in site.assessments.values():
        opens, closes = assessment.opens, assessment.closes
        if opens is None or closes is None:
            continue
        place = assessment.places.get("closes", assessment.place)
        if closes <= opens:
            text = (
                f"测评 {assessment.id} 的截止时间 {closes:%Y-%m-%d %H:%M} 不晚于"
                f"开放时间 {opens:%Y-%m-%d %H:%M}；请改正其中一个"
            )
            yield Problem(place, ID, text, LEVEL)
        elif assessment.minutes and closes - opens < timedelta(minutes=assessment.minutes):
            text = (
                f"测评 {assessment.id} 限时 {assessment.minutes} 分钟，开放的时间却不到这么长；"
                "请推迟 closes 或减少 minutes"
            )
            yield Problem(place, ID, text, LEVEL)
