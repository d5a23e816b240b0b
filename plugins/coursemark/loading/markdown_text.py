"""Headings, anchors, quiz fences and links of a Markdown text, as Python-Markdown will see them.

A scan by lines, not a parser: it knows fenced code, comments, code spans and admonitions, which
is what keeps an example from being taken for the thing itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from coursemark.loading.fences import read_fence
from coursemark.loading.headings import AnchorBook, RawHeading, read_heading
from coursemark.loading.reading_length import reading_length
from coursemark.loading.views import read_view
from coursemark.model import Fence, Heading, View
from coursemark.problems import Place, Problem

_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*([^`]*)$")
_ONLY_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*$")
_QUIZ = re.compile(r"^(?:quiz\b(?![-.])|\{[^}]*\.quiz\b(?![-.])[^}]*\})")
_VIEW = re.compile(r"^view\b(?![-.])")
_WORD = re.compile(r"^[A-Za-z]{1,10}$")
_CONTAINER = re.compile(r"^([ ]*)(?:!!!|\?\?\?\+?|===[!+]?)[ ]")
_LINK = re.compile(r"\]\(\s*<?([^()\s<>]*?\.md(?:#[^()\s<>]*)?)>?(?=[\s)])")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
_HASH_ID = re.compile(r"#([^\s#]+)")
_TAG_ID = re.compile(r"<[a-zA-Z][^<>]*?\b(?:id|name)=[\"']?([^\s\"'>]+)")
_SETEXT = re.compile(r"^(=+|-+)[ ]*$")


@dataclass(frozen=True)
class MarkdownText:
    """What the pages' loader needs of a text."""

    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    fences: tuple[Fence, ...]
    views: tuple[View, ...]
    links: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]
    length: int
    """What there is to read, as `reading_length` counts."""


def scan(text: str, path: str, first_line: int = 1) -> MarkdownText:
    """Scans the text below the front matter, whose first line has this number in the file."""
    lines = text.split("\n")
    problems: list[Problem] = []
    fences: list[Fence | View] = []
    links: list[tuple[str, Place]] = []
    raw: list[RawHeading] = []
    explicit: list[str] = []
    read: list[str] = []
    containers: list[int] = []
    paragraph = (-2, 0)  # the last line of running text, and its indentation
    last = -1
    for number, line, prose in _outside_code(lines, path, first_line, fences, problems):
        before, last = last, number
        if not prose or prose.isspace():
            continue
        read.append(prose)
        indent = len(prose) - len(prose.lstrip(" "))
        while containers and indent < containers[-1]:
            containers.pop()
        opened = _CONTAINER.match(prose) if prose[indent] in "!?=" else None
        if opened:
            containers.append(len(opened[1]) + 4)
        base = containers[-1] if containers else 0
        if "](" in prose and ".md" in prose:
            for link in _LINK.finditer(prose):
                if ":" not in link[1].split("#")[0]:
                    place = Place(path, number + first_line, link.start(1) + 1)
                    links.append((link[1], place))
        heading = None
        # A title above a line of = or - must begin its paragraph; one that begins with # need not.
        goes_on = paragraph == (number - 1, indent) or before != number - 1
        if indent == base and not opened and (line[indent] == "#" or not goes_on):
            below = lines[number + 1] if number + 1 < len(lines) else ""
            mark = below[indent : indent + 1]
            setext = mark in ("=", "-") and below[:indent].isspace() | (indent == 0)
            underline = _SETEXT.match(below[indent:]) if setext else None
            heading = read_heading(line[indent:], number + first_line, underline)
        is_rule = bool(_SETEXT.match(prose.strip()))
        paragraph = (-2, 0) if heading or opened or is_rule else (number, indent)
        if heading:
            raw.append(heading)
        elif "#" in prose or "<" in prose:
            explicit.extend(_explicit_ids(prose))
    book = AnchorBook(raw, explicit)
    return MarkdownText(
        headings=book.headings,
        anchors=book.anchors,
        fences=tuple(f for f in fences if isinstance(f, Fence)),
        views=tuple(f for f in fences if isinstance(f, View)),
        links=tuple(links),
        problems=tuple(problems),
        length=reading_length("\n".join(read)),
    )


def _explicit_ids(line: str) -> Iterator[str]:
    """Ids of elements other than headings, from attribute lists and raw HTML."""
    for attributes in _ATTRIBUTES.findall(line):
        found = _HASH_ID.search(attributes)
        if found:
            yield found[1]
    yield from _TAG_ID.findall(line)


def _outside_code(
    lines: list[str],
    path: str,
    first_line: int,
    fences: list[Fence | View],
    problems: list[Problem],
) -> Iterator[tuple[int, str, str]]:
    """Each line outside fenced code: its index, itself, and itself with spans and comments blank.

    Quiz and view fences met on the way are read into `fences`.
    """
    closers: dict[str, list[int]] | None = None
    in_comment = False
    # An open fence without an end hides every fence down to here.
    hidden_until, hidden_by = 0, 0
    number = -1
    while number + 1 < len(lines):
        number += 1
        line = lines[number]
        opener = None
        if not in_comment and ("```" in line or "~~~" in line):
            opener = _FENCE.match(line)
        if opener:
            quiz = bool(_QUIZ.match(opener[3]))
            view = bool(_VIEW.match(opener[3]))
            place = Place(path, number + first_line, opener.start(2) + 1)
            if number >= hidden_until:
                if closers is None:
                    closers = _closing_lines(lines)
                end, closed = _end_of_fence(lines, number, opener, closers)
                if closed:
                    if quiz:
                        body = _body(lines, number, end, path, first_line)
                        fence, faults = read_fence(body, place)
                        fences.append(fence)
                        problems.extend(faults)
                    elif view:
                        body = _body(lines, number, end, path, first_line)
                        shown, faults = read_view(body, place)
                        fences += [shown] if shown else []
                        problems.extend(faults)
                    elif meant := _nearly_quiz(opener[3]):
                        problems.append(Problem(place, "bad-fence", meant))
                    number = end
                    continue
                hidden_until, hidden_by = end, number
            if quiz:
                problems.append(_unclosed(place, opener[2], number - hidden_by))
        prose = line
        if "`" in prose:
            prose = _CODE_SPAN.sub(lambda span: "\0" * len(span[0]), prose)
        if in_comment or "<!--" in prose:
            prose, in_comment = _without_comments(prose, in_comment)
            line = prose
        yield number, line, prose


def _nearly_quiz(info: str) -> str:
    """What to say about a block that would be shown as code instead of as a quiz."""
    word = info.split(maxsplit=1)[0] if info.strip() else ""
    if not _WORD.match(word) or not get_close_matches(word.lower(), ("quiz",), 1, 0.8):
        return ""
    return f"代码块写成了 {word}，题目不会显示；请改成 quiz"


def _closing_lines(lines: list[str]) -> dict[str, list[int]]:
    """For each fence text, the lines that hold nothing else."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        match = _ONLY_FENCE.match(line) if "```" in line or "~~~" in line else None
        if match:
            found.setdefault(match[1], []).append(number)
    return found


def _end_of_fence(
    lines: list[str], start: int, opener: re.Match[str], closers: dict[str, list[int]]
) -> tuple[int, bool]:
    """The closing line and True, or the line that leaves the fence's indentation and False."""
    candidates = closers.get(opener[2], [])
    index = bisect_right(candidates, start)
    end = candidates[index] if index < len(candidates) else len(lines)
    indent = len(opener[1])
    if indent:
        for number in range(start + 1, min(end + 1, len(lines))):
            line = lines[number]
            if line.strip() and len(line) - len(line.lstrip(" \t>")) < indent:
                return number, False
    return end, end < len(lines)


def _unclosed(place: Place, fence: str, lines_up: int) -> Problem:
    if lines_up:
        outer = place.line - lines_up
        text = f"第 {outer} 行的代码块没有结束，这个 quiz 块不会显示；请先在它末尾补上结束行"
    else:
        text = f"quiz 块没有结束；请在末尾另起一行写 {fence}"
    return Problem(place, "unclosed-fence", text)


def _body(
    lines: list[str], start: int, end: int, path: str, first_line: int
) -> Iterator[tuple[str, Place]]:
    for number in range(start + 1, end):
        line = lines[number]
        bare = line.lstrip(" \t>")
        yield bare, Place(path, number + first_line, len(line) - len(bare) + 1)


def _without_comments(line: str, in_comment: bool) -> tuple[str, bool]:
    """The line with its commented parts blank, and whether a comment goes on."""
    kept: list[str] = []
    at = 0
    while at < len(line):
        if in_comment:
            end = line.find("-->", at)
            if end < 0:
                kept.append(" " * (len(line) - at))
                return "".join(kept), True
            kept.append(" " * (end + 3 - at))
            at, in_comment = end + 3, False
        else:
            start = line.find("<!--", at)
            if start < 0:
                kept.append(line[at:])
                break
            kept.append(line[at:start])
            at, in_comment = start, True
    return "".join(kept), in_comment
