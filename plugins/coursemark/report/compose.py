"""A report from records, roster and site: a pure function of what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.days import instant
from coursemark.model import Json, Site
from coursemark.records import Anomaly, RecordFile
from coursemark.report.assessments import assessment_results
from coursemark.report.courses import courses_of, rules_of_site
from coursemark.report.groups import groups_of
from coursemark.report.identity import doubts_of
from coursemark.report.items import item_results
from coursemark.report.learners import Outcome, outcome_of
from coursemark.report.merge import Collected, Log, merge
from coursemark.report.people import Learner, learners_of
from coursemark.report.quality import Quality, quality_of
from coursemark.report.regrade import Regrader
from coursemark.report.replies import notes_of, question_results, sessions_of
from coursemark.report.roster import Roster
from coursemark.report.topics import topic_results
from coursemark.report.trust import trust_of
from coursemark.report.words import NO_DEPARTMENT, NO_ROLE, LearnerResult, Report


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
    learners = learners_of(collected.logs, roster)
    doubts = doubts_of(learners, collected.logs, roster, collected.copied)
    regrader, rules = Regrader(site, as_of), rules_of_site(site)
    outcomes: dict[str, Outcome] = {}
    statements = 0
    for id_, log in sorted(collected.logs.items()):
        outcomes[id_] = outcome_of(id_, log.ordered(), site, regrader)
        statements += len(log.statements)
    problems = [
        *(roster.problems if roster else ()),
        *collected.problems,
        *doubts.problems,
        *(problem for outcome in outcomes.values() for problem in outcome.problems),
    ]
    faults: dict[str, list[Anomaly]] = {}
    for problem in problems:
        faults.setdefault(problem.learner, []).append(problem)
    results = tuple(
        _learner(one, collected.logs, outcomes, faults.get(one.id, ()), site, rules, now)
        for one in learners
    )
    items = item_results(site, outcomes.values())
    made = Report(
        site=site.config.id,
        title=site.config.title,
        as_of=as_of,
        files=collected.files,
        statements=statements,
        has_roster=roster is not None,
        learners=results,
        items=items,
        departments=groups_of(results, lambda one: one.department or NO_DEPARTMENT),
        roles=groups_of(results, lambda one: one.role or NO_ROLE),
        problems=tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.kind, p.detail))),
        questions=question_results(site, collected.logs),
        notes=notes_of(site, collected.logs),
        topics=topic_results(site, items),
        assessments=assessment_results(site, outcomes.values()),
        identities=doubts.questions,
        quality=_quality(collected, results),
    )
    return Evidence(made, collected.logs, outcomes)


def _quality(collected: Collected, learners: Sequence[LearnerResult]) -> Quality:
    listed = [learner for learner in learners if learner.on_roster]
    return quality_of(collected, len(listed), sum(not learner.files for learner in listed))


def _learner(
    learner: Learner,
    logs: Mapping[str, Log],
    outcomes: Mapping[str, Outcome],
    problems: Sequence[Anomaly],
    site: Site,
    rules: Mapping[str, Json],
    now: str,
) -> LearnerResult:
    outcome = outcomes.get(learner.id)
    log = logs.get(learner.id)
    files = len(log.handed) if log else 0
    trust = trust_of(problems, files)
    return LearnerResult(
        id=learner.id,
        name=learner.name,
        department=learner.department,
        role=learner.role,
        on_roster=learner.on_roster,
        files=files,
        courses=courses_of(site, rules, learner, outcome, now),
        assessments=outcome.assessments if outcome else (),
        attempts=outcome.sittings if outcome else (),
        sessions=sessions_of(log.statements.values()) if log else (),
        start=learner.start.isoformat() if learner.start else None,
        checks=trust.checks,
        check_note=trust.note,
    )
