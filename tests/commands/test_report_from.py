"""`coursemark report --from`: a record store over xAPI instead of files, or beside them."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from inspected_site import finish, make_site
from lrs.memory_store import MemoryStore
from lrs.scripted_store import Asked, Reply, ScriptedStore, serving
from lrs.stores import Store as PeerStore
from lrs.stores import learning_locker, ralph
from record_builder import Learner

from coursemark.commands.report import command

Statement = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_site(tmp_path)
    (tmp_path / "login").write_text("lrs:secret\n", "utf-8")
    (tmp_path / "roster.csv").write_text(
        "工号,姓名,科室,岗位\n001,学员001,内科,护士\n002,学员002,外科,医师\n003,学员003,外科,护士\n",
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def people(folder: Path) -> list[Learner]:
    site = make_site(folder)
    return [finish(Learner(id_, f"学员{id_}", site=site)) for id_ in ("001", "002", "003")]


def stored(statements: Iterable[Statement], hour: int = 8) -> list[Statement]:
    """As a store keeps them that took them on that day, one each second."""
    return [
        {
            **one,
            "stored": f"2026-03-05T{hour:02d}:{n // 60:02d}:{n % 60:02d}.000Z",
            "version": "1.0.0",
            "authority": {"objectType": "Agent", "mbox": "mailto:lrs@example.com"},
        }
        for n, one in enumerate(statements)
    ]


def logs(people: Iterable[Learner]) -> list[Statement]:
    return [each for one in people for each in one.log]


def run(folder: Path, *args: object) -> Result:
    fixed = ["-f", folder / "mkdocs.yml", "--as-of", "2026-11-22", "--json", folder / "o.json"]
    done = CliRunner().invoke(command, [str(arg) for arg in (*args, *fixed)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def read(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "o.json").read_text("utf-8"))
    return found


def learnt(report: dict[str, Any]) -> dict[str, Any]:
    """What does not depend on how the statements came, whatever is known besides the statements."""
    by_files = {"files", "checks", "check_note"}
    return {
        "items": report["items"],
        "assessments": report["assessments"],
        "statements": report["statements"],
        "learners": [
            {key: value for key, value in one.items() if key not in by_files}
            for one in report["learners"]
        ],
    }


def kept_files(store: Path) -> list[int]:
    """How many statements each file of a store has."""
    base = sqlite3.connect(store)
    notes = [msgspec.msgpack.decode(note[4:]) for (note,) in base.execute("select note from file")]
    base.close()
    return [note[4] for note in notes]


def hand_in(folder: Path, people: Iterable[Learner]) -> Path:
    records = folder / "records"
    records.mkdir(exist_ok=True)
    for one in people:
        one.hand_in(records)
    return records


def test_the_same_report_from_files_and_from_a_store(folder: Path, people: list[Learner]) -> None:
    roster = ["--roster", folder / "roster.csv"]
    assert run(folder, hand_in(folder, people), *roster).exit_code == 0
    files = read(folder)
    with serving(MemoryStore(stored(logs(people)), cap=7).answer) as store:
        done = run(folder, "--from", store.address, "--login", folder / "login", *roster)
        assert done.exit_code == 0, done.output
        found = read(folder)
    assert store.asked[0].headers["Authorization"] == "Basic bHJzOnNlY3JldA=="
    assert learnt(found) == learnt(files)
    assert (found["files"], files["files"]) == (1, 3)
    assert found["problems"] == files["problems"]
    name = store.address.removeprefix("lrs+")
    count = len(logs(people))
    assert f"取了 {count} 条记录" in done.output
    assert name.split("://")[1] in done.output
    assert "secret" not in done.output


def test_a_second_run_asks_for_what_is_new(folder: Path, people: list[Learner]) -> None:
    """Some of what it asks for is known, and is no repetition of anybody's."""
    memory = MemoryStore(stored(logs(people[:2])), cap=5)
    kept = ["--store", folder / "store"]
    with serving(memory.answer) as store:
        assert run(folder, "--from", store.address, *kept).exit_code == 0
        first = read(folder)
        before = len(store.asked)
        again = run(folder, "--from", store.address, *kept)
        assert again.exit_code == 0, again.output
        assert read(folder) == first
        memory.statements += stored(logs(people[2:]), hour=11)
        new = run(folder, "--from", store.address, *kept)
        assert read(folder)["statements"] == len(logs(people))
        assert f"取了 {len(people[2].log)} 条记录" in new.output
        since = [one.query.get("since") for one in store.asked[before:] if "limit" in one.query]
        # Without a store of ours everything is asked for.
        assert run(folder, "--from", store.address).exit_code == 0
        whole = read(folder)
    assert all(since)
    assert learnt(read(folder)) == learnt(whole)
    assert whole["problems"] == []


def test_what_the_overlap_brings_again_is_no_repetition(
    folder: Path, people: list[Learner]
) -> None:
    memory = MemoryStore(stored(logs(people)), cap=5)
    kept = ["--store", folder / "store"]
    with serving(memory.answer) as store:
        for _ in range(3):
            done = run(folder, "--from", store.address, *kept)
            assert done.exit_code == 0, done.output
    found = read(folder)
    # Everything was stored within the hour that is read again.
    assert "取了 0 条记录" in done.output
    assert (found["problems"], found["statements"]) == ([], len(logs(people)))
    assert found["quality"]["duplicates"] == {"count": 0, "of": len(logs(people)), "rate": 0.0}
    assert kept_files(folder / "store") == [len(logs(people))]
    assert found["files"] == 1


def test_reading_from_the_beginning(folder: Path, people: list[Learner]) -> None:
    """After something was voided or restored: what the store has no longer is gone."""
    memory = MemoryStore(stored(logs(people)), cap=5)
    kept = ["--store", folder / "store"]
    with serving(memory.answer) as store:
        assert run(folder, "--from", store.address, *kept).exit_code == 0
        del memory.statements[: len(people[0].log)]
        assert run(folder, "--from", store.address, *kept).exit_code == 0
        assert len(read(folder)["learners"]) == 3
        assert run(folder, "--from", store.address, *kept, "--reread").exit_code == 0
        assert [one["id"] for one in read(folder)["learners"]] == ["002", "003"]


def test_files_and_a_store_hold_the_same_statements(folder: Path, people: list[Learner]) -> None:
    records = hand_in(folder, people[:2])
    with serving(MemoryStore(stored(logs(people)), cap=5).answer) as store:
        done = run(folder, records, "--from", store.address, "--store", folder / "store")
        assert done.exit_code == 0, done.output
    both = read(folder)
    assert both["statements"] == len(logs(people))
    assert both["files"] == 3
    assert [one["id"] for one in both["learners"]] == ["001", "002", "003"]
    assert [one["assessments"][0]["attempts"] for one in both["learners"]] == [1, 1, 1]


def test_several_stores(folder: Path, people: list[Learner]) -> None:
    with (
        serving(MemoryStore(stored(logs(people[:2]))).answer) as one,
        serving(MemoryStore(stored(logs(people[1:]))).answer) as other,
    ):
        urls = ["--from", one.address, "--from", other.address]
        for _ in range(2):
            done = run(folder, *urls, "--store", folder / "store")
            assert done.exit_code == 0, done.output
            assert (read(folder)["statements"], read(folder)["files"]) == (len(logs(people)), 2)
        # Only what is asked for counts.
        assert run(folder, *urls[:2], "--store", folder / "store").exit_code == 0
        assert read(folder)["statements"] == len(logs(people[:2]))


def test_what_is_no_statement_is_told(folder: Path, people: list[Learner]) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(200, json.dumps({"statements": [7, *people[0].log], "more": ""}).encode())

    with serving(answer) as store:
        done = run(folder, "--from", store.address)
        assert done.exit_code == 0, done.output
    found = read(folder)
    assert found["statements"] == len(people[0].log)
    assert {one["kind"] for one in found["problems"]} == {"bad-line"}


def refusal(done: Result) -> str:
    assert done.exit_code == 2, done.output
    return done.output.rpartition("错误：")[2].strip()


def shown(store: ScriptedStore) -> str:
    return f"http://127.0.0.1:{store.port}/xAPI"


def test_wrong_credentials(folder: Path) -> None:
    with serving(lambda asked: Reply(401)) as store:
        done = run(folder, "--from", store.address, "--login", folder / "login")
    assert refusal(done) == (
        f"记录库 {shown(store)} 不认登录信息（401）；请检查登录文件里的“用户名:密码”"
    )
    assert not (folder / "o.json").exists()


def test_a_store_that_does_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursemark.lrs.client.PAUSES", ())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = run(folder, "--from", f"lrs+http://127.0.0.1:{port}/xAPI")
    assert refusal(done) == (
        f"记录库 http://127.0.0.1:{port}/xAPI 没有开：这个端口上没有程序应答，试了 1 次；"
        "请过一会儿再运行，或请管理员查看"
    )


def test_a_store_that_fails_in_the_middle_is_gone_on_with(
    folder: Path, people: list[Learner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coursemark.intake.answers._TOGETHER", 1)
    memory = MemoryStore(stored(logs(people)), cap=5)
    broken = True

    def answer(asked: Asked) -> Reply:
        if broken and len(store.asked) > 4:
            return Reply(403)
        return memory.answer(asked)

    kept = ["--store", folder / "store"]
    with serving(answer) as store:
        done = run(folder, "--from", store.address, *kept)
        assert refusal(done).startswith(f"记录库 {shown(store)} 不让这个用户读记录（403）")
        broken = False
        assert run(folder, "--from", store.address, *kept).exit_code == 0
        resumed = read(folder)
        assert run(folder, "--from", store.address).exit_code == 0
    assert resumed == read(folder)


def test_wrong_use(folder: Path) -> None:
    url = "lrs+http://127.0.0.1:9/xAPI"
    assert refusal(run(folder)) == "没有说明读哪些学习记录；请写文件、文件夹或 zip"
    assert refusal(run(folder, folder, "--reread")) == (
        "--login、--late-days、--reread 要和 --from 一起用"
    )
    assert refusal(run(folder, "--from", url, "--from", url)) == (
        "--from http://127.0.0.1:9/xAPI 写了两次；请去掉一个"
    )
    assert "找不到 没有" in refusal(run(folder, "没有", "--from", url))


Run = Callable[[Path], AbstractContextManager[PeerStore]]


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.parametrize("peer", [ralph, learning_locker], ids=["Ralph", "Learning Locker"])
def test_stores_of_other_people(peer: Run, folder: Path, people: list[Learner]) -> None:
    roster = ["--roster", folder / "roster.csv"]
    assert run(folder, hand_in(folder, people), *roster).exit_code == 0
    files = read(folder)
    (folder / "lrs").mkdir()
    with peer(folder / "lrs") as store:
        asked = ["--from", f"lrs+{store.endpoint}", "--login", folder / "login", *roster]
        for one in people[:2]:
            store.post(one.log)
        assert run(folder, *asked, "--store", folder / "store").exit_code == 0
        store.post(people[2].log)
        for _ in range(2):
            done = run(folder, *asked, "--store", folder / "store")
            assert done.exit_code == 0, done.output
            found = read(folder)
            assert learnt(found) == learnt(files)
            assert found["problems"] == files["problems"]
