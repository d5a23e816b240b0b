"""File names from what people wrote, safe on Windows, macOS, Linux and in a zip."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
"""Characters of a part."""
_MOST_BYTES = 180
"""In UTF-8: with an ending and what tells equal names apart a name stays below 255."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe_name(text: str, most_bytes: int = _MOST_BYTES) -> str:
    """One part of a file name: no separators, nothing unseen, no dots at the ends; never empty."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if _visible(c))
    plain = _FORBIDDEN.sub("_", seen.strip())
    short = plain[:_LONGEST].encode("utf-8")[:most_bytes].decode("utf-8", "ignore")
    return short.strip("._ ") or "_"


class Names:
    """File names of one folder, none twice, whatever the case of its letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, stem: str, ending: str) -> str:
        """`<stem><ending>`, or with `-2`, `-3`… before the ending."""
        number = 1
        while True:
            name = f"{stem}{f'-{number}' if number > 1 else ''}{ending}"
            key = unicodedata.normalize("NFKC", name).casefold()
            if key not in self._taken:
                self._taken.add(key)
                return name
            number += 1


def _visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in _UNSEEN
