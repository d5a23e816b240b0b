"""Parts of texts gathered over a whole run: a set may be spread over several files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coursemark.records.anomaly import Anomaly
from coursemark.records.parts import Part, PartFault, join
from coursemark.records.sources import MAX_TOTAL
from coursemark.records.texts import Texts


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

    def take(self, texts: Texts) -> None:
        """Takes the parts that stand in a file."""
        known = new = None
        for part in texts.parts:
            one = self._take(part, texts.file)
            known, new = (one, new) if one.closed else (known, one)
        if known and not new:
            text = f"这里的文本都已在 {known.title}中，只计一次"
            self._repeated.append(Anomaly(texts.file, None, "duplicate", text))

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
