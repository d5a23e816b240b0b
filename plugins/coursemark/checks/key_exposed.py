"""An item of an assessment whose key is withheld is used, or stands in other words, in the open.

What a page, a published assessment or daily practice shows, every learner can try until it is
right. The build keeps the key of such an item back everywhere; then it cannot be answered there.

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

from coursemark.model import Draw, Item, Site
from coursemark.problems import Level, Problem

ID = "key-exposed"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    withheld = [a for a in site.assessments.values() if a.key == "withheld"]
    if not withheld:
        return
    shown = _shown_with_key(site, today)
    twins = {
        _question(leaf): leaf.id
        for id_ in (*shown, *site.practised(today))
        if id_ in site.items and not site.items[id_].withheld
        for leaf in site.items[id_].leaves
    }
    for assessment in withheld:
        for draw in assessment.draw:
            drawn = _drawn(draw, site)
            exposed = [item.id for item in drawn if item.id in shown]
            begin = f"测评 {assessment.id} 不公布答案，题目 "
            if exposed:
                more = f"等 {len(exposed)} 题" if len(exposed) > 1 else ""
                text = f"{exposed[0]} {more}却也用在{shown[exposed[0]]}；请换题，或从那里删去"
                yield Problem(draw.place, ID, begin + text, LEVEL)
            for leaf in (leaf for item in drawn for leaf in item.leaves):
                twin = twins.get(_question(leaf))
                if twin:
                    text = f"{leaf.id} 却与公布答案的 {twin} 问的一样；请改写其中一题"
                    yield Problem(draw.place, ID, begin + text, LEVEL)


def _drawn(draw: Draw, site: Site) -> list[Item]:
    return [item for item in site.candidates(draw) if item.withheld and draw.matches(item)]


def _question(leaf: Item) -> tuple[str, frozenset[str]]:
    """What is asked, whatever its letters, order and blanks."""
    texts = (*leaf.options.values(), *leaf.match_sources.values(), *leaf.match_targets.values())
    return "".join(leaf.stem.split()), frozenset("".join(text.split()) for text in texts)


def _shown_with_key(site: Site, today: date) -> dict[str, str]:
    """Item id to the place, in words, that would publish its key."""
    shown: dict[str, str] = {}
    for page in site.pages.values():
        for fence in page.fences:
            for item, _ in fence.items:
                shown.setdefault(_whole(item), f"页面 {page.path}")
    for assessment in site.assessments.values():
        if assessment.key == "withheld":
            continue
        for draw in assessment.draw:
            for drawn in site.pool(draw, today):
                shown.setdefault(drawn.id, f"测评 {assessment.id}")
    return shown


def _whole(item: str) -> str:
    """The item a fence names, or the case whose part it names."""
    return "/".join(item.split("/")[:2])
