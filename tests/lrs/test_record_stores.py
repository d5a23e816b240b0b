"""Two record stores and a validator by other people take our statements and keep them unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from browser.record_file import xapi_faults
from lrs.stores import Store, learning_locker, ralph

pytestmark = [pytest.mark.peer, pytest.mark.slow]

TESTS = Path(__file__).parents[1]
SPEC = TESTS / "spec/statements/build.json"
JOURNEYS = sorted((TESTS / "records/fixtures").glob("*/*.jsonl"))
"""Records that learners handed in, of every released format."""


@pytest.fixture(scope="module", params=[ralph, learning_locker], ids=["Ralph", "Learning Locker"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    run: Callable[[Path], AbstractContextManager[Store]] = request.param
    with run(tmp_path_factory.mktemp("store")) as running:
        yield running


def test_every_kind_of_statement_is_kept_unchanged(store: Store) -> None:
    statements = every_kind()

    store.post(statements)

    assert xapi_faults(statements) == ""
    for statement in statements:
        assert store.get(statement["id"]) == statement


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_that_was_handed_in_is_kept_unchanged(store: Store, journey: Path) -> None:
    lines = journey.read_text("utf-8").splitlines()
    statements = [json.loads(line) for line in lines[1:] if '"verb"' in line]
    fresh = [statement for statement in statements if statement["id"] not in store.known]

    store.post(fresh)

    assert len(statements) > 5
    for statement in statements:
        assert store.get(statement["id"]) == statement


def every_kind() -> list[dict[str, Any]]:
    """What the shared cases build, each under an id of its own."""
    built = [case["statement"] for case in json.loads(SPEC.read_text("utf-8"))]
    return [
        {**statement, "id": f"00000000-0000-4000-8000-{n:012x}"}
        for n, statement in enumerate(built)
    ]
