"""`coursemark report --store`: records read once, and every trouble with the store said."""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from inspected_site import finish, make_site
from record_builder import Learner

from coursemark.commands.report import command
from coursemark.intake import ingest, processes
from coursemark.intake.store import Store
from coursemark.model import Site
from coursemark.report import gather


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    (tmp_path / "records").mkdir()
    for id_ in ("001", "002", "003"):
        hand_in(tmp_path, site, id_)
    return tmp_path


def hand_in(folder: Path, site: Site, id_: str) -> None:
    finish(Learner(id_, f"学员{id_}", site=site)).hand_in(folder / "records")


def run(folder: Path, *args: object) -> Result:
    fixed = ["-f", folder / "mkdocs.yml", "--as-of", "2026-11-22", "--json", folder / "o.json"]
    return CliRunner().invoke(command, [str(arg) for arg in (folder / "records", *args, *fixed)])


def read(folder: Path) -> str:
    return (folder / "o.json").read_text("utf-8")


def test_the_same_report_with_a_store_without_one_and_a_second_time(folder: Path) -> None:
    first = run(folder)
    assert first.exit_code == 0, first.output
    without = read(folder)
    for _ in range(2):
        done = run(folder, "--store", folder / "store")
        assert (done.output, read(folder)) == (first.output, without)
    # Other days, as a comparison asks for them.
    done = run(folder, "--store", folder / "store", "--compare", "2026-01-31")
    assert done.exit_code == 0, done.output


def test_a_store_among_the_records(folder: Path) -> None:
    first = run(folder)
    for _ in range(2):
        assert run(folder, "--store", folder / "records/store.db").output == first.output
    assert json.loads(read(folder))["files"] == 3


def refusal(done: Result) -> str:
    assert done.exit_code == 2, done.output
    return done.output.rpartition("错误：")[2].strip()


def test_a_file_that_is_no_store(folder: Path) -> None:
    (folder / "store").write_text("工号,姓名\n", "utf-8")
    assert refusal(run(folder, "--store", folder / "store")) == (
        "store 不是本程序的汇总库文件；请换一个文件名"
    )
    assert (folder / "store").read_text("utf-8") == "工号,姓名\n"


def test_no_folder_for_the_store(folder: Path) -> None:
    assert refusal(run(folder, "--store", folder / "没有/store")) == (
        f"没有文件夹 {folder}/没有；请先建好，或把汇总库 store 换个位置"
    )
    assert not (folder / "o.json").exists()


def test_a_store_where_the_report_goes(folder: Path) -> None:
    assert refusal(run(folder, "--store", folder / "o.json")) == (
        f"报表和 --store 都是 {folder}/o.json；请换一个名字"
    )
    assert not (folder / "o.json").exists()


def test_a_store_that_somebody_else_writes(folder: Path) -> None:
    path = folder / "store"
    assert run(folder, "--store", path).exit_code == 0
    other = sqlite3.connect(path)
    other.execute("begin immediate")
    done = run(folder, "--store", path)
    other.close()
    assert refusal(done) == "汇总库 store 正被另一次汇总使用；请等它结束再试"


DAMAGED = "汇总库 store 打不开或已损坏；删掉它再汇总一次，记录会重新读取"


@pytest.mark.parametrize("count", [1, 2])
def test_damage_that_shows_while_learners_are_studied(
    folder: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(gather, "cores", lambda: count)
    monkeypatch.setattr(gather, "_FEW", 0)
    path = folder / "store"
    assert run(folder, "--store", path).exit_code == 0
    base = sqlite3.connect(path)
    base.execute("update deposit set packed = substr(packed, 1, 100) where learner = '002'")
    base.commit()
    base.close()
    assert refusal(run(folder, "--store", path)) == DAMAGED


def test_damage_that_shows_while_records_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "store"
    assert run(folder, "--store", path).exit_code == 0

    def fails(*_: object) -> bool:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(Store, "known", fails)
    assert refusal(run(folder, "--store", path)) == DAMAGED


def test_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "put", fails)
    assert refusal(run(folder, "--store", folder / "store")) == (
        f"磁盘满了，没有读完；请在 {folder} 所在的磁盘腾出空间再试"
    )


def _killed(state: object, task: object) -> None:
    os._exit(9)


@pytest.mark.parametrize("where", [(ingest, "_read"), (gather, "_studied")], ids=["read", "study"])
def test_a_process_that_the_system_ends(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[ModuleType, str]
) -> None:
    monkeypatch.setattr(where[0], "cores", lambda: 2)
    monkeypatch.setattr(where[0], "_FEW", 0)
    monkeypatch.setattr(*where, _killed)
    # Inherits what was changed here, on every system that has it.
    pool = partial(ProcessPoolExecutor, mp_context=multiprocessing.get_context("fork"))
    monkeypatch.setattr(processes, "ProcessPoolExecutor", pool)
    text = "系统结束了一个正在汇总的进程，多半是内存不够；请关掉别的程序，再汇总一次"
    assert refusal(run(folder, "--store", folder / "store")) == text


def test_a_second_run_opens_no_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "store"
    assert run(folder, "--store", path).exit_code == 0
    without = read(folder)
    opened: list[str] = []
    really = ingest.sources_of

    def counted(place: object) -> object:
        opened.append(place.name)  # type: ignore[attr-defined]
        return really(place)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest, "sources_of", counted)
    assert run(folder, "--store", path).exit_code == 0
    assert (opened, read(folder)) == ([], without)
    # The newest file is read, and no other.
    (folder / "records/coursemark-003.jsonl").write_bytes(b"")
    assert run(folder, "--store", path).exit_code == 0
    assert opened == ["records/coursemark-003.jsonl"]
