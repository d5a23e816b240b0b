"""Reading on after a YAML fault: the list entry that holds it is blanked, the rest is kept.

So one unclosed quote does not hide the faults of every other item of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import Node

from coursemark.loading.source import Source
from coursemark.loading.yaml_source import compose
from coursemark.problems import Place

MAX_FAULTS = 30

_ID = re.compile(r"^[ ]*(?:-[ ]+)?id[ ]*[:：][ ]*[\"']?([\w.-]+)", re.MULTILINE)
_ENTRY = re.compile(r"^([ ]*)-(?:[ ]|$)")


def compose_entries(
    text: str, list_name: str, source: Source
) -> tuple[Node | None, list[tuple[str, Place]]]:
    """The root without the entries that are not YAML, and the ids those seem to have."""
    root = compose(text, source)
    lost: list[tuple[str, Place]] = []
    if root is not None or not source.problems:
        return root, lost
    lines = text.split("\n")
    entries = list(_entries(lines, list_name))
    for _ in range(MAX_FAULTS):
        bad = {p.place.line - source.first_line for p in source.problems}
        hit = [span for span in entries if any(span[0] <= line < span[1] for line in bad)]
        if not hit or any(lines[start].strip() == "" for start, _ in hit):
            return None, lost
        for start, end in hit:
            found = _ID.search("\n".join(lines[start:end]))
            if found:
                lost.append((found[1], Place(source.path, start + source.first_line)))
            lines[start:end] = [""] * (end - start)
            entries.remove((start, end))
        again = Source(source.path, source.first_line)
        root = compose("\n".join(lines), again)
        if not again.problems:
            return root, lost
        fresh = [problem for problem in again.problems if problem not in source.problems]
        if not fresh:
            return None, lost
        source.problems.extend(fresh)
    return None, lost


def _entries(lines: list[str], list_name: str) -> Iterator[tuple[int, int]]:
    """First line and end of each entry of the named top-level list."""
    begin = next((n for n, line in enumerate(lines) if line.startswith(f"{list_name}:")), None)
    if begin is None:
        return
    indent: int | None = None
    start: int | None = None
    for number in range(begin + 1, len(lines)):
        entry = _ENTRY.match(lines[number])
        if entry and indent is None:
            indent = len(entry[1])
        if entry and len(entry[1]) == indent:
            if start is not None:
                yield start, number
            start = number
    if start is not None:
        yield start, len(lines)
