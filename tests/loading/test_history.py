"""Earlier versions of banks and assessments from git; nothing where there is no history."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from inspected_site import make_site
from site_folder import write_site

from coursemark.loading.config import read_config
from coursemark.loading.history import Commit, commits, quizzes_at


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    run = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, check=True)
    return run.stdout.decode().strip()


def commit(root: Path, day: str = "2026-01-01") -> str:
    git(root, "add", "-A")
    when = f"{day}T12:00:00+08:00"
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x"],
        cwd=root,
        env={"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": "/usr/bin:/bin"},
        check=True,
    )
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    make_site(tmp_path)
    git(tmp_path, "init", "-q")
    return tmp_path


def test_commits_that_touched_the_quizzes_newest_first(repository: Path) -> None:
    first = commit(repository, "2026-01-01")
    write_site(repository, {"content/a.md": "# 别的\n"})
    commit(repository, "2026-01-02")
    write_site(repository, {"quizzes/assessments/new.yml": "title: 新\ndraw: [fire/q1]\n"})
    third = commit(repository, "2026-01-03")

    found = commits(repository, "quizzes")

    assert found == [Commit(third, "2026-01-03"), Commit(first, "2026-01-01")]
    assert commits(repository, "quizzes", most=1) == found[:1]


def test_the_quizzes_of_a_commit(repository: Path) -> None:
    first = commit(repository)
    now = make_site(repository, final="title: 改过\ndraw: [fire/q1]\n")
    commit(repository)

    config = read_config(repository / "mkdocs.yml")
    before = quizzes_at(repository, config, first)

    assert before is not None
    assert before.assessments["final"].title == "结业考试"
    assert now.assessments["final"].title == "改过"
    assert before.items["fire/q1"].revision == now.items["fire/q1"].revision


def test_a_site_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = tmp_path / "sites" / "fire"
    make_site(root)
    git(tmp_path, "init", "-q")
    first = commit(tmp_path)

    assert [each.id for each in commits(root, "quizzes")] == [first]
    found = quizzes_at(root, read_config(root / "mkdocs.yml"), first)
    assert found is not None
    assert list(found.assessments) == ["final"]


def test_links_of_the_repository_are_not_unpacked(repository: Path) -> None:
    (repository / "quizzes/banks/out.yml").symlink_to("/etc/passwd")
    first = commit(repository)

    found = quizzes_at(repository, read_config(repository / "mkdocs.yml"), first)

    assert found is not None
    assert list(found.banks) == ["fire"]


def test_no_repository_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(Path(__file__).parents[2] / ".git"))

    assert commits(tmp_path, "quizzes") == []
    assert quizzes_at(tmp_path, read_config(tmp_path / "mkdocs.yml"), "HEAD") is None


def test_without_git_there_is_no_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository)
    monkeypatch.setenv("PATH", "/nowhere")

    assert commits(repository, "quizzes") == []
