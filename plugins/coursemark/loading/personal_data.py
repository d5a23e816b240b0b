"""Numbers of persons in an author's text: nothing of the kind may be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursemark.problems import Place, Problem

ID = "personal-data"

_BEGINS = r"(?<![0-9A-Za-z_])(?<![0-9A-Za-z_][._=/-])"
_ENDS = r"(?![0-9A-Za-z_])(?!\.[0-9])"
_MOBILE = re.compile(
    _BEGINS + r"(?:\+?86[ -]?)?1[3-9][0-9](?:[0-9]{8}|([ -])[0-9]{4}\1[0-9]{4}"
    r"|[0-9]([ -])[0-9]{3}\2[0-9]{4})" + _ENDS
)
_CITIZEN = re.compile(_BEGINS + r"[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx]" + _ENDS)
_CARD = re.compile(
    _BEGINS + r"[3-69](?:[0-9]{15,18}|[0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?"
    r"|[0-9]{5}[ -][0-9]{10,13})" + _ENDS
)
"""As they are written: other numbers, such as two dates side by side, are grouped otherwise."""
_MANY_DIGITS = re.compile(r"[0-9０-９][0-9０-９ -]{9}")
_WEB = re.compile(r"https?://[^\s<>\"'）)\]]*")
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ＋－", "0123456789Xx+-")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_data(text: str, path: str) -> Iterator[Problem]:
    """Citizen id numbers, mobile phones and bank cards, by their check digits where they have one.

    The number itself is not repeated in the message. Addresses on the web are passed over.
    """
    if not _MANY_DIGITS.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not _MANY_DIGITS.search(line):
            continue
        plain = _WEB.sub(lambda found: " " * len(found[0]), line.translate(_NARROW))
        for column, what in sorted(_numbers(plain)):
            said = f"这里像是{what}；站点不能出现个人信息，请删去，或改成“×”"
            yield Problem(Place(path, number, column + 1), ID, said)


def _numbers(line: str) -> Iterator[tuple[int, str]]:
    """Where they begin, counted from 0, and what they are."""
    for found in _MOBILE.finditer(line):
        yield found.start(), "手机号"
    for found in _CITIZEN.finditer(line):
        if _is_citizen_id(re.sub("[ -]", "", found[0])):
            yield found.start(), "身份证号"
    for found in _CARD.finditer(line):
        if _passes_luhn(re.sub("[ -]", "", found[0])):
            yield found.start(), "银行卡号"


def _is_citizen_id(digits: str) -> bool:
    """GB 11643: 17 digits with a date of birth, and a check character."""
    if not (1900 <= int(digits[6:10]) <= 2100 and 1 <= int(digits[10:12]) <= 12):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return digits[17].upper() == "10X98765432"[total % 11]


def _passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, the sum a multiple of ten."""
    if len(set(digits)) == 1:
        return False
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
