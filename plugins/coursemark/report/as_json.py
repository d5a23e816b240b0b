"""The report as JSON: the machine form of the workbook."""

from __future__ import annotations

import json

from coursemark.model import Json
from coursemark.report.words import DISCRIMINATION, LearnerResult, Report

FORMAT = "coursemark-report/1"
REPORT_START = f'{{\n "format": "{FORMAT}"'
"""How the text of every report begins."""


def as_json(report: Report) -> str:
    """One JSON text, indented, the same for the same report."""
    return json.dumps(_report(report), ensure_ascii=False, indent=1) + "\n"


def _report(report: Report) -> Json:
    return {
        "format": FORMAT,
        "site": {"id": report.site, "title": report.title},
        "as_of": report.as_of.isoformat(),
        "files": report.files,
        "statements": report.statements,
        "learners": [_learner(learner) for learner in report.learners],
        "discrimination": DISCRIMINATION,
        "items": [
            {
                "id": item.id,
                "revision": item.revision,
                "current": item.current,
                "basis": item.basis,
                "type": item.type,
                "stem": item.stem,
                "n": item.n,
                "facility": _rounded(item.facility),
                "discrimination": _rounded(item.discrimination),
                "options": dict(item.options),
                "blank": item.blank,
                "wrong": item.wrong,
            }
            for item in report.items
        ],
        "departments": [
            {
                "department": one.department,
                "learners": one.learners,
                "finished": one.finished,
                "required": one.required,
                "completed": one.completed,
                "rate": _rounded(one.rate),
                "score": _percent(one.score),
            }
            for one in report.departments
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


def _learner(learner: LearnerResult) -> Json:
    return {
        "id": learner.id,
        "name": learner.name,
        "department": learner.department,
        "role": learner.role,
        "on_roster": learner.on_roster,
        "files": learner.files,
        "courses": [
            {
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
            }
            for course in learner.courses
        ],
        "assessments": [
            {
                "assessment": each.assessment,
                "title": each.title,
                "score": _percent(each.score),
                "raw": each.raw / 100,
                "max": each.max / 100,
                "passed": each.passed,
                "attempts": each.attempts,
                "submitted_at": each.submitted_at,
            }
            for each in learner.assessments
        ],
    }


def _percent(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
