"""The other state of a site, for comparing: a revision of its git repository, or a folder."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from coursemark.loading.config import NAMES, ConfigFault, read_config
from coursemark.loading.repository import ask, unpack
from coursemark.model import SiteConfig
from coursemark.problems import format_problems

_WANTED = (".yml", ".yaml", ".md")
"""What a site is read from; pictures and other files of a revision stay in the repository."""
_NO_REVISION = re.compile(r"[\x00-\x20\x7f:?*\[\\]|\.\.|^-")
_SHA = re.compile(r"[0-9a-f]{40,64}")

NOT_ITS_PAGES = ("missing-source-page", "missing-source-anchor", "unknown-role")
"""Rules that do not apply to banks which are read with the pages of another state."""


@dataclass(frozen=True)
class Against:
    """Where the other state lies, and its configuration."""

    root: Path
    config: SiteConfig
    name: str
    """As shown: the revision, or the folder."""
    borrowed: bool = False
    """Its pages are those of the working tree."""


@contextmanager
def other_state(word: str, config_file: Path, config: SiteConfig) -> Iterator[Against]:
    """A folder by this name, else a revision, laid out in a temporary folder meanwhile.

    Raises `click.UsageError` when it is neither, `SystemExit` when its configuration is faulty.
    """
    if not word.strip():
        raise click.UsageError("--against 是空的；请写 HEAD~1、标签名、提交编号，或旧的题库文件夹")
    folder = Path(word)
    if folder.is_dir():
        yield _folder(folder, config_file.parent, config)
        return
    if folder.exists():
        raise click.UsageError(f"{word} 是文件；--against 后面请写文件夹或 git 版本")
    with tempfile.TemporaryDirectory(prefix="coursemark-") as place:
        yield _revision(word, config_file, Path(place))


def _folder(folder: Path, root: Path, config: SiteConfig) -> Against:
    """A site with its own configuration, or a folder of quizzes to go with today's pages."""
    for name in NAMES:
        if (folder / name).is_file():
            return Against(folder, _config(folder / name), str(folder))
    if not (folder / "banks").is_dir():
        raise click.UsageError(
            f"{folder} 里没有 mkdocs.yml，也没有 banks 文件夹；"
            "--against 后面请写旧的站点文件夹或旧的题库文件夹"
        )
    quizzes = folder.resolve().as_posix()
    return Against(root, replace(config, quizzes=quizzes), str(folder), borrowed=True)


def _revision(word: str, config_file: Path, place: Path) -> Against:
    if shutil.which("git") is None:
        raise click.UsageError("这台电脑没有 git；--against 后面请写旧的题库文件夹")
    if _NO_REVISION.search(word) or len(word) > 200:
        raise click.UsageError(
            f"{word} 既不是文件夹，也不像 git 版本；请写 HEAD~1、标签名或提交编号"
        )
    here = config_file.resolve()
    top = _line(ask(here.parent, "rev-parse", "--show-toplevel"))
    if not top:
        raise click.UsageError(
            f"找不到文件夹 {word}，{here.parent} 又不在 git 仓库里；请写旧的题库文件夹"
        )
    commit = f"{word}^{{commit}}"
    sha = _line(ask(here.parent, "rev-parse", "--verify", "--end-of-options", commit))
    if not _SHA.fullmatch(sha):
        raise click.UsageError(
            f"仓库里没有版本 {word}，也没有这个文件夹；请用 git log 查看版本，或写旧的题库文件夹"
        )
    if not unpack(Path(top), sha, place, endings=_WANTED):
        raise click.UsageError(f"git 取不出版本 {word}；请检查仓库，或写旧的题库文件夹")
    inside = place / here.relative_to(Path(top).resolve())
    if not inside.is_file():
        raise click.UsageError(f"版本 {word} 里还没有 {here.name}；请选后来的版本")
    return Against(inside.parent, _config(inside), f"{word}（{sha[:10]}）")


def _line(answer: bytes | None) -> str:
    return (answer or b"").decode("utf-8", "surrogateescape").strip()


def _config(file: Path) -> SiteConfig:
    try:
        return read_config(file)
    except ConfigFault as fault:
        click.echo(format_problems(fault.problems, "text"), err=True)
        raise SystemExit(1) from None
