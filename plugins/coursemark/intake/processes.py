"""Work shared by processes, one for each core; or done here, where it is little."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic, TypeAlias, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")

Progress: TypeAlias = "Callable[[int, int], None]"
"""Told how much of how much is done."""

MOST = 8
"""Processes: each takes some 100 MB."""
_AHEAD = 3
"""Tasks that wait for each process, so that none is idle and none fills memory."""

_state: Any = None
"""Of this process, given once and not with each task."""


def cores() -> int:
    """How many this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(MOST, usable or 1)


class Workers(Generic[State]):
    """Calls functions of a state and a task, in other processes or in this one."""

    def __init__(self, pool: ProcessPoolExecutor | None, count: int, state: State) -> None:
        self._pool = pool
        self.count = count
        self._state = state

    def map(
        self, function: Callable[[State, Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Result]:
        """The results in the order of the tasks.

        Other processes begin at once, and are given more as the results are taken; this one works
        only while it is asked.
        """
        if self._pool is None:
            return (function(self._state, task) for task in tasks)
        left = iter(tasks)
        first = [self._submit(function, task) for task in islice(left, self.count * _AHEAD)]
        return self._results(function, deque(first), left)

    def _results(
        self,
        function: Callable[[State, Task], Result],
        waiting: deque[Future[Result]],
        left: Iterator[Task],
    ) -> Iterator[Result]:
        try:
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(self._submit(function, task) for task in islice(left, 1))
                yield result
        finally:
            for future in waiting:
                future.cancel()

    def _submit(self, function: Callable[[State, Task], Result], task: Task) -> Future[Result]:
        assert self._pool is not None, "there are other processes"
        return self._pool.submit(_call, function, task)


@contextmanager
def workers(count: int, state: State) -> Iterator[Workers[State]]:
    """So many processes that know the state; with one, this process does it all."""
    if count < 2:
        yield Workers(None, 1, state)
        return
    with ProcessPoolExecutor(count, initializer=_begin, initargs=(state,)) as pool:
        try:
            yield Workers(pool, count, state)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(state: Any) -> None:
    global _state
    _state = state
    # What is read and graded holds no cycles; looking for some takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _call(function: Callable[[Any, Any], Any], task: Any) -> Any:
    return function(_state, task)
