"""Items with their keys, as an inspector reads them; text is never markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from record_builder import OPTIONS, a_site

from coursemark.audit.papers import key_text, paper, scoring_text
from coursemark.audit.versions import FoundAssessment, FoundItem, Met, Versions
from coursemark.model import Draw, Item
from coursemark.model.withheld import withhold


@pytest.mark.parametrize(
    ("type_", "key", "text"),
    [
        ("single", "B", "B"),
        ("multiple", ["A", "C"], "A、C"),
        ("ordering", ["B", "A", "C"], "B → A → C"),
        ("true-false", True, "正确"),
        ("true-false", False, "错误"),
        ("numeric", {"value": "24"}, "24"),
        ("numeric", {"min": "10", "max": "20"}, "10 至 20"),
        ("fill-in", [["119", "一一九"], ["清场"]], "（1）119 或 一一九；（2）清场"),
        ("single", None, "没有答案"),
    ],
)
def test_a_key_in_words(type_: str, key: object, text: str) -> None:
    assert key_text(Item("bank/x", type_, "题干", key)) == text


def page_of(*items: Item, before: Item | None = None, draw: tuple[Draw, ...] = ()) -> str:
    site = a_site()
    exam = site.assessments["exam"]
    exam = replace(exam, draw=draw or exam.draw)
    met = Met("exam", exam.revision, 2, {"1"})
    versions = Versions({("exam", exam.revision): FoundAssessment(exam, site, None)})
    for item in items:
        for leaf in item.leaves:
            met.drawn[leaf.id, leaf.revision] += 1
            versions.items[leaf.id, leaf.revision] = FoundItem(leaf, item, None, before)
    return paper(met, versions, date(2026, 11, 22), "结业考试").decode()


def test_the_right_options_are_marked() -> None:
    page = page_of(Item("bank/m", "multiple", "哪些", ["A", "C"], OPTIONS))

    assert (
        "<li class=key>A．甲 ✓</li><li>B．乙</li><li class=key>C．丙 ✓</li><li>D．丁</li>" in page
    )
    assert "<p class='key-line'>答案：A、C</p>" in page


def test_pairs_of_a_matching_item() -> None:
    item = Item(
        "bank/p",
        "matching",
        "连线",
        [["1", "b"], ["2", "a"]],
        match_sources={"1": "门诊", "2": "住院"},
        match_targets={"a": "病房", "b": "挂号", "c": "药房"},
    )

    page = page_of(item)

    assert "<tr><td>门诊</td><td class=key-line>挂号</td></tr>" in page
    assert "<p class=quiet>多余的选项：药房</p>" in page


def test_the_order_is_told_in_the_words_of_the_options() -> None:
    item = Item(
        "bank/o",
        "ordering",
        "排序",
        ["B", "A"],
        {"A": "**戴**手套", "B": "洗手"},
        scoring="partial",
    )

    page = page_of(withhold(item))

    assert "<p class=key-line>答案：洗手 → <strong>戴</strong>手套</p>" in page
    assert "<li>洗手</li>" in page
    assert "排序题，1 分，按对的部分给分，版本" in page


def test_an_order_that_was_corrected() -> None:
    new = withhold(Item("bank/o", "ordering", "排序", ["B", "A"], {"A": "戴手套", "B": "洗手"}))
    old = withhold(Item("bank/o", "ordering", "排序", ["A", "B"], {"A": "戴手套", "B": "洗手"}))
    assert old.revision == new.revision

    page = page_of(new, before=old)

    assert "期末时的答案：戴手套 → 洗手。后来改正，成绩按上面改正后的答案判。" in page


def test_pairs_that_were_corrected() -> None:
    new, old = (
        withhold(
            Item(
                "bank/p",
                "matching",
                "连线",
                key,
                match_sources={"1": "门诊", "2": "住院"},
                match_targets={"a": "病房", "b": "挂号"},
            )
        )
        for key in ([["1", "b"], ["2", "a"]], [["1", "a"], ["2", "b"]])
    )

    page = page_of(new, before=old)

    assert "期末时的答案：门诊—病房；住院—挂号。后来改正" in page


@pytest.mark.parametrize(
    ("type_", "scoring", "words"),
    [
        ("multiple", "partial", "少选得部分分、错选不得分"),
        ("matching", "partial", "按对的部分给分"),
        ("fill-in", "penalised", "对的给分、错的倒扣，不低于 0"),
    ],
)
def test_scoring_in_words(type_: str, scoring: str, words: str) -> None:
    assert scoring_text(Item("bank/x", type_, "题干", scoring=scoring)) == words


def test_a_part_of_a_case_has_its_case() -> None:
    page = page_of(a_site().items["bank/case"])

    assert page.count('<div class="quiet">病例</div>') == 2


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        ((Draw(item="bank/q0", points=200), Draw(banks=("bank",), points=300)), "单选题，2 分，"),
        ((Draw(banks=("bank",), count=2, points=50),), "单选题，0.5 分，"),
        ((Draw(banks=("bank",), count=2),), "单选题，1 分，"),
        ((Draw(topics=("别的",), count=2, points=200),), "单选题，1 分，"),
        (
            (Draw(banks=("bank",), count=1, points=200), Draw(type="single", count=1)),
            "单选题，1 或 2 分，",
        ),
    ],
)
def test_points_are_those_of_the_rule(draw: tuple[Draw, ...], words: str) -> None:
    assert words in page_of(a_site().items["bank/q0"], draw=draw)


def test_points_of_a_case_that_its_parts_share() -> None:
    draw = (Draw(item="bank/case", points=600),)

    assert "判断题，病例共 6 分，" in page_of(a_site().items["bank/case"], draw=draw)


def test_the_rest_of_the_pool_is_listed() -> None:
    site = a_site()
    page = page_of(site.items["bank/q0"])

    assert "<h2>期内抽到的题目（1 题）</h2>" in page
    assert "<h2>按规则还可能抽到的题目（9 题）</h2>" in page
    assert "<td>题目 bank/q0\n题库 bank，单选题，抽 4 题</td>" in page


def test_hostile_text_is_text() -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'&"
    item = Item(
        f"bank/{evil}", "single", evil, "A", {"A": evil, "B": "乙"}, feedback=evil, source=evil
    )

    page = page_of(item)

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
