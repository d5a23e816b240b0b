"""Record files as they were handed in, under names that are safe everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursemark.audit.originals import originals
from coursemark.sealing import key_text, new_key


def names(*paths: Path, skip: tuple[Path, ...] = ()) -> list[str]:
    return [each.name for each in originals(paths, skip)]


def test_files_folders_and_zips(tmp_path: Path) -> None:
    folder = tmp_path / "内科"
    (folder / "夜班").mkdir(parents=True)
    for name in ("内科/1.jsonl", "内科/夜班/2.jsonl", "内科/班次.zip", "3.txt"):
        (tmp_path / name).write_bytes(name.encode())

    assert names(folder, tmp_path / "3.txt") == [
        "内科/1.jsonl",
        "内科/班次.zip",
        "内科/夜班/2.jsonl",
        "3.txt",
    ]
    (last,) = originals([tmp_path / "3.txt"])
    assert last.path.read_bytes() == b"3.txt"


def test_equal_names_of_two_folders(tmp_path: Path) -> None:
    for name in ("a/r", "b/r"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "1.jsonl").write_bytes(b"x")

    assert names(tmp_path / "a/r", tmp_path / "b/r") == ["r/1.jsonl", "r/1-2.jsonl"]


def test_hidden_files_skipped_ones_and_links_to_folders(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    for name in (".hidden", "~$a.xlsx", "Thumbs.db", "1.jsonl", "证据.zip"):
        (folder / name).write_bytes(b"x")
    (folder / "elsewhere").symlink_to("/etc")

    assert names(folder, skip=(folder / "证据.zip",)) == ["r/1.jsonl"]


def test_a_private_key_is_never_handed_on(tmp_path: Path) -> None:
    (tmp_path / "记录").mkdir()
    (tmp_path / "记录/coursemark.key").write_text(key_text(new_key()[0]), "utf-8")
    (tmp_path / "记录/1.jsonl").write_bytes(b"x")

    assert names(tmp_path / "记录", tmp_path / "记录/coursemark.key") == ["记录/1.jsonl"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_private_key_that_an_editor_converted(tmp_path: Path, encoding: str) -> None:
    text = key_text(new_key()[0])
    (tmp_path / "钥匙.txt").write_bytes(text.encode(encoding))

    assert names(tmp_path / "钥匙.txt") == []


def test_a_long_name_keeps_its_ending(tmp_path: Path) -> None:
    (tmp_path / ("长" * 70 + ".sealed.jsonl")).write_bytes(b"x")

    assert names(tmp_path / ("长" * 70 + ".sealed.jsonl")) == ["长" * 60 + ".jsonl"]


def test_hostile_names(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "a\\..\\b\n\u202e.jsonl").write_bytes(b"x")

    assert names(folder) == ["r/a_.._b.jsonl"]
