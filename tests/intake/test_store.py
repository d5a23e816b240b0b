"""The store: files are read once, and it is never believed more than the files."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest
from taken_in import (
    DAY,
    KEY,
    SITE,
    a_roster,
    assert_equal,
    from_store,
    in_memory,
    learner,
    take_in,
    write_records,
)

from coursemark.intake import ingest as ingesting
from coursemark.intake.ingest import ingest
from coursemark.intake.store import Store, StoreFault
from coursemark.report import as_json
from coursemark.report.gather import report_from
from coursemark.sealing import new_key

OTHER, _ = new_key()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    write_records(folder, people=9)
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for n in range(3):
        learner(n).hand_in(folder, f"{n}.jsonl")
    return folder


def places(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_second_run_reads_nothing(records, tmp_path):
    store = tmp_path / "store"
    first = from_store(store, [records], a_roster())
    assert take_in(store, [records]) == 0
    assert_equal(report_from(store, SITE, a_roster(), first.as_of), first)
    assert_equal(first, in_memory([records], a_roster()))


def test_a_changed_file_is_read_again(few, tmp_path):
    store = tmp_path / "store"
    assert take_in(store, [few]) == 3
    learner(1, log=5).hand_in(few, "1.jsonl")
    assert take_in(store, [few]) == 1
    assert_equal(from_store(store, [few]), in_memory([few]))


def test_a_file_changed_without_its_size_or_time_is_read_again(few, tmp_path):
    """As copying programs leave it: what the system noted of the change is another."""
    store = tmp_path / "store"
    take_in(store, [few])
    file = few / "1.jsonl"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace("学员1".encode(), "学员8".encode()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert take_in(store, [few]) == 1


def test_a_removed_file_counts_no_longer_but_stays(few, tmp_path):
    store = tmp_path / "store"
    take_in(store, [few])
    (few / "2.jsonl").rename(tmp_path / "2.jsonl")
    found = from_store(store, [few])
    assert [one.id for one in found.learners] == ["10000", "10001"]
    assert_equal(found, in_memory([few]))
    (tmp_path / "2.jsonl").rename(few / "2.jsonl")
    # Renaming is noted by the system as a change.
    assert take_in(store, [few]) == 1
    assert_equal(from_store(store, [few]), in_memory([few]))


def test_what_a_run_does_not_ask_for_does_not_count(few, tmp_path):
    store = tmp_path / "store"
    take_in(store, [few])
    one = few / "1.jsonl"
    shown = from_store(store, [one])
    assert [each.id for each in shown.learners] == ["10001"]
    assert_equal(shown, in_memory([one]))
    assert_equal(from_store(store, [few]), in_memory([few]))


def test_files_are_added(records, tmp_path):
    store = tmp_path / "store"
    late = tmp_path / "late"
    late.mkdir()
    for name in ("微信3.txt", "签到.jsonl", "打包.zip"):
        shutil.move(records / name, late / name)
    assert_equal(from_store(store, [records]), in_memory([records]))
    for file in late.iterdir():
        shutil.move(file, records / file.name)
    assert take_in(store, [records]) == 3
    assert_equal(from_store(store, [records]), in_memory([records]))


def test_the_same_folder_by_another_path(few, tmp_path, monkeypatch):
    store = tmp_path / "store"
    take_in(store, [few])
    monkeypatch.chdir(tmp_path)
    assert take_in(store, [Path("records")]) == 0
    monkeypatch.chdir(few)
    assert take_in(store, [Path("../records")]) == 0
    # Shown by another name, it is read again.
    assert take_in(store, [Path("0.jsonl")]) == 1
    assert_equal(from_store(store, [Path("0.jsonl")]), in_memory([Path("0.jsonl")]))


def test_a_file_named_twice_is_one(few, tmp_path):
    store = tmp_path / "store"
    once = in_memory([few])
    asked = [few, few / "1.jsonl", few]
    assert_equal(from_store(store, asked), once)
    assert take_in(store, asked) == 0
    assert_equal(from_store(store, asked), once)


def test_sealed_files_are_read_again_with_other_keys(records, tmp_path):
    store = tmp_path / "store"
    sealed = [records / "密封.sealed.jsonl", records / "打包.zip"]
    for keys, read in [((), 2), ((), 0), ((OTHER,), 1), ((KEY,), 1), ((KEY,), 0), ((), 1)]:
        assert take_in(store, sealed, keys) == read
        assert_equal(from_store(store, sealed, keys=keys), in_memory(sealed, keys=keys))


@pytest.mark.parametrize("count", [1, 2])
def test_a_run_that_is_stopped_keeps_what_it_took_in(records, tmp_path, monkeypatch, count):
    monkeypatch.setattr(ingesting, "_COMMIT", 0)
    monkeypatch.setattr(ingesting, "_BATCH_FILES", 4)
    monkeypatch.setattr(ingesting, "_FEW", 0)
    monkeypatch.setattr(ingesting, "cores", lambda: count)
    store, told = tmp_path / "store", []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 4:
            raise KeyboardInterrupt

    with Store(store, SITE.config.id) as opened:
        opened.begin()
        with pytest.raises(KeyboardInterrupt):
            ingest(opened, SITE.config.id, [records], (), [KEY], stop)
    # What came with the last word was not kept yet.
    assert take_in(store, [records]) == places(records) - 8
    assert_equal(from_store(store, [records], a_roster()), in_memory([records], a_roster()))


def test_progress_ends_where_all_is_read(few, tmp_path):
    told = []
    with Store(tmp_path / "store", SITE.config.id) as store:
        store.begin()
        ingest(store, SITE.config.id, [few], progress=lambda *said: told.append(said))
    total = sum(file.stat().st_size for file in few.iterdir())
    assert (told[0], told[-1]) == ((0, total), (total, total))


def test_a_store_of_another_site_is_emptied(few, tmp_path):
    store = tmp_path / "store"
    take_in(store, [few])
    with Store(store, "https://other.example/") as opened:
        opened.begin()
        assert ingest(opened, "https://other.example/", [few]) == 3
    assert take_in(store, [few]) == 3


def test_a_store_of_another_layout_is_emptied(few, tmp_path):
    store = tmp_path / "store"
    take_in(store, [few])
    base = sqlite3.connect(store)
    base.execute("update about set value = '0' where name = 'layout'")
    base.execute("alter table deposit drop column packed")
    base.commit()
    base.close()
    assert_equal(from_store(store, [few]), in_memory([few]))
    assert take_in(store, [few]) == 0


@pytest.mark.parametrize(
    "content",
    [b"10023,\xe5\xbc\xa0\n", b"SQLite format 3\0" + bytes(84), b"SQLite format 3\0"],
    ids=["text", "another program's", "a beginning"],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path, content):
    store = tmp_path / "a.db"
    store.write_bytes(content)
    with pytest.raises(StoreFault) as fault:
        Store(store, SITE.config.id)
    assert str(fault.value) == "a.db 不是本程序的汇总库文件；请换一个文件名"
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]
    assert store.read_bytes() == content


def test_an_empty_file_becomes_a_store(few, tmp_path):
    (tmp_path / "store").touch()
    assert take_in(tmp_path / "store", [few]) == 3


def _hold(path: Path, ready, done) -> None:
    with Store(path, SITE.config.id):
        ready.set()
        done.wait(60)


def test_one_process_at_a_time(few, tmp_path):
    store = tmp_path / "store"
    take_in(store, [few])
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(store, ready, done))
    other.start()
    try:
        assert ready.wait(60)
        with pytest.raises(StoreFault) as fault:
            Store(store, SITE.config.id)
        assert str(fault.value) == "汇总库 store 正被另一次汇总使用；请等它结束再试"
    finally:
        done.set()
        other.join()
    assert take_in(store, [few]) == 0


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreFault) as fault:
        Store(tmp_path / "没有/a.db", SITE.config.id)
    text = f"没有文件夹 {tmp_path}/没有；请先建好，或把汇总库 a.db 换个位置"
    assert str(fault.value) == text


def test_a_place_where_nothing_can_be_written(tmp_path):
    (tmp_path / "a.db").symlink_to("/proc/a.db")
    with pytest.raises(StoreFault) as fault:
        Store(tmp_path / "a.db", SITE.config.id)
    text = "汇总库 a.db 写不进去；请检查文件和文件夹的权限，或换个位置"
    assert str(fault.value) == text


def test_a_store_among_the_records_is_no_record(few):
    store = few / "汇总库.db"
    for _ in range(2):
        found = from_store(store, [few])
        assert (found.files, found.problems) == (3, ())
    # Not one of its other files, at whatever moment it is looked for.
    for end in ("-journal", "-wal", "-shm"):
        (few / f"汇总库.db{end}").touch()
        found = from_store(store, [few])
        assert (found.files, found.problems) == (3, ())


def test_two_folders_without_a_file_are_both_told(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name / "空").mkdir(parents=True)
    asked = [tmp_path / "a/空", tmp_path / "b/空"]
    assert_equal(from_store(tmp_path / "store", asked), in_memory(asked))
    assert_equal(from_store(tmp_path / "store", asked), in_memory(asked))


def test_no_damage_ends_in_anything_but_a_fault(few, tmp_path):
    """SQLite does not sum up what it keeps, so that some of it goes unnoticed."""
    store, damaged = tmp_path / "store", tmp_path / "damaged"
    take_in(store, [few])
    content = store.read_bytes()
    random, page = Random(7), int.from_bytes(content[16:18], "big")
    told = []
    for turn in range(120):
        data = bytearray(content)
        length = random.choice([1, 8, 100, 4000])
        at = random.randrange(72, len(data) - length)
        # The heads of pages are what hurts most.
        at = max(100, at // page * page) + random.randrange(24) if turn % 2 else at
        data[at : at + length] = random.randbytes(length)
        damaged.write_bytes(data)
        try:
            if turn % 3:
                take_in(damaged, [few])
            as_json(report_from(damaged, SITE, None, DAY))
        except StoreFault as fault:
            told.append(str(fault))
    text = "汇总库 damaged 打不开或已损坏；删掉它再汇总一次，记录会重新读取"
    assert {*told} == {text}
    assert len(told) > 20


def test_a_file_that_is_gone_when_it_is_read(tmp_path):
    gone = tmp_path / "a.jsonl"
    assert_equal(from_store(tmp_path / "store", [gone]), in_memory([gone]))


@pytest.mark.parametrize("from_", [100, 4096, 3 * 4096])
def test_a_damaged_store_is_told(few, tmp_path, from_):
    store = tmp_path / "store"
    take_in(store, [few])
    with store.open("r+b") as stream:
        stream.seek(from_)
        stream.write(b"\xff" * (store.stat().st_size - from_))
    text = "汇总库 store 打不开或已损坏；删掉它再汇总一次，记录会重新读取"
    with pytest.raises(StoreFault) as fault:
        from_store(store, [few])
    assert str(fault.value) == text
    store.unlink()
    assert_equal(from_store(store, [few]), in_memory([few]))
