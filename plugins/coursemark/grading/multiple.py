"""Any number of options: response `A[,]C`, key `["A", "C"]`.

A letter given twice counts once; an unknown letter is a wrong option. Partial scoring follows the
custom of Chinese exams: too few earn their share, any wrong option earns nothing.
"""

from __future__ import annotations

from coursemark.grading.marks import Mark
from coursemark.grading.responses import letters
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    chosen, key = set(letters(response)), set(definition["key"])
    right, wrong = len(chosen & key), len(chosen - key)
    if wrong and definition.get("scoring") == "partial":
        right = 0
    return Mark(right, wrong, total=len(key))
