"""What holds of the statistics whatever learners answer, and that a second way gives the same."""

from collections import Counter
from fractions import Fraction
from itertools import permutations
from random import Random
from statistics import correlation, pstdev

import pytest
from analysis.people import (
    LETTERS,
    alpha_the_long_way,
    cohorts,
    correlation_the_long_way,
    counted,
    icc_the_long_way,
    papers,
    sat,
    sem_the_long_way,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coursemark.analysis import Encounter, Sittings, groups_of, index, item_rest, item_statistics
from coursemark.analysis.flags import flags_of


def statistics(people):
    return item_statistics(counted(people), LETTERS, ("B",))


@settings(deadline=None)
@given(cohorts())
def test_every_figure_stays_within_its_bounds(people):
    found = statistics(people)
    assert found.n + found.blank == len(people)
    assert found.facility is None or 0 <= found.facility <= 1
    for measure in (found.index, found.discrimination):
        assert measure is None or -1 <= measure <= 1
    assert 2 * found.group <= len(people)
    for one in found.choices:
        for share in (one.upper, one.lower):
            assert (share is None) == (found.group == 0)
            assert share is None or 0 <= share <= 1
    assert all(flag.text for flag in flags_of(found))


@settings(deadline=None)
@given(cohorts(), st.randoms(use_true_random=False))
def test_the_order_of_learners_changes_nothing(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)
    assert statistics(shuffled) == statistics(people)


@settings(deadline=None)
@given(cohorts(), cohorts())
def test_parts_of_the_learners_add_up(some, others):
    joined = counted(some)
    joined.update(counted(others))
    assert item_statistics(joined, LETTERS, "B") == statistics([*some, *others])


@settings(deadline=None)
@given(cohorts(least=10))
def test_the_groups_are_of_the_same_size_and_one_is_above_the_other(people):
    groups = groups_of(counted(people))
    assume(groups is not None)
    for group in (groups.upper, groups.lower):
        assert sum(group.values()) == groups.size
        assert all(0 < weight <= people.count(one) for one, weight in group.items())
    for name in ("a", "b"):
        upper = [one.total for one in groups.upper if one.within == name]
        lower = [one.total for one in groups.lower if one.within == name]
        assert not upper or min(upper) >= max(lower)


def test_those_with_the_same_score_share_the_places():
    """The index is the mean of what every order of equal scores would give."""
    people = [
        Encounter("a", ("B",), 100, 100, 400, 500),
        Encounter("a", ("B",), 100, 100, 300, 500),
        Encounter("a", ("C",), 0, 100, 300, 500),
        Encounter("a", ("C",), 0, 100, 300, 500),
        Encounter("a", ("B",), 100, 100, 200, 500),
        Encounter("a", ("C",), 0, 100, 200, 500),
        Encounter("a", ("C",), 0, 100, 100, 500),
    ]
    found = []
    for order in permutations(people):
        ranked = sorted(order, key=lambda one: -one.score)
        upper, lower = ranked[:2], ranked[-2:]
        found.append(Fraction(sum(o.raw for o in upper) - sum(o.raw for o in lower), 200))
    assert index(groups_of(counted(people))) == pytest.approx(float(sum(found) / len(found)))


@settings(deadline=None)
@given(cohorts(least=10), st.integers(1, 5))
def test_a_blank_is_no_wrong_answer(people, blanks):
    """Who left it blank counts as one who met it; facility and correlation know nothing of it."""
    empty = [Encounter("a", None, None, 100, 200, 500)] * blanks
    before, after = statistics(people), statistics([*people, *empty])
    assert after.blank == before.blank + blanks
    assert (after.n, after.facility) == (before.n, before.facility)
    assert after.discrimination == before.discrimination


@settings(deadline=None)
@given(cohorts(least=10))
def test_the_correlation_the_long_way(people):
    found = item_rest(counted(people))
    assume(found is not None)
    assert found == pytest.approx(correlation_the_long_way(people), abs=1e-9)


@settings(deadline=None)
@given(cohorts(least=20), st.sampled_from([0, 100, 200]))
def test_a_harder_second_assessment_makes_no_correlation(people, less):
    """Scores that are lower by the same in one of two assessments change nothing."""
    moved = [
        one._replace(score=one.score + less, out_of=700) if one.within == "a"
        # Only the place of the scores changes, not their unit.
        else one._replace(out_of=700)
        for one in people
    ]  # fmt: skip
    same = [one._replace(out_of=700) for one in people]
    assert item_rest(counted(moved)) == pytest.approx(item_rest(counted(same)), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(papers())
def test_alpha_and_its_error_the_long_way(paper):
    found = sat(paper).reliability()
    assume(not found.reason)
    assert found.coefficient == pytest.approx(alpha_the_long_way(paper), abs=1e-9)
    assert found.sem == pytest.approx(sem_the_long_way(paper), abs=1e-9)
    assert found.coefficient <= 1
    half = any(raw == 50 for scores in paper for raw, _ in scores.values())
    assert found.method == ("alpha" if half else "kr20")


@settings(max_examples=50, deadline=None)
@given(papers(drawn=True))
def test_nested_items_the_long_way(paper):
    found = sat(paper).reliability()
    assume(not found.reason)
    assert found.method == "nested"
    assert found.coefficient == pytest.approx(icc_the_long_way(paper), abs=1e-6)
    assert found.coefficient <= 1


@settings(max_examples=50, deadline=None)
@given(papers(drawn=True))
def test_with_a_stratum_for_every_item_a_draw_is_as_reliable_as_alpha_says(paper):
    """Hoyt's analysis of variance: whose items have each a rule of their own sat one test."""
    strata = [{unit: str(m) for m, unit in enumerate(scores)} for scores in paper]
    drawn = Sittings()
    for scores, rules in zip(paper, strata, strict=True):
        drawn.add(scores, rules)
    found = drawn.reliability()
    assume(not found.reason)
    assert found.method == "nested"
    assert found.coefficient == pytest.approx(alpha_the_long_way(paper), abs=1e-6)


def test_a_rule_that_is_hard_for_all_is_no_error():
    """What all learners meet alike makes no difference between them."""
    easy_and_hard, easy = Sittings(), Sittings()
    for n in range(30):
        good = n % 5
        scores = {f"e/{n}-{m}": (100 * (m < good), 100) for m in range(4)}
        hard = {f"h/{n}-{m}": (0, 100) for m in range(4)}
        easy.add(scores, dict.fromkeys(scores, "e"))
        rules = dict.fromkeys(scores, "e") | dict.fromkeys(hard, "h")
        easy_and_hard.add(scores | hard, rules)
    one, other = easy.reliability(), easy_and_hard.reliability()
    assert other.coefficient > 0.5
    assert other.sem < one.sem
    flat = Sittings()
    for n in range(30):
        good = n % 5
        flat.add({f"{n}-{m}": (100 * (m < good), 100) for m in range(8)})
    assert flat.reliability().coefficient < other.coefficient


def test_what_a_draw_is_worth_is_how_two_draws_agree():
    """Reliability is the correlation of the scores of two draws by the same rules."""
    random = Random(7)
    pools = {rule: [random.gauss(middle, 1) for _ in range(60)] for rule, middle in RULES.items()}
    first, second, pairs = Sittings(), Sittings(), []
    for _ in range(3000):
        able = random.gauss(0, 1)
        scores = []
        for sittings in (first, second):
            drawn, rules = {}, {}
            for rule, pool in pools.items():
                for place in random.sample(range(60), 5):
                    unit = f"{rule}/{place}"
                    drawn[unit] = (100 * (able - pool[place] + random.gauss(0, 1) > 0), 100)
                    rules[unit] = rule
            sittings.add(drawn, rules)
            scores.append(sum(raw for raw, _ in drawn.values()))
        pairs.append(scores)
    seen = correlation(*zip(*pairs, strict=True))
    for sittings in (first, second):
        found = sittings.reliability()
        assert found.method == "nested"
        assert found.coefficient == pytest.approx(seen, abs=0.03)
    # Learners who find one rule harder than others do count as error: it errs on the safe side.
    apart = [one - other for one, other in pairs]
    assert found.sem == pytest.approx(pstdev(apart) / 2**0.5 / 1500, rel=0.08)


RULES = {"easy": -1.5, "middle": 0, "hard": 1.5}


@settings(max_examples=50, deadline=None)
@given(papers(), st.randoms(use_true_random=False), st.integers(0, 25))
def test_sittings_add_up_in_any_order_and_in_parts(paper, random, cut):
    shuffled = list(paper)
    random.shuffle(shuffled)
    joined, rest = sat(shuffled[:cut]), sat(shuffled[cut:])
    joined.join(rest)
    assert joined == sat(paper)
    assert joined.reliability() == sat(paper).reliability()


def test_a_few_with_other_items_leave_alpha_to_the_others():
    rows = [{"b/1": (100 * (n % 2), 100), "b/2": (100 * (n % 3 == 0), 100)} for n in range(20)]
    odd = [{"b/1": (0, 100)}] * 5
    found = sat([*rows, *odd]).reliability()
    assert (found.method, found.n) == ("kr20", 20)
    assert found == sat(rows).reliability()
    many = sat([*rows, *odd, {"b/9": (0, 100)}]).reliability()
    assert (many.method, many.n) == ("nested", 26)


def test_more_forms_than_can_be_told_apart_are_a_draw():
    rows = [{"b/1": (100 * (n % 2), 100), "b/2": (0, 100)} for n in range(5000)]
    odd = [{f"b/{n}": (0, 100), "b/2": (0, 100)} for n in range(10, 310)]
    sittings = sat([*rows, *odd])
    assert sittings.forms is None
    assert sittings.reliability().method == "nested"
    assert sat([*odd, *rows]).reliability() == sittings.reliability()


def test_items_of_more_points_weigh_more():
    """Two items of 1 and 3 points err as 1.6 equal ones would."""
    paper = [
        {f"b/{n}": (100 * (n % 2), 100), f"c/{n}": (300 * (n % 3 > 0), 300)} for n in range(12)
    ]
    found = sat(paper).reliability()
    shares = [[raw / most for raw, most in scores.values()] for scores in paper]
    within = sum((a - b) ** 2 / 2 for a, b in shares) / 12
    assert found.sem == pytest.approx((within * 10 / 16) ** 0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        ([{"b/1": (100, 100), "b/2": (0, 100)}] * 9, "few"),
        ([{"b/1": (100, 100)}] * 12, "one-item"),
        ([{f"b/{n}": (100, 100)} for n in range(12)], "one-item"),
        ([{"b/1": (100, 100), "b/2": (0, 100)}] * 12, "no-spread"),
        ([{f"b/{n}": (100, 100), f"c/{n}": (0, 100)} for n in range(12)], "no-spread"),
        ([{}] * 12, "few"),
        ([{"b/1": (0, 0)}] * 12, "few"),
    ],
)
def test_when_there_is_no_coefficient(paper, reason):
    found = sat(paper).reliability()
    assert (found.reason, found.coefficient, found.sem) == (reason, None, None)


def test_practice_has_no_groups_and_no_correlation():
    met = Counter({Encounter("", ("B",), 100, 100): 30, Encounter("", ("C",), 0, 100): 10})
    found = item_statistics(met, LETTERS, ("B",))
    assert (found.n, found.facility) == (40, 0.75)
    assert (found.index, found.discrimination, found.group) == (None, None, 0)
    assert [(one.option, one.n, one.upper) for one in found.choices] == [
        *[("A", 0, None), ("B", 30, None), ("C", 10, None), ("D", 0, None), ("", 0, None)]
    ]


def test_nothing_at_all():
    found = item_statistics(Counter(), LETTERS, ("B",))
    assert (found.n, found.blank, found.facility, found.omitted) == (0, 0, None, None)
    assert Sittings().reliability().reason == "few"
