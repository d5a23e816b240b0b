"""What was made of values: departments, titles, days and states come over and over."""

from __future__ import annotations

from typing import Any

_KEPT = 1024
"""Values that are remembered."""
_LONG = 1024
"""Characters; what is longer is not remembered."""


class Remembered(dict[Any, str]):
    """Value → what is made of it, lately. Who derives from it makes it in `__missing__`."""

    def remember(self, value: Any, made: str) -> str:
        if len(made) <= _LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[value] = made
        return made
