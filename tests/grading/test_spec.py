"""The cases that Python and JavaScript share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coursemark.grading import grade, grade_attempt, is_blank

SPEC = Path(__file__).parents[1] / "spec"


def cases(folder: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['case']}")
        for path in sorted((SPEC / folder).glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("grading"))
def test_grade(case: dict[str, Any]) -> None:
    item = case["item"]
    for test in case["tests"]:
        result = grade(item, test["response"])
        expected = {field: value for field, value in test.items() if field != "response"}
        assert {field: getattr(result, field) for field in expected} == expected, test
        unanswered = result.raw is None and not result.pending
        # Text for parts that a case does not have is not blank, and answers nothing.
        blank = is_blank(item["type"], test["response"])
        assert blank == unanswered or ("parts" in item and unanswered), test


@pytest.mark.parametrize("case", cases("attempt"))
def test_grade_attempt(case: dict[str, Any]) -> None:
    drawn = [(entry["definition"], entry["points"]) for entry in case["drawn"]]
    for test in case["tests"]:
        result = grade_attempt(drawn, test["responses"], case["pass_mark"])
        expected = {k: v for k, v in test.items() if k not in ("responses", "raws")}
        assert {field: getattr(result, field) for field in expected} == expected, test
        if "raws" in test:
            assert [each.raw for each in result.grades] == test["raws"], test


def test_every_item_type_and_scoring_has_cases() -> None:
    items = [case.values[0]["item"] for case in cases("grading")]
    assert {item["type"] for item in items} == {
        "single",
        "multiple",
        "true-false",
        "ordering",
        "matching",
        "numeric",
        "fill-in",
        "case",
        "essay",
    }
    for type in ("multiple", "ordering", "matching", "fill-in"):
        scorings = {item["scoring"] for item in items if item["type"] == type}
        assert scorings == {"exact", "partial", "penalised"}, type


def test_case_names_are_unique() -> None:
    names = [case.id for folder in ("grading", "attempt") for case in cases(folder)]
    assert len(names) == len(set(names))
