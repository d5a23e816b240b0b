"""Text as it is compared: what a learner may type differently without being wrong.

In this order:

1. Blank characters are removed wherever they stand. `BLANKS` names them, because each language
   has its own idea of white space.
2. NFKC: full-width forms, circled digits, compatibility and Kangxi ideographs become plain. It is
   applied to runs of the characters in `_COMPOSED` only. All of those have been assigned since
   Unicode 14, so that every Python and every browser folds them alike; others stay as typed.
3. Blank characters that NFKC produced are removed.
4. A-Z become a-z, and no other letter changes case.
5. Sentence punctuation at the end is removed, unless nothing else is left.

A text longer than 1,000 code points is nobody's short answer and stays as typed.
"""

from __future__ import annotations

import re
import string
import unicodedata

LONGEST = 1000
"""Code points of the longest text that is normalised."""

BLANKS = (
    "\t\n\v\f\r"
    "\x1c\x1d\x1e\x1f"  # separators that only Python trims
    " \x85\xa0\xad"
    "\u1680\u180e"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f"  # zero width, and marks of direction
    "\u2028\u2029\u202f\u205f\u2060"
    "\u3000"
    "\ufeff"  # only JavaScript trims it
)
"""Characters that show nothing."""

END_PUNCTUATION = "。.;,、!?"
"""What ends a sentence, after NFKC."""

_COMPOSED = re.compile(
    "["
    "\u0000-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f"  # Latin, Greek, Cyrillic
    "\u1100-\u11ff\u1e00-\u1eff"
    "\u2000-\u2064\u2066-\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20bf"  # punctuation, money
    "\u2100-\u218b\u2190-\u23ff\u2460-\u27ff"  # letterlike, Roman, enclosed
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"  # radicals
    "\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e3"
    "\u31f0-\u321e\u3220-\u9fff"  # enclosed, squared, ideographs
    "\uac00-\ud7a3\uf900-\ufa6d\ufa70-\ufad9\ufb00-\ufb06"
    "\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b"  # vertical and small forms
    "\uff01-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"  # half and full width
    "\uffe0-\uffe6\uffe8-\uffee"
    "]+"
)
_NO_BLANKS = str.maketrans("", "", BLANKS)
_LOWER_ASCII = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def trim(text: str) -> str:
    """The text without blank characters at either end."""
    return text.strip(BLANKS)


def normalise(text: str) -> str:
    """The form in which two texts are compared."""
    if len(text) > LONGEST:
        return text
    text = text.translate(_NO_BLANKS)
    text = _COMPOSED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    text = text.translate(_NO_BLANKS).translate(_LOWER_ASCII)
    return text.rstrip(END_PUNCTUATION) or text
