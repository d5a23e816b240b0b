from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.grading.points import apportion, passes, share


@pytest.mark.parametrize(
    ("points", "right", "total", "expected"),
    [
        (100, 1, 2, 50),
        (100, 1, 3, 33),
        (100, 2, 3, 67),
        (5, 1, 2, 3),
        (25, 1, 2, 13),
        (100, 3, 3, 100),
        (100, 0, 3, 0),
        (0, 1, 2, 0),
        (100, 0, 0, 0),
    ],
)
def test_share(points: int, right: int, total: int, expected: int) -> None:
    assert share(points, right, total) == expected


@pytest.mark.parametrize(
    ("points", "weights", "expected"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (200, [1, 1, 1], [67, 67, 66]),
        (100, [1, 2], [33, 67]),
        (200, [100, 300], [50, 150]),
        (101, [0, 0], [51, 50]),
        (0, [1, 2], [0, 0]),
        (0, [], []),
    ],
)
def test_apportion(points: int, weights: list[int], expected: list[int]) -> None:
    assert apportion(points, weights) == expected


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**4), min_size=1, max_size=9))
def test_apportioned_points_sum_exactly(points: int, weights: list[int]) -> None:
    shares = apportion(points, weights)
    assert sum(shares) == points
    total = sum(weights) or len(weights)
    due = [points * (weight if sum(weights) else 1) / total for weight in weights]
    assert all(abs(share - exact) < 1.000001 for share, exact in zip(shares, due, strict=True))


@pytest.mark.parametrize(
    ("raw", "max", "pass_mark", "expected"),
    [
        (80, 100, "80", True),
        (79, 100, "80", False),
        (665, 1000, "66.5", True),
        (66, 100, "66.5", False),
        (200, 300, "66.67", False),
        (0, 100, "0", True),
        (0, 0, "0", False),
    ],
)
def test_passes(raw: int, max: int, pass_mark: str, expected: bool) -> None:
    assert passes(raw, max, pass_mark) is expected


@pytest.mark.parametrize("pass_mark", ["", "1e1", "-1", "1/2", "80%", "８０", "80\n", ".5"])
def test_a_pass_mark_is_a_plain_decimal(pass_mark: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"not a plain decimal: {pass_mark!r}")):
        passes(1, 1, pass_mark)
