"""Attempts as the log tells them: what began, what was answered, how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coursemark.report.merge import CLOCK_MS, Logged
from coursemark.statements import Drawn

_OF_ATTEMPT = {"initialized", "answered", "passed", "failed", "completed", "terminated"}
_OUTCOMES = ("passed", "failed", "completed")


@dataclass
class Attempt:
    """One sitting of an assessment, not yet graded."""

    assessment: str
    registration: str
    begun: Logged | None = None
    outcome: Logged | None = None
    terminated: Logged | None = None
    given: list[Logged] = field(default_factory=list)
    """Every response, oldest first."""
    interruptions: list[Logged] = field(default_factory=list)

    @cached_property
    def answers(self) -> dict[str, Logged]:
        """Leaf item to its last response."""
        return {one.entry.target: one for one in self.given}

    def close(self) -> list[Logged]:
        """Takes out the responses after the end and returns them."""
        last = self._last
        if last is None:
            return []
        late = [one for one in self.given if one.moment is not None and one.moment > last]
        if late:
            self.given = [one for one in self.given if one.moment is None or one.moment <= last]
        return late

    def closed(self, one: Logged) -> bool:
        """Whether it had ended, beyond what a clock may be off, when this happened."""
        last = self._last
        return last is not None and one.moment is not None and one.moment > last

    @property
    def _last(self) -> int | None:
        """The last moment of its own; None without an end that tells one."""
        ended, started = self.ended, self.started
        # A clock that was set back tells nothing about the order.
        if ended is None or (started is not None and ended < started):
            return None
        return ended + CLOCK_MS

    @property
    def submitted(self) -> bool:
        return self.outcome is not None or self.terminated is not None

    @property
    def end(self) -> Logged | None:
        return self.outcome or self.terminated

    @property
    def anchor(self) -> Logged:
        """The statement a problem of the whole attempt points to."""
        return self.outcome or self.terminated or self.begun or self.given[0]

    @property
    def started(self) -> int | None:
        return self.begun.moment if self.begun else None

    @property
    def ended(self) -> int | None:
        return self.end.moment if self.end else None

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        return (self.begun.entry.draw or ()) if self.begun else ()

    def drawn_revision(self, item: str) -> str:
        """Of a leaf item by the drawn list; empty where it does not say."""
        return next((one.revision for one in self.drawn if one.item == item), "")

    @property
    def revision(self) -> str:
        """Of the assessment, as the attempt met it."""
        for one in (self.begun, self.outcome, self.terminated):
            if one is not None and one.entry.revision:
                return one.entry.revision
        return ""

    @property
    def seconds(self) -> float | None:
        """From the times; without a beginning, as the statements claim it."""
        started, ended = self.started, self.ended
        if started is not None and ended is not None:
            return (ended - started) / 1000
        return self.end.entry.seconds if self.end else None


def attempts_of(log: Sequence[Logged]) -> list[Attempt]:
    """The attempts of one learner in the order of their beginnings; practice in pages is none.

    Without a registration an attempt lasts until its end; what comes after begins another.
    """
    found: dict[tuple[str, str], list[Attempt]] = {}
    interruptions: list[Logged] = []
    for one in log:
        entry = one.entry
        if entry.kind == "interrupted":
            interruptions.append(one)
        if entry.kind not in _OF_ATTEMPT:
            continue
        assessment = entry.target
        if entry.kind == "answered":
            assessment = entry.assessment
            if not (entry.registration or assessment):
                continue
        sittings = found.setdefault((assessment, entry.registration), [])
        if not sittings or (not entry.registration and sittings[-1].closed(one)):
            sittings.append(Attempt(assessment, entry.registration))
        attempt = sittings[-1]
        if entry.kind == "initialized":
            attempt.begun = attempt.begun or one
        elif entry.kind == "answered":
            attempt.given.append(one)
        elif entry.kind in _OUTCOMES:
            attempt.outcome = attempt.outcome or one
        else:
            attempt.terminated = attempt.terminated or one
    _interrupt(found, interruptions)
    attempts = [attempt for sittings in found.values() for attempt in sittings]
    _join(attempts)
    return [attempt for attempt in attempts if attempt.assessment]


def _interrupt(
    found: Mapping[tuple[str, str], Sequence[Attempt]], interruptions: Sequence[Logged]
) -> None:
    """Gives every interruption to the attempt it names; it is none by itself."""
    for one in interruptions:
        sittings = found.get((one.entry.target, one.entry.registration), [])
        home = next((attempt for attempt in sittings if not attempt.closed(one)), None)
        if home is not None:
            home.interruptions.append(one)


def _join(attempts: list[Attempt]) -> None:
    """Answers that name no assessment join the one attempt of their registration."""
    for loose in attempts:
        if loose.assessment:
            continue
        homes = [a for a in attempts if a.assessment and a.registration == loose.registration]
        if len(homes) == 1:
            homes[0].given = [*loose.given, *homes[0].given]
