"""Examples others have worked by hand or published, to the last digit they print."""

from collections import Counter

import pytest

from coursemark.analysis import Encounter, Sittings, groups_of, index, item_rest, item_statistics

LSAT6 = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3,
    "00111": 4, "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15,
    "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61,
    "11110": 28, "11111": 298,
}  # fmt: skip
"""Section 6 of the Law School Admission Test, 1,000 persons: Bock, R. D. & Lieberman, M. (1970).
Fitting a response model for n dichotomously scored items. Psychometrika, 35, 179–197."""

WUENSCH = """1111110110 1011011101 1111011001 0010001000 0000010010
             1110111111 1101101111 1111111101 0101111101 1101101110"""
"""Ten students, ten items: Wuensch, K. L., The Kuder-Richardson 20 (East Carolina University),
https://core.ecu.edu/wuenschk/StatHelp/KR20.txt"""

SHROUT_FLEISS = [
    (9, 2, 5, 8),
    (6, 1, 3, 2),
    (8, 4, 6, 8),
    (7, 1, 2, 6),
    (10, 5, 6, 9),
    (6, 2, 4, 7),
]
"""Table 2 of Shrout & Fleiss (1979): four judges on six targets, on a scale to 10."""


def sat(rows, most=100):
    """Sittings of everybody, points in hundredths."""
    sittings = Sittings()
    for row in rows:
        sittings.add({f"b/q{n}": (points, most) for n, points in enumerate(row)})
    return sittings


def marks(patterns):
    return [[100 * int(mark) for mark in pattern] for pattern in patterns]


def lsat6():
    return marks(pattern for pattern, n in LSAT6.items() for _ in range(n))


def test_kr20_of_ten_students():
    # Σpq = 2.18 and σ² = 5.84 there, hence 10/9 · (1 - 2.18/5.84).
    found = sat(marks(WUENSCH.split())).reliability()
    assert (found.method, found.n, found.items) == ("kr20", 10, 10)
    assert found.coefficient == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))
    # Of the 10 points; σ with n - 1.
    assert found.sem == pytest.approx((5.84 * 10 / 9 * (1 - found.coefficient)) ** 0.5 / 10)


def test_alpha_of_the_law_school_admission_test():
    """0.295 as descript(LSAT) of R's ltm prints it: Rizopoulos, D. (2006). Journal of
    Statistical Software, 17(5)."""
    found = sat(lsat6()).reliability()
    assert (found.method, found.n) == ("kr20", 1000)
    assert found.coefficient == pytest.approx(0.2950, abs=5e-5)
    assert found.sem == pytest.approx(1.035041 * (1 - 0.29499719) ** 0.5 / 5, abs=1e-6)


@pytest.mark.parametrize(
    ("item", "facility", "excluded"),
    [
        (0, 0.924, 0.1128),
        (1, 0.709, 0.1532),
        (2, 0.553, 0.1728),
        (3, 0.763, 0.1444),
        (4, 0.870, 0.1216),
    ],
)
def test_point_biserials_of_the_law_school_admission_test(item, facility, excluded):
    """The column “Excluded” of the same output: the item is no part of the total."""
    met = Counter(
        Encounter("lsat", (), row[item], 100, sum(row), 500) for row in lsat6()
    )  # fmt: skip
    found = item_statistics(met)
    assert found.facility == facility
    assert found.discrimination == pytest.approx(excluded, abs=5e-5)


def test_alpha_is_the_consistency_of_four_judges():
    """ICC(3,4) = .91, which is α; ten times the six targets, since six are too few to compute."""
    rows = [[100 * x for x in row] for row in SHROUT_FLEISS]
    found = sat(rows * 10, 1000).reliability()
    assert found.method == "alpha"
    assert found.coefficient == pytest.approx(0.91, abs=0.005)


def test_nested_items_are_judges_that_differ_for_every_target():
    """ICC(1,4) = .44: as if every target had judges of its own."""
    sittings = Sittings()
    for n, row in enumerate(SHROUT_FLEISS):
        sittings.add({f"b/{n}-{m}": (100 * x, 1000) for m, x in enumerate(row)})
    assert sittings.reliability().reason == "few"
    found = sittings._nested()
    assert found.method == "nested"
    assert found.coefficient == pytest.approx(0.44, abs=0.005)
    # MS within is 6.26 there; a mean of four, on a scale of 10.
    assert found.sem == pytest.approx((6.26 / 4) ** 0.5 / 10, abs=1e-4)


def test_the_upper_lower_index():
    """40 students, hence 11 in each group; 9 and 3 of them are right: D = (9 - 3) / 11 = 0.55."""
    met = Counter()
    for place in range(40):
        right = place < 9 or 11 <= place < 29 or place >= 37
        met[Encounter("exam", ("A",), 100 * right, 100, 100 * (60 - place), 10_000)] += 1
    groups = groups_of(met)
    assert groups is not None
    assert groups.size == 11
    assert index(groups) == pytest.approx(6 / 11)
    assert round(index(groups), 2) == 0.55


def test_items_do_not_correlate_with_themselves():
    """Wuensch's first item: 0.7059 with the other nine, as R's psych has it (r.drop)."""
    rows = marks(WUENSCH.split())
    met = Counter(Encounter("quiz", (), row[0], 100, sum(row), 1000) for row in rows)
    assert item_rest(met) == pytest.approx(0.705889154)
    third = Counter(Encounter("quiz", (), row[2], 100, sum(row), 1000) for row in rows)
    assert item_rest(third) == pytest.approx(0, abs=1e-9)
