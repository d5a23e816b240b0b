"""Data for the browser, as scripts that register it.

A page opened from a folder may not fetch files, so data comes as
`Coursemark.register("items/real-name", {...})` in a classic script. The scripts hold what the
site needs and no more: an item that no fence and no assessment shows is not published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coursemark.model import DESK_PAGE, Assessment, Draw, Item, Json, Page, Site
from coursemark.progress import rules_of
from coursemark.render.item_types.fill_in import BLANK
from coursemark.render.items import TYPE_NAMES, points_text, render_item
from coursemark.render.text import to_html, to_plain

UrlOf = Callable[[str], str]
"""Path of a page from the content root → its address relative to the site's root."""


@dataclass(frozen=True)
class Script:
    """One data script: `name` is also its path, without `.js`, in the assets folder."""

    name: str
    text: str


def register_script(name: str, value: Json) -> Script:
    """The script that hands `value` to the browser under `name`."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Old engines end a line at these inside a string, and "<" could end a script element.
    for char, safe in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        data = data.replace(char, safe)
    call = f"(globalThis.Coursemark ??= {{}}).register({json.dumps(name)}, {data});\n"
    return Script(name, call)


def _source(item: Item, site: Site, url_of: UrlOf) -> Json:
    path, _, anchor = item.source.partition("#")
    page = site.pages.get(path)
    if page is None:
        return None
    heading = next((h.title for h in page.headings if anchor and h.anchor == anchor), "")
    title = f"{page.title} · {heading}" if heading and heading != page.title else page.title
    return {"url": url_of(path) + (f"#{anchor}" if anchor else ""), "title": title}


def item_payload(item: Item, site: Site, url_of: UrlOf, *, with_key: bool) -> Json:
    """All the browser needs to show, grade and explain an item.

    Without its key an item also leaves out feedback and hint. A part of a case that has no
    source, feedback or hint of its own has those of the case.
    """
    definition = dict(item.definition)
    if not with_key:
        definition.pop("key", None)
    payload: dict[str, Json] = {
        "definition": definition,
        "revision": item.revision,
        "name": to_plain(BLANK.sub("＿＿", item.stem))[:80],
        "label": TYPE_NAMES[item.type],
        "points": points_text(item.max),
        "source": _source(item, site, url_of),
    }
    if item.topics:
        payload["topics"] = list(item.topics)
    if item.valid_until:
        payload["validUntil"] = item.valid_until.isoformat()
    if with_key:
        payload["feedback"] = to_html(item.feedback)
        if item.hint:
            payload["hint"] = to_html(item.hint)
        if item.option_feedback:
            payload["optionFeedback"] = {k: to_html(v) for k, v in item.option_feedback.items()}
    if item.parts:
        definition.pop("parts", None)
        payload["parts"] = [
            item_payload(_within(item, part), site, url_of, with_key=with_key)
            for part in item.parts
        ]
    return payload


def _within(case: Item, part: Item) -> Item:
    # What is said of the whole case stands under its last part, when the story has been told.
    last = part is case.parts[-1]
    said = [part.feedback, case.feedback] if last else [part.feedback or case.feedback]
    return replace(
        part,
        source=part.source or case.source,
        feedback="\n\n".join(text for text in said if text),
        hint=part.hint or case.hint,
    )


def _top(item: Item, payload: Json) -> Json:
    return {**payload, "html": render_item(item)}


def _draw(draw: Draw, site: Site, today: date) -> Json:
    entry: dict[str, Json] = {"pool": [item.id for item in site.pool(draw, today)]}
    if draw.item is None and draw.count is not None:
        entry["count"] = draw.count
    if draw.points is not None:
        entry["points"] = draw.points
    return entry


def _assessment(assessment: Assessment, site: Site, today: date) -> Json:
    return {
        "id": assessment.id,
        "title": assessment.title,
        "revision": site.assessment_revision(assessment),
        "mode": assessment.mode,
        "key": assessment.key,
        "draw": [_draw(d, site, today) for d in assessment.draw],
        "passMark": assessment.pass_mark,
        "attempts": assessment.attempts,
        "grading": assessment.grading,
        "minutes": assessment.minutes,
        "review": {
            "marks": assessment.review.marks,
            "key": assessment.review.key,
            "feedback": assessment.review.feedback,
        },
        "shuffleItems": assessment.shuffle_items,
        "shuffleOptions": assessment.shuffle_options,
    }


def _page_url(page: Page, url_of: UrlOf) -> Json:
    row: dict[str, Json] = {
        "url": url_of(page.path),
        "title": page.title,
        "revision": page.revision,
    }
    return row


def site_payload(site: Site, url_of: UrlOf) -> Json:
    """What every page knows: the site, its courses and where each assessment is sat."""
    pages: dict[str, Json] = {}
    for course in site.courses.values():
        pages[course.page] = _page_url(site.pages[course.page], url_of)
        for step in course.steps:
            if step.target in site.pages:
                pages[step.target] = _page_url(site.pages[step.target], url_of)
    sat_at = {
        fence.assessment[0]: url_of(page.path)
        for page in site.pages.values()
        for fence in page.fences
        if fence.assessment
    }
    return {
        "id": site.config.id,
        "title": site.config.title,
        "build": site.revision,
        "deskUrl": url_of(DESK_PAGE),
        "roles": list(site.roles),
        "departments": list(site.config.departments),
        "pages": pages,
        "assessments": {
            a.id: {
                "title": a.title,
                "mode": a.mode,
                "grading": a.grading,
                "url": sat_at.get(a.id),
            }
            for a in site.assessments.values()
        },
        "courses": [
            {
                "id": c.id,
                "title": c.title,
                "page": c.page,
                "roles": list(c.roles),
                "hours": c.hours,
                "due": c.due,
                "validFor": c.valid_for,
                "rules": rules_of(c, site.pages),
            }
            for c in site.courses.values()
        ],
    }


def published(site: Site, today: date) -> Iterator[Item]:
    """Items whose key the site ships: those in fences and in pools of published assessments."""
    for page in site.pages.values():
        for fence in page.fences:
            for name, _place in fence.items:
                if name in site.items:
                    yield site.items[name]
    for assessment in site.assessments.values():
        if assessment.key == "published":
            for draw in assessment.draw:
                yield from site.pool(draw, today)


def _withheld(assessment: Assessment, site: Site, today: date) -> Mapping[str, Item]:
    return {i.id: i for draw in assessment.draw for i in site.pool(draw, today)}


def data_scripts(site: Site, url_of: UrlOf, today: date) -> Iterator[Script]:
    """Every data script of the site: `site`, `items/<bank>` and `assessments/<id>`."""
    yield register_script("site", site_payload(site, url_of))
    by_bank: dict[str, dict[str, Json]] = {}
    for item in published(site, today):
        bank = by_bank.setdefault(item.bank, {})
        if item.id not in bank:
            bank[item.id] = _top(item, item_payload(item, site, url_of, with_key=True))
    for bank_id in sorted(by_bank):
        items = by_bank[bank_id]
        yield register_script(f"items/{bank_id}", {k: items[k] for k in sorted(items)})
    for assessment in site.assessments.values():
        value = _assessment(assessment, site, today)
        if assessment.key == "withheld":
            value["items"] = {
                item.id: _top(item, item_payload(item, site, url_of, with_key=False))
                for item in _withheld(assessment, site, today).values()
            }
        yield register_script(f"assessments/{assessment.id}", value)
