"""The months of the study plan as its views show them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from coursemark.model import Site
from coursemark.model.registers import PlanMonth
from coursemark.render.links import page_link, title_link


def calendar(site: Site) -> Mapping[int, PlanMonth]:
    """The plan's months by month of the calendar."""
    agreement = site.registers.agreement
    return site.registers.plan.by_calendar(agreement.end if agreement else None)


def pages_of(month: PlanMonth, site: Site) -> list[str]:
    """Links to what is read."""
    return [title_link(site, path) for path in month.pages]


def test_link(month: PlanMonth, site: Site) -> str:
    """A link to the page that holds the month's test, under its title."""
    assessment = site.assessments.get(month.assessment)
    return page_link(month.page, escape(assessment.title)) if assessment else ""


def minutes(path: str, site: Site) -> str:
    """About how long a page takes to read."""
    page = site.page_at(path)
    speed = site.config.reading_speed
    if page is None or not page.length or not speed:
        return ""
    # Twice as slow as the least that counts.
    return f"约 {max(1, round(page.length * 2 / speed))} 分钟"
