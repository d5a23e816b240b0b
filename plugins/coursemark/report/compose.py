"""A report from what was taken in, the roster and the site: a pure function of what it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from coursemark.intake import PARTS, Holdings, InMemory
from coursemark.model import Site
from coursemark.records import Anomaly, RecordFile
from coursemark.report.copies import Copies, copies_of
from coursemark.report.identity import Doubts, doubts_of
from coursemark.report.learners import Outcome
from coursemark.report.merge import Log, repeated_file
from coursemark.report.quality import Counts, quality_of
from coursemark.report.roles import role_problems
from coursemark.report.roster import Roster
from coursemark.report.study import Part, Study, studied
from coursemark.report.topics import topic_results
from coursemark.report.trust import trust_of
from coursemark.report.whole import Report
from coursemark.report.words import LearnerResult


@dataclass(frozen=True)
class Evidence:
    """A report, and what it was made from: for certificates, codes and audits."""

    report: Report
    logs: Mapping[str, Log]
    """By learner id, up to the report's day."""
    outcomes: Mapping[str, Outcome]


def report(
    site: Site,
    records: Iterable[RecordFile],
    roster: Roster | None,
    as_of: date,
    today: date | None = None,
) -> Report:
    """The state at the end of the day `as_of`, verified against the site's banks.

    `today`: the day on which it is made, after which nothing can have happened; None for `as_of`.
    """
    return evidence(site, records, roster, as_of, today).report


def evidence(
    site: Site,
    records: Iterable[RecordFile],
    roster: Roster | None,
    as_of: date,
    today: date | None = None,
) -> Evidence:
    """The report of that day with the logs and outcomes behind it, all in memory."""
    holdings = InMemory(records, site.config.id)
    study = study_of(site, holdings, roster, as_of, today)
    kept: dict[str, tuple[int, LearnerResult]] = {}
    logs: dict[str, Log] = {}
    outcomes: dict[str, Outcome] = {}

    def keep(rank: int, result: LearnerResult) -> None:
        kept[result.id] = (rank, result)

    def witness(learner: str, log: Log, outcome: Outcome) -> None:
        logs[learner], outcomes[learner] = log, outcome

    part = studied(study, holdings, range(PARTS), keep, witness)
    found = findings(study, of_files(holdings), part)
    for id_, problems in found.doubted.items():
        rank, result = kept[id_]
        kept[id_] = (rank, rechecked(result, problems))
    ordered = sorted(kept.values(), key=lambda pair: (pair[0], pair[1].id))
    return Evidence(reported(study, found, tuple(one for _, one in ordered)), logs, outcomes)


def study_of(
    site: Site, holdings: Holdings, roster: Roster | None, as_of: date, today: date | None = None
) -> Study:
    """What learners are held against; here the copies are found."""
    study = Study(site, roster, as_of, Copies(), today)
    return replace(study, copies=copies_of(holdings, study.moment))


@dataclass(frozen=True)
class Findings:
    """What is known when every learner was studied."""

    part: Part
    """Of all of them."""
    counts: Counts
    doubts: Doubts
    problems: tuple[Anomaly, ...]
    doubted: Mapping[str, list[Anomaly]]
    """Everything that was found of the learners about whom there is a doubt."""


@dataclass
class OfFiles:
    """What is known of the files before anybody is studied."""

    counts: Counts = field(default_factory=Counts)
    problems: list[Anomaly] = field(default_factory=list)


def of_files(holdings: Holdings) -> OfFiles:
    found = OfFiles()
    counts = found.counts
    asked = set()
    for note in holdings.files():
        counts.files += note.name not in asked
        if note.asked:
            asked.add(note.name)
        counts.read += note.lines
        counts.faulty += note.faulty
        counts.incomplete += note.incomplete
        found.problems += note.problems
    return found


def findings(study: Study, files: OfFiles, part: Part) -> Findings:
    """Problems of the files, doubts about who is who, and what all of it comes to."""
    counts = replace(
        files.counts,
        faulty=files.counts.faulty + part.counts.faulty,
        repeated=part.counts.repeated,
    )
    problems = [
        *(study.roster.problems if study.roster else ()),
        *(role_problems(study.roster, study.site) if study.roster else ()),
        *part.problems,
        *files.problems,
    ]
    for note, shares in part.shares.values():
        problems += repeated_file(note, shares)
    part.learners.sort(key=lambda one: (study.ranks.get(one.id, len(study.ranks)), one.id))
    doubts = doubts_of(part.learners, study.roster, study.copies.pairs)
    problems += doubts.problems
    doubted: dict[str, list[Anomaly]] = {problem.learner: [] for problem in doubts.problems}
    for problem in problems:
        if problem.learner in doubted:
            doubted[problem.learner].append(problem)
    ordered = tuple(
        sorted(problems, key=lambda p: (p.file, p.line or 0, p.kind, p.detail, p.learner))
    )
    return Findings(part, counts, doubts, ordered, doubted)


def rechecked(result: LearnerResult, problems: Iterable[Anomaly]) -> LearnerResult:
    """A result whose 核验 takes the doubts in, which are known when everybody was studied."""
    trust = trust_of(problems, result.files)
    return msgspec.structs.replace(result, checks=trust.checks, check_note=trust.note)


def reported(study: Study, found: Findings, learners: Collection[LearnerResult]) -> Report:
    """The report; `learners` in its order."""
    site, roster, part = study.site, study.roster, found.part
    items = part.items.results()
    listed = [one for one in part.learners if one.on_roster]
    departments = part.departments.results()
    absent = sum(one.absent for one in departments) if roster else 0
    notes = part.replies.all_notes()
    named = {problem.learner for problem in found.problems} | {note.learner for note in notes}
    named.update(id_ for question in found.doubts.questions for id_ in question.learners)
    return Report(
        site=site.config.id,
        title=site.config.title,
        as_of=study.as_of,
        files=found.counts.files,
        statements=part.statements,
        has_roster=roster is not None,
        learners=learners,
        items=items,
        departments=departments,
        roles=part.roles.results(),
        problems=found.problems,
        questions=part.replies.questions(site),
        notes=notes,
        topics=topic_results(site, items),
        assessments=part.tests.results(),
        identities=found.doubts.questions,
        quality=quality_of(found.counts, len(listed), absent),
        totals=part.totals,
        named={one.id: (one.name, one.department) for one in part.learners if one.id in named},
        course_titles={course.id: course.title for course in site.courses.values()},
    )
