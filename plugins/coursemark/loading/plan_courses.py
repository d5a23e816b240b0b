"""Each month of the study plan as a course of its page: learnt and recorded as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coursemark.model import Course, Page, Step
from coursemark.model.registers import Plan, PlanMonth


def with_plan(pages: Mapping[str, Page], plan: Plan) -> dict[str, Page]:
    """The pages, those of the plan's months with their courses."""
    found = dict(pages)
    for month in plan.months:
        page = found.get(month.page)
        if page is not None and page.course is None:
            found[page.path] = replace(page, course=_course(month, plan))
    return found


def _course(month: PlanMonth, plan: Plan) -> Course:
    steps = [Step("read", target, place=month.place) for target in month.pages]
    if month.assessment:
        steps.append(Step("pass", month.assessment, place=month.place))
    return Course(
        id=month.course,
        title=f"月度学习：{month.theme}",
        page=month.page,
        steps=tuple(steps),
        type="继续教育",
        roles=month.roles,
        required=plan.required,
        # Next year's round begins when this year's is over.
        valid_for="11 months",
        place=month.place,
    )
