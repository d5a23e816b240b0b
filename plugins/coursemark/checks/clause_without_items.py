"""No item asks about a clause, so that nobody can be asked whether they know it.

Fails::

    clauses:
      - {id: records, block: 履约, title: 病历保管, duty: 按规定保管, roles: [医保办]}

Passes::

    clauses:
      - {id: records, block: 履约, title: 病历保管, duty: 按规定保管, roles: [医保办],
         items: [agreement/records]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "clause-without-items"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for clause in site.registers.clauses.clauses:
        if not clause.items:
            text = f"条款 {clause.title} 没有题目；请出题后把编号写进 items"
            yield Problem(clause.place, ID, text, LEVEL)
