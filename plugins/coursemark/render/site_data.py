"""What every page knows of the whole site: its courses, and where each thing is done.

The shapes are those of `browser/types/data.d.ts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from coursemark.model import (
    DESK_PAGE,
    PRACTICE_PAGE,
    Assessment,
    Course,
    Json,
    Page,
    Review,
    Site,
    Step,
    path_of,
)
from coursemark.progress import minimum_seconds, rules_of
from coursemark.render.plan import calendar

UrlOf = Callable[[str], str]
"""Path of a page from the content root → its address relative to the site's root."""


def site_payload(site: Site, url_of: UrlOf) -> Json:
    """The data script `site`."""
    config = site.config
    sat_at = {id_: url_of(path) for id_, path in site.sat_at.items()}
    asked_at = _asked_at(site, url_of)
    return {
        "id": config.id,
        "title": config.title,
        "build": site.revision,
        "deskUrl": url_of(DESK_PAGE),
        "practiceUrl": url_of(PRACTICE_PAGE),
        "roles": list(site.roles),
        "departments": list(config.departments),
        "organisation": config.organisation,
        "sealKey": config.seal_key,
        "lockAfter": config.lock_after,
        "lrs": {"endpoint": config.lrs.endpoint, "token": config.lrs.token} if config.lrs else None,
        "pages": {page.path: _page(page, site, url_of) for page in _pages(site)},
        "assessments": {
            a.id: _assessment(a, site) | {"url": sat_at.get(a.id)}
            for a in site.assessments.values()
        },
        "surveys": {
            s.id: {"title": s.title, "url": asked_at.get(s.id)} for s in site.surveys.values()
        },
        "courses": [_course(c, site, url_of, sat_at, asked_at) for c in site.courses.values()],
        "changes": [_change(page, url_of) for page in site.changes],
        "plan": [
            {"month": at, "course": month.course, "theme": month.theme, "url": url_of(month.page)}
            for at, month in calendar(site).items()
        ],
    }


def review_payload(review: Review) -> Json:
    return {"marks": review.marks, "key": review.key, "feedback": review.feedback}


def iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _pages(site: Site) -> Iterator[Page]:
    """Pages that courses lead to, pages of courses, and pages that show a survey; each once."""
    wanted = {page.path for page in site.pages.values() if any(f.survey for f in page.fences)}
    for course in site.courses.values():
        wanted.add(course.page)
        wanted.update(step.path for step in course.steps if step.path)
    return (page for page in site.pages.values() if page.path in wanted)


def _change(page: Page, url_of: UrlOf) -> Json:
    change = page.change
    assert change is not None
    return {
        "path": page.path,
        "url": url_of(page.path),
        "title": page.title,
        "announced": change.announced.isoformat(),
        "effective": page.effective.isoformat() if page.effective else None,
        "pages": list(dict.fromkeys(path_of(target) for target in change.pages)),
        "items": list(change.items),
    }


def _page(page: Page, site: Site, url_of: UrlOf) -> Json:
    return {
        "url": url_of(page.path),
        "title": page.title,
        "revision": page.revision,
        "version": page.version,
        "minimum": minimum_seconds(page, site.config.reading_speed),
        "length": page.length,
    }


def _assessment(assessment: Assessment, site: Site) -> dict[str, Json]:
    return {
        "title": assessment.title,
        "mode": assessment.mode,
        "key": assessment.key,
        "grading": assessment.grading,
        "revision": site.assessment_revision(assessment),
        "review": review_payload(assessment.review),
        "closes": iso(assessment.closes),
        "sealed": assessment.sealed,
    }


def _asked_at(site: Site, url_of: UrlOf) -> dict[str, str]:
    """Survey id to where it is: a page with its fence, else the page of a course."""
    found: dict[str, str] = {}
    for page in site.pages.values():
        for fence in page.fences:
            if fence.survey:
                found.setdefault(fence.survey[0], url_of(page.path))
    for course in site.courses.values():
        for step in course.steps:
            if step.kind == "survey":
                found.setdefault(step.target, url_of(course.page))
    return found


def _course(
    course: Course, site: Site, url_of: UrlOf, sat_at: dict[str, str], asked_at: dict[str, str]
) -> Json:
    def place(step: Step) -> tuple[str, str | None]:
        """What a step is called, and the address where it is done."""
        if step.kind in ("read", "accept"):
            path, _, anchor = step.target.partition("#")
            page = site.pages.get(path)
            address = url_of(path) + (f"#{anchor}" if anchor else "")
            return (page.title, address) if page else (path, None)
        if step.kind == "pass":
            assessment = site.assessments.get(step.target)
            title = assessment.title if assessment else step.target
            return title, sat_at.get(step.target)
        if step.kind == "survey":
            survey = site.surveys.get(step.target)
            return survey.title if survey else step.target, asked_at.get(step.target)
        own = url_of(PRACTICE_PAGE if step.kind == "practise" else course.page)
        return step.target, own

    def shown(step: Step) -> Json:
        title, address = place(step)
        return {
            "kind": step.kind,
            "target": step.path or step.target,
            "title": title,
            "url": address,
            "optional": step.optional,
            "count": step.count,
            "hours": step.hours,
            "evidence": step.evidence,
        }

    return {
        "id": course.id,
        "title": course.title,
        "page": course.page,
        "type": course.type,
        "roles": list(course.roles),
        "departments": list(course.departments),
        "required": course.required,
        "requires": list(course.requires),
        "hours": course.hours,
        "due": course.due,
        "validFor": course.valid_for,
        "renewal": course.renewal,
        "steps": [shown(step) for step in course.steps],
        "rules": rules_of(course, site),
    }
