"""Classical test theory: what the answers of many tell of items and tests. Numbers in, numbers out.

Everything is worked out from counts that can be added up in any order, so that no result depends
on the order of the learners and memory does not grow with them.

`item_statistics` is of one revision of an item, `Sittings` of one revision of an assessment,
`flags_of` says in words what deserves a look.
"""

from __future__ import annotations

from coursemark.analysis.discrimination import index, item_rest
from coursemark.analysis.distractors import Choice
from coursemark.analysis.distribution import Spread, spread_of
from coursemark.analysis.encounters import Encounter, Encounters
from coursemark.analysis.flags import MIN_FLAGS, Flag, flags_of
from coursemark.analysis.groups import Groups, groups_of
from coursemark.analysis.items import ItemStatistics, item_statistics
from coursemark.analysis.reliability import MIN_SITTINGS, Reliability, Sittings

__all__ = [
    "MIN_FLAGS",
    "MIN_SITTINGS",
    "Choice",
    "Encounter",
    "Encounters",
    "Flag",
    "Groups",
    "ItemStatistics",
    "Reliability",
    "Sittings",
    "Spread",
    "flags_of",
    "groups_of",
    "index",
    "item_rest",
    "item_statistics",
    "spread_of",
]
