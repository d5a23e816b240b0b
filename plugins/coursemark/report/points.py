"""Points of people and departments by the rules of an evaluation. Exact: hundredths throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursemark.model.points import Band, CourseRule, ScoreRules
from coursemark.report.figures import counted
from coursemark.report.whole import Report
from coursemark.report.words import NO_DEPARTMENT, STATUS_NAMES, CourseResult, LearnerResult


@dataclass(frozen=True)
class PersonPoints:
    """All in hundredths of a point."""

    learner: LearnerResult
    courses: int
    assessments: int
    hours: int
    total: int
    """Within the least and the most of the rules."""
    reasons: tuple[str, ...]
    """Chinese, one for each thing that gave or took points."""


@dataclass(frozen=True)
class DepartmentPoints:
    department: str
    people: int
    total: int
    mean: int
    """Rounded half up."""
    rate: int | None
    """Completion, hundredths of a percent."""
    extra: int

    @property
    def points(self) -> int:
        return self.mean + self.extra


def people_points(report: Report, rules: ScoreRules) -> Iterator[PersonPoints]:
    """Everybody of the report's totals, one at a time."""
    return (_person(learner, rules) for learner in counted(report))


def department_points(report: Report, rules: ScoreRules) -> list[DepartmentPoints]:
    """The departments of all these by name."""
    groups: dict[str, _Department] = {}
    for person in people_points(report, rules):
        groups.setdefault(person.learner.department or NO_DEPARTMENT, _Department()).add(person)
    return [group.points(name, rules) for name, group in sorted(groups.items())]


@dataclass
class _Department:
    """What its people come to."""

    people: int = 0
    total: int = 0
    required: int = 0
    completed: int = 0

    def add(self, person: PersonPoints) -> None:
        courses = person.learner.required
        self.people += 1
        self.total += person.total
        self.required += len(courses)
        self.completed += sum(course.status == "completed" for course in courses)

    def points(self, name: str, rules: ScoreRules) -> DepartmentPoints:
        completed, required = self.completed, self.required
        return DepartmentPoints(
            department=name,
            people=self.people,
            total=self.total,
            mean=_rounded(self.total, self.people),
            rate=_rounded(completed * 10_000, required) if required else None,
            extra=_reached(rules.departments, completed, required),
        )


def _person(learner: LearnerResult, rules: ScoreRules) -> PersonPoints:
    reasons: list[str] = []
    courses = sum(_course(course, rules, reasons) for course in learner.courses)
    assessments = _assessments(learner, rules, reasons)
    hours = _hours(learner, rules, reasons)
    total = max(rules.least, courses + assessments + hours)
    if rules.most is not None:
        total = min(rules.most, total)
    return PersonPoints(learner, courses, assessments, hours, total, tuple(reasons))


def _course(course: CourseResult, rules: ScoreRules, reasons: list[str]) -> int:
    rule = next((rule for rule in rules.courses if _fits(rule, course)), None)
    if rule is None:
        return 0
    points = rule.statuses.get(course.status, 0)
    if course.status == "completed" and course.score is not None:
        points += _share(rule.score, course.score)
    if points:
        reasons.append(f"{course.title} {STATUS_NAMES[course.status]} {signed(points)}")
    return points


def _fits(rule: CourseRule, course: CourseResult) -> bool:
    if rule.course:
        return rule.course == course.course
    return (not rule.type or rule.type == course.type) and (course.required or rule.optional)


def _assessments(learner: LearnerResult, rules: ScoreRules, reasons: list[str]) -> int:
    results = {each.assessment: each for each in learner.assessments}
    total = 0
    for rule in rules.assessments:
        result = results.get(rule.assessment)
        if result is None or result.passed is None:
            continue
        points = rule.passed if result.passed else rule.failed
        points += _band(rule.bands, result.score)
        total += points
        if points:
            share = "" if result.score is None else f" {result.score / 100:g}%"
            reasons.append(f"{result.title}{share} {signed(points)}")
    return total


def _hours(learner: LearnerResult, rules: ScoreRules, reasons: list[str]) -> int:
    """A session noted by the learner and on a list counts once, by the list."""
    if not rules.hour:
        return 0
    held: dict[tuple[str, str], tuple[bool, float]] = {}
    for each in learner.sessions:
        key = (each.session, each.held)
        found = (bool(each.registrar), each.hours or 0.0)
        held[key] = max(held.get(key, found), found)
    hundredths = sum(round(hours * 100) for _, hours in held.values())
    points = _rounded(rules.hour * hundredths, 100)
    if rules.hours_most is not None:
        points = min(points, rules.hours_most)
    if points:
        reasons.append(f"外训与讲座 {hundredths / 100:g} 学时 {signed(points)}")
    return points


def _reached(bands: Sequence[Band], completed: int, required: int) -> int:
    """By the exact share: 949 of 1000 is not 95 %."""
    for band in bands:
        if required and completed * 10_000 >= band.start * required:
            return band.points
    return 0


def _band(bands: Sequence[Band], share: int | None) -> int:
    return next((b.points for b in bands if share is not None and share >= b.start), 0)


def _share(points: int, share: int) -> int:
    return _rounded(points * share, 10_000)


def _rounded(number: int, by: int) -> int:
    """Half up, also below zero."""
    return (2 * number + by) // (2 * by)


def signed(points: int) -> str:
    """+3, -0.5."""
    return f"{points / 100:+g}"
