"""A report from records, roster and site: a pure function of what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.days import instant
from coursemark.model import Json, Site
from coursemark.records import RecordFile
from coursemark.report.courses import courses_of, rules_of_site
from coursemark.report.items import item_results
from coursemark.report.learners import Outcome, outcome_of
from coursemark.report.merge import Log, merge
from coursemark.report.people import Learner, learners_of
from coursemark.report.regrade import Regrader
from coursemark.report.replies import notes_of, question_results, sessions_of
from coursemark.report.roster import Roster
from coursemark.report.words import NO_DEPARTMENT, DepartmentResult, LearnerResult, Report


@dataclass(frozen=True)
class Evidence:
    """A report, and what it was made from: for certificates, codes and audits."""

    report: Report
    logs: Mapping[str, Log]
    """By learner id, up to the report's day."""
    outcomes: Mapping[str, Outcome]


def report(site: Site, records: Iterable[RecordFile], roster: Roster | None, as_of: date) -> Report:
    """The state at the end of the day `as_of`, verified against the site's banks."""
    return evidence(site, records, roster, as_of).report


def evidence(
    site: Site, records: Iterable[RecordFile], roster: Roster | None, as_of: date
) -> Evidence:
    """The report of that day with the logs and outcomes behind it."""
    now = f"{as_of.isoformat()}T23:59:59.999+08:00"
    end_of_day = instant(now)
    if end_of_day is None:
        raise ValueError(f"no report as of {as_of}")
    collected = merge(records, site.config.id, end_of_day)
    learners, identity = learners_of(collected.logs, roster)
    regrader, rules = Regrader(site, as_of), rules_of_site(site)
    outcomes: dict[str, Outcome] = {}
    statements = 0
    for id_, log in sorted(collected.logs.items()):
        outcomes[id_] = outcome_of(id_, log.ordered(), site, regrader)
        statements += len(log.statements)
    results = tuple(_learner(one, collected.logs, outcomes, site, rules, now) for one in learners)
    problems = [
        *(roster.problems if roster else ()),
        *collected.problems,
        *identity,
        *(problem for outcome in outcomes.values() for problem in outcome.problems),
    ]
    made = Report(
        site=site.config.id,
        title=site.config.title,
        as_of=as_of,
        files=collected.files,
        statements=statements,
        has_roster=roster is not None,
        learners=results,
        items=item_results(site, outcomes.values()),
        departments=_departments(results),
        problems=tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.kind, p.detail))),
        questions=question_results(site, collected.logs),
        notes=notes_of(site, collected.logs),
    )
    return Evidence(made, collected.logs, outcomes)


def _learner(
    learner: Learner,
    logs: Mapping[str, Log],
    outcomes: Mapping[str, Outcome],
    site: Site,
    rules: Mapping[str, Json],
    now: str,
) -> LearnerResult:
    outcome = outcomes.get(learner.id)
    log = logs.get(learner.id)
    return LearnerResult(
        id=learner.id,
        name=learner.name,
        department=learner.department,
        role=learner.role,
        on_roster=learner.on_roster,
        files=len(log.files) if log else 0,
        courses=courses_of(site, rules, learner, outcome, now),
        assessments=outcome.assessments if outcome else (),
        attempts=outcome.sittings if outcome else (),
        sessions=sessions_of(log.statements.values()) if log else (),
        start=learner.start.isoformat() if learner.start else None,
    )


def _departments(learners: Sequence[LearnerResult]) -> tuple[DepartmentResult, ...]:
    """In the order of their names; people who are not on the roster are not counted."""
    groups: dict[str, list[LearnerResult]] = {}
    for learner in learners:
        if learner.on_roster is not False:
            groups.setdefault(learner.department or NO_DEPARTMENT, []).append(learner)
    return tuple(_department(name, groups[name]) for name in sorted(groups))


def _department(name: str, learners: Sequence[LearnerResult]) -> DepartmentResult:
    required = [course for learner in learners for course in learner.required]
    scores = [course.score for course in required if course.score is not None]
    return DepartmentResult(
        department=name,
        learners=len(learners),
        finished=sum(_finished(one) for one in learners),
        required=len(required),
        completed=sum(course.status == "completed" for course in required),
        score=(2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None,
        overdue=sum(course.status == "overdue" for course in required),
    )


def _finished(learner: LearnerResult) -> bool:
    required = learner.required
    return bool(required) and all(course.status == "completed" for course in required)
