"""What of an item is public while its key is withheld, and in which letters records speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from site_folder import write_site

from coursemark.grading import grade
from coursemark.loading.site import load_site
from coursemark.model import Item, Site, SiteConfig, carried, in_revision, withhold

CONFIG = SiteConfig(id="https://fire.example/", title="消防")

MATCHING = Item(
    id="fire/m",
    type="matching",
    stem="配对",
    match_sources={"1": "油", "2": "电", "3": "纸"},
    match_targets={"a": "锅盖", "b": "干粉", "c": "水", "d": "沙"},
    key=[["1", "a"], ["2", "b"], ["3", "a"]],
)
ORDERING = Item(
    id="fire/o",
    type="ordering",
    stem="排序",
    options={"A": "拔销", "B": "握管", "C": "压把"},
    option_feedback={"C": "最后"},
    key=["A", "B", "C"],
)
NUMERIC = Item(
    id="fire/n",
    type="numeric",
    stem="多少？",
    key={"value": "24"},
    tolerance={"absolute": "0.5"},
    unit="小时",
)
SINGLE = Item(id="fire/s", type="single", stem="哪个？", options={"A": "甲", "B": "乙"}, key="B")
CASE = Item(
    id="fire/c",
    type="case",
    stem="病房起火。",
    parts=(replace(SINGLE, id="fire/c/s"), replace(MATCHING, id="fire/c/m")),
)


def named(texts: Mapping[str, str]) -> dict[str, str]:
    """Text to the name it has."""
    return {text: name for name, text in texts.items()}


def test_targets_are_named_after_their_texts_and_stand_in_their_order() -> None:
    found = withhold(MATCHING)
    name = named(found.match_targets)
    assert list(found.match_targets.values()) == ["干粉", "水", "沙", "锅盖"]
    assert all(re.fullmatch("[0-9a-f]{4}", each) for each in found.match_targets)
    assert found.key == [["1", name["锅盖"]], ["2", name["干粉"]], ["3", name["锅盖"]]]
    assert found.match_sources == MATCHING.match_sources


def test_options_in_an_order_are_named_after_their_texts() -> None:
    found = withhold(ORDERING)
    name = named(found.options)
    assert list(found.options.values()) == ["压把", "拔销", "握管"]
    assert found.key == [name["拔销"], name["握管"], name["压把"]]
    assert found.option_feedback == {name["压把"]: "最后"}


def test_editing_one_text_renames_that_one_alone() -> None:
    before = named(withhold(MATCHING).match_targets)
    edited = replace(MATCHING, match_targets={**MATCHING.match_targets, "b": "干粉灭火器"})
    after = named(withhold(edited).match_targets)
    assert {text: after[text] for text in ("锅盖", "水", "沙")} == {
        text: before[text] for text in ("锅盖", "水", "沙")
    }
    assert after["干粉灭火器"] not in before.values()


def test_names_grow_until_no_two_are_equal() -> None:
    texts = {str(n): f"第 {n} 项" for n in range(400)}
    found = withhold(replace(MATCHING, match_targets=texts, key=[["1", "7"]]))
    assert len(found.match_targets) == 400
    assert min(map(len, found.match_targets)) == max(map(len, found.match_targets)) > 4


def test_two_equal_texts_stay_two_options() -> None:
    found = withhold(replace(ORDERING, options={"A": "拔销", "B": "拔销", "C": "压把"}))
    assert list(found.options.values()) == ["压把", "拔销", "拔销"]


def test_an_answer_to_an_edited_text_is_carried_over() -> None:
    before, old = withhold(ORDERING), named(withhold(ORDERING).options)
    now = withhold(replace(ORDERING, options={**ORDERING.options, "B": "握住喷管"}))
    response = "[,]".join(old[text] for text in ("拔销", "握管", "压把"))

    kept = carried(now, before.revision, response)

    assert grade(now.definition, response).raw == 0
    assert grade(now.definition, kept).raw == 100
    assert carried(before, before.revision, response) == response


@pytest.mark.parametrize("response", ["", "x", "[,][,]", "1[.]1[,]1[.]2", "0[.]0000[,]0[.]1111"])
def test_what_cannot_be_carried_over_stays_as_it_was_given(response: str) -> None:
    assert carried(withhold(MATCHING), "000000000000", response) == response
    assert carried(withhold(ORDERING), "000000000000", response) == response
    assert carried(MATCHING, "000000000000", response) == response


def test_options_that_are_chosen_keep_their_letters() -> None:
    assert withhold(SINGLE).options == SINGLE.options
    assert withhold(SINGLE).key == "B"


@pytest.mark.parametrize(
    ("item", "other"),
    [
        (SINGLE, {"key": "A"}),
        (NUMERIC, {"key": {"min": "20", "max": "30"}, "tolerance": None}),
        (ORDERING, {"options": {"A": "压把", "B": "拔销", "C": "握管"}, "key": ["A", "B", "C"]}),
        (
            MATCHING,
            {
                "match_targets": {"a": "沙", "b": "水", "c": "锅盖", "d": "干粉"},
                "key": [["1", "a"], ["2", "b"], ["3", "c"]],
            },
        ),
        (CASE, {"parts": (replace(CASE.parts[0], key="A"), CASE.parts[1])}),
    ],
)
def test_nothing_public_depends_on_the_key(item: Item, other: dict[str, object]) -> None:
    edited = replace(item, **other)  # type: ignore[arg-type]
    assert item.revision != edited.revision
    assert withhold(item).revision == withhold(edited).revision
    assert withhold(item).public_definition == withhold(edited).public_definition


def test_the_public_definition_is_what_answering_needs() -> None:
    assert withhold(NUMERIC).public_definition == {
        "id": "fire/n",
        "type": "numeric",
        "points": 100,
        "scoring": "exact",
        "unit": "小时",
    }
    assert NUMERIC.public_definition == NUMERIC.definition
    assert "key" not in str(withhold(CASE).public_definition)


def test_an_edit_of_the_question_is_another_revision() -> None:
    assert withhold(SINGLE).revision != withhold(replace(SINGLE, stem="哪一个？")).revision
    assert withhold(NUMERIC).revision != withhold(replace(NUMERIC, unit="天")).revision


def test_the_same_answer_earns_the_same_in_either_letters() -> None:
    # 油 → 锅盖, 电 → 水 (wrong), 纸 → 锅盖
    partly = {"scoring": "partial", "points": 300}
    written = replace(MATCHING, **partly)  # type: ignore[arg-type]
    assert grade(written.definition, "1[.]a[,]2[.]c[,]3[.]a").raw == 200
    hidden = withhold(written)
    name = named(hidden.match_targets)
    response = f"1[.]{name['锅盖']}[,]2[.]{name['水']}[,]3[.]{name['锅盖']}"
    assert grade(hidden.definition, response).raw == 200


def test_withholding_twice_is_withholding_once() -> None:
    assert withhold(withhold(CASE)) is not None
    assert withhold(withhold(CASE)) == withhold(CASE)


@pytest.mark.parametrize("item", [MATCHING, ORDERING, SINGLE, CASE])
def test_a_record_is_read_in_the_letters_of_its_revision(item: Item) -> None:
    hidden = withhold(item)
    for now in (item, hidden):
        assert in_revision(now, item.revision) == item
        assert in_revision(now, hidden.revision) == hidden
        assert in_revision(now, "0" * 12) is now


BANK = """
    title: 消防
    items:
      - {id: a, type: true-false, stem: 甲, key: true, topics: [转诊]}
      - {id: b, type: true-false, stem: 乙, key: true, topics: [转诊], status: draft}
      - {id: c, type: true-false, stem: 丙, key: true, topics: [转诊], valid_until: 2026-01-01}
      - {id: d, type: true-false, stem: 丁, key: true}
"""


def site(root: Path, draw: str, key: str = "withheld") -> Site:
    text = f"title: 考\nkey: {key}\ndraw: [{draw}]\n"
    write_site(root, {"quizzes/banks/fire.yml": BANK, "quizzes/assessments/final.yml": text})
    return load_site(root, CONFIG).site


def test_what_a_withheld_assessment_may_draw_is_withheld(tmp_path: Path) -> None:
    found = site(tmp_path, "{topics: [转诊]}")
    # On whichever day the site is built: an expired item stays withheld, a draft never was asked.
    assert [item.id for item in found.items.values() if item.withheld] == ["fire/a", "fire/c"]
    assert found.leaves["fire/a"].written is not None


def test_a_published_assessment_withholds_nothing(tmp_path: Path) -> None:
    found = site(tmp_path, "{topics: [转诊]}", "published")
    assert not any(item.withheld for item in found.items.values())


def test_the_build_does_not_tell_the_key(tmp_path: Path) -> None:
    first = site(tmp_path, "fire/a").revision
    bank = tmp_path / "quizzes/banks/fire.yml"
    text = bank.read_text("utf-8")
    bank.write_text(text.replace("甲, key: true", "甲, key: false"), "utf-8")
    assert load_site(tmp_path, CONFIG).site.revision == first
    bank.write_text(text.replace("丁, key: true", "丁, key: false"), "utf-8")
    assert load_site(tmp_path, CONFIG).site.revision != first
