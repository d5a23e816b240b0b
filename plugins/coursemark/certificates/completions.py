"""Every completion of a course, as it stood when it was reached, and the code that stands for it.

A completion is stated as of its own moment: what was passed or learned afterwards does not change
it, so one completion has one code for ever. The slip in the browser does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.codes import slip_code
from coursemark.model import Course, Json, Site
from coursemark.progress import day_of, instant, progress_of
from coursemark.report.courses import rules_of_site
from coursemark.report.learners import Outcome
from coursemark.report.words import AttemptResult, CourseResult, LearnerResult


@dataclass(frozen=True)
class PassedTest:
    """An assessment of a course, by the attempt that passed the step."""

    assessment: str
    title: str
    revision: str
    """Of the assessment, as that attempt met it."""
    score: int | None
    """Hundredths of a percent."""
    passed_at: str
    attempts: int
    """Submitted until then, those that count."""


@dataclass(frozen=True)
class Completion:
    """One learner's completion of one course."""

    learner: str
    name: str
    course: str
    title: str
    type: str
    hours: str
    completed_at: str
    """ISO timestamp of the last step."""
    completed_on: date
    """Its day at UTC+08:00."""
    valid_until: date | None
    score: int | None
    """Best score of the period until then, hundredths of a percent."""
    tests: tuple[PassedTest, ...]
    code: str

    @property
    def number(self) -> str:
        """Course, day of completion, learner: the number on the certificate."""
        return f"{self.course}-{self.completed_on:%Y%m%d}-{self.learner}"

    def holds(self, on: date) -> bool:
        """Whether its validity covers the day."""
        return self.valid_until is None or on <= self.valid_until


class Completions:
    """Finds the completions of a site's courses; the rules of the courses are made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.rules = rules_of_site(site)

    def of(
        self, learner: LearnerResult, outcome: Outcome, *, name: str | None = None
    ) -> list[Completion]:
        """All completions of a learner, by course and oldest first.

        `name` stands in the code when it is another than the report's.
        """
        shown = learner.name if name is None else name
        found = [
            self.completion(learner.id, shown, result.course, at, outcome)
            for result in learner.courses
            for at in moments(result)
        ]
        return [one for one in found if one is not None]

    def completion(
        self, learner: str, name: str, course_id: str, at: str, outcome: Outcome
    ) -> Completion | None:
        """The completion at this very moment; None when there is none."""
        course, moment = self._site.courses.get(course_id), instant(at)
        if course is None or moment is None:
            return None
        then = _state(self.rules, course_id, outcome.events, at)
        if then is None:
            return None
        tests = tuple(_tests(self._site, course, then, outcome.sittings, moment))
        until = then["valid_until"]
        code = slip_code(
            site=self._site.config.id,
            learner=learner,
            name=name,
            course=course_id,
            completed_at=moment,
            valid_until=until,
            score=then["score"],
            hours=course.hours,
            tests=[f"{test.assessment}@{test.revision}" for test in tests],
        )
        return Completion(
            learner=learner,
            name=name,
            course=course_id,
            title=course.title,
            type=course.type,
            hours=course.hours,
            completed_at=at,
            completed_on=day_of(moment),
            valid_until=date.fromisoformat(until) if until else None,
            score=then["score"],
            tests=tests,
            code=code,
        )


def moments(result: CourseResult) -> list[str]:
    """When the course was completed: every period, and the completion that counts today.

    The latter is another where a page's `retrain_from` asked for learning anew in between.
    """
    shown = [result.completed_at] if result.completed_at else []
    return list(dict.fromkeys([*result.completions, *shown]))


def _state(
    rules: Mapping[str, Json], course: str, events: Sequence[Json], at: str
) -> dict[str, Json] | None:
    """Progress at the moment of a completion, as the learner met the course.

    What a page asked for later (`retrain_from`, a new version) does not undo it; only where it
    made the completion is it looked at.
    """
    needed = _with_required(rules, course)
    plain = [{**each, "steps": [_plain(step) for step in each["steps"]]} for each in needed]
    for courses in (plain, needed):
        then: dict[str, Json] = progress_of(courses, events, at, None)[course]
        if then["completed_at"] == at:
            return then
    return None


def _plain(step: Json) -> Json:
    return {name: value for name, value in step.items() if name not in ("retrain_from", "version")}


def _with_required(rules: Mapping[str, Json], course: str) -> list[Json]:
    """The course and all that must be completed before it."""
    found: dict[str, Json] = {}
    open_ = [course]
    while open_:
        id_ = open_.pop()
        if id_ in rules and id_ not in found:
            found[id_] = rules[id_]
            open_ += rules[id_].get("requires") or ()
    return list(found.values())


def _tests(
    site: Site, course: Course, then: Json, attempts: Sequence[AttemptResult], moment: int
) -> Iterable[PassedTest]:
    """The passed tests in the order of the steps; an optional one that was not passed is left."""
    for step, state in zip(course.steps, then["steps"], strict=True):
        if step.kind != "pass" or state["at"] is None:
            continue
        own = [a for a in attempts if a.assessment == step.target and a.submitted]
        by = next((a for a in own if a.submitted_at == state["at"]), None)
        before = [a for a in own if (instant(a.submitted_at) or 0) <= moment]
        assessment = site.assessments.get(step.target)
        yield PassedTest(
            assessment=step.target,
            title=assessment.title if assessment else step.target,
            revision=by.revision if by else "",
            score=by.score if by else None,
            passed_at=state["at"],
            attempts=len(before),
        )
