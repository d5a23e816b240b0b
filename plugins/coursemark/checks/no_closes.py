"""Something is shown after an assessment closes, but it never does.

Fails::

    review: {key: after-close}

Passes::

    review: {key: after-close}
    closes: 2026-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-closes"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for assessment in site.assessments.values():
        review = assessment.review
        if assessment.closes is None and "after-close" in (
            review.marks,
            review.key,
            review.feedback,
        ):
            text = (
                f"测评 {assessment.id} 的 review 写了 after-close，却没有截止时间，永远不会显示；"
                "请写 closes: 2026-12-31"
            )
            yield Problem(assessment.places.get("review", assessment.place), ID, text, LEVEL)
