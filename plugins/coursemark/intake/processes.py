"""Work shared by processes, one for each core; or done here, where it is little."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")

MOST = 8
"""Processes: each takes some 100 MB."""
_AHEAD = 2
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
        """The results in the order of the tasks, which are taken as they are needed."""
        if self._pool is None:
            for task in tasks:
                yield function(self._state, task)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(_call, function, task))
                if len(waiting) >= self.count * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


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
