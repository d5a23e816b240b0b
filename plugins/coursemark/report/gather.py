"""A report from a store: learners studied part by part, by a process for each core."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from coursemark.intake import PARTS
from coursemark.intake.processes import Progress, cores, workers
from coursemark.intake.stored import Stored
from coursemark.model import Site
from coursemark.report.compose import findings, of_files, rechecked, reported, study_of
from coursemark.report.kept import Kept, Packed, packed
from coursemark.report.roster import Roster
from coursemark.report.study import Part, Study, studied
from coursemark.report.whole import Report
from coursemark.report.words import LearnerResult

_FEW = 300
"""Deposits that one process studies before others would have started."""
_TASKS_EACH = 4
_DEPOSITS_A_TASK = 1_500
"""About; so many logs are in memory at a time."""


@dataclass(frozen=True)
class _State:
    study: Study
    path: Path

    @cached_property
    def stored(self) -> Stored:
        """Opened in the process that reads it."""
        return Stored(self.path)


def report_from(
    path: Path,
    site: Site,
    roster: Roster | None,
    as_of: date,
    progress: Progress = lambda done, total: None,
    *,
    today: date | None = None,
) -> Report:
    """The state at the end of the day, of the run for which the store at `path` was last opened.

    `today`: the day on which the report is made, None for `as_of`. Raises StoreFault for a damaged
    store.
    """
    with closing(Stored(path)) as stored:
        study = study_of(site, stored, roster, as_of, today)
        return _report(stored, path, study, progress)


def _report(stored: Stored, path: Path, study: Study, progress: Progress) -> Report:
    deposits = stored.deposits()
    count = cores() if deposits > _FEW else 1
    tasks = min(PARTS, max(count * _TASKS_EACH, deposits // _DEPOSITS_A_TASK)) if count > 1 else 1
    study.prepare()
    found, kept = Part.of(study.site), Kept()
    progress(0, tasks)
    shares = [range(n, PARTS, tasks) for n in range(tasks)]
    with workers(count, _State(study, path)) as pool:
        parts = pool.map(_studied, shares)
        files = of_files(stored)  # While the others study.
        for done, (part, results) in enumerate(parts, 1):
            found.join(part)
            kept.add(results)
            progress(done, tasks)
    known = findings(study, files, found)
    for learner, problems in known.doubted.items():
        kept.replace(rechecked(kept.get(learner), problems))
    kept.ordered()
    return reported(study, known, kept)


def _studied(state: _State, parts: range) -> tuple[Part, list[Packed]]:
    results: list[Packed] = []

    def keep(rank: int, result: LearnerResult) -> None:
        results.append(packed(rank, result))

    return studied(state.study, state.stored, parts, keep), results
