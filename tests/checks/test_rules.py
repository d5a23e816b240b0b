from __future__ import annotations

import re
from pathlib import Path

import pytest

import coursemark.checks
from coursemark.checks import Rule, rules

MODULES = sorted(
    file.stem
    for file in Path(coursemark.checks.__file__).parent.glob("*.py")
    if file.stem not in ("__init__", "references")
)


def test_every_module_is_a_rule() -> None:
    assert [rule.__name__.rsplit(".", 1)[-1] for rule in rules()] == MODULES  # type: ignore[attr-defined]


def test_ids_are_unique_and_named_after_their_file() -> None:
    assert [rule.ID for rule in rules()] == [name.replace("_", "-") for name in MODULES]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule.ID))
def test_the_manual_of_a_rule_is_its_docstring(rule: Rule) -> None:
    text = rule.__doc__ or ""
    assert re.search(r"^Fails.*::$", text, re.MULTILINE)
    assert re.search(r"^Passes.*::$", text, re.MULTILINE)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule.ID))
def test_every_rule_has_its_test(rule: Rule) -> None:
    assert (Path(__file__).parent / f"test_{rule.ID.replace('-', '_')}.py").is_file()
