"""What is said of an item, word by word."""

from collections import Counter

import pytest

from coursemark.analysis import Encounter, flags_of, item_statistics


def said(*met, options="ABCD", key="B", name=str):
    """The flags of an item met so: letters (None: blank), score of the attempt, how many."""
    counts = Counter()
    for letters, score, n in met:
        raw = None if letters is None else 100 * (letters == key)
        chosen = None if letters is None else tuple(letters)
        counts[Encounter("exam", chosen, raw, 100, score, 1000)] += n
    flags = flags_of(item_statistics(counts, tuple(options), tuple(key)), name)
    return [(flag.kind, flag.text) for flag in flags]


def good(n=1):
    """Those who do well answer well; each distractor has some of the others."""
    return [
        *(("B", 900, 20 * n), ("B", 600, 6 * n)),
        *(("A", 300, 4 * n), ("C", 300, 4 * n), ("D", 200, 4 * n)),
    ]


def test_a_good_item_has_none():
    assert said(*good()) == []


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (9, "只有 9 次作答：人太少，各项数字都不作数"),
        (10, "只有 10 次作答：人还少，只作参考"),
        (19, "只有 19 次作答：人还少，只作参考"),
    ],
)
def test_few_answers_say_only_that(n, text):
    assert said(("A", 900, n)) == [("few", text)]


def test_the_best_learners_prefer_another_option():
    assert said(("C", 900, 10), ("B", 500, 10), ("A", 300, 4), ("D", 300, 6), ("B", 100, 6)) == [
        ("key-doubtful", "高分组选 C 的比选答案 B 的多：检查答案"),
        ("negative", "高分者反而错：检查答案"),
        ("upper-option", "高分组比低分组更常选 C：看它是不是也说得通"),
    ]


def test_true_and_false_are_said_in_words():
    names = {"t": "“正确”", "f": "“错误”"}
    assert said(("f", 900, 20), ("t", 300, 10), options="tf", key="t", name=names.__getitem__) == [
        ("key-doubtful", "高分组选“错误”的比选答案“正确”的多：检查答案"),
        ("negative", "高分者反而错：检查答案"),
        ("upper-option", "高分组比低分组更常选“错误”：看它是不是也说得通"),
        ("misconception", "过半的人选“错误”：多半是普遍误解，该重讲"),
    ]


def test_an_item_that_tells_nobody_apart():
    assert said(
        *(("B", 900, 6), ("A", 900, 2), ("C", 900, 1), ("D", 900, 1)),
        *(("B", 300, 6), ("A", 300, 2), ("C", 300, 1), ("D", 300, 1)),
    ) == [("poor", "区分度低（0.00）：学得好的和不好的答得差不多，看题干有没有歧义")]


def test_everybody_right_says_nothing_of_the_distractors():
    assert said(("B", 900, 20), ("B", 500, 20)) == [("easy", "几乎人人答对：分不出谁会谁不会")]


def test_hardly_anybody_right():
    wrong = [(letter, score, 4) for letter in "ACD" for score in (500, 100)]
    assert said(("B", 900, 6), *wrong) == [
        ("hard", "得分率不到两成：先查答案，再看页面讲清了没有"),
    ]


def test_options_nobody_chose():
    assert said(("B", 900, 20), ("A", 300, 10)) == [("dead-option", "没人选 C、D：干扰项无效")]
    assert said(("B", 900, 20), ("A", 300, 5), ("D", 300, 5)) == [
        ("dead-option", "没人选 C：干扰项无效")
    ]


def test_options_hardly_anybody_chose():
    met = [("B", 900, 30), ("A", 300, 14), ("C", 300, 10)]
    assert said(*met, ("D", 300, 2)) == [("rare-option", "很少有人选 D：干扰项几乎无效")]
    assert said(*met, ("D", 300, 4)) == []


def test_a_common_mistake():
    assert said(("B", 900, 12), ("C", 400, 20), ("A", 300, 2), ("D", 300, 2)) == [
        ("misconception", "过半的人选 C：多半是普遍误解，该重讲")
    ]


def test_many_leave_it_blank():
    assert said(*good(2), (None, 300, 10)) == [
        ("omitted", "12% 的人没答：看是不是太长、看不懂，或时间不够")
    ]
    assert said((None, 300, 40)) == [("omitted", "100% 的人没答：看是不是太长、看不懂，或时间不够")]


def test_without_a_key_only_blanks_are_spoken_of():
    counts = Counter({Encounter("exam", ("A",), None, 100, 0, 1000): 30})
    assert flags_of(item_statistics(counts, ("A", "B"))) == ()


def test_near_the_ceiling_little_is_expected_of_an_item():
    """At 92 % neither a low index nor a distractor with few is worth a word."""
    met = [("B", 900, 46), ("B", 300, 46), ("A", 900, 2), ("A", 300, 3), ("C", 300, 2)]
    assert said(*met, ("D", 300, 1)) == []


def test_a_distractor_may_draw_one_more_of_the_upper_group():
    """One of ten in a group is chance, three of eleven are not."""
    met = [("B", 900, 14), ("D", 600, 5), ("A", 300, 6), ("C", 300, 6), ("B", 300, 6)]
    assert said(*met, ("D", 990, 1)) == []
    assert said(*met, ("D", 990, 3)) == [
        ("upper-option", "高分组比低分组更常选 D：看它是不是也说得通")
    ]


def test_the_rest_is_a_share_of_what_the_others_could_earn():
    assert Encounter("exam", ("B",), 100, 100, 300, 500).rest == 0.5
    assert Encounter("exam", ("A",), 0, 100, 400, 500).rest == 1
    assert Encounter("exam", None, None, 100, 400, 500).rest == 1
    assert Encounter("exam", ("B",), 100, 100, 100, 100).rest is None
