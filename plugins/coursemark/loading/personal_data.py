"""Numbers of persons in an author's text: nothing of the kind may be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursemark.problems import Level, Place, Problem

ID = "personal-data"

_DIGITS = re.compile(r"(?<![0-9A-Za-z_.=/-])(?:[0-9][ -]?){10,18}[0-9Xx](?![0-9A-Za-z_])")
_MOBILE = re.compile(r"^1[3-9][0-9]{9}$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_data(text: str, path: str) -> Iterator[Problem]:
    """Citizen id numbers, mobile phones and bank cards, by their check digits where they have one.

    The number itself is not repeated in the message.
    """
    if not _DIGITS.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _DIGITS.finditer(line):
            what, level = _kind(re.sub("[ -]", "", found[0]))
            if what:
                remedy = "请删去，或改成“×”"
                said = f"这里像是{what}；站点不能出现个人信息，{remedy}"
                yield Problem(Place(path, number, found.start() + 1), ID, said, level)


def _kind(digits: str) -> tuple[str, Level]:
    if _is_citizen_id(digits):
        return "身份证号", "error"
    if _MOBILE.match(digits):
        return "手机号", "error"
    if 16 <= len(digits) <= 19 and digits.isdigit() and _passes_luhn(digits):
        return "银行卡号", "error"
    return "", "error"


def _is_citizen_id(digits: str) -> bool:
    """GB 11643: 17 digits with a date of birth, and a check character."""
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
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
