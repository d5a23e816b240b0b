"""Items and the banks that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coursemark.model.values import Definition, Json, fingerprint
from coursemark.problems import Place

STATUSES = ("current", "regional", "historical", "draft")
SCORINGS = ("exact", "partial", "penalised")
NOWHERE = Place("")


@dataclass(frozen=True)
class Item:
    """One question of a bank, or one part of a case."""

    id: str
    """`<bank>/<id>`, and `<bank>/<case>/<id>` for a part of a case."""
    type: str
    stem: str
    """Markdown."""
    key: Json = None
    """The right response in the canonical form of the type (see `Definition`)."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Letter to Markdown, in the author's order."""
    match_sources: Mapping[str, str] = field(default_factory=dict)
    """Matching: number to Markdown, the left side."""
    match_targets: Mapping[str, str] = field(default_factory=dict)
    """Matching: letter to Markdown, the right side with its distractors."""
    tolerance: Mapping[str, str] | None = None
    """Numeric: `{"absolute": "0.5"}` or `{"percent": "5"}`."""
    unit: str | None = None
    scoring: str = "exact"
    points: int = 100
    """Hundredths of a point."""
    parts: tuple[Item, ...] = ()
    """The sub-items of a case; empty for every other type."""
    feedback: str = ""
    option_feedback: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    source: str = ""
    """Page that teaches it: path from the content root, with an optional `#anchor`."""
    facts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """Fields of competence; those of its page where it names none."""
    region: str = ""
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulty: int | None = None
    status: str = "current"
    valid_until: date | None = None
    withheld: bool = False
    """Its key is not published: see `model.withheld`."""
    written: Item | None = field(default=None, compare=False, repr=False)
    """Of a withheld item, the item with the letters its author gave."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Field name to the place of its value."""

    @property
    def bank(self) -> str:
        return self.id.split("/", 1)[0]

    @property
    def leaves(self) -> tuple[Item, ...]:
        """The items a learner answers one by one: itself, or the parts of a case."""
        return self.parts or (self,)

    @property
    def max(self) -> int:
        """Most points this item can give, in hundredths."""
        return sum(part.max for part in self.parts) if self.parts else self.points

    @cached_property
    def definition(self) -> Definition:
        """What grading reads. Fields that do not apply to the type are absent."""
        definition: dict[str, Json] = {
            "id": self.id,
            "type": self.type,
            "points": self.max,
            "scoring": self.scoring,
        }
        if self.options:
            definition["options"] = list(self.options)
        if self.match_sources:
            definition["sources"] = list(self.match_sources)
            definition["targets"] = list(self.match_targets)
        if self.key is not None:
            definition["key"] = self.key
        if self.tolerance is not None:
            definition["tolerance"] = dict(self.tolerance)
        if self.unit:
            definition["unit"] = self.unit
        if self.parts:
            definition["parts"] = [part.definition for part in self.parts]
        return definition

    @cached_property
    def public_definition(self) -> Definition:
        """The definition as the site gives it: of a withheld item what answering needs."""
        if not self.withheld:
            return self.definition
        public = {k: v for k, v in self.definition.items() if k not in ("key", "tolerance")}
        if self.parts:
            public["parts"] = [part.public_definition for part in self.parts]
        return public

    @cached_property
    def revision(self) -> str:
        """Fingerprint of all that bears on answering or grading; metadata and feedback do not.

        Of a withheld item only of what is public: whoever knows the rest could try every key
        until the fingerprint is the one published.
        """
        return fingerprint(
            [
                self.public_definition,
                self.stem,
                list(self.options.items()),
                list(self.match_sources.items()),
                list(self.match_targets.items()),
                [part.revision for part in self.parts],
            ]
        )

    def usable(self, today: date) -> bool:
        """May be drawn for an attempt on this day."""
        return self.status != "draft" and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True)
class Bank:
    """Items on one subject, one file."""

    id: str
    title: str
    items: tuple[Item, ...]
    faulty: tuple[Item, ...] = ()
    """Items with errors, as far as they could be read; only checks look at them."""
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
