"""Who gets a certificate of a course, and why the others do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coursemark.certificates.completions import Completion, Completions
from coursemark.model import Course, Site
from coursemark.report.compose import Evidence
from coursemark.report.words import STATUS_NAMES, CourseResult, LearnerResult, StepResult

_LISTED_STEPS = 3


@dataclass(frozen=True)
class Certified:
    """A learner with the completion that holds on the report's day."""

    learner: LearnerResult
    completion: Completion


@dataclass(frozen=True)
class Refused:
    """A learner without a certificate."""

    learner: LearnerResult
    reason: str
    """Chinese, a few words."""


@dataclass(frozen=True)
class Issue:
    """A course's certificates."""

    certified: tuple[Certified, ...]
    refused: tuple[Refused, ...]
    unknown: tuple[str, ...]
    """Ids that were asked for and that nobody has."""


def issue(site: Site, evidence: Evidence, course: Course, wanted: Collection[str] = ()) -> Issue:
    """Certificates for all who completed the course and whose completion still holds.

    Among the refused is everybody of whom the course is required, who began it, or who is wanted.
    With `wanted` only these learners are looked at.
    """
    completions = Completions(site)
    certified: list[Certified] = []
    refused: list[Refused] = []
    for learner in evidence.report.learners:
        if wanted and learner.id not in wanted:
            continue
        result = next((each for each in learner.courses if each.course == course.id), None)
        if result is None:
            if wanted:
                refused.append(Refused(learner, _no_result(learner)))
            continue
        current = _current(completions, evidence, learner, result)
        if current is not None:
            certified.append(Certified(learner, current))
        else:
            refused.append(Refused(learner, _reason(site, course, learner, result)))
    known = {learner.id for learner in evidence.report.learners}
    return Issue(tuple(certified), tuple(refused), tuple(i for i in wanted if i not in known))


def _current(
    completions: Completions, evidence: Evidence, learner: LearnerResult, result: CourseResult
) -> Completion | None:
    """The completion that counts on the report's day."""
    outcome = evidence.outcomes.get(learner.id)
    if result.status != "completed" or result.completed_at is None or outcome is None:
        return None
    at = result.completed_at
    return completions.completion(learner.id, learner.name, result.course, at, outcome)


def _no_result(learner: LearnerResult) -> str:
    return "课程不是必修，也没有开始学" if learner.files else "没有交学习记录"


def _reason(site: Site, course: Course, learner: LearnerResult, result: CourseResult) -> str:
    if result.status == "expired":
        return f"已过期，有效期到 {result.valid_until}"
    if result.status == "retrain":
        return "需重学，内容在完成之后改过"
    if not learner.files:
        return "没有交学习记录"
    name = STATUS_NAMES[result.status]
    if result.waits_for:
        before = [site.courses[i].title if i in site.courses else i for i in result.waits_for]
        return f"{name}，要先完成 {'、'.join(before)}"
    left = [
        _step(site, step.kind, step.target, state)
        for step, state in zip(course.steps, result.detail, strict=False)
        if not state.done and not state.optional
    ]
    if not left:
        return name
    more = f" 等 {len(left)} 步" if len(left) > _LISTED_STEPS else ""
    return f"{name}，还差 {'、'.join(left[:_LISTED_STEPS])}{more}"


def _step(site: Site, kind: str, target: str, state: StepResult) -> str:
    if kind == "practise":
        return f"练习“{target}”（{state.have} / {state.need}）"
    if kind == "attend":
        return f"参加“{target}”"
    if kind == "pass" and target in site.assessments:
        return f"通过“{site.assessments[target].title}”"
    if kind == "survey" and target in site.surveys:
        return f"问卷“{site.surveys[target].title}”"
    page = site.page_at(target)
    return f"“{page.title if page else target}”"
