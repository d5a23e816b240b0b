"""What data files and views name."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.problems import Place


@dataclass(frozen=True)
class Reference:
    """That a data file or a view names something of the site, and where it does so."""

    kind: str
    """`page` (a path, perhaps with an anchor), `item`, `assessment`, `course`, `role`, or what a
    register defines: `agreement`, `block` of clauses, `checklist`, `decision`, `campaign`,
    `month` of the plan."""
    target: str
    place: Place
