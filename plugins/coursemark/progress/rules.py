"""A course of the model as `progress_of` reads it, and what reading a page asks for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from coursemark.model import Course, Json, Page, Site, Step

_SPAN = re.compile(r"([0-9]{1,4}) *(month|day|year)s?(?: after start)?")
_MONTH = re.compile(r"([12][0-9]{3})-([0-9]{2})")

_SHORTEST, _LONGEST, _ROUND = 10, 900, 5
"""Seconds that a minimum of reading is at least and at most, and a multiple of."""


def rules_of(course: Course, site: Site) -> dict[str, Json]:
    """The course as `progress_of` reads it; `CoursemarkCourseRules` of the browser's types.

    A page's `retrain_from` renews its own steps and, because the test may ask what changed,
    every pass step of the course.
    """
    dates = {p.path: p.retrain_from for p in site.pages.values() if p.retrain_from}
    on_pages = (dates[step.path] for step in course.steps if step.path in dates)
    renewed = max(on_pages, default=None)
    steps = [_step(step, site, dates, renewed) for step in course.steps]
    rules: dict[str, Json] = {"id": course.id, "steps": steps}
    for name, text in (("valid_for", course.valid_for), ("renewal", course.renewal)):
        span = _span(text)
        if span:
            rules[name] = span
    if course.starts:
        rules["from"] = course.starts.isoformat()
    if course.requires:
        rules["requires"] = list(course.requires)
    due = _due(course.due)
    if due:
        rules["due"] = due
    return rules


def minimum_seconds(page: Page, speed: int) -> int:
    """Least seconds of visible time for a page to count as read, at `speed` characters a minute.

    Rounded up to 5 seconds, from 10 to 900; with a speed of 0 there is no minimum.
    """
    if speed <= 0:
        return 0
    seconds = -(-page.length * 60 // speed)
    rounded = -(-seconds // _ROUND) * _ROUND
    return min(_LONGEST, max(_SHORTEST, rounded))


def _step(
    step: Step, site: Site, dates: Mapping[str, date], renewed: date | None
) -> dict[str, Json]:
    rule: dict[str, Json] = {"kind": step.kind, "target": step.path or step.target}
    since = renewed if step.kind == "pass" else dates.get(step.path)
    if since:
        rule["retrain_from"] = since.isoformat()
    page = site.pages.get(step.path)
    if step.kind == "accept" and page and page.version:
        rule["version"] = page.version
    if step.kind == "practise":
        rule |= {"count": step.count or 1, "items": _practised(step.target, site)}
    if step.optional:
        rule["optional"] = True
    due = _due(step.due)
    if due:
        rule["due"] = due
    return rule


def _practised(topic: str, site: Site) -> list[str]:
    """Leaf items of a topic that a learner can practise: their keys are published."""
    hidden = _withheld(site)
    return [
        leaf.id
        for item in site.items.values()
        if item.status != "draft" and not item.withheld and item.id not in hidden
        for leaf in item.leaves
        if leaf.status != "draft" and (topic in leaf.topics or topic in item.topics)
    ]


def _withheld(site: Site) -> set[str]:
    """Items that an assessment with `key: withheld` may ask."""
    return {
        item.id
        for assessment in site.assessments.values()
        if assessment.key == "withheld"
        for draw in assessment.draw
        for item in site.candidates(draw)
        if draw.matches(item)
    }


def _span(text: str) -> dict[str, Json] | None:
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    count, unit = int(found.group(1)), found.group(2)
    return {"days": count} if unit == "day" else {"months": count * (12 if unit == "year" else 1)}


def _due(text: str) -> dict[str, Json] | None:
    """A span after the learner's start, or a day; a month is due on its last day."""
    month = _MONTH.fullmatch(text)
    if month and 1 <= int(month.group(2)) <= 12:
        year, number = int(month.group(1)), int(month.group(2))
        return {"day": date(year, number, monthrange(year, number)[1]).isoformat()}
    try:
        return {"day": date.fromisoformat(text).isoformat()}
    except ValueError:
        return _span(text)
