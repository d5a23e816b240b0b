"""Pages of a record store taken in: what is asked for again is there once."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from taken_in import DAY, SITE, learner

from coursemark.intake import answers
from coursemark.intake.answers import take_answers
from coursemark.intake.store import Store
from coursemark.report import Report
from coursemark.report.gather import report_from

NAME = "http://lrs.example/xAPI"


@dataclass(frozen=True)
class Page:
    statements: Sequence[dict[str, Any]]
    through: str
    whole: bool = False
    unread: Sequence[str] = ()


@dataclass
class Asking:
    """A store of pages, and from where it was asked."""

    pages: list[Page]
    since: list[str | None]

    def __call__(self, cursor: str | None) -> Iterator[Page]:
        self.since.append(cursor)
        yield from self.pages


def take(path: Path, *pages: Page, anew: bool = False) -> tuple[int, list[str | None], Report]:
    ask = Asking([*pages], [])
    with Store(path, SITE.config.id) as store:
        store.begin()
        taken = take_answers(store, SITE.config.id, NAME, 0, ask, anew=anew)
        store.commit()
    return taken, ask.since, report_from(path, SITE, None, DAY)


@pytest.fixture(params=[1, 20_000], ids=["each page", "pages together"])
def _together(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_TOGETHER", request.param)


@pytest.mark.usefixtures("_together")
def test_pages_overlap(tmp_path: Path) -> None:
    log = learner(1).log
    taken, since, found = take(
        tmp_path / "store", Page(log[:5], "a", True), Page(log[3:], "b", True)
    )
    assert (taken, since, found.statements) == (len(log), [None], len(log))
    assert (found.files, found.problems) == (1, ())
    # The last ones again, and a new one.
    other = learner(2).log
    taken, since, found = take(tmp_path / "store", Page([*log[-3:], other[0]], "c"))
    assert (taken, since, found.statements) == (1, ["b"], len(log) + 1)
    assert found.problems == ()
    assert found.quality is not None
    assert (found.quality.duplicates.count, found.quality.duplicates.of) == (0, len(log) + 1)


@pytest.mark.usefixtures("_together")
def test_a_fault_is_told_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    log = copy.deepcopy(learner(1).log)
    log[0]["verb"] = {"id": "http://example.com/dreamt"}
    for turn in range(4):
        _, _, found = take(tmp_path / "store", Page(log, str(turn), whole=turn == 0))
        assert [(p.kind, p.detail) for p in found.problems] == [
            ("unknown-statement", "不是本站的活动，或不认识的动作")
        ]
        assert found.quality is not None
        assert (found.quality.errors.count, found.quality.errors.of) == (1, len(log))


def test_another_content_under_one_id_is_told(tmp_path: Path) -> None:
    log = learner(1).log
    changed = copy.deepcopy(log[:3])
    changed[0]["result"] = {"duration": "PT9M"}
    take(tmp_path / "store", Page(log, "a", True))
    taken, _, found = take(tmp_path / "store", Page(changed, "b"))
    assert (taken, found.statements) == (1, len(log))
    assert [(p.kind, p.detail) for p in found.problems] == [
        ("duplicate", f"与 {NAME} 中编号相同的记录内容不同")
    ]


def test_read_from_the_beginning(tmp_path: Path) -> None:
    """Because we want it, or because the store can do nothing else."""
    log = learner(1).log
    take(tmp_path / "store", Page(log, "a", True))
    taken, since, found = take(tmp_path / "store", Page(log[:4], "b", True), anew=True)
    assert (taken, since, found.statements) == (4, [None], 4)
    taken, since, found = take(tmp_path / "store", Page(log[:6], "c", True))
    assert (taken, since, found.statements) == (6, ["b"], 6)


def test_nothing_new(tmp_path: Path) -> None:
    log = learner(1).log
    take(tmp_path / "store", Page(log, "a", True))
    for page in (Page([], "b"), Page(log, "b")):
        taken, _, found = take(tmp_path / "store", page)
        assert (taken, found.statements, found.files) == (0, len(log), 1)
    assert take(tmp_path / "store", Page([], "c"))[1] == ["b"]


def test_what_is_no_statement(tmp_path: Path) -> None:
    page = Page(learner(1).log, "a", True, unread=["不是一条学习记录"])
    _, _, found = take(tmp_path / "store", page)
    assert [(p.file, p.line, p.kind, p.detail) for p in found.problems] == [
        (NAME, None, "bad-line", "不是一条学习记录")
    ]
