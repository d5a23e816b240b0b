from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coursemark.grading.text import _COMPOSED, BLANKS, LONGEST, normalise, trim

EVERY_CHARACTER = [chr(code) for code in range(0x110000)]


def test_composed_characters_have_been_assigned_for_long() -> None:
    """What is folded was assigned by Unicode 14, so that a later table cannot fold it otherwise."""
    composed = [character for character in EVERY_CHARACTER if _COMPOSED.fullmatch(character)]
    assert [c for c in composed if unicodedata.category(c) == "Cn"] == []


def test_ideographs_and_full_width_forms_are_composed() -> None:
    for text in ("ＡＺａｚ０９", "　、。！？，；", "㈠㊀①⑴⒈㎏℃Ⅲ", "⼀⻳豈立", "ｶﾞ"):
        assert _COMPOSED.fullmatch(text), text


def test_white_space_of_either_language_is_blank() -> None:
    python = {character for character in EVERY_CHARACTER if character.isspace()}
    assert python <= set(BLANKS)
    assert set(BLANKS) - python == set("\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@given(st.text("AbＡ 。.!，清\u3000\ufeff"))
def test_normalising_again_changes_nothing_here(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.characters()))
def test_trim_removes_blanks_at_the_ends_only(text: str) -> None:
    trimmed = trim(text)
    assert trimmed in text
    assert trimmed == "" or not {trimmed[0], trimmed[-1]} & set(BLANKS)


def test_long_text_stays_as_typed() -> None:
    assert normalise("Ａ" * LONGEST) == "a" * LONGEST
    assert normalise("Ａ" * (LONGEST + 1)) == "Ａ" * (LONGEST + 1)
