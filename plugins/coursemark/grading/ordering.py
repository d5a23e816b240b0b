"""Options put in order: response `B[,]A[,]C`, key `["B", "A", "C"]`.

Each position is a part. A sequence may stop early; one with a letter that is unknown or stands
twice cannot have come from the item and earns nothing.
"""

from __future__ import annotations

from coursemark.grading.marks import MALFORMED, Mark
from coursemark.grading.responses import tokens
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    order, key = tokens(response), definition["key"]
    if len(set(order)) < len(order) or not set(order) <= set(key):
        return MALFORMED
    right = sum(given == wanted for given, wanted in zip(order, key, strict=False))
    return Mark(right, wrong=len(order) - right, total=len(key))
