"""How far long work has got, shown on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from coursemark.intake.processes import Progress


@contextmanager
def bar(label: str) -> Iterator[Progress]:
    """A bar with the time that is left, on a terminal; gives what is told of the progress."""
    with ExitStack() as stack:
        shown: list[Any] = []
        at = 0

        def progress(done: int, total: int) -> None:
            nonlocal at
            if not shown and total > 1 and sys.stderr.isatty():
                made = click.progressbar(
                    length=total, label=label, file=sys.stderr, show_pos=False, show_eta=True
                )
                shown.append(stack.enter_context(made))
            if shown:
                shown[0].update(max(0, done - at))
                at = max(at, done)

        yield progress
