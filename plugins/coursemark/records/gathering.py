"""Parts of texts gathered over a whole run: a set may be spread over several files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from coursemark.records.anomaly import Anomaly
from coursemark.records.parts import MARK, Part, PartFault, find_parts, join
from coursemark.records.sources import MAX_TOTAL, Interrupted


@dataclass
class _Set:
    """What has come of one set."""

    name: str
    count: int
    file: str
    """Where its first part stood."""
    payloads: dict[int, str] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)
    closed: bool = False
    """Given out, or found damaged; whatever comes again is the same."""

    @property
    def title(self) -> str:
        return f"{self.file}（文本 {self.name}）"


@dataclass(frozen=True)
class Joined:
    """A set whose parts are all there: its text, or what is wrong with it."""

    name: str
    """As shown: the file of the first part, and the set."""
    text: bytes
    fault: str = ""


class Gathering:
    """Takes the texts of one run; `joined` gives each set once, when its last part came."""

    def __init__(self) -> None:
        self._sets: dict[tuple[str, int], _Set] = {}
        self._complete: list[_Set] = []
        self._repeated: list[Anomaly] = []
        self._held = 0
        self._full = ""

    def look(self, file: str, stream: io.BufferedReader) -> io.BufferedReader | None:
        """Takes the parts in a file; where there are none, the same bytes to be read again."""
        data, interruption = _all_of(stream)
        found = 0
        known = new = None
        if MARK.lower().encode() in data.lower():
            for part in find_parts(data.decode("utf-8", "replace")):
                found += 1
                one = self._take(part, file)
                known, new = (one, new) if one.closed else (known, one)
        if not found:
            return io.BufferedReader(_Replay(data, interruption), 1 << 16)
        if known and not new:
            text = f"这里的文本都已在 {known.title}中，只计一次"
            self._repeated.append(Anomaly(file, None, "duplicate", text))
        return None

    def joined(self) -> Iterator[Joined]:
        """The sets completed since the last call."""
        complete, self._complete = self._complete, []
        for one in complete:
            one.closed = True
            payloads = [one.payloads[n] for n in range(1, one.count + 1)]
            self._held -= sum(map(len, payloads))
            one.payloads.clear()
            try:
                yield Joined(one.title, join(one.name, payloads))
            except PartFault as fault:
                yield Joined(one.title, b"", f"文本 {one.name} {fault}")

    def left(self) -> Iterator[Anomaly]:
        """At the end of the run: what is missing of the other sets, and what came twice."""
        for one in self._sets.values():
            if not one.closed:
                text = f"文本 {one.name} 共 {one.count} 段：{_lacks(one)}；请学员把这几段重新发来"
                yield Anomaly(one.file, None, "incomplete-text", text)
        if self._full:
            text = f"不完整的文本总共超过 {MAX_TOTAL >> 20} MB，其余没有读取；请分批汇总"
            yield Anomaly(self._full, None, "incomplete-text", text)
        yield from self._repeated

    def _take(self, part: Part, file: str) -> _Set:
        one = self._sets.setdefault((part.set, part.count), _Set(part.set, part.count, file))
        if one.closed:
            return one
        if part.payload is None:
            one.wrong.add(part.number)
        elif part.number not in one.payloads:
            self._held += len(part.payload)
            if self._held > MAX_TOTAL:
                self._held -= len(part.payload)
                self._full = self._full or file
                return one
            one.payloads[part.number] = part.payload
            if len(one.payloads) == one.count:
                self._complete.append(one)
        return one


def _lacks(one: _Set) -> str:
    wrong = sorted(one.wrong - one.payloads.keys())
    missing = [n for n in range(1, one.count + 1) if n not in one.payloads and n not in one.wrong]
    said = [f"第 {_ranges(wrong)} 段抄错"] if wrong else []
    return "，".join([*said, f"缺第 {_ranges(missing)} 段"] if missing else said)


def _ranges(numbers: list[int]) -> str:
    """1、3–5 for 1, 3, 4, 5."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    spoken = [
        "、".join(map(str, group)) if len(group) < 3 else f"{group[0]}–{group[-1]}"
        for group in groups
    ]
    return "、".join(spoken)


def _all_of(stream: io.BufferedReader) -> tuple[bytes, Interrupted | None]:
    """Every byte that can be read, and what ended the reading before its time."""
    chunks = []
    try:
        while chunk := stream.read1(1 << 20):
            chunks.append(chunk)
    except Interrupted as interruption:
        return b"".join(chunks), interruption
    return b"".join(chunks), None


class _Replay(io.RawIOBase):
    """Bytes once more, and the interruption at their end."""

    def __init__(self, data: bytes, interruption: Interrupted | None) -> None:
        self._data = io.BytesIO(data)
        self._interruption = interruption

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(len(view))
        if not data and self._interruption:
            raise self._interruption
        view[: len(data)] = data
        return len(data)
