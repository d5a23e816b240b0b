"""One record file at a time: its header, its statements with line numbers, and its faults."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from coursemark.model import Json
from coursemark.records import foreign
from coursemark.records.anomaly import Anomaly
from coursemark.records.encoding import as_utf8
from coursemark.records.lines import Bad, Lines, ReadLine, Run, value_of
from coursemark.records.sealed import SealedFault, is_sealed, unsealed
from coursemark.records.sources import Interrupted, Source
from coursemark.records.texts import Texts, texts_or_stream
from coursemark.sealing import Key
from coursemark.statements import Written

FORMAT = "coursemark-record/1"
MAX_BAD_LINES = 20
"""Of one file; the rest are counted."""
_UNSEEN = ("Cc", "Cf")
_PADDING = re.compile(
    "([\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·])"
    "[ \u00a0\u2000-\u200b\u3000]+"
    "(?=[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·])"
)
"""Blanks between Chinese characters, or beside the dot in a name."""
_SAMPLE = 1 << 16
_JSON = re.compile(rb'\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\[{\]]|$))')


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a record, type-checked: empty where it does not say."""

    site: str
    learner: str
    """NFKC without spaces around, so that １００２３ is 10023."""
    name: str
    department: str
    role: str
    exported: str
    start: str = ""
    """Day of beginning to work here, as the learner said."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A statement and the line it stands on."""

    number: int
    statement: dict[str, Json] | Written
    """`Written` only for those who read quickly."""


@dataclass(frozen=True)
class RecordFile:
    """What one file holds; `verified` when its digest proves it whole and unchanged."""

    name: str
    header: Header | None
    statements: tuple[Line, ...]
    problems: tuple[Anomaly, ...]
    verified: bool = False
    sealed: bool = False
    """It came sealed to one of the keys."""
    unread: int = 0
    """Lines that are no statement."""


def read_source(
    source: Source, keys: Sequence[Key] = (), *, quick: bool = False
) -> RecordFile | Texts:
    """One file read; never raises for what it contains. Sealed ones are opened with the keys.

    `quick`: statements of the usual shape are `Written`.
    """
    reading = _Reading(source.name, quick)
    if source.stream is None:
        reading.fault(None, "wrong-format", source.fault)
        return reading.file()
    try:
        stream, converted = as_utf8(source.stream)
        if not source.joined and not _begins_as_json(stream.peek(64)[:64]):
            found = texts_or_stream(source.name, stream)
            if isinstance(found, Texts):
                return found
            stream = found
        if is_sealed(stream.peek(_SAMPLE)):
            reading.open(stream.read(), keys)
        elif foreign.is_one_text(stream.peek(64)[:64]):
            reading.take_whole(value_of(stream.read()))
        else:
            reading.take(Lines(stream, quick=quick), converted)
    except Interrupted as interruption:
        reading.fault(None, "truncated", f"{interruption}；已读到的照常计入")
    return reading.file()


def _begins_as_json(start: bytes) -> bool:
    """Not a chat, which may begin with [2026-03-05 09:00] or [图片]."""
    return _JSON.match(start) is not None


def normal_id(text: str) -> str:
    """A learner id as it is compared: NFKC, no spaces around, leading zeros kept.

    Characters that nobody sees (zero width, direction, control) come with copying and are dropped.
    """
    # What is printable has no such characters, and nearly everything is.
    if text.isprintable() and unicodedata.is_normalized("NFKC", text):
        return text.strip()
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c) not in _UNSEEN).strip()


def plain_name(text: str) -> str:
    """A name as it is shown: 王 伟 is written so for the eye alone, John Smith is not."""
    if " " not in text and text.isprintable():  # No other blank is printable.
        return text
    return _PADDING.sub(r"\1", text.strip())


def normal_name(text: str) -> str:
    """A name as it is compared: as a number is, and without blanks between Chinese characters."""
    return plain_name(normal_id(text))


def header_of(value: Json) -> Header | None:
    """The header, when the value is one of ours."""
    if not isinstance(value, dict) or not str(value.get("format", "")).startswith("coursemark-"):
        return None
    site, learner = _object(value.get("site")), _object(value.get("learner"))
    return Header(
        site=_text(site.get("id")),
        learner=normal_id(_id(learner.get("id"))),
        name=_text(learner.get("name")).strip(),
        department=_text(learner.get("department")).strip(),
        role=_text(learner.get("role")).strip(),
        exported=_text(value.get("exported")),
        start=_text(learner.get("start")).strip(),
    )


class _Reading:
    """Collects what one file yields, line by line."""

    def __init__(self, name: str, quick: bool) -> None:
        self.name = name
        self._quick = quick
        self.header: Header | None = None
        self.statements: list[Line] = []
        self.problems: list[Anomaly] = []
        self.verified = False
        self.sealed = False
        self._bad: list[Anomaly] = []
        self._read = 0
        self._counted = 0

    def fault(self, line: int | None, kind: str, detail: str) -> None:
        self.problems.append(Anomaly(self.name, line, kind, detail, self._learner))

    def file(self) -> RecordFile:
        shown = self._bad[:MAX_BAD_LINES]
        if len(self._bad) > MAX_BAD_LINES:
            rest = len(self._bad) - MAX_BAD_LINES
            first = self._bad[MAX_BAD_LINES].line
            detail = f"另有 {rest} 行读不出来，没有逐行列出"
            shown.append(Anomaly(self.name, first, "bad-line", detail, self._learner))
        shown += self.problems
        return RecordFile(
            self.name,
            self.header,
            tuple(self.statements),
            tuple(shown),
            self.verified,
            self.sealed,
            len(self._bad),
        )

    def open(self, data: bytes, keys: Sequence[Key]) -> None:
        """A sealed record, if one of the keys opens it."""
        try:
            record = unsealed(data, keys)
        except SealedFault as fault:
            self.fault(None, "sealed", str(fault))
            return
        self.sealed = True
        self.take(Lines(io.BytesIO(record), quick=self._quick), "")

    def take(self, lines: Lines, converted: str) -> None:
        """Lines of JSON: the header, the statements, the end line."""
        last: ReadLine | Run | None = None
        concluded = False
        for last in lines:
            if concluded:
                self._bad_line(last.number, "结束行之后还有内容，没有计入")
                break
            if isinstance(last, Run):
                self.statements += map(Line, itertools.count(last.number), last.statements)
                self._counted += len(last.statements)
                self._read += len(last.statements)
                continue
            value = last.value
            if self._read == 0 and isinstance(value, dict) and (found := header_of(value)):
                self.header = found
                self._check_format(last.number, value.get("format"))
            elif isinstance(value, dict) and "end" in value and "verb" not in value:
                self._end(lines, value, last.number)
                concluded = True
            elif isinstance(value, Bad) and not last.ended:
                self.fault(last.number, "truncated", "文件在这一行中断；之前的记录照常计入")
                concluded = True
            else:
                self._statement_line(value, last.number)
            self._read += 1
        if not self._nothing_read(last):
            if self.header is not None and not concluded:
                self.fault(None, "truncated", "缺少结束行，文件可能不完整；已有的记录照常计入")
            self._note_conversion(converted, lines.crlf)

    def take_whole(self, value: Json | Bad) -> None:
        """One JSON text, as other tools write it; its statements are numbered in turn."""
        if isinstance(value, Bad):
            kind = "truncated" if value.unfinished else "wrong-format"
            self.fault(None, kind, f"JSON 文件读不出来：{value.reason}")
            return
        inner = foreign.statements_in(value)
        if inner is None:
            self.fault(None, "wrong-format", "不是学习记录文件：JSON 里没有学习记录")
            return
        for position, statement in enumerate(inner, 1):
            if foreign.is_statement(statement):
                self.statements.append(Line(position, statement))
            else:
                self._bad_line(position, "不是一条学习记录")

    def _statement_line(self, value: Json | Written | Bad, number: int) -> None:
        self._counted += 1
        if isinstance(value, Bad):
            self._bad_line(number, value.reason)
        elif isinstance(value, Written) or foreign.is_statement(value):
            self.statements.append(Line(number, value))
        else:
            self._bad_line(number, "不是一条学习记录")

    def _nothing_read(self, last: ReadLine | Run | None) -> bool:
        """A file without a single readable line is no record at all: one fault says so."""
        if last is None:
            self.fault(None, "wrong-format", "文件是空的")
            return True
        if self.header is not None or self.statements:
            return False
        value = last.value if isinstance(last, ReadLine) else None
        if not self._bad and isinstance(value, Bad) and value.unfinished:
            return False
        self._bad.clear()
        self.problems.clear()
        self.fault(None, "wrong-format", "不是学习记录文件，没有一行能读出来")
        return True

    def _note_conversion(self, converted: str, crlf: bool) -> None:
        changes = [c for c in (converted, "换行符是 CRLF" if crlf else "") if c]
        if changes:
            how = "、".join(changes)
            sure = "，内容经校验没有变" if self.verified else ""
            self.fault(None, "wrong-format", f"{how}，像是用编辑器转存过{sure}；已照常读取")

    def _end(self, lines: Lines, value: dict[str, Json], number: int) -> None:
        digest, count = value.get("sha256"), value.get("end")
        if not isinstance(digest, str):
            self.fault(number, "digest-mismatch", "结束行没有校验值，无法确认文件没有改动")
        elif digest.lower() not in lines.digests():
            self.fault(number, "digest-mismatch", "校验值不符：文件在导出后被改动过")
        elif count != self._counted or isinstance(count, bool):
            self.fault(
                number,
                "digest-mismatch",
                f"结束行写的是 {_short(count)} 条记录，文件里有 {self._counted} 条",
            )
        else:
            self.verified = True

    def _check_format(self, number: int, format_: Json) -> None:
        if format_ != FORMAT:
            shown = _short(format_)
            self.fault(number, "wrong-format", f"格式是 {shown}，不是 {FORMAT}；能读的照常计入")

    def _bad_line(self, number: int, detail: str) -> None:
        self._bad.append(Anomaly(self.name, number, "bad-line", detail, self._learner))

    @property
    def _learner(self) -> str:
        return self.header.learner if self.header else ""


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _id(value: Json) -> str:
    """A number that another tool wrote as a number is the same number."""
    return str(value) if type(value) is int else _text(value)


def _short(value: Json) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"
