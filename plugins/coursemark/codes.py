"""Short codes that people read aloud, write on paper and type: receipts and verification codes.

A code is twelve digits of Crockford's base 32 (60 bits of SHA-256) and a check digit after
ISO/IEC 7064 MOD 37,36, in groups: `7K2M-9QWX-4HTP-C`. The same functions exist in
`browser/codes.js`; both run `tests/spec/codes/*.json`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AFTER = {
    each: [((product + value) % 36 or 36) * 2 % 37 for product in range(37)]
    for value, each in enumerate(_ALPHABET)
}
"""Of the check digit: character and product so far to the product after it."""
_LOOKALIKE = str.maketrans("OIL", "011")
# Listed, because the two languages differ on what a blank is; the second half are dashes.
_UNSEEN = re.compile(
    "[\t-\r \x85\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
    "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
)
_PLAIN = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x61 + n: 0x41 + n for n in range(26)}
_PLAIN |= {0xFF41 + n: 0x41 + n for n in range(26)}
"""Full-width forms and small letters to the capitals and digits they stand for."""
_BODY = 12


def code_of(parts: Sequence[str]) -> str:
    """The code of a sequence of texts; it changes when any of them does."""
    whole = "\x1f".join(parts)
    if "\x1b" in whole or whole.count("\x1f") >= len(parts):
        # What parts two texts is marked where it stands in one, so that no two sequences are alike.
        whole = "\x1f".join(p.replace("\x1b", "\x1b0").replace("\x1f", "\x1b1") for p in parts)
    body = digest(whole, _BODY)
    return "-".join([body[0:4], body[4:8], body[8:12], check_digit(body)])


def digest(text: str, length: int) -> str:
    """The first base-32 digits of the SHA-256 of a text, at most 51."""
    try:
        whole = text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair, which a hostile record may hold, becomes U+FFFD as in the browser.
        pairs = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        whole = pairs.encode("utf-8")
    bits = int.from_bytes(hashlib.sha256(whole).digest(), "big") << 4
    digits = [_PAIRS[bits >> n & 1023] for n in range(250, 250 - 5 * length, -10)]
    return "".join(digits)[:length]


def check_digit(text: str) -> str:
    """The check digit of a text of capital letters and digits: ISO/IEC 7064 MOD 37,36."""
    product = 36
    for each in text:
        product = _AFTER[each][product]
    return _ALPHABET[(37 - product) % 36]


def normal(typed: str) -> str | None:
    """A code as typed in its one form, or None when it is none; says nothing about whose it is.

    Case, spaces, dashes and full-width forms do not count; O, I and L are taken for 0, 1 and 1.
    """
    text = _UNSEEN.sub("", typed).translate(_PLAIN)
    body, check = text[:_BODY].translate(_LOOKALIKE), text[_BODY:]
    if len(body) != _BODY or any(each not in _DIGITS for each in body):
        return None
    if check.translate(_LOOKALIKE) != check_digit(body).translate(_LOOKALIKE):
        return None
    return "-".join([body[0:4], body[4:8], body[8:12], check_digit(body)])


def receipt(site: str, learner: str, registration: str, answers: Iterable[tuple[str, str]]) -> str:
    """The code of what was answered in an attempt: leaf item and response as stored."""
    given = sorted(f"{item}\x1e{response}" for item, response in answers)
    return code_of(["receipt", site, learner, registration, *given])


def slip_code(
    *,
    site: str,
    learner: str,
    name: str,
    course: str,
    completed_at: int,
    valid_until: str | None,
    score: int | None,
    hours: str,
    tests: Iterable[str],
) -> str:
    """The verification code of one completion of a course, on slip and certificate.

    `completed_at`: milliseconds since 1970, whatever zone the record writes; `valid_until`: ISO
    day; `score`: hundredths of a percent; `tests`: `<assessment>@<revision>` for each passed
    test, in the order of the steps.
    """
    until, points = valid_until or "", "" if score is None else str(score)
    facts = [site, learner, name, course, str(completed_at), until, points, hours]
    return code_of(["slip", *facts, *tests])
