"""The statements of a record store, page by page, and the next time only what came since.

Why it does not simply follow `more`, and when it reads everything again, is in
docs/decisions/0035-a-store-is-asked-what-since-means.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from coursemark.days import day_of
from coursemark.lrs.client import Client
from coursemark.lrs.cursor import OVERLAP, Cursor, cursor_text, moment, read_cursor, utc
from coursemark.lrs.endpoint import Endpoint
from coursemark.lrs.fault import LrsFault
from coursemark.lrs.result import Result, result_of
from coursemark.model import Json
from coursemark.problems import visible
from coursemark.records.values import BadJson, is_open

LIMIT = 1000
"""Statements a page; a store may send fewer."""
MAX_LIMIT = 16_000
"""For a page of statements that were all stored at one moment."""
MAX_EMPTY = 10
"""Empty pages in a row."""
Key: TypeAlias = Literal["stored", "timestamp"]
KEYS: tuple[Key, Key] = ("stored", "timestamp")
_DAY = 86_400_000
_READS = 3
"""Of a page whose text ends early."""


@dataclass(frozen=True)
class Page:
    """What one request brought."""

    statements: list[dict[str, Json]]
    """As the store sent them. Some come twice, on this page and on others: unite them by id."""
    unread: tuple[str, ...]
    """Chinese: why an entry of the page is no statement."""
    through: str
    """What to hand to `pages` the next time, once this page is kept; opaque, and empty while there
    is nothing to go by."""
    more: bool
    """Whether another page follows."""
    whole: bool
    """The store is being read from the beginning."""
    note: str = ""
    """Chinese, for the reader of the report: the store cannot say what is new, and what was read
    instead. Empty otherwise, and the same on all pages of a run."""
    passed: float | None = 1.0
    """How much of the time that is read lies behind, 0 to 1; None where the pages are not in its
    order."""


def pages(
    endpoint: Endpoint,
    since: str | None = None,
    *,
    late_days: int | None = None,
    limit: int = LIMIT,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Page]:
    """Every statement of a store, or those that came since; one page in memory.

    `since`: `through` of the last page that was kept, or None. `late_days`: how long after it was
    recorded a statement may reach the store, for one that selects by the time of recording; without
    it such a store is read from the beginning each time. Raises `LrsFault`; what was yielded before
    holds, and `through` of its last page continues there.
    """
    with closing(Client(endpoint, sleep)) as client:
        yield from _Reading(endpoint, client, limit, since, late_days).pages()


@dataclass(frozen=True)
class _Fetched:
    """A page as it came, and what its times say."""

    result: Result
    target: str
    consistent: int | None
    """Up to when the store claims to know what it took."""
    times: dict[Key, tuple[int | None, ...]]
    """Of each statement, as far as it says."""

    def in_order(self, key: Key) -> bool:
        known = [when for when in self.times[key] if when is not None]
        return len(known) == len(self.times[key]) and known == sorted(known)

    def last(self, key: Key) -> int | None:
        return max((when for when in self.times[key] if when is not None), default=None)

    def first(self, key: Key) -> int | None:
        return min((when for when in self.times[key] if when is not None), default=None)

    def both(self) -> Iterator[tuple[int, int]]:
        """When each statement was stored and when it was recorded, of those that say both."""
        for stored, recorded in zip(self.times["stored"], self.times["timestamp"], strict=True):
            if stored is not None and recorded is not None:
                yield stored, recorded

    def witness(self) -> tuple[int, int] | None:
        """The times of the statement stored last of those that were recorded before."""
        return max((both for both in self.both() if both[1] < both[0] - 1), default=None)


class _Reading:
    """One run through a store."""

    def __init__(
        self,
        endpoint: Endpoint,
        client: Client,
        limit: int,
        since: str | None,
        late_days: int | None,
    ) -> None:
        self._endpoint = endpoint
        self._client = client
        self._limit = limit
        self._before = since or ""
        self._kept = read_cursor(since, endpoint.name)
        self._late_days = late_days
        self._asked = False
        self._key: Key | None = None
        """What `since` goes by, as far as it was proven."""
        self._unordered: set[Key] = set()
        """What a page was not sorted by."""
        self._whole = True
        self._latest: int | None = None
        self._consistent: int | None = None
        self._first: dict[Key, int | None] | None = None
        """The earliest times on the first page."""
        self._witness: tuple[int, int] | None = None
        self._links = _Links()

    def pages(self) -> Iterator[Page]:
        start, note = self._beginning()
        self._whole = start is None
        step: _Step | None = _Step(start, self._limit, self._window(start, self._limit))
        while step is not None:
            page = self._fetch(step.target)
            self._take(page)
            onward = self._next(page, step, start)
            result, through = page.result, self._through(last=onward is None)
            yield Page(
                result.statements,
                result.unread,
                through,
                onward is not None,
                self._whole,
                note,
                1.0 if onward is None else self._passed(page),
            )
            step = onward

    def _beginning(self) -> tuple[int | None, str]:
        """From when on to read, and what a reader is told of it."""
        if self._kept is None:
            return None, ""
        witness = self._kept.witness
        if witness is not None and self._selects_by("stored", witness[0]):
            self._asked, self._key, self._witness = True, "stored", witness
            return self._kept.since, ""
        unsure = f"不能确认记录库 {self._endpoint.name} 按入库时间（stored）筛选"
        if self._late_days is None:
            return None, f"{unsure}，只读新增会漏掉晚交的记录，所以从头读了一遍"
        start = self._kept.since - self._late_days * _DAY
        return start, (
            f"{unsure}，只读了 {day_of(start).isoformat()} 以后的记录；"
            f"做完超过 {self._late_days} 天才交的可能没有读到，从头再读一遍就有"
        )

    def _window(self, since: int | None, limit: int, until: int | None = None) -> str:
        parameters = {"limit": str(limit), "ascending": "true", "attachments": "false"}
        parameters["format"] = "exact"
        if since is not None:
            parameters["since"] = utc(since)
        if until is not None:
            parameters["until"] = utc(until)
        return self._endpoint.target(parameters)

    def _selects_by(self, key: Key, at: int) -> bool:
        """Asks for one moment, in which a statement was stored that was recorded at another, or the
        other way round: only who goes by the one has it."""
        since, until = at - 1, at + 1
        try:
            found = self._fetch(self._window(since, self._limit, until))
        except LrsFault:
            return False
        if not all(when is not None and when > since for when in found.times[key]):
            return False
        if key == "stored":
            return any(recorded < since for _, recorded in found.both())
        return any(stored > until for stored, _ in found.both())

    def _ask(self, witness: tuple[int, int]) -> Key | None:
        for key, at in zip(KEYS, witness, strict=True):
            if key not in self._unordered and self._selects_by(key, at):
                return key
        return None

    def _fetch(self, target: str) -> _Fetched:
        for remaining in reversed(range(_READS)):
            answer = self._client.get(target)
            try:
                result = result_of(answer.text)
                break
            except BadJson as bad:
                if not remaining or not is_open(answer.text):
                    raise self._not_xapi(answer.text, bad) from None
        statements = result.statements
        return _Fetched(
            result,
            target,
            moment(answer.consistent_through) or answer.date,
            {key: tuple(moment(statement.get(key)) for statement in statements) for key in KEYS},
        )

    def _not_xapi(self, text: str, bad: BadJson) -> LrsFault:
        if text.lstrip()[:1] == "<":
            return self._client.fault("回答的是网页，不是学习记录；请检查地址，一般以 /xAPI 结尾")
        if is_open(text):
            return self._client.fault("的回答总在中途断开；请过一会儿再运行，或请管理员查看")
        return self._client.fault(f"的回答不是学习记录的列表（{visible(str(bad))}）；请检查地址")

    def _take(self, page: _Fetched) -> None:
        """What the page says of the store."""
        self._unordered |= {key for key in KEYS if not page.in_order(key)}
        self._latest = _later(self._latest, page.last("stored"))
        self._witness = _later(self._witness, page.witness())
        if self._consistent is None:
            self._consistent = page.consistent
        if self._first is None:
            self._first = {key: page.first(key) for key in KEYS}

    def _passed(self, page: _Fetched) -> float | None:
        for key in (*((self._key,) if self._key else ()), *KEYS):
            first, last = (self._first or {}).get(key), page.last(key)
            end = self._consistent
            if key in self._unordered or first is None or last is None or end is None:
                continue
            return min(1.0, (last - first) / (end - first)) if first < end else None
        return None

    def _next(self, page: _Fetched, step: _Step, start: int | None) -> _Step | None:
        """What to ask next; None at the end."""
        if not page.result.more:
            return None
        asks = not self._asked and self._witness is not None
        if asks and self._witness is not None:
            self._asked, self._key = True, self._ask(self._witness)
        last = page.last(self._key) if self._key else None
        if self._key and self._key not in self._unordered and last is not None:
            if asks and self._links.count:
                # Links were followed before it was known that there is something better; nothing
                # is sure of what they led to.
                self._links, self._latest = _Links(), None
                return self._step(start, self._limit)
            # Those of the same moment as the last come again, lest one be missing.
            if step.since is None or last - 1 > step.since:
                return self._step(last - 1, self._limit)
            if len(page.result.statements) >= step.limit and step.limit < MAX_LIMIT:
                return self._step(step.since, step.limit * 4)
        onward = self._endpoint.target_of(page.result.more, page.target)
        if onward is None:
            raise self._client.fault(
                f"把下一页指到 {visible(page.result.more)[:200]}；登录信息不会发到别处，"
                "请管理员让它给出同一主机的地址，或改用那个地址"
            )
        if not self._links.leads_on(page, onward):
            raise self._client.fault("的下一页绕回了读过的页，读不完；请管理员查看")
        return _Step(step.since, step.limit, onward)

    def _step(self, since: int | None, limit: int) -> _Step:
        return _Step(since, limit, self._window(since, limit))

    def _through(self, last: bool) -> str:
        """The cursor. Midway it moves only if the pages come in the order of storing."""
        in_order = self._key == "stored" and "stored" not in self._unordered
        if self._latest is None or not (last or in_order):
            return self._before
        known = self._latest if self._consistent is None else min(self._latest, self._consistent)
        since = known - OVERLAP
        if self._kept is not None and not self._whole:
            since = max(since, self._kept.since)
        return cursor_text(Cursor(since, self._witness), self._endpoint.name)


@dataclass(frozen=True)
class _Step:
    """A request: the window it is in, and its target, which may be a link further into it."""

    since: int | None
    limit: int
    target: str


class _Links:
    """Links to next pages that were followed, so that one that leads back is noticed."""

    def __init__(self) -> None:
        self.count = 0
        self._known: set[int] = set()
        self._empty = 0

    def leads_on(self, page: _Fetched, onward: str) -> bool:
        """Whether neither the link nor what is on the page was there before."""
        statements = page.result.statements
        self._empty = 0 if statements else self._empty + 1
        marks = {hash(onward)}
        if statements:
            ends = (str(statements[0].get("id")), str(statements[-1].get("id")))
            marks.add(hash((*ends, len(statements))))
        fresh = not marks & self._known and self._empty <= MAX_EMPTY
        self._known |= marks
        self.count += 1
        return fresh


T = TypeVar("T", int, tuple[int, int])


def _later(one: T | None, other: T | None) -> T | None:
    return max((each for each in (one, other) if each is not None), default=None)
