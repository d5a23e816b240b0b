"""A course can be renewed, but never expires.

Fails::

    renewal: 30 days

Passes::

    valid_for: 12 months
    renewal: 30 days
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-validity"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        if course.renewal and not course.valid_for:
            text = f"课程 {course.id} 写了 renewal 却长期有效，不会续学；请写 valid_for: 12 months"
            yield Problem(course.places.get("renewal", course.place), ID, text, LEVEL)
