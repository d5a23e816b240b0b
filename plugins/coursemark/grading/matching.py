"""Sources joined to targets: response `1[.]b[,]2[.]a`, key `[["1", "b"], ["2", "a"]]`.

Each pair is a part, in any order, and a pair given twice counts once. Several sources may share a
target. A source with two targets, and an unknown source or target, cannot have come from the item:
such a response earns nothing.
"""

from __future__ import annotations

from coursemark.grading.marks import MALFORMED, Mark
from coursemark.grading.responses import PAIR_SEPARATOR, letters
from coursemark.grading.text import trim
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    key = dict(definition["key"])
    targets = set(definition["targets"])
    joined: dict[str, str] = {}
    for pair in letters(response):
        source, _, target = (trim(half) for half in pair.partition(PAIR_SEPARATOR))
        if source not in key or target not in targets or joined.get(source, target) != target:
            return MALFORMED
        joined[source] = target
    right = sum(key[source] == target for source, target in joined.items())
    return Mark(right, wrong=len(joined) - right, total=len(key))
