"""Rules of points (`--score-sheet`) from the text of their file."""

from __future__ import annotations

import re
from decimal import Decimal

from yaml.nodes import Node

from coursemark.loading import fields, values
from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, read_fields, table
from coursemark.loading.source import Source, excerpt
from coursemark.loading.yaml_source import compose
from coursemark.model.points import AssessmentRule, Band, CourseRule, ScoreRules
from coursemark.problems import Place, Problem

_STATUSES = {
    "completed": "completed",
    "in_progress": "in-progress",
    "not_started": "not-started",
    "overdue": "overdue",
    "expired": "expired",
    "retrain": "retrain",
}
_MOST = 10_000

RULES = table(
    Field("title", required=True),
    Field("courses", "node"),
    Field("assessments", "node"),
    Field("sessions", "node"),
    Field("departments", "node"),
    Field("least", "node"),
    Field("most", "node"),
)
COURSE_RULE = table(
    Field("course", "identifier"),
    fields.COURSE["type"],
    Field("optional", "boolean"),
    *(Field(name, "node") for name in _STATUSES),
    Field("score", "node"),
)
ASSESSMENT_RULE = table(
    Field("assessment", "identifier", required=True),
    Field("passed", "node"),
    Field("failed", "node"),
    Field("bands", "node"),
)
SESSIONS = table(Field("hour", "node", required=True), Field("most", "node"))
BAND = table(Field("from", "percent", required=True), Field("points", "node", required=True))
_NUMBER = re.compile(r"[-+]?\d{1,6}(?:\.\d{1,2})?")


def read_score_rules(text: str, path: str) -> tuple[ScoreRules | None, list[Problem]]:
    """The rules, and all that is wrong with the file; None when nothing could be read."""
    source = Source(path)
    root = compose(text, source)
    if root is None:
        if not source.problems:
            source.error(Place(path), "empty-file", "积分规则是空的；请写 title: 和 courses:")
        return None, source.problems
    entry = read_fields(root, RULES, "积分规则", source)
    if entry is None:
        return None, source.problems
    rows = Rows()
    sessions = entry.nodes.get("sessions")
    hours = read_fields(sessions, SESSIONS, "sessions", source) if sessions is not None else None
    rules = ScoreRules(
        title=entry.values.get("title", ""),
        courses=tuple(_course(row) for row in rows.of(entry, "courses", COURSE_RULE, "课程规则")),
        assessments=tuple(
            AssessmentRule(
                assessment=row.values["assessment"],
                passed=_points(row, "passed"),
                failed=_points(row, "failed"),
                bands=_bands(row, "bands", rows),
            )
            for row in rows.of(entry, "assessments", ASSESSMENT_RULE, "测评规则")
        ),
        hour=_points(hours, "hour") if hours else 0,
        hours_most=_points(hours, "most") if hours and "most" in hours.nodes else None,
        least=_points(entry, "least"),
        most=_points(entry, "most") if "most" in entry.nodes else None,
        departments=_bands(entry, "departments", rows),
    )
    if not (rules.courses or rules.assessments or rules.hour) and not source.problems:
        text = "没有一条规则；请写 courses:、assessments: 或 sessions:"
        source.error(entry.place, "missing-field", text)
    if rules.most is not None and rules.most < rules.least:
        source.error(entry.places["most"], "bad-number", "most 比 least 小；请改正")
    return rules, source.problems


def _course(row: Entry) -> CourseRule:
    return CourseRule(
        course=row.values.get("course", ""),
        type=row.values.get("type", ""),
        optional=row.values.get("optional", False),
        statuses={
            status: _points(row, name) for name, status in _STATUSES.items() if name in row.nodes
        },
        score=_points(row, "score"),
    )


def _bands(entry: Entry, name: str, rows: Rows) -> tuple[Band, ...]:
    """The highest first."""
    found = [
        Band(int(Decimal(row.values["from"]) * 100), _points(row, "points"))
        for row in rows.of(entry, name, BAND, "档")
    ]
    return tuple(sorted(found, key=lambda band: -band.start))


def _points(entry: Entry, name: str) -> int:
    """Hundredths; a fault is reported and counts 0."""
    node = entry.nodes.get(name)
    return 0 if node is None else _number(node, name, entry.source)


def _number(node: Node, name: str, source: Source) -> int:
    value = values.text(node, name, source)
    if value is None:
        return 0
    if _NUMBER.fullmatch(value) and abs(Decimal(value)) <= _MOST:
        return int(Decimal(value) * 100)
    source.error(
        node,
        "bad-number",
        f"{name} 的值 {excerpt(value)} 不对；请写最多两位小数的数，扣分写负数，如 -2",
    )
    return 0
