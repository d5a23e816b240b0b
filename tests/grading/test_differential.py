"""Python and JavaScript grade alike: random items and hostile responses through both."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from grading.definitions import UNITS, cases, leaves, right_parts, right_response
from grading.numerals import written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursemark.grading import grade, grade_attempt, is_blank
from coursemark.grading.numbers import parse_number
from coursemark.grading.text import BLANKS, normalise

SERVER = Path(__file__).parents[1] / "js" / "grade_lines.cjs"

differential = partial(settings, deadline=None, suppress_health_check=list(HealthCheck))

NAMES = ["toString", "__proto__", "constructor", "hasOwnProperty", "length", "undefined", "NaN"]
SEPARATORS = ["[,]", "[.]", "[:]", ",", "[", "]", "、", "。"]
WORDS = ["A", "B", "C", "Z", "1", "2", "9", "a", "b", "z", "true", "false", "24", "80%", "小时"]
NUMERALS = "0123456789.,+-−负零〇一二两三四五六七八九十百千万亿点廿卅百分之%‰元圆整个¥ \u3000"

LEXEMES = [
    *"0123456789零一二三五九十百千万亿两廿点%",
    *[
        "1.5",
        "1,200",
        "一百",
        "二十",
        "三千",
        "五万",
        "零五",
        "百分之",
        "负",
        "-",
        "元",
        "小时",
        "个",
    ],
]

lexemes = st.sampled_from(LEXEMES)
numerals = st.one_of(
    st.lists(lexemes, min_size=1, max_size=3).map("".join),
    st.builds(written, st.integers(0, 10**9)),
    st.tuples(lexemes, st.builds(written, st.integers(0, 10**6)), lexemes).map("".join),
)
characters = st.one_of(st.characters(), st.sampled_from(BLANKS), st.sampled_from(NUMERALS))
texts = st.one_of(
    numerals,
    st.text(characters, max_size=12),
    st.text(NUMERALS, max_size=12),
    st.lists(st.sampled_from(NAMES + SEPARATORS + WORDS), max_size=8).map("".join),
    st.builds(
        lambda text, count: text * count,
        st.text(characters, max_size=3),
        st.sampled_from([20, 65, 400, 1001]),
    ),
)
"""Any text, lone surrogates included, and much that looks like a response."""

values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), texts), inner, max_size=3),
    ),
    max_leaves=4,
)


class Node:
    """The shipped scripts in one Node process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ["node", str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __call__(self, call: str, *args: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"call": call, "args": args}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"node ended at {args!r}"
        return json.loads(answer)

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(10) == 0


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    process = Node()
    yield process
    process.end()


def as_read(value: Any) -> Any:
    """The value as JSON delivers it: two surrogates side by side become one character."""
    return json.loads(json.dumps(value))


def alternatives(definition: Any) -> list[str]:
    """What the item's own controls offer."""
    pairs = product(definition.get("sources", []), definition.get("targets", []))
    return [*definition.get("options", []), *map("[.]".join, pairs)]


@st.composite
def responses(draw: st.DrawFn, definition: Any) -> Any:
    """Right, nearly right, or hostile."""
    if "parts" in definition:
        ids = st.one_of(st.sampled_from([part["id"] for part in definition["parts"]]), texts)
        given = {part["id"]: draw(responses(part)) for part in definition["parts"]}
        return draw(
            st.one_of(
                st.just(given),
                st.just(given),
                st.just(right_response(definition)),
                st.dictionaries(ids, values, max_size=3),
                values,
            )
        )
    right = right_parts(definition)
    likely = st.sampled_from(right * 2 + alternatives(definition))
    parts = st.one_of(st.sampled_from(right + WORDS), texts)
    return draw(
        st.one_of(
            st.just(right_response(definition)),
            st.permutations(right).map("[,]".join),
            st.tuples(*[st.sampled_from([part, part, ""]) | likely for part in right]).map(
                "[,]".join
            ),
            st.lists(likely, min_size=1, max_size=len(right), unique=True).map("[,]".join),
            st.lists(parts, max_size=6).map("[,]".join),
            st.tuples(texts, st.just(right_response(definition)), texts).map("".join),
            values,
        )
    )


@st.composite
def definitions(draw: st.DrawFn, id: str = "b/1") -> Any:
    """Any item, now and then without its key."""
    definition = draw(st.one_of(leaves(id=id), leaves(id=id), cases(id=id)))
    if draw(st.integers(0, 19)) == 0:
        return {field: value for field, value in definition.items() if field != "key"}
    return definition


@st.composite
def graded(draw: st.DrawFn) -> tuple[Any, list[Any]]:
    definition = draw(definitions())
    source = definition if "parts" in definition or "key" in definition else draw(leaves())
    return definition, [as_read(draw(responses(source))) for _ in range(draw(st.integers(1, 4)))]


@st.composite
def attempts(draw: st.DrawFn) -> tuple[Any, Any, str]:
    drawn, given = [], {}
    for number in range(draw(st.integers(0, 4))):
        definition = draw(definitions(id=f"b/{number}"))
        points = draw(st.one_of(st.none(), st.integers(0, 10**6)))
        drawn.append({"definition": definition, "points": points})
        if "parts" in definition or "key" in definition:
            given[definition["id"]] = draw(responses(definition))
    given |= draw(st.dictionaries(st.one_of(st.sampled_from(NAMES), texts), values, max_size=2))
    whole, fraction = draw(st.integers(0, 100)), draw(st.text("0123456789", max_size=6))
    return drawn, as_read(given), f"{whole}.{fraction}" if fraction else str(whole)


@differential(max_examples=2000)
@given(graded())
def test_grade(node: Node, pair: tuple[Any, list[Any]]) -> None:
    definition, given = pair
    for response in given:
        assert node("grade", definition, response) == asdict(grade(definition, response))
        blank = node("isBlank", definition["type"], response)
        assert blank == is_blank(definition["type"], response)


@differential(max_examples=300)
@given(attempts())
def test_grade_attempt(node: Node, attempt: tuple[Any, Any, str]) -> None:
    drawn, given, pass_mark = attempt
    result = grade_attempt([(d["definition"], d["points"]) for d in drawn], given, pass_mark)
    expected = {**asdict(result), "pending": result.pending}
    expected["grades"] = list(expected["grades"])
    assert node("gradeAttempt", drawn, given, pass_mark) == expected


@differential(max_examples=1000)
@given(
    st.one_of(numerals, numerals, texts, st.text(NUMERALS, max_size=70)),
    st.sampled_from(UNITS),
    st.sampled_from(["", "个", "元整"]),
    st.booleans(),
)
def test_parse_number(node: Node, text: str, unit: str, between: str, with_unit: bool) -> None:
    text = as_read(text + between + (unit if with_unit else ""))
    read = node("parseNumber", text, unit)
    assert (read and Fraction(int(read[0]), int(read[1]))) == parse_number(text, unit)


@differential(max_examples=1000)
@given(texts)
def test_normalise(node: Node, text: str) -> None:
    text = as_read(text)
    assert node("normalise", text) == normalise(text)


@pytest.mark.parametrize("plane", range(17))
def test_normalise_every_character(node: Node, plane: int) -> None:
    """Alone and with a combining mark behind; tables of different Unicode versions agree."""
    characters = [chr(code) for code in range(plane << 16, (plane + 1) << 16)]
    given = [text for character in characters for text in (character, f"e{character}\u0301")]
    assert node("normaliseAll", given) == [normalise(text) for text in given]
