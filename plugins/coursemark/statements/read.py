"""Statements of any origin read with every field type-checked.

Nothing is trusted: a field of the wrong type is absent, and what is not ours has the kind None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec

from coursemark.days import day_at, instant, parse_day
from coursemark.model import Json
from coursemark.statements.words import ACTIVITY_TYPES, CAUSES, KINDS, OUTCOMES, VERB_OF_IRI

LONG = 300
"""Letters of a name that is remembered at most."""
_NOTHING: dict[str, Json] = {}
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DURATION = re.compile(
    r"P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]+))?S)?)?"
)


class Drawn(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One leaf of a drawn list, in the order shown."""

    item: str
    revision: str
    points: int
    """Hundredths."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A statement as read: None or empty where the statement does not say.

    Packed by position: whoever changes the fields counts `intake.store.LAYOUT` up.
    """

    id: str
    kind: str | None
    target: str
    """Item id, assessment id, course id, survey id, `<survey>/<question>`, session name, or page
    path with `.md`."""
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
    activity: str = ""
    """Kind of the activity, such as `page` or `survey`; empty when it is not ours."""
    version: str = ""
    """Of an accepted text."""
    minimum: float | None = None
    """Least seconds of reading that were asked for."""
    cause: str = ""
    """Of an interruption: `away`, `closed`, `paused`, `clock`, or empty."""
    jump: float | None = None
    """Of an interruption by the clock: seconds it jumped; negative: back."""
    evidence: str = ""
    """Of a session: what proves it."""
    held: str = ""
    """Of a session: the day, as claimed."""
    registrar: str = ""
    """Of a session: who noted it, when it was not the learner."""


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
    whole = _object(statement)
    result, context = _object(whole.get("result")), _object(whole.get("context"))
    verb = VERB_OF_IRI.get(_text(_object(whole.get("verb")).get("id")))
    own = _own_activity(whole.get("object"), site)
    score = _object(result.get("score"))
    said = _object(context.get("extensions"))
    ours = extensions(site)
    success, response = result.get("success"), result.get("response")
    raw, most, scaled = score.get("raw"), score.get("max"), score.get("scaled")
    around, spent = context.get("contextActivities"), result.get("duration")
    order, draw = said.get(ours.order), said.get(ours.draw)
    # Most statements say a revision and nothing else.
    rare = rare_fields(said, ours) if len(said) > (ours.revision in said) else {}
    return Entry(
        uuid(whole.get("id")),
        KINDS.get((verb, own[0])) if own and verb else None,
        own[1] if own else "",
        _text(whole.get("timestamp")),
        response if type(response) is str else None,
        None if raw is None else hundredths(raw),
        None if most is None else hundredths(most),
        None if scaled is None else number(scaled),
        success if type(success) is bool else None,
        seconds_of(spent) if type(spent) is str else None,
        uuid(context.get("registration")),
        _parent_assessment(around, site) if around is not None else "",
        _text(said.get(ours.revision)),
        () if order is None else texts(order),
        drawn(draw) if draw is not None else None,
        own[0] if own else "",
        **rare,
    )


class _Extensions(NamedTuple):
    """The keys of our context extensions on one site."""

    revision: str
    order: str
    draw: str
    rare: Mapping[str, tuple[str, Callable[[Json], object]]]
    """Of fields that most statements lack: the field, and what makes its value."""


@lru_cache(16)
def extensions(site: str) -> _Extensions:
    rare: dict[str, Callable[[Json], object]] = {
        "version": _text,
        "minimum": number,
        "cause": _cause,
        "jump": lambda value: number(value, 1e12),
        "evidence": _text,
        "held": _text,
        "registrar": _text,
    }
    return _Extensions(
        f"{site}x/revision",
        f"{site}x/order",
        f"{site}x/draw",
        {f"{site}x/{name}": (name, make) for name, make in rare.items()},
    )


def rare_fields(said: dict[str, Json], ours: _Extensions) -> dict[str, Any]:
    """Fields of an entry that most statements lack, as far as this one says them."""
    known = ours.rare
    return {known[key][0]: known[key][1](value) for key, value in said.items() if key in known}


def seconds_of(text: Json) -> float | None:
    """Seconds of an ISO 8601 duration in days, hours, minutes and seconds; None if it is none."""
    return _seconds_of(text) if isinstance(text, str) and len(text) < 40 else None


@lru_cache(8192)
def _seconds_of(text: str) -> float | None:
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (int(g or 0) for g in match.groups()[:4])
    fraction = int((match.group(5) or "0")[:3].ljust(3, "0")) / 1000
    total = days * 86400 + hours * 3600 + minutes * 60 + seconds + fraction
    return total if total <= 1e9 else None


def events(
    statements: Iterable[Json],
    site: str,
    assessments: Mapping[str, Mapping[str, str]] | None = None,
) -> list[dict[str, Json]]:
    """What `progress_of` reads, as the statements claim it.

    An attempt that does not pass, or does not count, is an event of kind `attempt`.
    `assessments`: by id, `grading` says which attempt counts (without it every pass does, as with
    `best`), and in `mode` `practice` a right answer is practice.
    """
    known = assessments or {}
    found: list[dict[str, Json]] = []
    outcomes: dict[str, list[Entry]] = {}
    for statement in statements:
        entry = read(statement, site)
        event = event_of(entry)
        if event is not None:
            found.append(event)
        elif entry.kind in OUTCOMES:
            outcomes.setdefault(entry.target, []).append(entry)
        elif entry.success and is_practice(entry, known):
            found.append({"kind": "practise", "target": entry.target, "at": entry.timestamp})
    for target, entries in outcomes.items():
        counting = _counting(entries, known.get(target, {}).get("grading", "best"))
        for entry in entries:
            tried: dict[str, Json] = {"kind": "attempt", "target": target, "at": entry.timestamp}
            if entry.kind == "passed" and any(entry is each for each in counting):
                tried["kind"] = "pass"
                if entry.scaled is not None:
                    tried["score"] = entry.scaled
            found.append(tried)
    return found


def event_of(entry: Entry) -> dict[str, Json] | None:
    """What a statement counts as that needs no grading: read, accept, survey, attend; or None.

    Reading counts from its minimum on, where the statement tells both. A session counts on the
    day it was held, when that is before the day of the statement.
    """
    if entry.kind not in ("read", "accept", "survey", "attend"):
        return None
    least, spent = entry.minimum, entry.seconds
    if entry.kind == "read" and least is not None and spent is not None and spent < least:
        return None
    event: dict[str, Json] = {"kind": entry.kind, "target": entry.target, "at": entry.timestamp}
    if entry.kind == "accept" and entry.version:
        event["version"] = entry.version
    if entry.kind == "attend":
        held, told = parse_day(entry.held), instant(entry.timestamp)
        # Noon of the same day may still be to come.
        if held is not None and told is not None and held < day_at(told):
            event["at"] = f"{entry.held}T12:00:00+08:00"
    return event


def is_practice(entry: Entry, assessments: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether it answers an item outside of any attempt, or in an assessment meant for practice."""
    if entry.kind != "answered":
        return False
    if entry.assessment:
        return assessments.get(entry.assessment, {}).get("mode") == "practice"
    return not entry.registration


def _counting(entries: list[Entry], grading: str) -> list[Entry]:
    """The outcomes that count; the log is append-only, so first and last are by position."""
    return {"first": entries[:1], "last": entries[-1:]}.get(grading, entries)


def _own_activity(value: Json, site: str) -> tuple[str, str] | None:
    iri = value.get("id") if isinstance(value, dict) else None
    return own_iri(iri, site) if isinstance(iri, str) else None


def own_iri(iri: str, site: str) -> tuple[str, str] | None:
    """Kind and id of an activity of this site."""
    # Nobody fills our memory with long names.
    return _known_iri(iri, site) if len(iri) < LONG else _known_iri.__wrapped__(iri, site)


@lru_cache(16_384)
def _known_iri(iri: str, site: str) -> tuple[str, str] | None:
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


def _parent_assessment(around: Json, site: str) -> str:
    for role in ("parent", "grouping"):
        for value in _list(_get(around, role)):
            own = _own_activity(value, site)
            if own and own[0] == "assessment":
                return own[1]
    return ""


def drawn(value: Json) -> tuple[Drawn, ...] | None:
    if not isinstance(value, list):
        return None
    found: dict[str, Drawn] = {}
    for each in value:
        said = _object(each)
        item, revision, points = said.get("item"), said.get("revision"), said.get("points")
        worth = hundredths(points)
        if item and type(item) is str and worth is not None and item not in found:
            found[item] = Drawn(item, revision if type(revision) is str else "", worth)
    return tuple(found.values())


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else _NOTHING


def _get(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: Json) -> list[Json]:
    """Values of an array; xAPI 1.0.3 readers take a single object for an array of one."""
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def texts(value: Json) -> tuple[str, ...]:
    """The texts among the values of an array."""
    return tuple(each for each in _list(value) if isinstance(each, str))


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _cause(value: Json) -> str:
    return value if isinstance(value, str) and value in CAUSES else ""


def uuid(value: Json) -> str:
    """Upper and lower case are one id; only ASCII is folded, as in the browser."""
    text = _text(value)
    return text.lower() if text.isascii() else text


def number(value: Json, limit: float = 1e6) -> float | None:
    """A finite number of sensible size; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -limit <= value <= limit else None


def hundredths(value: Json) -> int | None:
    if type(value) is int and -1_000_000 <= value <= 1_000_000:
        return value * 100
    found = number(value)
    return None if found is None else math.floor(found * 100 + 0.5)
