"""Two record stores by other people are read whole, and then what came since."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from lrs.stores import ADDED, Store, learning_locker, ralph

from coursemark.lrs import Credentials, Endpoint, LrsFault, Page, endpoint_of, pages

pytestmark = [pytest.mark.peer, pytest.mark.slow]

TESTS = Path(__file__).parents[1]
JOURNEYS = sorted((TESTS / "records/fixtures").glob("*/*.jsonl"))
"""Records that learners handed in, of every released format."""

Run = Callable[[Path], AbstractContextManager[Store]]


def address(store: Store, secret: str = "secret") -> Endpoint:
    return endpoint_of(f"lrs+{store.endpoint}", Credentials("lrs", secret))


def read(store: Store, since: str | None = None, late_days: int | None = None) -> list[Page]:
    return list(pages(address(store), since, limit=20, late_days=late_days))


def found(read: list[Page]) -> dict[str, dict[str, Any]]:
    """By id, without what the store added."""
    return {
        one["id"]: {key: value for key, value in one.items() if key not in ADDED}
        for page in read
        for one in page.statements
    }


def handed_in() -> dict[str, dict[str, Any]]:
    """Every statement of the journeys, once."""
    lines = [line for file in JOURNEYS for line in file.read_text("utf-8").splitlines()[1:]]
    statements = [json.loads(line) for line in lines if '"verb"' in line]
    return {one["id"]: one for one in statements}


def post(store: Store, statements: list[dict[str, Any]], batch: int = 12) -> None:
    """As learners hand in: some at a time, each stored in one moment."""
    for start in range(0, len(statements), batch):
        store.post(statements[start : start + batch])


@pytest.mark.parametrize("run", [ralph, learning_locker], ids=["Ralph", "Learning Locker"])
def test_every_statement_comes_back_unchanged(run: Run, tmp_path: Path) -> None:
    statements = handed_in()
    with run(tmp_path) as store:
        post(store, list(statements.values()))
        read_ = read(store)
    assert len(read_) > 4
    assert found(read_) == statements


def test_learning_locker_says_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursemark.lrs.reading.OVERLAP", 0)
    statements = list(handed_in().values())
    with learning_locker(tmp_path) as store:
        post(store, statements[30:])
        first = read(store)
        nothing = read(store, first[-1].through)
        # Recorded long before what was read already.
        post(store, statements[:30])
        new = read(store, first[-1].through)
    assert found(nothing) == {}
    assert found(new) == {one["id"]: one for one in statements[:30]}
    assert {(page.whole, page.note) for page in [*nothing, *new]} == {(False, "")}


def test_ralph_is_read_again_because_it_selects_by_the_time_of_recording(tmp_path: Path) -> None:
    # Long ago, so that no clock comes near.
    statements = [
        {**one, "timestamp": f"2001-02-03T04:{n // 60:02d}:{n % 60:02d}.000Z"}
        for n, one in enumerate(handed_in().values())
    ]
    with ralph(tmp_path) as store:
        post(store, statements[30:])
        first = read(store)
        post(store, statements[:30])
        again = read(store, first[-1].through)
        lately = read(store, first[-1].through, late_days=1)
    unsure = f"不能确认记录库 {address(store).name} 按入库时间（stored）筛选"
    assert found(again) == {one["id"]: one for one in statements}
    assert {(page.whole, page.note) for page in again} == {
        (True, f"{unsure}，只读新增会漏掉晚交的记录，所以从头读了一遍")
    }
    assert found(lately) == {}
    assert lately[0].note.startswith(f"{unsure}，只读了 ")


def test_ralph_refuses_another_password(tmp_path: Path) -> None:
    with ralph(tmp_path) as store, pytest.raises(LrsFault) as fault:
        next(pages(address(store, "guess")))
    assert str(fault.value) == (
        f"记录库 {address(store).name} 不认登录信息（401）；请检查登录文件里的“用户名:密码”"
    )
