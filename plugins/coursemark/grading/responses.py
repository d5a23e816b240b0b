"""Responses as they are stored: text in the interaction formats of xAPI.

Responses come from files that anyone may have written. Whatever is not text says
nothing and counts as unanswered.
"""

from __future__ import annotations

from coursemark.grading.text import trim
from coursemark.model import Json

SEPARATOR = "[,]"
PAIR_SEPARATOR = "[.]"


def tokens(response: str) -> list[str]:
    """The parts of a response, without blank characters around them."""
    return [trim(part) for part in response.split(SEPARATOR)]


def letters(response: str) -> list[str]:
    """The parts that hold something."""
    return [part for part in tokens(response) if part]


def is_blank(response: Json) -> bool:
    """Whether nothing was answered: only blank characters and separators."""
    return not isinstance(response, str) or not any(tokens(response))
