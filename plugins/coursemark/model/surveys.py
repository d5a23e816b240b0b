"""Surveys: what learners are asked about a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursemark.model.items import NOWHERE
from coursemark.model.values import fingerprint
from coursemark.problems import Place


@dataclass(frozen=True)
class Question:
    """One question of a survey; there is no right answer."""

    id: str
    type: str
    """`rating`: 1 to `scale`; `choice`: one of `options`; `text`."""
    text: str
    scale: int = 5
    low: str = ""
    """What 1 means, in words."""
    high: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True)
class Survey:
    """Questions after a course, one file in `quizzes/surveys/`."""

    id: str
    title: str
    questions: tuple[Question, ...]
    description: str = ""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def revision(self) -> str:
        asked = [[q.id, q.type, q.text, q.scale, q.options] for q in self.questions]
        return fingerprint([self.id, asked])
