"""Learners studied one by one: each log verified, counted, and let go.

The learners of a report are divided into parts; what parts come to is joined, so that they can be
studied by several processes, and so that no more than one part is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from coursemark.days import end_of, instant
from coursemark.intake import FileNote, Given, Holdings, by_part
from coursemark.model import Site
from coursemark.progress import Plans
from coursemark.records import Anomaly
from coursemark.report.assessments import AssessmentTallies
from coursemark.report.copies import Copies
from coursemark.report.courses import courses_of, plans_of_site
from coursemark.report.groups import GroupTallies
from coursemark.report.items import ItemTallies
from coursemark.report.learners import Outcome, outcome_of
from coursemark.report.merge import Log, Merged, Share, merged
from coursemark.report.people import Learner, learner_of
from coursemark.report.quality import Counts
from coursemark.report.regrade import Regrader
from coursemark.report.replies import Replies, sessions_of
from coursemark.report.roster import Roster
from coursemark.report.totals import Totals
from coursemark.report.trust import trust_of
from coursemark.report.words import NO_DEPARTMENT, NO_ROLE, LearnerResult

Keep: TypeAlias = "Callable[[int, LearnerResult], None]"
"""Takes a result and its rank: its place on the roster, or one after all of them."""
Witness: TypeAlias = "Callable[[str, Log, Outcome], None]"
"""Is shown what a result was made from."""


@dataclass(frozen=True)
class Study:
    """What every learner of a report is held against."""

    site: Site
    roster: Roster | None
    as_of: date
    copies: Copies

    @cached_property
    def now(self) -> str:
        return end_of(self.as_of)

    @cached_property
    def moment(self) -> int:
        """The end of the day, in milliseconds since 1970."""
        found = instant(self.now)
        if found is None:
            raise ValueError(f"no report as of {self.as_of}")
        return found

    @cached_property
    def plans(self) -> Plans:
        return plans_of_site(self.site)

    @cached_property
    def regrader(self) -> Regrader:
        return Regrader(self.site, self.as_of)

    @cached_property
    def ranks(self) -> dict[str, int]:
        people = self.roster.people if self.roster else {}
        return {id_: rank for rank, id_ in enumerate(people)}

    def prepare(self) -> None:
        """Works out what all processes need, before they are forked: once, and in shared memory."""
        self.plans, self.ranks, self.listed  # noqa: B018

    @cached_property
    def listed(self) -> Mapping[int, list[str]]:
        """People of the roster by part."""
        return by_part(self.ranks)


@dataclass
class Part:
    """What some of the learners come to."""

    items: ItemTallies
    tests: AssessmentTallies
    departments: GroupTallies = field(default_factory=GroupTallies)
    roles: GroupTallies = field(default_factory=GroupTallies)
    totals: Totals = field(default_factory=Totals)
    replies: Replies = field(default_factory=Replies)
    learners: list[Learner] = field(default_factory=list)
    problems: list[Anomaly] = field(default_factory=list)
    shares: dict[int, tuple[FileNote, list[Share]]] = field(default_factory=dict)
    """Of files that tell of several learners, by number."""
    counts: Counts = field(default_factory=Counts)
    statements: int = 0
    """Distinct ones."""

    @classmethod
    def of(cls, site: Site) -> Part:
        return cls(ItemTallies(site), AssessmentTallies(site))

    def join(self, other: Part) -> None:
        self.items.join(other.items)
        self.tests.join(other.tests)
        self.departments.join(other.departments)
        self.roles.join(other.roles)
        self.totals.join(other.totals)
        self.replies.join(other.replies)
        self.learners += other.learners
        self.problems += other.problems
        for number, (note, shares) in other.shares.items():
            self.shares.setdefault(number, (note, []))[1].extend(shares)
        self.counts.faulty += other.counts.faulty
        self.counts.repeated += other.counts.repeated
        self.statements += other.statements


def studied(
    study: Study,
    holdings: Holdings,
    parts: Iterable[int],
    keep: Keep,
    witness: Witness | None = None,
) -> Part:
    """Everybody of these parts, on the roster or in a record."""
    parts = [*parts]
    found = Part.of(study.site)
    absent = {id_ for part in parts for id_ in study.listed.get(part, ())}
    for id_, given in holdings.learners(parts):
        lines = study.copies.lines.get(id_, {})
        if _take(study, merged(id_, given, study.moment, lines), given, found, keep, witness):
            absent.discard(id_)
    for id_ in sorted(absent):
        learner = _learner(study, id_, None)
        _keep(study, found, learner, None, None, (), keep)
    return found


def _take(
    study: Study,
    merge: Merged,
    given: Iterable[Given],
    found: Part,
    keep: Keep,
    witness: Witness | None,
) -> bool:
    """One learner's log; False when nothing of it counts."""
    id_, log = merge.learner, merge.log
    copied = study.copies.problems.get(id_, [])
    found.counts.faulty += merge.faulty
    found.counts.repeated += merge.repeated
    found.problems += [*merge.problems, *copied]
    for number, note, share in merge.shares:
        found.shares.setdefault(number, (note, []))[1].append(share)
    if log is None:
        return False
    ordered = log.ordered()
    outcome = outcome_of(id_, ordered, study.site, study.regrader)
    found.problems += outcome.problems
    found.statements += len(log.statements)
    found.items.add(outcome)
    found.tests.add(outcome)
    found.replies.add(study.site, id_, ordered)
    of_files = [p for one in given for p in one.file.problems if p.learner == id_]
    problems = [*of_files, *merge.problems, *copied, *outcome.problems]
    _keep(study, found, _learner(study, id_, log), log, outcome, problems, keep)
    if witness:
        witness(id_, log, outcome)
    return True


def _learner(study: Study, id_: str, log: Log | None) -> Learner:
    person = study.roster.people.get(id_) if study.roster else None
    return learner_of(id_, log, person, has_roster=study.roster is not None)


def _keep(
    study: Study,
    found: Part,
    learner: Learner,
    log: Log | None,
    outcome: Outcome | None,
    problems: Iterable[Anomaly],
    keep: Keep,
) -> None:
    files = len(log.handed) if log else 0
    trust = trust_of(problems, files)
    result = LearnerResult(
        id=learner.id,
        name=learner.name,
        department=learner.department,
        role=learner.role,
        on_roster=learner.on_roster,
        files=files,
        courses=courses_of(study.site, study.plans, learner, outcome, study.now),
        assessments=outcome.assessments if outcome else (),
        attempts=outcome.sittings if outcome else (),
        sessions=sessions_of(log.statements.values()) if log else (),
        start=learner.start.isoformat() if learner.start else None,
        checks=trust.checks,
        check_note=trust.note,
    )
    found.learners.append(learner)
    found.departments.add(result.department or NO_DEPARTMENT, result)
    found.roles.add(result.role or NO_ROLE, result)
    found.totals.add(result)
    keep(study.ranks.get(learner.id, len(study.ranks)), result)
