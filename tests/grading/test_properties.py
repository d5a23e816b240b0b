"""What holds for every item and response; each test quotes the sentence it proves."""

from __future__ import annotations

from typing import Any

from grading.definitions import cases, leaves, right_parts, right_response
from hypothesis import given
from hypothesis import strategies as st

from coursemark.grading import gradable, grade, grade_attempt, is_blank
from coursemark.grading.text import BLANKS

TYPES_OF_PARTS = ("multiple", "ordering", "matching", "fill-in")

text = st.text(st.characters(), max_size=20)
"""Any text, with lone surrogates too."""


@st.composite
def answered(draw: st.DrawFn) -> tuple[Any, str]:
    """A definition, and a response made of parts such as its own."""
    definition = draw(leaves())
    others = ["A", "B", "C", "1[.]a", "2[.]b", "24", "一百", "true", ""]
    parts = [*right_parts(definition), *others]
    chosen = draw(st.lists(st.one_of(st.sampled_from(parts), text), max_size=6))
    return definition, "[,]".join(chosen)


@given(st.one_of(leaves(), cases()))
def test_the_key_earns_everything(definition: Any) -> None:
    """The right response earns all points under every type and scoring."""
    result = grade(definition, right_response(definition))
    assert (result.raw, result.max, result.success) == (definition["points"],) * 2 + (True,)


@given(answered())
def test_raw_stays_within_bounds(pair: tuple[Any, str]) -> None:
    """raw stays within 0…max."""
    definition, response = pair
    result = grade(definition, response)
    assert result.max == definition["points"]
    if is_blank(definition["type"], response):
        assert (result.raw, result.success) == (None, None)
    else:
        assert result.raw is not None
        assert 0 <= result.raw <= result.max
        assert result.success is not True or result.raw == result.max


@given(answered(), st.randoms(use_true_random=False))
def test_option_order_never_changes_a_score(pair: tuple[Any, str], random: Any) -> None:
    """Option order never changes a score."""
    definition, response = pair
    shuffled = dict(definition)
    for field in ("options", "sources", "targets"):
        if field in definition:
            shuffled[field] = random.sample(definition[field], len(definition[field]))
    assert grade(shuffled, response) == grade(definition, response)


@given(leaves(types=("multiple", "matching")), st.data())
def test_order_of_parts_never_changes_a_score(definition: Any, data: st.DataObject) -> None:
    """Letters of a multiple and pairs of a matching count in any order."""
    wrong = ["A", "H", "1[.]a", "1[.]b"]
    parts = data.draw(st.lists(st.sampled_from(right_parts(definition) + wrong), min_size=1))
    shuffled = data.draw(st.permutations(parts))
    assert grade(definition, "[,]".join(parts)) == grade(definition, "[,]".join(shuffled))


@given(leaves(types=TYPES_OF_PARTS), st.data())
def test_adding_a_correct_part_never_lowers_raw(definition: Any, data: st.DataObject) -> None:
    """Adding a correct response never lowers raw."""
    parts = right_parts(definition)
    given_parts = [part if data.draw(st.booleans()) else None for part in parts]
    missing = [index for index, part in enumerate(given_parts) if part is None]
    if definition["type"] == "ordering":  # has no gaps: the next position is the one to add
        given_parts = given_parts[: missing[0]] if missing else given_parts
        missing = [len(given_parts)] if missing else []
    elif definition["type"] == "multiple":
        given_parts += data.draw(st.lists(st.sampled_from("ABCDEFGHZ"), max_size=2))
    if not missing:
        return
    index = data.draw(st.sampled_from(missing))
    more = [*given_parts, None]
    more[index] = parts[index]
    if definition["type"] != "ordering":
        more.pop()

    def raw(chosen: list[str | None]) -> int:
        filled = [part or "" for part in chosen if part or definition["type"] == "fill-in"]
        return grade(definition, "[,]".join(filled)).raw or 0

    assert raw(more) >= raw(given_parts)


@given(leaves(types=("single", "multiple", "ordering", "true-false", "numeric")), st.data())
def test_blank_characters_around_parts_never_change_a_score(
    definition: Any, data: st.DataObject
) -> None:
    blanks = st.text(BLANKS, max_size=3)
    parts = right_parts(definition)
    padded = [data.draw(blanks) + part + data.draw(blanks) for part in parts]
    assert grade(definition, "[,]".join(padded)).success is True


@given(st.lists(st.one_of(leaves(), cases()), max_size=4), st.data())
def test_an_attempt_is_the_sum_of_its_items(definitions: Any, data: st.DataObject) -> None:
    """The points an assessment gives its items add up exactly, those of a case's parts too."""
    drawn = []
    for number, definition in enumerate(definitions):
        override = data.draw(st.one_of(st.none(), st.integers(0, 1000)))
        drawn.append(({**definition, "id": f"b/{number}"}, override))
    responses = {item["id"]: right_response(item) for item, _ in drawn}
    result = grade_attempt(drawn, responses, "100")
    total = sum(item["points"] if given is None else given for item, given in drawn)
    assert (result.raw, result.max, result.success) == (total, total, total > 0)


@given(st.one_of(leaves(), cases()))
def test_without_keys_nothing_is_decided(definition: Any) -> None:
    """A definition whose key is withheld cannot be graded: the result is pending."""

    def withheld(whole: Any) -> Any:
        kept = {field: value for field, value in whole.items() if field != "key"}
        if "parts" in kept:
            kept["parts"] = [withheld(part) for part in kept["parts"]]
        return kept

    stripped = withheld(definition)
    assert not gradable(stripped)
    result = grade(stripped, right_response(definition))
    assert (result.raw, result.success, result.pending) == (None, None, True)
    attempt = grade_attempt([(stripped, None)], {}, "0")
    assert (attempt.success, attempt.pending, attempt.scaled) == (None, True, None)
