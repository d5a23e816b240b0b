"""The statistics of one revision of an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursemark.analysis.discrimination import MIN_ANSWERS, index, item_rest
from coursemark.analysis.distractors import Choice, choices_of
from coursemark.analysis.encounters import Encounters, facility
from coursemark.analysis.groups import groups_of


@dataclass(frozen=True)
class ItemStatistics:
    n: int
    """Responses; blanks are not among them."""
    blank: int
    facility: float | None
    """`encounters.facility`."""
    discrimination: float | None
    """`item_rest`."""
    index: float | None
    """`discrimination.index`."""
    group: int
    """Size of the upper group and of the lower; 0 without."""
    choices: tuple[Choice, ...]
    """Empty for an item without options."""

    @property
    def omitted(self) -> float | None:
        """Share of those who met the item and left it blank."""
        met = self.n + self.blank
        return self.blank / met if met else None


def item_statistics(
    met: Encounters, options: Sequence[str] = (), key: Iterable[str] = ()
) -> ItemStatistics:
    """`options` in their order, `key` those that are right."""
    blank = sum(count for one, count in met.items() if one.chosen is None)
    n = sum(met.values()) - blank
    groups = groups_of(met) if n >= MIN_ANSWERS else None
    return ItemStatistics(
        n=n,
        blank=blank,
        facility=facility(met),
        discrimination=item_rest(met),
        index=index(groups),
        group=groups.size if groups else 0,
        choices=choices_of(met, groups, options, key) if options else (),
    )
