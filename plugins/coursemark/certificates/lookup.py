"""A verification code looked up among all completions that records prove, or at least claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from coursemark.certificates.completions import Completion, Completions
from coursemark.days import end_of
from coursemark.model import Json, Site
from coursemark.records import RecordFile
from coursemark.records.read import normal_id
from coursemark.report.compose import Evidence
from coursemark.report.courses import courses_of, plans_of_site
from coursemark.report.people import Learner
from coursemark.report.words import CourseResult, LearnerResult
from coursemark.statements import Written, events, learner_of


@dataclass(frozen=True)
class Found:
    """The completion behind a code."""

    learner: LearnerResult
    completion: Completion
    basis: str
    """`verified`: graded again from the responses. `claimed`: only as the record says itself."""
    result: CourseResult | None
    """How the course stands on the report's day; None when nothing verified is known."""


def look_up(
    code: str, site: Site, evidence: Evidence, records: Sequence[RecordFile]
) -> Found | None:
    """The completion with this code, verified if there is one, else as claimed."""
    completions = Completions(site)
    for learner in evidence.report.learners:
        outcome = evidence.outcomes.get(learner.id)
        if outcome is None:
            continue
        for name in names_of(learner, evidence, records):
            for one in completions.of(learner, outcome, name=name):
                if one.code == code:
                    return Found(learner, one, "verified", _result(learner, one.course))
    return _claimed(code, site, evidence, records, completions)


def names_of(
    learner: LearnerResult, evidence: Evidence, records: Iterable[RecordFile]
) -> list[str]:
    """The names a code may have been made with: the roster's, and those the records use."""
    log = evidence.logs.get(learner.id)
    said = [header.name for header in log.headers] + list(log.names) if log else []
    return list(dict.fromkeys([learner.name, *said, *_raw_names(learner.id, records)]))


def _raw_names(learner: str, records: Iterable[RecordFile]) -> Iterator[str]:
    for record in records:
        if record.header and record.header.learner != learner:
            continue
        for line in record.statements[-1:]:
            actor = learner_of(line.statement)
            if actor and normal_id(actor[0]) == learner:
                yield actor[1]


def _claimed(
    code: str,
    site: Site,
    evidence: Evidence,
    records: Sequence[RecordFile],
    completions: Completions,
) -> Found | None:
    claims = _statements_by_learner(records)
    rules = {a.id: {"grading": a.grading, "mode": a.mode} for a in site.assessments.values()}
    plans, now = plans_of_site(site), end_of(evidence.report.as_of)
    for learner in evidence.report.learners:
        outcome = evidence.outcomes.get(learner.id)
        if outcome is None or learner.id not in claims:
            continue
        said = replace(outcome, events=tuple(events(claims[learner.id], site.config.id, rules)))
        person = Learner(learner.id, learner.name, learner.department, learner.role, None)
        courses = courses_of(site, plans, person, said, now)
        for name in names_of(learner, evidence, records):
            claimed = msgspec.structs.replace(learner, courses=courses)
            for one in completions.of(claimed, said, name=name):
                if one.code == code:
                    return Found(learner, one, "claimed", _result(learner, one.course))
    return None


def _statements_by_learner(records: Iterable[RecordFile]) -> Mapping[str, list[Json]]:
    """In the order of the files; a statement of two files stands once."""
    found: dict[str, dict[str, Json]] = {}
    for record in records:
        owner = record.header.learner if record.header else ""
        for line in record.statements:
            statement = line.statement
            if isinstance(statement, Written):
                raise TypeError("claims are looked for in whole statements")
            actor = learner_of(statement)
            learner = normal_id(actor[0]) if actor else owner
            key = str(statement.get("id") or f"{record.name}:{line.number}")
            found.setdefault(learner, {}).setdefault(key, statement)
    return {learner: list(statements.values()) for learner, statements in found.items()}


def _result(learner: LearnerResult, course: str) -> CourseResult | None:
    return next((each for each in learner.courses if each.course == course), None)
