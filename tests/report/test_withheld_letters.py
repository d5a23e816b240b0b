"""A record is read in the letters its items had: before they were withheld, or while they were."""

from __future__ import annotations

import dataclasses

import pytest
from record_builder import Learner, a_site
from report_builder import result, said

from coursemark.model import Assessment, Bank, Draw, Item, Site, withhold
from coursemark.report.compare import _what

MATCHING = Item(
    id="bank/m",
    type="matching",
    stem="配对",
    match_sources={"1": "油", "2": "电"},
    match_targets={"a": "锅盖", "b": "干粉", "c": "水"},
    key=[["1", "a"], ["2", "b"]],
)
ORDERING = Item(
    id="bank/o",
    type="ordering",
    stem="排序",
    options={"A": "拔销", "B": "握管", "C": "压把"},
    key=["A", "B", "C"],
    points=200,
)
CASE = Item(
    id="bank/c",
    type="case",
    stem="病房",
    parts=(dataclasses.replace(MATCHING, id="bank/c/m"),),
)
DRAW = (
    Draw(item="bank/m"),
    Draw(item="bank/o"),
    Draw(item="bank/c", points=300),
)
OPEN = {"bank/m": "1[.]a[,]2[.]b", "bank/o": "A[,]B[,]C", "bank/c/m": "1[.]a[,]2[.]b"}
"""Right, in the letters of the author."""
_PAIRS = "[,]".join(f"{source}[.]{target}" for source, target in withhold(MATCHING).key)
HIDDEN = {"bank/m": _PAIRS, "bank/o": "[,]".join(withhold(ORDERING).key), "bank/c/m": _PAIRS}
"""Right, in the names of the texts."""


def site(key: str) -> Site:
    exam = Assessment("exam", "考", DRAW, mode="exam", key=key, pass_mark="100")
    return a_site(
        banks={"bank": Bank("bank", "题库", (MATCHING, ORDERING, CASE))},
        assessments={"exam": exam},
        pages={},
    ).with_keys_withheld()


@pytest.mark.parametrize(
    ("sat", "graded", "responses"),
    [
        ("published", "published", OPEN),
        ("published", "withheld", OPEN),
        ("withheld", "withheld", HIDDEN),
        ("withheld", "published", HIDDEN),
    ],
)
def test_the_right_answers_stay_right(sat: str, graded: str, responses: dict[str, str]) -> None:
    learner = Learner(site=site(sat))
    learner.attempt(responses, withheld=True)
    report = result(learner, site=site(graded))
    [shown] = report.learners[0].assessments
    assert (shown.raw, shown.max, shown.passed) == (600, 600, True)
    kinds = [kind for kind, _ in said(report)]
    assert kinds == ([] if sat == graded else ["outdated-assessment"])


@pytest.mark.parametrize(("sat", "graded"), [("published", "withheld"), ("withheld", "published")])
def test_the_letters_of_the_other_form_are_wrong(sat: str, graded: str) -> None:
    learner = Learner(site=site(sat))
    learner.attempt(HIDDEN if sat == "published" else OPEN, withheld=True)
    [shown] = result(learner, site=site(graded)).learners[0].assessments
    assert (shown.raw, shown.passed) == (0, False)


def test_a_corrected_key_of_a_withheld_item_is_a_change() -> None:
    def bank(item: Item) -> Site:
        exam = Assessment("exam", "考", (Draw(item=item.id),), key="withheld")
        banks = {"bank": Bank("bank", "题库", (item,))}
        return a_site(banks=banks, assessments={"exam": exam}, pages={}).with_keys_withheld()

    old = bank(ORDERING).leaves["bank/o"]
    new = bank(dataclasses.replace(ORDERING, key=["B", "A", "C"])).leaves["bank/o"]
    assert old.revision == new.revision
    assert _what(old, new) == "答案 A、B、C → B、A、C"
    assert _what(old, ORDERING) == ""
