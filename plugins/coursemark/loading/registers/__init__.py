"""The data files: one module a register, of the name of its field in `Registers`.

A register module has `read(entry, rows)`, which makes the value from the mapping in its file, and
`FIELDS`, the table of that mapping. To add a register, add such a module and the field; nothing
else needs to know.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol, cast

from coursemark.loading.personal_data import personal_data
from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Table, read_fields
from coursemark.loading.source import Source
from coursemark.loading.text_file import read_text
from coursemark.loading.yaml_source import compose
from coursemark.model import Registers
from coursemark.problems import Place, Problem, did_you_mean


class Register(Protocol):
    """What a register module offers."""

    FIELDS: Table

    def read(self, entry: Entry, rows: Rows) -> Any: ...


NAMES = tuple(f.name for f in fields(Registers) if f.name != "references")


def read_registers(root: Path, folder: str) -> tuple[Registers, list[Problem]]:
    """What could be read of the data folder, and everything wrong with its files."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    rows = Rows()
    for name in NAMES:
        path = f"{folder}/{file_name(name)}"
        if not (root / path).is_file():
            continue
        text = read_text(root / path, path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        source = Source(path)
        module = cast(Register, importlib.import_module(f"{__name__}.{name}"))
        node = compose(text, source)
        entry = read_fields(node, module.FIELDS, f"{path} ", source) if node is not None else None
        if entry is not None:
            rows.refer(entry, module.FIELDS)
            values[name] = module.read(entry, rows)
        problems.extend([*source.problems, *personal_data(text, path)])
    return Registers(**values, references=tuple(rows.references)), [
        *problems,
        *_strays(root, folder),
    ]


def file_name(register: str) -> str:
    return register.replace("_", "-") + ".yml"


def _strays(root: Path, folder: str) -> Iterator[Problem]:
    """Files that their author may take for registers."""
    known = [file_name(name) for name in NAMES]
    top = root / folder
    for name in sorted(path.name for path in top.iterdir()) if top.is_dir() else ():
        if name in known or name.lower().startswith((".", "~$", "readme")):
            continue
        source = Source(f"{folder}/{name}")
        remedy = did_you_mean(name, known) or f"；数据文件名有 {'、'.join(known)}"
        source.warn(Place(source.path), "unread-file", f"文件没有读取{remedy}")
        yield from source.problems
