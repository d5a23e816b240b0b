"""A record store in memory that pages and selects in the ways that stores do, right and wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lrs.scripted_store import Asked, Reply, result

from coursemark.days import instant

Statement = dict[str, Any]


def statement(number: int, stored: str, recorded: str = "2026-01-01T00:00:00.000Z") -> Statement:
    """Stored at a time of 2026-03-05, such as `08:00:00.000`, unless it is given whole."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "http://site.test/a"},
        "timestamp": recorded,
        "stored": stored if "T" in stored else f"2026-03-05T{stored}Z",
    }


def numbers(statements: list[Statement]) -> list[int]:
    return [int(one["id"][-12:]) for one in statements]


Link = Callable[["MemoryStore", list[Statement], dict[str, str]], list[Statement]]


def by_offset(store: MemoryStore, found: list[Statement], query: dict[str, str]) -> list[Statement]:
    return found[int(query["cursor"]) :]


def by_id(store: MemoryStore, found: list[Statement], query: dict[str, str]) -> list[Statement]:
    """As Learning Locker on MongoDB: sorted by the time of storing, then backwards by the order of
    arrival, but continued by the order of arrival. Loses of what was stored in one moment."""
    last = int(query["cursor"])
    return [one for one in found if store.statements.index(one) > last]


@dataclass
class MemoryStore:
    """Statements in the order of arrival."""

    statements: list[Statement]
    key: str = "stored"
    """What `since` and `until` select by, and what pages are sorted by."""
    cap: int = 1000
    """Statements a page at most."""
    link: Link = by_offset
    arrival: bool = False
    """Pages in the order of arrival, whatever `key` is."""
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Reply:
        query = asked.query
        limit = min(int(query["limit"]), self.cap)
        found = [one for one in self.statements if self._selected(one, query)]
        if not self.arrival:
            order = -1 if self.link is by_id else 1
            found.sort(key=lambda one: (one[self.key], order * self.statements.index(one)))
        if "cursor" in query:
            found = self.link(self, found, query)
        page = found[:limit]
        more = ""
        if len(found) > limit:
            passed = int(query.get("cursor", 0)) + limit
            cursor = passed if self.link is by_offset else self.statements.index(page[-1])
            window = "".join(f"&{n}={query[n]}" for n in ("since", "until") if n in query)
            more = f"/xAPI/statements?limit={limit}&cursor={cursor}{window}"
        return result(page, more, **self.headers)

    def _selected(self, one: Statement, query: dict[str, str]) -> bool:
        moment = instant(one[self.key]) or 0
        since, until = instant(query.get("since")), instant(query.get("until"))
        return (since is None or moment > since) and (until is None or moment <= until)
