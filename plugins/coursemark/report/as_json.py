"""The report as JSON: the machine form of the workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from coursemark.model import Json
from coursemark.report.analysis_json import assessment_json, item_json, topic_json
from coursemark.report.quality import Quality, Rate
from coursemark.report.whole import Report
from coursemark.report.words import (
    DISCRIMINATION,
    AssessmentResult,
    AttemptResult,
    CourseResult,
    Facts,
    GroupResult,
    LearnerResult,
)

FORMAT = "coursemark-report/1"
REPORT_START = f'{{\n "format": "{FORMAT}"'
"""How the text of every report begins."""


def as_json(report: Report) -> str:
    """One JSON text, the same for the same report: a line for each field, and for each learner."""
    return b"".join(json_lines(report)).decode()


def json_lines(report: Report) -> Iterator[bytes]:
    """The same in UTF-8, line by line: a hundred thousand learners are never in memory together."""
    before, after = _fields_before(report), _fields_after(report)
    yield b"{\n" + b",\n".join(_field(name, value) for name, value in before.items())
    yield b',\n "learners": ['
    for n, learner in enumerate(report.learners):
        yield b",\n  " if n else b"\n  "
        yield _encoded(_learner(learner))
    yield b"\n ]" if len(report.learners) else b"]"
    yield b"".join(b",\n" + _field(name, value) for name, value in after.items())
    yield b"\n}\n"


_encode = msgspec.json.Encoder().encode


def _field(name: str, value: Json) -> bytes:
    return b" %b: %b" % (_encoded(name), _encoded(value))


def _encoded(value: Json) -> bytes:
    try:
        return _encode(value)
    except UnicodeEncodeError:  # Half a surrogate pair, which no file can hold.
        return json.dumps(value).encode()


def _fields_before(report: Report) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "site": {"id": report.site, "title": report.title},
        "as_of": report.as_of.isoformat(),
        "files": report.files,
        "statements": report.statements,
    }


def _fields_after(report: Report) -> dict[str, Json]:
    return {
        "discrimination": DISCRIMINATION,
        "items": [item_json(item) for item in report.items],
        "topics": [topic_json(one) for one in report.topics],
        "assessments": [assessment_json(each) for each in report.assessments],
        "departments": [{"department": one.name, **_group(one)} for one in report.departments],
        "roles": [{"role": one.name, **_group(one)} for one in report.roles],
        "surveys": [
            {
                "survey": one.survey,
                "title": one.title,
                "question": one.question,
                "text": one.text,
                "type": one.type,
                "n": one.n,
                "mean": _rounded(one.mean),
                "counts": dict(one.counts),
                "texts": list(one.texts),
            }
            for one in report.questions
        ],
        "notes": [
            {
                "at": note.at,
                "activity": note.activity,
                "target": note.target,
                "title": note.title,
                "state": note.state,
                "text": note.text,
                "learner": note.learner,
            }
            for note in report.notes
        ],
        "quality": _quality(report.quality),
        "identities": [
            {
                "kind": one.kind,
                "question": one.question,
                "learners": list(one.learners),
                "names": list(one.names),
            }
            for one in report.identities
        ],
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "learner": problem.learner or None,
                "kind": problem.kind,
                "detail": problem.detail,
            }
            for problem in report.problems
        ],
    }


def _group(one: GroupResult) -> Json:
    return {
        "learners": one.learners,
        "finished": one.finished,
        "required": one.required,
        "completed": one.completed,
        "rate": _rounded(one.rate),
        "score": _percent(one.score),
        "overdue": one.overdue,
        "absent": one.absent,
    }


def _quality(quality: Quality | None) -> Json:
    if quality is None:
        return None
    return {
        "errors": _rate(quality.errors),
        "missing": _rate(quality.missing),
        "incomplete": _rate(quality.incomplete),
        "duplicates": _rate(quality.duplicates),
    }


def _rate(rate: Rate) -> Json:
    return {"count": rate.count, "of": rate.of, "rate": _rounded(rate.share)}


def _learner(learner: LearnerResult) -> Json:
    return {
        "id": learner.id,
        "name": learner.name,
        "department": learner.department,
        "role": learner.role,
        "on_roster": learner.on_roster,
        "files": learner.files,
        "start": learner.start,
        "checks": list(learner.checks),
        "check_note": learner.check_note,
        "courses": [_course(course) for course in learner.courses],
        "assessments": [_assessment(each) for each in learner.assessments],
        "attempts": [_attempt(each) for each in learner.attempts],
        "sessions": [
            {
                "session": one.session,
                "held": one.held,
                "hours": one.hours,
                "evidence": one.evidence,
                "registrar": one.registrar,
            }
            for one in learner.sessions
        ],
    }


def _course(course: CourseResult) -> Json:
    return {
        "id": course.course,
        "course": course.course,
        "title": course.title,
        "required": course.required,
        "status": course.status,
        "score": _percent(course.score),
        "passed": course.passed,
        "completed_at": course.completed_at,
        "valid_until": course.valid_until,
        "attempts": course.attempts,
        "steps_done": course.steps_done,
        "steps": course.steps,
        "type": course.type,
        "hours": course.hours,
        "hours_earned": course.hours_earned,
        "due": course.due,
        "days_overdue": course.days_overdue,
        "renew_from": course.renew_from,
        "waits_for": list(course.waits_for),
        "completions": list(course.completions),
        "detail": [
            {
                "kind": step.kind,
                "target": step.target,
                "optional": step.optional,
                "done": step.done,
                "at": step.at,
                "due": step.due,
                "have": step.have,
                "need": step.need,
            }
            for step in course.detail
        ],
    }


def _assessment(each: AssessmentResult) -> Json:
    return {
        "assessment": each.assessment,
        "title": each.title,
        "score": _percent(each.score),
        "raw": each.raw / 100,
        "max": each.max / 100,
        "passed": each.passed,
        "attempts": each.attempts,
        "submitted_at": each.submitted_at,
        "registration": each.registration,
        "revision": each.revision,
        "receipt": each.receipt,
        "facts": _facts(each.facts),
    }


def _attempt(each: AttemptResult) -> Json:
    return {
        "assessment": each.assessment,
        "number": each.number,
        "registration": each.registration,
        "started": each.started,
        "submitted_at": each.submitted_at,
        "seconds": each.seconds,
        "score": _percent(each.score),
        "raw": _percent(each.raw),
        "max": _percent(each.max),
        "passed": each.passed,
        "submitted": each.submitted,
        "counts": each.counts,
        "reason": each.reason,
        "receipt": each.receipt,
        "revision": each.revision,
        "facts": _facts(each.facts),
        "pending": [
            {
                "item": one.item,
                "response": one.response,
                "max": one.max / 100,
                "reason": one.reason,
            }
            for one in each.pending
        ],
    }


def _facts(facts: Facts) -> Json:
    return {
        "away": facts.away,
        "away_seconds": facts.away_seconds,
        "closed": facts.closed,
        "closed_seconds": facts.closed_seconds,
        "paused": facts.paused,
        "paused_seconds": facts.paused_seconds,
        "clock": list(facts.clock),
    }


def _percent(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
