"""Questions and official answers, as pages of kind `faq` have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursemark.model.pages import Page

_HEADING = re.compile(r"^#{1,6}[ \t]")
_FENCE = re.compile(r"^(`{3,}|~{3,})")


@dataclass(frozen=True)
class Answered:
    """A question, and the answer that every desk gives."""

    page: str
    anchor: str
    question: str
    answer: str
    """Markdown: the first paragraph below the question."""
    line: int

    @property
    def target(self) -> str:
        return f"{self.page}#{self.anchor}"


def answered(page: Page) -> Iterator[Answered]:
    """The questions of a page of kind `faq`: headings of level 2 that end in a question mark."""
    if page.kind != "faq":
        return
    lines = page.body.split("\n")
    for heading in page.headings:
        if heading.level == 2 and heading.title.endswith(("？", "?")):
            answer = _first_paragraph(lines[heading.line - page.first_line + 1 :])
            yield Answered(page.path, heading.anchor, heading.title, answer, heading.line)


def _first_paragraph(lines: list[str]) -> str:
    found: list[str] = []
    for line in lines:
        if _HEADING.match(line) or _FENCE.match(line):
            break
        if line.strip():
            found.append(line.strip())
        elif found:
            break
    return "\n".join(found)
