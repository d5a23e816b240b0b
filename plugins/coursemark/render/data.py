"""Data for the browser, as scripts that register it.

A page opened from a folder may not fetch files, so data comes as
`Coursemark.register("items/real-name", {...})` in a classic script. The scripts hold what the
site needs and no more: an item that nothing shows is not published, and of a withheld item
there is nothing that depends on its key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from coursemark.desk_rules import desk_rules
from coursemark.model import Assessment, Draw, Item, Json, Site, Survey
from coursemark.render.item_types.fill_in import BLANK
from coursemark.render.items import TYPE_NAMES, points_text, render_item
from coursemark.render.site_data import UrlOf, iso, review_payload, site_payload
from coursemark.render.text import to_html, to_plain


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


def item_payload(item: Item, site: Site, url_of: UrlOf) -> Json:
    """All the browser needs to show, grade and explain an item; of a withheld one, to show it.

    A part of a case that has no source, feedback or hint of its own has those of the case.
    """
    definition = dict(item.public_definition)
    payload: dict[str, Json] = {
        "definition": definition,
        "revision": item.revision,
        "name": to_plain(BLANK.sub("＿＿", item.stem))[:80],
        "label": TYPE_NAMES[item.type],
        "points": points_text(item.max),
        "source": None if item.withheld else _source(item, site, url_of),
    }
    if item.topics:
        payload["topics"] = list(item.topics)
    if item.valid_until:
        payload["validUntil"] = item.valid_until.isoformat()
    if not item.withheld:
        payload["feedback"] = to_html(item.feedback)
        if item.hint:
            payload["hint"] = to_html(item.hint)
        if item.option_feedback:
            payload["optionFeedback"] = {k: to_html(v) for k, v in item.option_feedback.items()}
    if item.parts:
        definition.pop("parts", None)
        payload["parts"] = [item_payload(_within(item, part), site, url_of) for part in item.parts]
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


def _draw(draw: Draw, assessment: Assessment, site: Site, today: date) -> Json:
    entry: dict[str, Json] = {
        "pool": [item.id for item in _pool(draw, assessment, site, today)],
        "section": draw.section,
    }
    if draw.item is None and draw.count is not None:
        entry["count"] = draw.count
    if draw.points is not None:
        entry["points"] = draw.points
    return entry


def _pool(draw: Draw, assessment: Assessment, site: Site, today: date) -> Iterator[Item]:
    """What may be drawn; a published assessment has nothing to show of a withheld item."""
    withheld = assessment.key == "withheld"
    return (item for item in site.pool(draw, today) if withheld or not item.withheld)


def _assessment(assessment: Assessment, site: Site, today: date) -> dict[str, Json]:
    return {
        "id": assessment.id,
        "title": assessment.title,
        "revision": site.assessment_revision(assessment),
        "mode": assessment.mode,
        "key": assessment.key,
        "sections": [
            {"title": section.title, "description": section.description}
            for section in assessment.sections
        ],
        "draw": [_draw(d, assessment, site, today) for d in assessment.draw],
        "passMark": assessment.pass_mark,
        "attempts": assessment.attempts,
        "grading": assessment.grading,
        "minutes": assessment.minutes,
        "pause": assessment.pause,
        "cooling": assessment.cooling,
        "opens": iso(assessment.opens),
        "closes": iso(assessment.closes),
        "sealed": assessment.sealed,
        "review": review_payload(assessment.review),
        "shuffleItems": assessment.shuffle_items,
        "shuffleOptions": assessment.shuffle_options,
    }


def _survey(survey: Survey) -> Json:
    return {
        "id": survey.id,
        "title": survey.title,
        "description": survey.description,
        "revision": survey.revision,
        "questions": [
            {
                "id": q.id,
                "type": q.type,
                "text": q.text,
                "scale": q.scale,
                "low": q.low,
                "high": q.high,
                "options": list(q.options),
                "required": q.required,
            }
            for q in survey.questions
        ],
    }


def published(site: Site, today: date) -> dict[str, Item]:
    """By id the items that the site ships with their keys.

    Those in fences, in pools of published assessments, and on the topics of steps that ask for
    practice; a withheld item is never among them.
    """
    return _offered(site, today, site.assessments.values())


def _offered(site: Site, today: date, tests: Iterable[Assessment]) -> dict[str, Item]:
    """By id what may be practised, and what these tests may draw, without what is withheld."""
    shown = site.practised(today)
    for test in tests:
        for draw in test.draw:
            shown.update((item.id, item) for item in site.pool(draw, today))
    return {id_: item for id_, item in shown.items() if not item.withheld}


def practice_index(site: Site, today: date) -> Json:
    """The data script `practice`: what a learner may practise at any time.

    An assessment that shows its key only after a pass, after it closed or never keeps its items
    out of it, unless something else shows them.
    """
    telling = [a for a in site.assessments.values() if a.review.key in ("during", "after-submit")]
    items: dict[str, Json] = {}
    for item in _offered(site, today, telling).values():
        if not site.usable(item, today):
            continue
        for leaf in item.leaves:
            row: dict[str, Json] = {
                "item": item.id,
                "bank": item.bank,
                "topics": list(leaf.topics),
                "roles": list(leaf.roles),
                "revision": leaf.revision,
            }
            if domains := site.domains_of(leaf):
                row["domains"] = list(domains)
            if item.valid_until:
                row["validUntil"] = item.valid_until.isoformat()
            items[leaf.id] = row
    return {"items": {leaf: items[leaf] for leaf in sorted(items)}}


def data_scripts(site: Site, url_of: UrlOf, today: date) -> Iterator[Script]:
    """Every data script of the site.

    `site`, `practice`, `desk`, `items/<bank>`, `assessments/<id>` and `surveys/<id>`.
    """
    yield register_script("site", site_payload(site, url_of))
    yield register_script("practice", practice_index(site, today))
    yield register_script("desk", desk_rules(site, today))
    shown = published(site, today)
    by_bank: dict[str, dict[str, Json]] = {}
    for id_ in sorted(shown):
        item = shown[id_]
        by_bank.setdefault(item.bank, {})[id_] = _top(item, item_payload(item, site, url_of))
    for bank_id, items in sorted(by_bank.items()):
        yield register_script(f"items/{bank_id}", items)
    for assessment in site.assessments.values():
        value = _assessment(assessment, site, today)
        if assessment.key == "withheld":
            drawn = {i.id: i for draw in assessment.draw for i in site.pool(draw, today)}
            value["items"] = {
                item.id: _top(item, item_payload(item, site, url_of)) for item in drawn.values()
            }
        yield register_script(f"assessments/{assessment.id}", value)
    for survey in site.surveys.values():
        yield register_script(f"surveys/{survey.id}", _survey(survey))
