"""A course step leads to a page or an assessment that does not exist.

Fails::

    steps:
      - read: policies/catalog.md       # the page is policies/catalogue.md

Passes::

    steps:
      - read: policies/catalogue.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import assessment_may_exist, page_may_exist
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unreachable-step"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    # What the study plan names is checked as a reference of its data file.
    plan = {month.course for month in site.registers.plan.months}
    for course in (page.course for page in site.pages.values() if page.course):
        if course.id in plan:
            continue
        for step in course.steps:
            if path := step.path:
                if path not in site.pages and not page_may_exist(site, path):
                    near = did_you_mean(path, site.pages) or "；请写从内容根目录起的页面路径"
                    yield Problem(step.place, ID, f"学习步骤的页面 {path} 不存在{near}", LEVEL)
            elif step.kind == "pass":
                name = step.target
                if name not in site.assessments and not assessment_may_exist(site, name):
                    near = did_you_mean(name, site.assessments) or "；请核对测评文件名"
                    yield Problem(step.place, ID, f"学习步骤的测评 {name} 不存在{near}", LEVEL)
