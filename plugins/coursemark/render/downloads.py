"""Files that views offer beside the pages: checklists as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursemark.model import Site
from coursemark.render.csv_text import csv_text
from coursemark.render.inspection import HEADS, checklist_lines, clause_lines

FOLDER = "assets/coursemark/tables"
"""Where a built site keeps them."""


@dataclass(frozen=True)
class Download:
    path: str
    """From the root of the built site."""
    text: str


def downloads(site: Site) -> Iterator[Download]:
    """All files that views of the site link to."""
    clauses = site.registers.clauses.clauses
    if clauses:
        yield Download(clauses_path(), csv_text(HEADS, clause_lines(clauses)))
    for checklist in site.registers.checklists:
        path = checklist_path(checklist.id)
        yield Download(path, csv_text(HEADS, checklist_lines(checklist)))


def clauses_path() -> str:
    return f"{FOLDER}/self-inspection.csv"


def checklist_path(checklist: str) -> str:
    return f"{FOLDER}/checklist-{checklist}.csv"
