"""Text in the cells of a terminal: Chinese characters take two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import click

_UNIT = re.compile(r"[（《“]*(?:[!-~]+|\S)[，。；：、？！）》”…]*\s*")
"""What is not torn apart: a word or a character, with what may not begin or end a line."""
_LEAST = 20
"""Cells of a line, however narrow the terminal."""


def width_of(text: str) -> int:
    """Cells of a text in a terminal."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a paragraph, none wider than so many cells unless it is one long word."""
    line = ""
    for unit in _UNIT.findall(text.strip()):
        if line and width_of(line) + width_of(unit.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += unit
    yield line.rstrip()


class HelpFormatter(click.HelpFormatter):
    """click's, which counts characters, with columns that meet."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_text(self, text: str) -> None:
        paragraphs = re.split(r"\n\s*\n", text.strip())
        self.write("\n".join("".join(self._lines(each)) for each in paragraphs))

    def _lines(self, paragraph: str) -> Iterator[str]:
        for line in wrapped(" ".join(paragraph.split()), self._left(self.current_indent)):
            yield f"{' ' * self.current_indent}{line}\n"

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms and what they mean, side by side."""
        rows = [*rows]
        column = min(max((width_of(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = self.current_indent
        for term, meaning in rows:
            gap = column - width_of(term)
            lines = [*wrapped(meaning, self._left(indent + column))]
            beside = " " * gap + lines.pop(0) if gap >= col_spacing else ""
            self.write(f"{' ' * indent}{term}{beside}\n")
            for line in lines:
                self.write(f"{' ' * (indent + column)}{line}\n")

    def _left(self, taken: int) -> int:
        return max(self.width - taken, _LEAST)
