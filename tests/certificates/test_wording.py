"""Figures as people write them."""

from __future__ import annotations

import pytest

from coursemark.certificates.wording import rate


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(5, 16, "31.3%"), (2, 3, "66.7%"), (0, 7, "0.0%"), (7, 7, "100.0%"), (0, 0, "—")],
)
def test_a_rate_is_rounded_as_in_the_workbook(part: int, whole: int, text: str) -> None:
    assert rate(part, whole) == text
