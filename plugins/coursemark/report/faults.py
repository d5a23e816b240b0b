"""The problems of one learner's log, gathered while it is verified."""

from __future__ import annotations

from coursemark.records import Anomaly
from coursemark.report.merge import Logged

_LISTED = 10


class Faults:
    """Collects a learner's problems; edited questions come to one a file."""

    def __init__(self, learner: str) -> None:
        self._learner = learner
        self._found: dict[Anomaly, None] = {}
        self._outdated: dict[str, tuple[int, dict[str, None]]] = {}

    def __call__(self, where: Logged, kind: str, text: str) -> None:
        if kind == "outdated-item":
            _, items = self._outdated.setdefault(where.file, (where.line, {}))
            items[text] = None
        else:
            self._found[Anomaly(where.file, where.line, kind, text, self._learner)] = None

    def found(self) -> tuple[Anomaly, ...]:
        outdated = [
            Anomaly(
                file,
                line,
                "outdated-item",
                f"{len(items)} 道题在作答后改过，已按现在的题目重新判分：{_listed(list(items))}",
                self._learner,
            )
            for file, (line, items) in self._outdated.items()
        ]
        return (*self._found, *outdated)


def _listed(items: list[str]) -> str:
    more = "等" if len(items) > _LISTED else ""
    return "、".join(items[:_LISTED]) + more
