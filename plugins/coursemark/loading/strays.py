"""Files among banks, assessments and surveys that are not read, because of their name or folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from coursemark.loading.source import Source
from coursemark.problems import Place, Problem

_YAML = frozenset({".yml", ".yaml"})
_DOCUMENTS = frozenset(
    {".txt", ".csv", ".xls", ".xlsx", ".et", ".doc", ".docx", ".wps", ".json", ".yml~", ".bak"}
)


def unread_files(root: Path, quizzes: str) -> Iterator[Problem]:
    """Warns of each file that its author may take for one that is read."""
    top = root / quizzes
    if quizzes in ("", "."):
        return
    for here, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().startswith((".", "~$", "readme")):
                continue
            path = Path(here, name).relative_to(top)
            text = _advice(PurePosixPath(path.as_posix()), quizzes)
            if text:
                source = Source(f"{quizzes}/{path.as_posix()}")
                source.warn(Place(source.path), "unread-file", text)
                yield from source.problems


def _advice(path: PurePosixPath, quizzes: str) -> str:
    ending = path.suffix.lower()
    if ending in _DOCUMENTS:
        return "文件没有读取；题库、测评和问卷要存成以 .yml 结尾的 UTF-8 文本，请另存并改名"
    if ending in _YAML and path.parts[0] not in ("banks", "assessments", "surveys"):
        return (
            f"文件没有读取；题库请放进 {quizzes}/banks，测评请放进 {quizzes}/assessments，"
            f"问卷请放进 {quizzes}/surveys"
        )
    return ""
