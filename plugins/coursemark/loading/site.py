"""A whole site from its folder."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from coursemark.loading.assessments import read_assessment
from coursemark.loading.banks import read_bank
from coursemark.loading.pages import read_page
from coursemark.loading.personal_data import personal_data
from coursemark.loading.plan_courses import with_plan
from coursemark.loading.registers import read_registers
from coursemark.loading.strays import unread_files
from coursemark.loading.surveys import read_survey
from coursemark.loading.text_file import read_text
from coursemark.loading.values import ID
from coursemark.model import Page, Site, SiteConfig
from coursemark.problems import Place, Problem

_T = TypeVar("_T")
_Reader = Callable[[str, str, str], tuple[_T | None, list[Problem]]]

_YAML = (".yml", ".yaml", ".YML", ".YAML")


@dataclass(frozen=True)
class Loaded:
    """What could be read, and everything wrong with the files as such."""

    site: Site
    problems: tuple[Problem, ...]


def load_site(root: Path, config: SiteConfig, files: Mapping[str, Path] | None = None) -> Loaded:
    """Reads banks, assessments, surveys and pages under `root`, the folder of `mkdocs.yml`.

    `files` are the pages by path, for a caller that knows which are to be published;
    without it, every Markdown file of the content folder is one.
    """
    problems: list[Problem] = []
    quizzes = config.quizzes
    with _collector_paused():
        banks = _read_folder(root, f"{quizzes}/banks", "题库", read_bank, problems)
        assessments = _read_folder(
            root, f"{quizzes}/assessments", "测评", read_assessment, problems
        )
        surveys = _read_folder(root, f"{quizzes}/surveys", "问卷", read_survey, problems)
        pages = _read_pages(root, config.content, files, problems)
        registers, faults = read_registers(root, config.data)
        pages = with_plan(pages, registers.plan)
        problems.extend(faults)
    for option, folder, usual in (
        ("quizzes", quizzes, SiteConfig.quizzes),
        ("registers", config.data, SiteConfig.data),
    ):
        if folder != usual and not (root / folder).is_dir():
            text = f"插件选项 {option} 指的文件夹 {folder} 不存在；请改正"
            problems.append(Problem(Place("mkdocs.yml"), "missing-folder", text))
    problems.extend(unread_files(root, quizzes))
    unread = frozenset(p.place.path for p in problems if p.level == "error")
    site = Site(config, banks, assessments, surveys, pages, registers, unread).with_keys_withheld()
    return Loaded(site, tuple(sorted(problems)))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Little of what loading makes is garbage; collecting meanwhile takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_folder(
    root: Path, folder: str, kind: str, read: _Reader[_T], problems: list[Problem]
) -> dict[str, _T]:
    """By id, which is the file's name without its ending; the first of two equal ids stays."""
    found: dict[str, _T] = {}
    paths: dict[str, str] = {}
    for relative, file in _walk(root, folder, _YAML, problems):
        path = f"{folder}/{relative}"
        id_ = file.stem
        if not ID.match(id_):
            problems.append(
                Problem(
                    Place(path),
                    "bad-id",
                    f"{kind}文件名 {id_} 不能作编号；请只用字母、数字、连字符和下划线",
                )
            )
            continue
        if id_ in paths:
            problems.append(
                Problem(
                    Place(path),
                    "duplicate-id",
                    f"{kind} {id_} 已由 {paths[id_]} 定义；请给文件改名",
                )
            )
            continue
        paths[id_] = path
        text = read_text(file, path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        value, faults = read(text, id_, path)
        problems.extend(faults)
        problems.extend(personal_data(text, path))
        if value is not None:
            found[id_] = value
    return found


def _read_pages(
    root: Path, folder: str, files: Mapping[str, Path] | None, problems: list[Problem]
) -> dict[str, Page]:
    found: dict[str, Page] = {}
    sources = files.items() if files is not None else _walk(root, folder, (".md",), problems)
    prefix = "" if folder in ("", ".") else f"{folder}/"
    for path, file in sorted(sources):
        if not _is_text(path):
            said = "文件名不是 UTF-8 编码，多半是解压时成了乱码；请改名"
            problems.append(Problem(Place(prefix + path), "bad-file-name", said))
            continue
        text = read_text(file, prefix + path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        page, faults = read_page(text, path, prefix + path)
        problems.extend(faults)
        problems.extend(personal_data(text, prefix + path))
        found[path] = page
    return found


def _is_text(name: str) -> bool:
    """Whether a name can be written down; bytes that are no UTF-8 come as surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _walk(
    root: Path, folder: str, endings: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[str, Path]]:
    """Files with these endings, in order of path; hidden ones and links out of here are left."""
    top = root / folder
    real_top = os.path.realpath(top)
    for here, folders, names in os.walk(top):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted([*names, *(f for f in folders if os.path.islink(f"{here}/{f}"))]):
            if name.startswith("."):
                continue
            file = Path(here, name)
            relative = file.relative_to(top).as_posix()
            if os.path.islink(file):
                real = os.path.realpath(file)
                if os.path.commonpath([real, real_top]) != real_top:
                    problems.append(
                        Problem(
                            Place(f"{folder}/{relative}"),
                            "outside-link",
                            f"{relative} 是指向文件夹外面的链接，没有读取；请换成真实的文件",
                        )
                    )
                    continue
            if name.endswith(endings) and file.is_file():
                yield relative, file
