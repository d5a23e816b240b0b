"""The record files as they were handed in, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coursemark.certificates.file_names import Names, safe_name

_HIDDEN = (".", "~$", "__MACOSX")
_KEY = "# Coursemark 私钥"
"""How the file that `coursemark keys` writes begins, in whatever an editor made of it."""
_ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")
_SYSTEM = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Original:
    """A file and the name it gets in the bundle."""

    name: str
    """Below the folder of originals, with forward slashes."""
    path: Path


def originals(paths: Iterable[Path], skip: Collection[Path] = ()) -> list[Original]:
    """Every file behind the paths, the same that `read_records` reads; zips stay zips."""
    skipped = {os.path.realpath(path) for path in skip}
    names = Names()
    found = []
    for path in paths:
        for parts, file in _files(path):
            if os.path.realpath(file) in skipped or _is_private(file):
                continue
            stem, ending = os.path.splitext(parts[-1])
            safe = "/".join(safe_name(part) for part in (*parts[:-1], stem))
            found.append(Original(names.unique(safe, _safe_ending(ending)), file))
    return found


def _safe_ending(ending: str) -> str:
    """`.jsonl` stays; what is no plain ending becomes part of a name."""
    name = safe_name(ending)
    return "" if name == "_" else f".{name}"


def _files(path: Path) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Name parts and file; folders that are links are not entered."""
    if not path.is_dir():
        if path.is_file():
            yield (path.name,), path
        return
    top = path.resolve().name
    for here, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not _hidden(f))
        inside = Path(here).relative_to(path).parts
        for name in sorted(names):
            file = Path(here, name)
            if not _hidden(name) and file.is_file():
                yield (top, *inside, name), file


def _is_private(file: Path) -> bool:
    """Whether it is a private key that lies among the records: it belongs in nobody's hands."""
    try:
        with file.open("rb") as stream:
            start = stream.read(64)
    except OSError:
        return False
    return any(start.decode(each, "ignore").startswith(_KEY) for each in _ENCODINGS)


def _hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower() in _SYSTEM
