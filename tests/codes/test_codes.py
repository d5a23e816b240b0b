"""Codes: the shared cases, and what a check digit finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark import codes

SPEC = Path(__file__).parent.parent / "spec" / "codes"
SITE = "https://yibao.example/"
ATTEMPT = "6f0d3a5e-1111-4222-8333-444455556666"


def cases(name):
    read = json.loads((SPEC / f"{name}.json").read_text("utf-8"))
    return [pytest.param(case, id=case["case"]) for case in read]


@pytest.mark.parametrize("case", cases("check-digits"))
def test_check_digits(case):
    assert codes.check_digit(case["text"]) == case["digit"]


@pytest.mark.parametrize("case", cases("digests"))
def test_digests(case):
    assert codes.digest(case["text"], len(case["digits"])) == case["digits"]


@pytest.mark.parametrize("case", cases("codes"))
def test_codes(case):
    assert codes.code_of(case["parts"]) == case["code"]


@pytest.mark.parametrize("case", cases("normal"))
def test_normal(case):
    assert codes.normal(case["typed"]) == case["code"]


@pytest.mark.parametrize("case", cases("receipts"))
def test_receipts(case):
    assert codes.receipt(SITE, case["learner"], ATTEMPT, case["answers"]) == case["code"]


@pytest.mark.parametrize("case", cases("slips"))
def test_slips(case):
    assert codes.slip_code(**case["facts"]) == case["code"]


BODIES = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12)


def as_typed(text):
    """What is left of a code where O is read as 0 and I and L as 1."""
    return text.translate(str.maketrans("OIL", "011"))


@given(BODIES, st.integers(0, 11), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_digit_changes_the_check_digit(body, place, digit):
    """ISO/IEC 7064: the hybrid systems detect all single substitution errors."""
    wrong = body[:place] + digit + body[place + 1 :]
    assert (codes.check_digit(wrong) == codes.check_digit(body)) == (wrong == body)


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_other_texts_have_another_code(one, other):
    assert (codes.code_of(one) == codes.code_of(other)) == (one == other)


@given(st.lists(st.text()))
def test_a_code_is_its_own_normal_form(parts):
    code = codes.code_of(parts)
    assert codes.normal(code) == codes.normal(as_typed(code).lower()) == code


@given(st.text())
def test_any_text_is_a_code_or_none(text):
    found = codes.normal(text)
    assert found is None or codes.normal(found) == found
