"""Random definitions that can be graded, and the response that earns everything."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from coursemark.grading.text import trim

SCORINGS = ("exact", "partial", "penalised")
LETTERS = "ABCDEFGH"
UNITS = ("", "", "小时", "元", "万元", "%", "mL", "克")
WORDS = st.text("清场疏散医保AbＡ一二十百万.。 -%\u3000", min_size=1, max_size=8).filter(trim)

points = st.integers(0, 1000)
scorings = st.sampled_from(SCORINGS)
decimals = st.decimals("-99999", "99999", places=2, allow_nan=False).map(
    lambda number: format(number, "f")
)
widths = st.decimals("0", "50", places=1, allow_nan=False).map(lambda number: format(number, "f"))


def options(draw: st.DrawFn, least: int = 2) -> list[str]:
    return list(LETTERS[: draw(st.integers(least, len(LETTERS)))])


@st.composite
def singles(draw: st.DrawFn) -> dict[str, Any]:
    letters = options(draw)
    return {"type": "single", "options": letters, "key": draw(st.sampled_from(letters))}


@st.composite
def multiples(draw: st.DrawFn) -> dict[str, Any]:
    letters = options(draw)
    key = sorted(draw(st.sets(st.sampled_from(letters), min_size=1)))
    return {"type": "multiple", "options": letters, "key": key}


@st.composite
def orderings(draw: st.DrawFn) -> dict[str, Any]:
    letters = options(draw)
    return {"type": "ordering", "options": letters, "key": draw(st.permutations(letters))}


@st.composite
def matchings(draw: st.DrawFn) -> dict[str, Any]:
    sources = [str(number) for number in range(1, draw(st.integers(1, 6)) + 1)]
    targets = list("abcdefg"[: draw(st.integers(1, 7))])
    key = [[source, draw(st.sampled_from(targets))] for source in sources]
    return {"type": "matching", "sources": sources, "targets": targets, "key": key}


@st.composite
def numerics(draw: st.DrawFn) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": "numeric"}
    if draw(st.booleans()):
        definition["key"] = {"value": draw(decimals)}
        kind = draw(st.sampled_from(["", "absolute", "percent"]))
        if kind:
            definition["tolerance"] = {kind: draw(widths)}
    else:
        ends = sorted([draw(decimals), draw(decimals)], key=float)
        definition["key"] = {"min": ends[0], "max": ends[1]}
    unit = draw(st.sampled_from(UNITS))
    if unit:
        definition["unit"] = unit
    return definition


@st.composite
def fill_ins(draw: st.DrawFn) -> dict[str, Any]:
    accepted = st.lists(st.one_of(WORDS, decimals), min_size=1, max_size=3)
    return {"type": "fill-in", "key": draw(st.lists(accepted, min_size=1, max_size=4))}


TYPES = {
    "single": singles(),
    "multiple": multiples(),
    "true-false": st.builds(lambda key: {"type": "true-false", "key": key}, st.booleans()),
    "ordering": orderings(),
    "matching": matchings(),
    "numeric": numerics(),
    "fill-in": fill_ins(),
}


@st.composite
def leaves(draw: st.DrawFn, types: tuple[str, ...] = tuple(TYPES), id: str = "b/1") -> Any:
    definition = draw(TYPES[draw(st.sampled_from(types))])
    return {**definition, "id": id, "points": draw(points), "scoring": draw(scorings)}


@st.composite
def cases(draw: st.DrawFn, id: str = "b/c") -> Any:
    count = draw(st.integers(1, 4))
    parts = [draw(leaves(id=f"{id}/{number}")) for number in range(count)]
    total = sum(part["points"] for part in parts)
    return {"id": id, "type": "case", "points": total, "scoring": "exact", "parts": parts}


def right_parts(definition: Any) -> list[str]:
    """What earns everything, part by part."""
    key = definition["key"]
    match definition["type"]:
        case "single":
            return [key]
        case "true-false":
            return ["true" if key else "false"]
        case "matching":
            return [f"{source}[.]{target}" for source, target in key]
        case "numeric":
            return [key.get("value", key.get("min"))]
        case "fill-in":
            return [accepted[0] for accepted in key]
        case _:
            return list(key)


def right_response(definition: Any) -> Any:
    if "parts" in definition:
        return {part["id"]: right_response(part) for part in definition["parts"]}
    return "[,]".join(right_parts(definition))
