"""An item of an assessment whose key is withheld is shown elsewhere with its key.

Whatever a page or another assessment publishes, every learner can read.

Fails, when a page also has a fence with `settlement/limit`::

    key: withheld
    draw: [settlement/limit]

Passes, when no page and no published assessment uses `settlement/limit`::

    key: withheld
    draw: [settlement/limit]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Assessment, Site
from coursemark.problems import Level, Problem

ID = "key-exposed"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    withheld = [a for a in site.assessments.values() if a.key == "withheld"]
    if not withheld:
        return
    shown = _shown_with_key(site, today)
    for assessment in withheld:
        for draw in assessment.draw:
            exposed = [item.id for item in site.pool(draw, today) if item.id in shown]
            if exposed:
                more = f"等 {len(exposed)} 题" if len(exposed) > 1 else ""
                yield Problem(
                    draw.place,
                    ID,
                    f"测评 {assessment.id} 不公布答案，题目 {exposed[0]} {more}"
                    f"却在{shown[exposed[0]]}连同答案公开；请换题，或从那里删去",
                    LEVEL,
                )


def _shown_with_key(site: Site, today: date) -> dict[str, str]:
    """Item id to the place, in words, that publishes its key."""
    shown: dict[str, str] = {}
    for page in site.pages.values():
        for fence in page.fences:
            for item, _ in fence.items:
                shown.setdefault(_whole(item), f"页面 {page.path} ")
    for assessment in site.assessments.values():
        if assessment.key == "withheld":
            continue
        for item in _drawable(assessment, site, today):
            shown.setdefault(item, f"测评 {assessment.id} ")
    return shown


def _whole(item: str) -> str:
    """The item a fence names, or the case whose part it names."""
    return "/".join(item.split("/")[:2])


def _drawable(assessment: Assessment, site: Site, today: date) -> Iterator[str]:
    for draw in assessment.draw:
        for item in site.pool(draw, today):
            yield item.id
