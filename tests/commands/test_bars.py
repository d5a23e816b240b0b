"""Long work shows a bar with the time left on a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from inspected_site import finish, make_site
from lrs.memory_store import MemoryStore
from lrs.scripted_store import serving
from record_builder import Learner

from coursemark.lrs import endpoint_of


def stored(log: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{**one, "stored": f"2026-03-05T08:00:{n:02d}.000Z"} for n, one in enumerate(log)]


def shown(folder: Path, *args: str) -> str:
    """What stands on the terminal's standard error."""
    ours, theirs = pty.openpty()
    fixed = ["-f", "mkdocs.yml", "--as-of", "2026-11-22", "--json", "o.json"]
    command = [Path(sys.executable).with_name("coursemark"), "report", *args, *fixed]
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs, check=False
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 1 << 16):
            said += piece
    except OSError:  # Linux says so when the other side is closed.
        pass
    os.close(ours)
    assert done.returncode == 0, said.decode()
    return said.decode()


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return finish(Learner("001", "学员001", site=make_site(tmp_path)))


def test_a_record_store_is_read_with_a_bar(tmp_path: Path, learner: Learner) -> None:
    store = MemoryStore(stored(learner.log), cap=5)
    with serving(store.answer) as served:
        said = shown(tmp_path, "--from", served.address)
        name = endpoint_of(served.address).name
    assert f"读取 {name}  [" in said
    assert "100%" in said


def test_files_are_read_with_a_bar(tmp_path: Path, learner: Learner) -> None:
    (tmp_path / "records").mkdir()
    learner.hand_in(tmp_path / "records")
    said = shown(tmp_path, "records")
    assert "读取记录" in said
    assert "100%" in said
