"""Attempts as the log tells them: what began, what was answered, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coursemark.report.merge import Logged
from coursemark.statements import Drawn

_OF_ATTEMPT = ("initialized", "answered", "passed", "failed", "completed", "terminated")
_OUTCOMES = ("passed", "failed", "completed")


@dataclass
class Attempt:
    """One sitting of an assessment, not yet graded."""

    assessment: str
    registration: str
    begun: Logged | None = None
    outcome: Logged | None = None
    terminated: Logged | None = None
    answers: dict[str, Logged] = field(default_factory=dict)
    """Leaf item to its last response."""
    first_answers: dict[str, Logged] = field(default_factory=dict)

    @property
    def submitted(self) -> bool:
        return self.outcome is not None or self.terminated is not None

    @property
    def end(self) -> Logged | None:
        return self.outcome or self.terminated

    @property
    def anchor(self) -> Logged:
        """The statement a problem of the whole attempt points to."""
        return self.outcome or self.terminated or self.begun or next(iter(self.answers.values()))

    @property
    def started(self) -> int | None:
        return self.begun.moment if self.begun else None

    @property
    def ended(self) -> int | None:
        return self.end.moment if self.end else None

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        return (self.begun.entry.draw or ()) if self.begun else ()

    @property
    def revision(self) -> str:
        """Of the assessment, as the attempt met it."""
        said = [one.entry.revision for one in (self.begun, self.outcome, self.terminated) if one]
        return next((revision for revision in said if revision), "")

    @property
    def seconds(self) -> float | None:
        """From the times; without a beginning, as the statements claim it."""
        if self.started is not None and self.ended is not None:
            return (self.ended - self.started) / 1000
        return self.end.entry.seconds if self.end else None


def attempts_of(log: Sequence[Logged]) -> list[Attempt]:
    """The attempts of one learner in the order of their beginnings; practice in pages is none."""
    found: dict[tuple[str, str], Attempt] = {}
    for one in log:
        entry = one.entry
        if entry.kind not in _OF_ATTEMPT:
            continue
        if entry.kind == "answered" and not (entry.registration or entry.assessment):
            continue
        assessment = entry.assessment if entry.kind == "answered" else entry.target
        attempt = _belonging(found, assessment, entry.registration)
        if entry.kind == "initialized":
            attempt.begun = attempt.begun or one
        elif entry.kind == "answered":
            attempt.answers[entry.target] = one
            attempt.first_answers.setdefault(entry.target, one)
        elif entry.kind in _OUTCOMES:
            attempt.outcome = one
        else:
            attempt.terminated = one
    return [attempt for attempt in _joined(found) if attempt.assessment]


def _belonging(
    found: dict[tuple[str, str], Attempt], assessment: str, registration: str
) -> Attempt:
    key = (assessment, registration)
    if key not in found:
        found[key] = Attempt(assessment, registration)
    return found[key]


def _joined(found: dict[tuple[str, str], Attempt]) -> list[Attempt]:
    """Answers that name no assessment join the one attempt of their registration."""
    for (assessment, registration), loose in list(found.items()):
        if assessment:
            continue
        homes = [a for (name, r), a in found.items() if name and r == registration]
        if len(homes) == 1:
            homes[0].answers = {**loose.answers, **homes[0].answers}
            homes[0].first_answers = {**loose.first_answers, **homes[0].first_answers}
    return list(found.values())
