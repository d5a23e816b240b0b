"""Blanks within the stem, each a text box where the author wrote underscores."""

from __future__ import annotations

import re
from itertools import count

from coursemark.model import Item
from coursemark.render.item_types.stem import legend
from coursemark.render.text import to_html

BLANK = re.compile(r"_{3,}")
# Markdown reads underscores as emphasis, so a private-use character keeps the place meanwhile.
_MARK = "\ue000"


def controls(item: Item) -> str:
    number = count(1)
    html = re.sub(
        _MARK,
        lambda _: (
            '<input type="text" class="cm-blank" maxlength="200" '
            f'aria-label="第 {next(number)} 空">'
        ),
        to_html(BLANK.sub(_MARK, item.stem.replace(_MARK, ""))),
    )
    # A text box inside a legend would name the whole group, so the stem stands below it.
    return f'{legend(item, "填空")}<div class="cm-stem cm-stem--blanks">{html}</div>'
