"""Statements of the shape that our pages write, decoded at once into what is read of them.

Nine in ten statements have it, and are read in a third of the time. Whatever is otherwise, in any
field that counts, is not decoded here, and `read` takes it: both give the same entry.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec

from coursemark.model import Json
from coursemark.statements.read import (
    LONG,
    Entry,
    drawn,
    extensions,
    hundredths,
    number,
    own_iri,
    rare_fields,
    seconds_of,
    texts,
    uuid,
)
from coursemark.statements.words import KINDS, VERB_OF_IRI


class _Account(msgspec.Struct, gc=False):
    name: Annotated[str, msgspec.Meta(min_length=1)]


class _Actor(msgspec.Struct, gc=False):
    account: _Account
    name: str = ""
    objectType: Literal["Agent"] = "Agent"


class _Named(msgspec.Struct, gc=False):
    """A verb or an activity."""

    id: str


class _Score(msgspec.Struct, gc=False):
    raw: int | float | None = None
    max: int | float | None = None
    scaled: int | float | None = None


class _Result(msgspec.Struct, gc=False):
    response: str | None = None
    success: bool | None = None
    score: _Score | None = None
    duration: str | None = None


class _Activities(msgspec.Struct, gc=False):
    parent: list[_Named] | None = None
    grouping: list[_Named] | None = None


class _Context(msgspec.Struct, gc=False):
    registration: str | None = None
    contextActivities: _Activities | None = None
    extensions: dict[str, Any] | None = None


class Written(msgspec.Struct, gc=False):
    """A statement with an actor by account and a time, each field of the right type."""

    id: str
    actor: _Actor
    verb: _Named
    object: _Named
    timestamp: str
    result: _Result | None = None
    context: _Context | None = None
    format: None = None
    """The header of a record has one, and is no statement."""


_decoder = msgspec.json.Decoder(Written)
_LONG = 4300
_LONG_NUMBER = re.compile(rb"(?<![0-9])[0-9]{4301}")
"""More digits than Python converts: no JSON that `read` is ever given."""
_NO_RESULT, _NO_CONTEXT, _NO_SCORE = _Result(), _Context(), _Score()
_NO_EXTENSIONS: dict[str, Json] = {}


def written(data: bytes) -> Written | None:
    """The statement of a JSON text; None for every other text."""
    try:
        found = _decoder.decode(data)
        # What is passed over is not looked at, and has to be sound all the same.
        if not data.isascii():
            data.decode("utf-8")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return None if len(data) > _LONG and _LONG_NUMBER.search(data) else found


def all_written(lines: bytes) -> list[Written] | None:
    """The statements of lines, of each what `written` gives; None if one of them gives none.

    All at once costs half as much as one by one.
    """
    try:
        found = _decoder.decode_lines(lines)
        lines.decode("utf-8")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    *pieces, last = lines.split(b"\n")
    # For the decoder a value may go on in the next line, and two may share one. Between these
    # two brackets no value goes on.
    ends = {(piece[:1], piece[-1:]) for piece in pieces}
    if last or ends != {(b"{", b"}")} or len(found) != len(pieces):
        return None
    long = max(map(len, pieces)) > _LONG
    return None if long and _LONG_NUMBER.search(lines) else found


def entry_of(one: Written, site: str) -> Entry:
    """As `read` reads it."""
    result, context = one.result or _NO_RESULT, one.context or _NO_CONTEXT
    said = context.extensions or _NO_EXTENSIONS
    score = result.score or _NO_SCORE
    iri = one.object.id
    about = _about if len(iri) + len(one.verb.id) < 2 * LONG else _about.__wrapped__
    kind, target, activity = about(one.verb.id, iri, site)
    id_, ours = one.id, extensions(site)
    revision = said.get(ours.revision)
    rest = len(said) > (revision is not None)
    order, draw = (said.get(ours.order), said.get(ours.draw)) if rest else (None, None)
    return Entry(
        id_.lower() if id_.isascii() else id_,
        kind,
        target,
        one.timestamp,
        result.response,
        None if score.raw is None else hundredths(score.raw),
        None if score.max is None else hundredths(score.max),
        None if score.scaled is None else number(score.scaled),
        result.success,
        None if result.duration is None else seconds_of(result.duration),
        "" if context.registration is None else uuid(context.registration),
        _assessment(context.contextActivities, site) if context.contextActivities else "",
        revision if type(revision) is str else "",
        () if order is None else texts(order),
        None if draw is None else drawn(draw),
        activity,
        **(rare_fields(said, ours) if rest else {}),
    )


@lru_cache(16_384)
def _about(verb: str, iri: str, site: str) -> tuple[str | None, str, str]:
    """Kind of the statement, target and kind of the activity."""
    known, own = VERB_OF_IRI.get(verb), own_iri(iri, site)
    if own is None:
        return None, "", ""
    return (KINDS.get((known, own[0])) if known else None), own[1], own[0]


def _assessment(around: _Activities, site: str) -> str:
    for those in (around.parent, around.grouping):
        for one in those or ():
            own = own_iri(one.id, site)
            if own and own[0] == "assessment":
                return own[1]
    return ""
