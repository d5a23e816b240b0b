"""Names of files for the archive by a rule, each with a number of its own; see `model.archive`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursemark.certificates.file_names import safe_name
from coursemark.model.archive import ArchiveRule

EVERYBODY = "全院"
# Bytes of the parts; with `MAX_FIXED` of the rule a name stays below 255.
_DEPARTMENT, _WHAT, _PERSON = 30, 44, 30


class ArchiveNames:
    """Numbers files of one year in one folder: a file that is there keeps its number."""

    def __init__(self, rule: ArchiveRule, year: int, present: Iterable[str]) -> None:
        """`present`: names of the folder's files."""
        self._rule = rule
        self._year = year
        self._taken = list(present)
        self._issued: set[str] = set()

    def stem(self, what: str, *, id_: str = "", name: str = "", department: str = EVERYBODY) -> str:
        """Name without ending; `id_` and `name` of the person, for a file of one person."""
        rule = self._rule
        given = {
            "programme": rule.programme,
            "unit": rule.unit,
            "department": rule.department or safe_name(department, _DEPARTMENT),
            "year": str(self._year),
            "retention": rule.retention,
        }
        before, after = (_filled(part, given) for part in rule.name.split("{sequence}", 1))
        own = safe_name(what, _WHAT)
        if id_:
            person = {"id": safe_name(id_, _PERSON), "name": safe_name(name, _PERSON)}
            own += "-" + safe_name(_filled(rule.key, person))
        numbered = re.compile(rf"{re.escape(before)}(\d+){re.escape(after)}-(.+)")
        found = [match for each in self._taken if (match := numbered.fullmatch(each))]
        for match in found:
            kept = f"{before}{match[1]}{after}-{own}"
            if (match[2] == own or match[2].startswith(own + ".")) and kept not in self._issued:
                self._issued.add(kept)
                return kept
        number = max((int(match[1]) + 1 for match in found), default=rule.start)
        stem = f"{before}{max(number, rule.start):0{rule.digits}}{after}-{own}"
        self._taken.append(stem)
        self._issued.add(stem)
        return stem


def _filled(text: str, given: dict[str, str]) -> str:
    """The parts in their places, each safe in a file name."""
    pieces = re.split(r"\{(\w+)\}", text)
    for n, piece in enumerate(pieces):
        pieces[n] = safe_name(given[piece]) if n % 2 else re.sub(r'[<>:"/\\|?*\s]+', "_", piece)
    return "".join(pieces)
