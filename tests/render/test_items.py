"""The form of each item type: native controls, no key, nothing hostile."""

import re

from coursemark.model import Item
from coursemark.render.items import points_text, render_item

SINGLE = Item(
    "fire/exit", "single", "看到烟怎么走？", key="B", options={"A": "坐电梯", "B": "走**楼梯**"}
)


def controls(html: str) -> list[tuple[str, str]]:
    """Type and value of every input."""
    return re.findall(r'<input type="(\w+)"[^>]*? value="([^"]*)"', html)


def test_a_single_choice_is_radio_buttons_by_letter() -> None:
    html = render_item(SINGLE)
    assert controls(html) == [("radio", "A"), ("radio", "B")]
    assert f'data-item="fire/exit" data-type="single" data-revision="{SINGLE.revision}"' in html
    assert 'data-state="new"' in html
    assert "走<strong>楼梯</strong>" in html


def test_true_false_offers_its_two_values() -> None:
    html = render_item(Item("fire/true", "true-false", "水能灭油火。", key=False))
    assert controls(html) == [("radio", "true"), ("radio", "false")]


def test_matching_lists_targets_by_their_text_and_not_in_the_order_of_the_key() -> None:
    item = Item(
        "fire/match",
        "matching",
        "配对",
        key=[["1", "a"], ["2", "b"]],
        match_sources={"1": "油", "2": "电"},
        match_targets={"a": "泡沫", "b": "二氧化碳"},
    )
    html = render_item(item)
    assert (
        re.findall(r'<option value="(\w)">([^<]*)', html)
        == [
            ("b", "二氧化碳"),
            ("a", "泡沫"),
        ]
        * 2
    )
    assert re.findall(r'data-source="(\d)"', html) == ["1", "2"]


def test_each_row_of_underscores_is_a_blank_with_a_name() -> None:
    item = Item("fire/call", "fill-in", "火警拨 ____，急救拨 ___。", key=[["119"], ["120"]])
    html = render_item(item)
    assert re.findall(r'aria-label="([^"]*)"', html) == ["第 1 空", "第 2 空"]
    assert "_" not in re.sub(r"<[^>]*>", "", html)


def test_a_case_holds_the_forms_of_its_parts() -> None:
    part = Item("fire/ward/what", "true-false", "先报警。", key=True)
    html = render_item(Item("fire/ward", "case", "病房起火。", parts=(part,)))
    assert html.startswith('<section class="cm-case" data-item="fire/ward" data-type="case"')
    assert '<form class="cm-item" data-item="fire/ward/what"' in html


def test_neither_key_nor_feedback_reaches_the_form() -> None:
    item = Item(
        "fire/n", "numeric", "几分钟？", key={"value": "37"}, feedback="因为三十七。", unit="分钟"
    )
    html = render_item(item)
    assert "37" not in html.replace(item.revision, "")
    assert "因为" not in html


def test_hostile_units_and_texts_are_words() -> None:
    item = Item("fire/x", "numeric", '<b onclick="x">', key={"value": "1"}, unit="<i>元")
    html = render_item(item)
    assert "<b " not in html
    assert "<i>" not in html


def test_points_read_as_people_write_them() -> None:
    assert [points_text(n) for n in (100, 50, 225, 1000, 5)] == ["1", "0.5", "2.25", "10", "0.05"]
