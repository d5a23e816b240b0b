"""What is shown on some days only: the build decides by its day, the browser anew by the reader's.

`browser/dated.js` reads the two attributes.
"""

from __future__ import annotations

from datetime import date
from html import escape


def window(today: date, first: date | None = None, last: date | None = None) -> str:
    """Attributes of an element that shows from one day to another, both included."""
    if first == date.min:
        first = None
    begins = f' data-shown-from="{first.isoformat()}"' if first else ""
    ends = f' data-shown-until="{last.isoformat()}"' if last else ""
    out = (first is not None and today < first) or (last is not None and today > last)
    return f"{begins}{ends}{' hidden' if out else ''}"


def day(moment: date) -> str:
    """A day as a time element."""
    iso = escape(moment.isoformat())
    return f'<time datetime="{iso}">{iso}</time>'
