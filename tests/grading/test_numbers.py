from __future__ import annotations

from fractions import Fraction

import pytest
from grading.numerals import DIGITS, written
from hypothesis import given
from hypothesis import strategies as st

from coursemark.grading.numbers import parse_number

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(15, "一十五"), (105, "一百零五"), (30050, "三万零五十"), (100000005, "一亿零五")],
)
def test_written(number: int, expected: str) -> None:
    assert written(number) == expected


@given(st.integers(0, 10**12 - 1))
def test_numerals_read_back(number: int) -> None:
    assert parse_number(written(number)) == number
    assert parse_number("负" + written(number)) == -number
    assert parse_number(f"百分之{written(number)}") == Fraction(number, 100)


@given(st.integers(0, 10**12))
def test_digits_read_back(number: int) -> None:
    digits = str(number)
    assert parse_number(digits) == number
    assert parse_number(f"{number:,}") == number
    assert parse_number(digits.translate(FULL_WIDTH)) == number
    assert parse_number("".join(DIGITS[int(digit)] for digit in digits)) == number
    assert parse_number(f"{digits}万") == number * 10**4
    assert parse_number(f" {digits} 小时 ", "小时") == number


@given(st.decimals("-1000000", "1000000", places=6, allow_nan=False))
def test_decimals_read_back_exactly(number: object) -> None:
    assert parse_number(f"{number:f}") == Fraction(str(number))


@given(st.text(st.characters()), st.sampled_from(["", "元", "%", "小时"]))
def test_any_text_is_a_number_or_none(text: str, unit: str) -> None:
    number = parse_number(text, unit)
    assert number is None or isinstance(number, Fraction)


@given(st.text("0123456789.,+-−负零一二两三十百千万亿点廿%‰百分之元个", max_size=12))
def test_a_number_keeps_its_value_under_its_unit(text: str) -> None:
    """A declared unit may follow or be left out."""
    number = parse_number(text, "小时")
    if number is not None and not text.endswith((".", ",")):
        assert parse_number(text + "小时", "小时") == number
        assert parse_number(text) == number
