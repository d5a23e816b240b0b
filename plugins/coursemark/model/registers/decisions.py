"""Decision paths: from what happened, by questions, to what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Answer:
    """What may be answered; it leads to a question or to an outcome."""

    text: str
    next: str = ""
    outcome: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class DecisionQuestion:
    id: str
    text: str
    note: str = ""
    """How to tell."""
    answers: tuple[Answer, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True)
class Outcome:
    """What follows, by the three lines of liability, and what to do now."""

    id: str
    title: str
    contract: str = ""
    administrative: str = ""
    criminal: str = ""
    personal: str = ""
    """For the persons responsible: points."""
    action: str = ""
    """What to do now."""
    basis: str = ""
    """Documents and articles."""
    page: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Decision:
    """A path; it begins with its first question."""

    id: str
    title: str
    questions: tuple[DecisionQuestion, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    place: Place = NOWHERE

    @cached_property
    def question_by_id(self) -> Mapping[str, DecisionQuestion]:
        return {question.id: question for question in self.questions}

    @cached_property
    def outcome_by_id(self) -> Mapping[str, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}
