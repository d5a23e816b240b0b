"""The problems of one learner's log, gathered while it is verified."""

from __future__ import annotations

from collections.abc import Mapping

from coursemark.records import Anomaly
from coursemark.report.merge import Logged

_LISTED = 10


class Faults:
    """Collects a learner's problems; edited questions come to one a file."""

    def __init__(self, learner: str) -> None:
        self._learner = learner
        self._found: dict[Anomaly, None] = {}
        self._outdated: dict[str, dict[str, int]] = {}
        """File to its items and the first line of each."""

    def __call__(self, where: Logged, kind: str, text: str) -> None:
        if kind == "outdated-item":
            items = self._outdated.setdefault(where.file, {})
            items[text] = min(where.line, items.get(text, where.line))
        else:
            self._found[Anomaly(where.file, where.line, kind, text, self._learner)] = None

    def found(self) -> tuple[Anomaly, ...]:
        return (*self._found, *(self._edited(*each) for each in self._outdated.items()))

    def _edited(self, file: str, items: Mapping[str, int]) -> Anomaly:
        """By line: answers of one submission have one time, so their order says nothing."""
        listed = _listed(sorted(items, key=lambda item: items[item]))
        text = f"{len(items)} 道题在作答后改过，已按现在的题目重新判分：{listed}"
        return Anomaly(file, min(items.values()), "outdated-item", text, self._learner)


def _listed(items: list[str]) -> str:
    more = "等" if len(items) > _LISTED else ""
    return "、".join(items[:_LISTED]) + more
