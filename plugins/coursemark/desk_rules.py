"""What the trainer's desk in the browser grades by: rules of draws, items with their keys.

The published part is a data script of the site; it holds no key that the site withholds. The rest
is a file that the trainer makes and keeps. The shapes are `CoursemarkDeskRules` and
`CoursemarkDeskKeys` of `browser/types/trainer-core.d.ts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from coursemark.model import Assessment, Draw, Item, Json, Site, withhold

KEYS_FORMAT = "coursemark-desk-keys/1"


def desk_rules(site: Site, today: date) -> Json:
    """The data script `desk`: rules of every assessment, and what it could ever draw."""
    shown = _shown(site, today)
    return {
        "items": {
            item.id: _row(item, site, with_key=False)
            for item in site.items.values()
            if item.id in shown
        },
        "assessments": {a.id: _assessment(a, site) for a in site.assessments.values()},
    }


def desk_keys(site: Site, today: date) -> Json:
    """The key file: what a desk cannot know from the site, items withheld and never shown."""
    shown = _shown(site, today)
    return {
        "format": KEYS_FORMAT,
        "site": {"id": site.config.id, "title": site.config.title, "build": site.revision},
        "items": {
            item.id: _row(item, site, with_key=True)
            for item in site.items.values()
            if item.withheld or item.id not in shown
        },
    }


def _shown(site: Site, today: date) -> Mapping[str, Item]:
    """By id what the site shows, and what an assessment could draw before it expired."""
    shown = dict(site.practised(today))
    for assessment in site.assessments.values():
        for draw in assessment.draw:
            shown.update((i.id, i) for i in site.candidates(draw) if draw.matches(i))
    return {id_: item for id_, item in shown.items() if item.status != "draft"}


def _row(item: Item, site: Site, *, with_key: bool) -> dict[str, Json]:
    row = _leaf(item, with_key=with_key)
    row |= {"topics": list(item.topics), "roles": list(item.roles)}
    if item.difficulty is not None:
        row["difficulty"] = item.difficulty
    if item.status == "draft":
        row["draft"] = True
    until = _last_day(item, site)
    if until is not None:
        row["until"] = until.isoformat()
    if item.parts:
        row["parts"] = [_leaf(part, with_key=with_key) for part in item.parts]
    return row


def _leaf(item: Item, *, with_key: bool) -> dict[str, Json]:
    """An item as grading reads it, and under `other` as records of another time may name it."""
    definition = item.definition if with_key else item.public_definition
    row: dict[str, Json] = {
        "revision": item.revision,
        "definition": {k: v for k, v in definition.items() if k != "parts"},
    }
    if item.withheld:
        row["withheld"] = True
    # The revision of a withheld item as it was written depends on its key.
    other = (
        item.written if item.withheld and with_key else None if item.withheld else withhold(item)
    )
    if other is not None and not item.parts:
        row["other"] = {"revision": other.revision}
        if other.definition != item.definition:
            row["other"]["definition"] = dict(other.definition)
    return row


def _last_day(item: Item, site: Site) -> date | None:
    """On which it may be drawn: the item, and the page that teaches it, hold."""
    lapsed = site.lapsed_from(item.source)
    days = [item.valid_until, None if lapsed is None else lapsed - timedelta(days=1)]
    return min((day for day in days if day is not None), default=None)


def _assessment(assessment: Assessment, site: Site) -> Json:
    return {
        "title": assessment.title,
        "revision": site.assessment_revision(assessment),
        "mode": assessment.mode,
        "draw": [_draw(draw) for draw in assessment.draw],
        "passMark": assessment.pass_mark,
        "attempts": assessment.attempts,
        "grading": assessment.grading,
        "minutes": assessment.minutes,
        "pause": assessment.pause,
        "cooling": assessment.cooling,
        "opens": _iso(assessment.opens),
        "closes": _iso(assessment.closes),
    }


def _draw(draw: Draw) -> Json:
    rule: dict[str, Json] = {
        "item": draw.item,
        "banks": list(draw.banks),
        "type": draw.type,
        "topics": list(draw.topics),
        "roles": list(draw.roles),
        "difficulty": list(draw.difficulty),
        "count": draw.count,
        "points": draw.points,
    }
    # Most say little; what is left out says nothing.
    return {name: value for name, value in rule.items() if value is not None and value != []}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
