"""Whole numbers written in Chinese, to be read back."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def section(number: int) -> str:
    """1 to 9999 as it is written in Chinese."""
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
        gap = digit == 0
    return written


def written(number: int) -> str:
    """A whole number as it is written in Chinese."""
    if number == 0:
        return "零"
    text, larger = "", False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // size % 10**4
        if group:
            text += ("零" if larger and group < 1000 else "") + section(group) + name
        larger = larger or group > 0
    return text
