"""Statements of any origin read with every field type-checked.

Nothing is trusted: a field of the wrong type is absent, and what is not ours has the kind None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from coursemark.model import Json
from coursemark.statements.words import ACTIVITY_TYPES, KINDS, OUTCOMES, VERB_OF_IRI

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DURATION = re.compile(
    r"P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]+))?S)?)?"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One leaf of a drawn list, in the order shown."""

    item: str
    revision: str
    points: int
    """Hundredths."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as read: None or empty where the statement does not say."""

    id: str
    kind: str | None
    target: str
    """Item id, assessment id, course id, or page path with `.md`."""
    timestamp: str
    response: str | None
    raw: int | None
    """Hundredths, as claimed."""
    max: int | None
    scaled: float | None
    success: bool | None
    seconds: float | None
    """Duration; negative and malformed ones are None."""
    registration: str
    assessment: str
    """For an answer: the assessment among its parents, or empty."""
    revision: str
    order: tuple[str, ...]
    draw: tuple[Drawn, ...] | None


def activity(statement: Json, site: str) -> tuple[str, str] | None:
    """Kind and id of the activity a statement is about, or None when it is not of this site."""
    return _own_activity(_get(statement, "object"), site)


def learner_of(statement: Json) -> tuple[str, str] | None:
    """Learner id and name by the actor's account, mailbox or OpenID; None without any."""
    actor = _get(statement, "actor")
    if not isinstance(actor, dict) or actor.get("objectType") not in (None, "Agent"):
        return None
    account = _text(_get(actor.get("account"), "name"))
    identity = account or _text(actor.get("mbox")).removeprefix("mailto:")
    identity = identity or _text(actor.get("openid"))
    return (identity, _text(actor.get("name"))) if identity else None


def read(statement: Json, site: str) -> Entry:
    """A statement of any origin as an entry; never raises."""
    verb = VERB_OF_IRI.get(_text(_get(_get(statement, "verb"), "id")))
    own = activity(statement, site)
    result, context = _get(statement, "result"), _get(statement, "context")
    score, extensions = _get(result, "score"), _get(context, "extensions")
    success = _get(result, "success")
    return Entry(
        id=_uuid(_get(statement, "id")),
        kind=KINDS.get((verb, own[0])) if own and verb else None,
        target=own[1] if own else "",
        timestamp=_text(_get(statement, "timestamp")),
        response=_text_or_none(_get(result, "response")),
        raw=_hundredths(_get(score, "raw")),
        max=_hundredths(_get(score, "max")),
        scaled=_number(_get(score, "scaled")),
        success=success if isinstance(success, bool) else None,
        seconds=seconds_of(_get(result, "duration")),
        registration=_uuid(_get(context, "registration")),
        assessment=_parent_assessment(context, site),
        revision=_text(_get(extensions, f"{site}x/revision")),
        order=tuple(t for t in _list(_get(extensions, f"{site}x/order")) if isinstance(t, str)),
        draw=_drawn(_get(extensions, f"{site}x/draw")),
    )


def seconds_of(text: Json) -> float | None:
    """Seconds of an ISO 8601 duration in days, hours, minutes and seconds; None if it is none."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) and len(text) < 40 else None
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (int(g or 0) for g in match.groups()[:4])
    fraction = int((match.group(5) or "0")[:3].ljust(3, "0")) / 1000
    total = days * 86400 + hours * 3600 + minutes * 60 + seconds + fraction
    return total if total <= 1e9 else None


def events(
    statements: Iterable[Json], site: str, grading: Mapping[str, str] | None = None
) -> list[dict[str, Json]]:
    """What `course_progress` reads, as the statements claim it.

    `grading` says for an assessment which attempt counts; without it every pass does (`best`).
    """
    found: list[dict[str, Json]] = []
    outcomes: dict[str, list[Entry]] = {}
    for statement in statements:
        entry = read(statement, site)
        if entry.kind in ("read", "accept"):
            found.append({"kind": entry.kind, "target": entry.target, "at": entry.timestamp})
        elif entry.kind in OUTCOMES:
            outcomes.setdefault(entry.target, []).append(entry)
    for target, entries in outcomes.items():
        for entry in _counting(entries, (grading or {}).get(target, "best")):
            if entry.kind == "passed":
                event: dict[str, Json] = {"kind": "pass", "target": target, "at": entry.timestamp}
                if entry.scaled is not None:
                    event["score"] = entry.scaled
                found.append(event)
    return found


def _counting(entries: list[Entry], grading: str) -> list[Entry]:
    """The outcomes that count; the log is append-only, so first and last are by position."""
    return {"first": entries[:1], "last": entries[-1:]}.get(grading, entries)


def _own_activity(value: Json, site: str) -> tuple[str, str] | None:
    iri = _text(_get(value, "id"))
    if not iri.startswith(site):
        return None
    kind, slash, rest = iri[len(site) :].partition("/")
    if not slash or not rest or kind not in ACTIVITY_TYPES:
        return None
    target = _decoded(rest)
    return kind, target + ".md" if kind == "page" else target


def _decoded(text: str) -> str:
    if "%" not in text or _BAD_ESCAPE.search(text):
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def _parent_assessment(context: Json, site: str) -> str:
    around = _get(context, "contextActivities")
    for role in ("parent", "grouping"):
        for value in _list(_get(around, role)):
            own = _own_activity(value, site)
            if own and own[0] == "assessment":
                return own[1]
    return ""


def _drawn(value: Json) -> tuple[Drawn, ...] | None:
    if not isinstance(value, list):
        return None
    drawn: dict[str, Drawn] = {}
    for each in value:
        item, points = _text(_get(each, "item")), _hundredths(_get(each, "points"))
        if item and points is not None and item not in drawn:
            drawn[item] = Drawn(item, _text(_get(each, "revision")), points)
    return tuple(drawn.values())


def _get(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: Json) -> list[Json]:
    """Values of an array; xAPI 1.0.3 readers take a single object for an array of one."""
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _uuid(value: Json) -> str:
    """Upper and lower case are one id; only ASCII is folded, as in the browser."""
    text = _text(value)
    return text.lower() if text.isascii() else text


def _text_or_none(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Json) -> float | None:
    """A finite number of sensible size; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -1e6 <= value <= 1e6 else None


def _hundredths(value: Json) -> int | None:
    number = _number(value)
    return None if number is None else math.floor(number * 100 + 0.5)
