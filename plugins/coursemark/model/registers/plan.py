"""The year's study plan: twelve months, each with a theme, pages to read and a short test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class PlanMonth:
    """One month of the plan."""

    month: int
    """1 to 12, in the order of the plan; which month of the calendar that is, the plan decides."""
    theme: str
    page: str
    """The page that shows it."""
    pages: tuple[str, ...] = ()
    """What is read."""
    assessment: str = ""
    roles: tuple[str, ...] = ()
    """Whom it is for; empty or 全员: everybody."""
    aim: str = ""
    """What people can do afterwards, in a sentence."""
    months_before_end: int | None = None
    """It goes to the month of the calendar so long before the agreement ends."""
    place: Place = NOWHERE

    @property
    def course(self) -> str:
        """Id of the course that the month is."""
        return f"plan-{self.month:02}"


@dataclass(frozen=True)
class Plan:
    """The months by number; empty where the site has no plan."""

    title: str = ""
    first_month: int = 1
    """The month of the calendar in which the first month of the plan falls."""
    required: bool = False
    """Whether the months are required of their roles, or offered."""
    months: tuple[PlanMonth, ...] = ()

    def by_calendar(self, end: date | None) -> Mapping[int, PlanMonth]:
        """By month of the calendar, for an agreement that ends on a day, or on none that is known.

        A month that follows the agreement changes places with the one that stands there.
        """
        found = {(m.month + self.first_month - 2) % 12 + 1: m for m in self.months}
        for month in self.months:
            if end is None or month.months_before_end is None:
                continue
            # It may have changed places with an earlier one.
            at = next(place for place, other in found.items() if other is month)
            wanted = (end.month - month.months_before_end - 1) % 12 + 1
            other = found.get(wanted)
            del found[at]
            found[wanted] = month
            if other is not None and other is not month:
                found[at] = other
        return dict(sorted(found.items()))
