"""What is wrong with a record: where, which kind, and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Anomaly:
    """One fault of a record file, a learner's record or the roster."""

    file: str
    line: int | None
    """Counted from 1; None when the whole file is meant."""
    kind: str
    """Stable word, such as `truncated`."""
    detail: str
    """Chinese, one line."""
    learner: str = ""
    """Learner id, where one is known."""
