"""A page for patients shows items or an assessment, whose keys a browser could read.

Fails::

    ---
    audience: 患者
    ---
    ```quiz
    drugs/class-b
    ```

Passes::

    ---
    audience: 患者
    ---
    看病要带本人的凭证。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "patient-quiz"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        if page.audience != "患者":
            continue
        for fence in page.fences:
            if fence.items or fence.assessment:
                text = "给患者看的页面不放题目和测评；请移到职工的页面"
                yield Problem(fence.place, ID, text, LEVEL)
