"""Two pages of the FAQ answer the same question: sooner or later they will say different things.

Fails, on two pages of kind `faq`::

    ## 忘带社保卡，还能用医保吗？

Passes, on one of them::

    ```view
    answer
    of: faq/identity.md#forgot-card
    ```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coursemark.model import Answered, Site
from coursemark.problems import Level, Place, Problem

ID = "duplicate-question"
LEVEL: Level = "error"

_NOISE = re.compile(r"[\W_]|的|了|吗|呢|请问")


def check(site: Site, today: date) -> Iterator[Problem]:
    seen: dict[str, Answered] = {}
    for answer in site.answers.values():
        words = _NOISE.sub("", answer.question)
        first = seen.setdefault(words, answer)
        if first is answer:
            continue
        page = site.pages[answer.page]
        text = (
            f"这个问题在 {first.page} 第 {first.line} 行已有统一口径；"
            f"请只留一处，另一处用 view 块 answer 引用"
        )
        yield Problem(Place(page.place.path, answer.line, 1), ID, text, LEVEL)
