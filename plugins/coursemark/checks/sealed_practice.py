"""Practice is sealed, so that every record with it can be read by the trainer alone.

Fails::

    mode: practice
    sealed: true

Passes::

    mode: exam
    sealed: true
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "sealed-practice"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for assessment in site.assessments.values():
        if assessment.sealed and assessment.mode == "practice":
            text = (
                f"测评 {assessment.id} 是练习却要密封，做过它的人交的记录只有持私钥的人能打开；"
                "请改成 mode: exam，或删去 sealed"
            )
            yield Problem(assessment.places.get("sealed", assessment.place), ID, text, LEVEL)
