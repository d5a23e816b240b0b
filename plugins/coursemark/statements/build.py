"""Statements built from plain values: the id and the time are arguments, so building is pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coursemark.model import Json
from coursemark.statements.words import ACTIVITY_TYPES, CAUSES, INTERACTIONS, VERBS

# RFC 3987 allows none of these in a path segment; other non-ASCII stands as it is.
_NOT_IN_IRI = re.compile(r'[\x00-\x20"#%<>?\\^`{|}\x7f-\xa0]')
_RATING = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every statement carries: whose site, who, its id and its time."""

    site: str
    """Site id, ends in `/`."""
    learner: Mapping[str, str]
    """`id` (工号) and `name`."""
    id: str
    timestamp: str


def activity_id(site: str, kind: str, target: str) -> str:
    """The IRI of an item, assessment, course, page (by its path), survey, question or session."""
    name = target.removesuffix(".md") if kind == "page" else target
    encoded = _NOT_IN_IRI.sub(
        lambda m: "".join(f"%{b:02X}" for b in m.group().encode("utf-8")), name
    )
    return f"{site}{kind}/{encoded}"


def timestamp(moment: datetime) -> str:
    """ISO 8601 with milliseconds and offset; the moment must know its zone."""
    return moment.isoformat(timespec="milliseconds")


def duration(seconds: float) -> str:
    """ISO 8601 duration in whole seconds: `PT5M3S`."""
    total = max(0, math.floor(seconds))
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return "PT" + text + (f"{rest}S" if rest or not text else "")


def initialized(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """An attempt begins. Details: assessment, registration, seed, draw."""
    site, assessment = stamp.site, details["assessment"]
    draw = [
        {"item": d["item"], "revision": d["revision"], "points": _points(d["points"])}
        for d in details["draw"]
    ]
    extensions = {
        f"{site}x/revision": assessment.get("revision"),
        f"{site}x/seed": details.get("seed"),
        f"{site}x/draw": draw,
    }
    target = _activity(site, "assessment", assessment["id"], assessment.get("name"))
    context = _context(details.get("registration"), {}, extensions)
    return _statement(stamp, "initialized", target, None, context)


def answered(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """One leaf item answered.

    Details: item (id, type, name, revision), response, raw, max, success, seconds, order,
    and where: registration and assessment for an attempt, page for a quiz in a page.
    """
    site, item = stamp.site, details["item"]
    target = _activity(site, "item", item["id"], item.get("name"))
    target["definition"]["interactionType"] = INTERACTIONS.get(item["type"], "other")
    parents = [
        _activity(site, kind, details[kind][key], details[kind].get("name"))
        for kind, key in (("assessment", "id"), ("page", "path"))
        if details.get(kind)
    ]
    around = {role: [p] for role, p in zip(("parent", "grouping"), parents, strict=False)}
    extensions = {f"{site}x/revision": item.get("revision"), f"{site}x/order": details.get("order")}
    result = {"response": details["response"], **_graded(details)}
    context = _context(details.get("registration"), around, extensions)
    return _statement(stamp, "answered", target, result, context)


def outcome(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """An attempt was submitted: passed, failed, or completed when it could not be graded.

    Details: assessment, registration, raw, max, success, seconds.
    """
    success = details.get("success")
    verb = "completed" if success is None else "passed" if success else "failed"
    return _of_attempt(stamp, verb, details, _graded(details))


def terminated(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """An attempt is over. Details: assessment, registration, seconds."""
    return _of_attempt(stamp, "terminated", details, _graded({"seconds": details.get("seconds")}))


def experienced(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A page was read. Details: page (path, name, revision, version), seconds, minimum."""
    return _of_page(stamp, "experienced", details)


def accepted(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A page's text was read and accepted. Details: as of `experienced`."""
    return _of_page(stamp, "accept", details)


def interrupted(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A running attempt was left, closed or paused, or the clock was set: a fact, not a fault.

    Details: assessment, registration, cause (one of `CAUSES`), seconds: how long, or by how much
    the clock jumped (negative: back).
    """
    site, assessment, cause = stamp.site, details["assessment"], details["cause"]
    target = _activity(site, "assessment", assessment["id"], assessment.get("name"))
    jumped = cause == "clock"
    result = None if jumped else {"duration": duration(abs(details["seconds"]))}
    extensions = {
        f"{site}x/revision": assessment.get("revision"),
        f"{site}x/cause": cause,
        f"{site}x/jump": details["seconds"] if jumped else None,
    }
    context = _context(details.get("registration"), {}, extensions)
    return _statement(stamp, CAUSES[cause], target, result, context)


def replied(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """One question of a survey answered.

    Details: survey (id, name, revision), question (id, type, name), response, and for a rating
    its scale.
    """
    site, survey, question = stamp.site, details["survey"], details["question"]
    target = _activity(site, "question", f"{survey['id']}/{question['id']}", question.get("name"))
    target["definition"]["interactionType"] = INTERACTIONS.get(question["type"], "other")
    result = {"response": details["response"], **_rated(details)}
    around = {"parent": [_activity(site, "survey", survey["id"], survey.get("name"))]}
    context = _context(None, around, {f"{site}x/revision": survey.get("revision")})
    return _statement(stamp, "answered", target, result, context)


def surveyed(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A survey was sent off. Details: survey (id, name, revision)."""
    survey = details["survey"]
    target = _activity(stamp.site, "survey", survey["id"], survey.get("name"))
    context = _context(None, {}, {f"{stamp.site}x/revision": survey.get("revision")})
    return _statement(stamp, "completed", target, {"completion": True}, context)


def attended(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A session was attended. Details: session (name), held (ISO day), hours, evidence.

    `registrar`: who noted it, when it was not the learner.
    """
    site, name, hours = stamp.site, details["session"]["name"], details.get("hours")
    seconds = None if hours is None else math.floor(hours * 3600 + 0.5)
    extensions = {
        f"{site}x/held": details.get("held") or None,
        f"{site}x/evidence": details.get("evidence") or None,
        f"{site}x/registrar": details.get("registrar") or None,
    }
    result = {"completion": True, **_graded({"seconds": seconds})}
    context = _context(None, {}, extensions)
    return _statement(stamp, "attended", _activity(site, "session", name, name), result, context)


def commented(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """A note that something is wrong. Details: item (id, name, revision) or page, and text."""
    item, page = details.get("item"), details.get("page")
    about = item or page or {}
    kind, name = ("item", about["id"]) if item else ("page", about["path"])
    target = _activity(stamp.site, kind, name, about.get("name"))
    context = _context(None, {}, {f"{stamp.site}x/revision": about.get("revision")})
    return _statement(stamp, "commented", target, {"response": details["text"]}, context)


def completed(stamp: Stamp, details: Mapping[str, Json]) -> dict[str, Json]:
    """Every step of a course is done. Details: course (id, name)."""
    course = details["course"]
    target = _activity(stamp.site, "course", course["id"], course.get("name"))
    context = _context(None, {}, {})
    return _statement(stamp, "completed", target, {"completion": True}, context)


def _statement(
    stamp: Stamp, verb: str, target: Json, result: Json, context: Json
) -> dict[str, Json]:
    iri, display = VERBS[verb]
    statement = {
        "id": stamp.id,
        "actor": {
            "objectType": "Agent",
            "name": stamp.learner["name"],
            "account": {"homePage": stamp.site, "name": stamp.learner["id"]},
        },
        "verb": {"id": iri, "display": {"zh-CN": display}},
        "object": target,
    }
    if result is not None:
        statement["result"] = result
    return {**statement, "context": context, "timestamp": stamp.timestamp}


def _of_attempt(
    stamp: Stamp, verb: str, details: Mapping[str, Json], graded: Mapping[str, Json]
) -> dict[str, Json]:
    assessment = details["assessment"]
    target = _activity(stamp.site, "assessment", assessment["id"], assessment.get("name"))
    span = {key: value for key, value in graded.items() if key == "duration"}
    rest = {key: value for key, value in graded.items() if key != "duration"}
    result = {**rest, "completion": True, **span}
    revision = {f"{stamp.site}x/revision": assessment.get("revision")}
    context = _context(details.get("registration"), {}, revision)
    return _statement(stamp, verb, target, result, context)


def _of_page(stamp: Stamp, verb: str, details: Mapping[str, Json]) -> dict[str, Json]:
    page = details["page"]
    target = _activity(stamp.site, "page", page["path"], page.get("name"))
    result = {"completion": True, **_graded({"seconds": details.get("seconds")})}
    extensions = {
        f"{stamp.site}x/revision": page.get("revision"),
        f"{stamp.site}x/version": page.get("version") or None,
        f"{stamp.site}x/minimum": details.get("minimum") or None,
    }
    return _statement(stamp, verb, target, result, _context(None, {}, extensions))


def _activity(site: str, kind: str, target: str, name: str | None) -> dict[str, Any]:
    definition: dict[str, Json] = {"type": ACTIVITY_TYPES[kind]}
    if name:
        definition["name"] = {"zh-CN": name}
    return {
        "objectType": "Activity",
        "id": activity_id(site, kind, target),
        "definition": definition,
    }


def _context(
    registration: str | None, around: Mapping[str, Json], extensions: Mapping[str, Json]
) -> dict[str, Json]:
    context: dict[str, Json] = {}
    if registration:
        context["registration"] = registration
    if around:
        context["contextActivities"] = around
    context |= {"platform": "Coursemark", "language": "zh-CN"}
    given = {iri: value for iri, value in extensions.items() if value is not None}
    return context | ({"extensions": given} if given else {})


def _graded(details: Mapping[str, Json]) -> dict[str, Json]:
    """`success`, `score` and `duration`, each only where known; a maximum of 0 has no score."""
    result: dict[str, Json] = {}
    if details.get("success") is not None:
        result["success"] = details["success"]
    raw, most = details.get("raw"), details.get("max")
    if raw is not None and most:
        result["score"] = {
            "raw": _points(raw),
            "min": 0,
            "max": _points(most),
            "scaled": _plain((20000 * raw + most) // (2 * most), 10000),
        }
    if details.get("seconds") is not None:
        result["duration"] = duration(details["seconds"])
    return result


def _rated(details: Mapping[str, Json]) -> dict[str, Json]:
    """The score of a rating: 1 is scaled 0, the highest number 1."""
    number, most = details["response"], details.get("scale") or 0
    if not _RATING.fullmatch(number) or most < 2 or not 1 <= int(number) <= most:
        return {}
    raw, span = int(number), most - 1
    scaled = _plain((20000 * (raw - 1) + span) // (2 * span), 10000)
    return {"score": {"raw": raw, "min": 1, "max": most, "scaled": scaled}}


def _points(hundredths: int) -> int | float:
    return _plain(hundredths, 100)


def _plain(numerator: int, denominator: int) -> int | float:
    """A quotient written as JavaScript writes it: 1, not 1.0."""
    whole, rest = divmod(numerator, denominator)
    return numerator / denominator if rest else whole
