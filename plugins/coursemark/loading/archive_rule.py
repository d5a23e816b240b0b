"""The rule of archive names (`--archive-name`) from the text of its file."""

from __future__ import annotations

import re

from coursemark.loading.schema import Entry, Field, read_fields, table
from coursemark.loading.source import Source
from coursemark.loading.yaml_source import compose
from coursemark.model.archive import DEFAULT_KEY, DEFAULT_NAME, MAX_FIXED, PARTS, ArchiveRule
from coursemark.problems import Place, Problem

RULE = table(
    Field("programme", required=True),
    Field("unit", required=True),
    Field("retention", required=True),
    Field("department"),
    Field("name"),
    Field("key"),
    Field("start", "integer", least=1),
    Field("digits", "integer", least=1, most=10),
)
_KEY_PARTS = ("id", "name")
_BRACED = re.compile(r"\{([^{}]*)\}")


def read_archive_rule(text: str, path: str) -> tuple[ArchiveRule | None, list[Problem]]:
    """The rule, and all that is wrong with the file; None when it cannot be used."""
    source = Source(path)
    root = compose(text, source)
    if root is None:
        if not source.problems:
            source.error(Place(path), "empty-file", "归档规则是空的；请写 programme:、unit: 等")
        return None, source.problems
    entry = read_fields(root, RULE, "归档规则", source)
    if entry is None:
        return None, source.problems
    _check(entry, "name", DEFAULT_NAME, PARTS, "{sequence}")
    _check(entry, "key", DEFAULT_KEY, _KEY_PARTS, "{id}")
    fixed = ("programme", "unit", "retention", "department")
    texts = [entry.values.get(name, "") for name in fixed]
    texts.append(_BRACED.sub("", entry.values.get("name", DEFAULT_NAME)))
    texts.append(_BRACED.sub("", entry.values.get("key", DEFAULT_KEY)))
    if len("".join(texts).encode()) > MAX_FIXED:
        text = f"各部分加起来超过 {MAX_FIXED // 3} 个字，文件名放不下；请用简称"
        source.error(entry.place, "bad-name", text)
    if any(problem.level == "error" for problem in source.problems):
        return None, source.problems
    return ArchiveRule(**entry.values), source.problems


def _check(entry: Entry, name: str, default: str, parts: tuple[str, ...], needed: str) -> None:
    """Only known parts in braces, and the one that no two files share exactly once."""
    text = entry.values.get(name, default)
    unknown = [part for part in _BRACED.findall(text) if part not in parts]
    left = _BRACED.sub("", text)
    at = entry.places.get(name, entry.place)
    if unknown or "{" in left or "}" in left:
        known = "、".join(f"{{{part}}}" for part in parts)
        what = f"里没有 {{{unknown[0]}}}" if unknown else "的大括号不成对"
        entry.source.error(at, "bad-name", f"{name} {what}；可用的有 {known}")
    elif text.count(needed) != 1:
        entry.source.error(at, "bad-name", f"{name} 里要有一个 {needed}，同名的才分得开；请补上")
