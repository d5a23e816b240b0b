"""Numbers as people type them, read as exact fractions.

The text is normalised first (see `text.py`); after that at most 64 code points may remain. Read
are, with an optional sign `+`, `-`, `−` or 负 in front:

- digits `24`, `2.50`, `.5`, with thousands separators in groups of three `1,200`;
- digits with a multiplier: `1.5万`, `3亿`, `1.2万亿`, `5千`, `3万5000`;
- Chinese numerals: 十五, 一百零五, 两千, 三万五千, 三点五, 廿四, capitals 壹仟贰佰, digit by digit
  一九九八 and 二〇二六; a last digit without its place takes the next one down, as in speech:
  一百五 is 150, 三万五 is 35000;
- ratios: `80%`, `8‰`, 百分之八十, 千分之三, 万分之五. Without a unit 80% is 0.8.

A declared unit may follow or be left out: with the unit 小时, `24`, `24 小时` and `24个小时` are
24. Under the unit `%` or `‰` a ratio is told in that unit: `80%`, `80` and 百分之八十 are all 80.
Under any other unit a ratio is not a number. Under a unit of money that ends in 元, 圆 stands for
元 and 整 may follow; under 元 itself `¥` may precede. Any other word makes it no number, and so do
`1e3`, `0x10`, `1_000`, `NaN` and digits of other scripts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from coursemark.grading.text import normalise

LONGEST = 64
"""Code points of the longest normalised text that is read as a number."""

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"亿": 10**8, "万": 10**4}
_PARTS = {"百分之": 100, "千分之": 1000, "万分之": 10000}
_RATIO_UNITS = {"%": 100, "‰": 1000}
_SIGNS = {"+": 1, "-": -1, "−": -1, "负": -1}
_MONEY = ("元", "圆")

_VARIANT_FORMS = {
    "零": "〇○", "一": "壹弌", "二": "贰貳弍两兩", "三": "叁參叄", "四": "肆", "五": "伍",
    "六": "陆陸", "七": "柒", "八": "捌", "九": "玖", "十": "拾", "百": "佰", "千": "仟",
    "万": "萬", "亿": "億", "点": "點", "负": "負", "二十": "廿卄", "三十": "卅", "四十": "卌",
}  # fmt: skip
_VARIANTS = str.maketrans(
    {form: plain for plain, forms in _VARIANT_FORMS.items() for form in forms}
)
_DECIMAL = re.compile(r"((?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)?)(?:\.([0-9]+))?([十百千]?)")


def parse_number(text: str, unit: str = "") -> Fraction | None:
    """The number a text states, in the declared unit; None when it states none."""
    text, unit = normalise(text), normalise(unit).translate(_VARIANTS)
    if len(text) > LONGEST:
        return None
    text = text.translate(_VARIANTS)
    if unit in _RATIO_UNITS:
        parts, amount = _ratio(text)
        scale = _RATIO_UNITS[unit] if parts != 1 else 1
    else:
        parts, amount = _ratio(_without_unit(text, unit))
        scale = 1
        if unit and parts != 1:
            return None
    return None if amount is None else amount * scale / parts


def _without_unit(text: str, unit: str) -> str:
    if not unit:
        return text
    if unit in _MONEY:
        text = text.removeprefix("¥")
    if unit.endswith(_MONEY):
        unit = unit[:-1] + "元"
        text = text.removesuffix("整") if text.endswith(("元整", "圆整")) else text
        text = text[:-1] + "元" if text.endswith("圆") else text
    if text.endswith(unit):
        return text.removesuffix(unit).removesuffix("个")
    return text


def _ratio(text: str) -> tuple[int, Fraction | None]:
    """How many parts make a whole (1 for a plain number), and the signed number of parts."""
    sign = _SIGNS.get(text[:1])
    if sign is not None:
        text = text[1:]
    parts = 1
    if text[:3] in _PARTS:
        parts, text = _PARTS[text[:3]], text[3:]
    elif text[-1:] in _RATIO_UNITS:
        parts, text = _RATIO_UNITS[text[-1:]], text[:-1]
    amount = _amount(text)
    return parts, None if amount is None else amount * (sign or 1)


def _amount(text: str) -> Fraction | None:
    """A number without sign: parts divided by 亿 and 万."""
    for word, size in _MULTIPLIERS.items():
        head, found, tail = text.partition(word)
        if found:
            return _multiplied(_amount(head), size, tail)
    return _section(text)


def _multiplied(many: Fraction | None, size: int, tail: str) -> Fraction | None:
    if many is None or not tail:
        return None if many is None else many * size
    if tail != "零" and (digit := _digit(tail)) is not None:
        rest: Fraction | None = Fraction(digit * size, 10)
    else:
        rest = _amount(tail[1:] if tail[0] == "零" else tail)
    if rest is None or rest >= size or many.denominator != 1:
        return None
    return many * size + rest


def _section(text: str) -> Fraction | None:
    """A decimal, or a Chinese numeral below 10,000 with its decimals."""
    decimal = _DECIMAL.fullmatch(text)
    if decimal is not None and (decimal[1] or decimal[2]):
        whole, fraction = decimal[1].replace(",", ""), decimal[2] or ""
        value = Fraction(int(whole + fraction), 10 ** len(fraction))
        return value * _PLACES.get(decimal[3], 1)
    before, point, after = text.partition("点")
    places = _places(before)
    if not point:
        return None if places is None else Fraction(places)
    digits = _digit_by_digit(after)
    if places is None or digits is None:
        return None
    return places + Fraction(digits, 10 ** len(after))


def _digit(text: str) -> int | None:
    """One digit, Chinese or ASCII."""
    if len(text) == 1 and text in "0123456789":
        return int(text)
    return _DIGITS.get(text)


def _digit_by_digit(text: str) -> int | None:
    if not text or any(character not in _DIGITS for character in text):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def _places(text: str) -> int | None:
    """A numeral below 10,000 by thousands, hundreds and tens, or digit by digit."""
    read = _digit_by_digit(text)
    if read is not None:
        return read
    value, below = 0, 10_000
    digit: int | None = None
    gap = False
    for character in text:
        place = _PLACES.get(character)
        if character == "零":
            if digit is not None or gap or below == 10_000:
                return None
            gap = True
        elif place is None:
            if digit is not None or (digit := _digit(character)) is None:
                return None
        else:
            if place >= below or (digit is None and below != 10_000 and place != 10):
                return None
            value += (1 if digit is None else digit) * place
            below, digit, gap = place, None, False
    if digit is None:
        return None if gap or below == 10_000 else value
    if gap or below in (10, 10_000):
        return value + digit
    return value + digit * below // 10
