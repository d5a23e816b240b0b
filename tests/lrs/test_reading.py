"""Every statement of a store is read, whatever its paging, and the next time what is new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lrs.memory_store import Link, MemoryStore, by_id, by_offset, numbers, statement
from lrs.scripted_store import Asked, Reply, ScriptedStore, result, serving

from coursemark.lrs import LrsFault, Page, endpoint_of, pages


@contextmanager
def running(store: MemoryStore) -> Iterator[tuple[ScriptedStore, MemoryStore]]:
    with serving(store.answer) as served:
        yield served, store


def read(
    served: ScriptedStore, since: str | None = None, limit: int = 4, late_days: int | None = None
) -> list[Page]:
    endpoint = endpoint_of(served.address)
    return list(pages(endpoint, since, limit=limit, late_days=late_days, sleep=no_waiting))


def no_waiting(_seconds: float) -> None:
    raise AssertionError("nothing to wait for")


def found(read: list[Page]) -> list[int]:
    return sorted({number for page in read for number in numbers(page.statements)})


def hours(count: int) -> list[dict[str, object]]:
    """A statement an hour, recorded months before."""
    return [statement(n, f"{n:02d}:00:00.000") for n in range(count)]


def test_all_is_read_page_by_page() -> None:
    with running(MemoryStore(hours(11))) as (served, _):
        read_ = read(served)
    assert found(read_) == list(range(11))
    assert [page.more for page in read_] == [True, True, True, False]
    assert [page.whole for page in read_] == [True] * 4
    assert [page.note for page in read_] == [""] * 4
    assert served.asked[0].path == "/xAPI/statements"
    assert served.asked[0].query == {
        "limit": "4",
        "ascending": "true",
        "attachments": "false",
        "format": "exact",
    }


def test_pages_tell_how_much_of_the_time_is_behind() -> None:
    """The reference store says until when it knows everything; the first hour is 0."""
    known = {"X-Experience-API-Consistent-Through": "2026-03-05T20:00:00.000Z"}
    with running(MemoryStore(hours(11), headers=known)) as (served, _):
        assert [page.passed for page in read(served, limit=5)] == [4 / 20, 8 / 20, 1.0]


def test_pages_in_no_order_tell_nothing_of_it() -> None:
    mixed = [statement(n, f"{n * 7 % 11:02d}:00:00.000") for n in range(11)]
    for n, one in enumerate(mixed):
        one["timestamp"] = f"2026-01-{1 + n * 5 % 11:02d}T00:00:00.000Z"
    with running(MemoryStore(mixed, arrival=True)) as (served, _):
        assert [page.passed for page in read(served)] == [None, None, 1.0]


def test_an_empty_store_has_one_empty_page() -> None:
    with running(MemoryStore([])) as (served, _):
        assert read(served) == [Page([], (), "", False, True)]


def test_the_next_time_what_is_new_and_an_hour_before() -> None:
    with running(MemoryStore(hours(11))) as (served, store):
        cursor = read(served)[-1].through
        store.statements += [statement(20, "11:30:00.000"), statement(21, "09:30:00.000")]
        again = read(served, cursor)
    assert found(again) == [10, 20, 21]
    assert [page.whole for page in again] == [False]
    assert [page.note for page in again] == [""]


def test_nothing_new_leaves_the_cursor() -> None:
    with running(MemoryStore(hours(11))) as (served, _):
        cursor = read(served)[-1].through
        again = read(served, cursor)
    assert found(again) == [10]
    assert again[-1].through == cursor


def test_an_interrupted_run_goes_on() -> None:
    with running(MemoryStore(hours(15))) as (served, _):
        endpoint = endpoint_of(served.address)
        first = list(islice(pages(endpoint, limit=4, sleep=no_waiting), 2))
        rest = read(served, first[-1].through)
    assert found(first) == list(range(7))
    assert found(rest) == list(range(6, 15))
    assert [page.whole for page in rest] == [False] * 3


def batches(recorded: str = "") -> list[dict[str, object]]:
    """Six at a moment; without `recorded`, recorded when they were stored."""
    times = [f"2026-03-05T0{n // 6}:00:00.000Z" for n in range(30)]
    return [statement(n, time, recorded or time) for n, time in enumerate(times)]


def test_what_was_stored_in_one_moment_is_not_lost_by_links_that_lose_it() -> None:
    with running(MemoryStore(batches(), link=by_id)) as (served, _):
        assert found(read(served)) == [2, 3, 4, 5, 11, *range(14, 18), 23, *range(26, 30)]
    with running(MemoryStore(batches("2026-01-01T00:00:00Z"), link=by_id)) as (served, _):
        assert found(read(served)) == list(range(30))


@pytest.mark.parametrize("cap", [3, 1000])
def test_more_at_one_moment_than_a_page_holds(cap: int) -> None:
    crowd = [statement(n, "08:00:00.000") for n in range(50)]
    later = [statement(n, f"09:00:{n - 50:02d}.000") for n in range(50, 60)]
    with running(MemoryStore(crowd + later, cap=cap)) as (served, _):
        assert found(read(served)) == list(range(60))


def test_links_that_go_by_the_arrival_of_what_is_sorted_by_recording_lose_nothing() -> None:
    """As Ralph on MongoDB."""
    mixed = [
        statement(n, f"08:00:{n:02d}.000", recorded=f"2026-01-01T00:00:{n * 7 % 20:02d}.000Z")
        for n in range(20)
    ]
    with running(MemoryStore(mixed, key="timestamp", link=by_id)) as (served, _):
        assert found(read(served)) == list(range(20))
    queries = [asked.query for asked in served.asked[:5]]
    assert [(query.get("since"), query.get("until")) for query in queries] == [
        (None, None),
        ("2026-03-05T08:00:08.999Z", "2026-03-05T08:00:09.001Z"),
        ("2026-01-01T00:00:02.999Z", "2026-01-01T00:00:03.001Z"),
        ("2026-01-01T00:00:02.999Z", None),
        ("2026-01-01T00:00:05.999Z", None),
    ]


def test_it_begins_again_when_it_turns_out_that_links_can_be_done_without() -> None:
    statements = batches()
    statements[-1]["timestamp"] = "2026-03-01T00:00:00.000Z"
    with running(MemoryStore(statements, link=by_id)) as (served, _):
        read_ = read(served)
    assert found(read_) == list(range(30))
    assert numbers(read_[4].statements) == [29, 28, 27, 26]
    assert [page.through for page in read_[:5]] == [""] * 5
    assert read_[5].through != ""


def by_recording() -> MemoryStore:
    """Selects and sorts by `timestamp`, as Ralph does."""
    return MemoryStore(
        [
            statement(n, f"{n:02d}:00:00.000", recorded=f"2026-02-{n + 1:02d}T00:00:00.000Z")
            for n in range(20)
        ],
        key="timestamp",
    )


def test_a_store_that_selects_by_the_time_of_recording_is_read_again() -> None:
    with running(by_recording()) as (served, store):
        first = read(served)
        store.statements.append(statement(20, "20:00:00.000", recorded="2026-02-03T09:00:00.000Z"))
        again = read(served, first[-1].through)
    assert found(first) == list(range(20))
    assert [page.through for page in first[:-1]] == [""] * 6
    assert found(again) == list(range(21))
    assert [page.whole for page in again] == [True] * 7
    assert {page.note for page in again} == {
        f"不能确认记录库 http://127.0.0.1:{served.port}/xAPI 按入库时间（stored）筛选，"
        "只读新增会漏掉晚交的记录，所以从头读了一遍"
    }


def test_such_a_store_is_read_from_some_days_before_if_asked() -> None:
    with running(by_recording()) as (served, store):
        cursor = read(served)[-1].through
        store.statements += [
            statement(20, "20:00:00.000", recorded="2026-03-01T00:00:00.000Z"),
            statement(21, "20:00:00.000", recorded="2026-02-03T00:00:00.000Z"),
        ]
        again = read(served, cursor, late_days=20)
        third = read(served, again[-1].through, late_days=40)
    assert found(again) == [*range(13, 21)]
    assert [page.whole for page in again] == [False] * 3
    assert {page.note for page in again} == {
        f"不能确认记录库 http://127.0.0.1:{served.port}/xAPI 按入库时间（stored）筛选，"
        "只读了 2026-02-13 以后的记录；做完超过 20 天才交的可能没有读到，从头再读一遍就有"
    }
    assert found(third) == list(range(22))


def test_pages_in_another_order_are_followed_by_their_links() -> None:
    shuffled = [statement(n, f"{n * 7 % 20:02d}:00:00.000") for n in range(20)]
    with running(MemoryStore(shuffled, arrival=True)) as (served, _):
        read_ = read(served)
    assert found(read_) == list(range(20))
    assert [page.through for page in read_[:-1]] == [""] * 4
    assert [asked.query.get("cursor") for asked in served.asked] == [
        *(None, None),
        *("4", "8", "12", "16"),
    ]


def test_what_a_store_is_not_sure_of_is_read_again() -> None:
    store = MemoryStore(hours(11))
    store.headers["X_Experience_API_Consistent_Through"] = "2026-03-05T05:30:00Z"
    with running(store) as (served, _):
        cursor = read(served)[-1].through
        assert found(read(served, cursor)) == [5, 6, 7, 8, 9, 10]


def test_a_statement_stored_in_the_future_does_not_hide_others() -> None:
    future = statement(12, "2999-12-31T23:59:59.999Z")
    with running(MemoryStore([*hours(11), future])) as (served, store):
        cursor = read(served)[-1].through
        store.statements.append(statement(13, "11:30:00.000"))
        assert found(read(served, cursor)) == [12, 13]


def test_a_cursor_of_another_store_or_none_at_all_reads_everything() -> None:
    with running(MemoryStore(hours(3))) as (served, _):
        cursor = read(served)[-1].through
        foreign = json.dumps(json.loads(cursor) | {"store": "http://other.test/xAPI"})
        for since in (foreign, "", "null", "[]", "{", '{"since": 3}'):
            page = read(served, since)[0]
            assert (found([page]), page.whole, page.note) == ([0, 1, 2], True, "")


def test_statements_without_a_usable_time_are_read_by_links() -> None:
    odd = [statement(n, "08:00:00.000") for n in range(9)]
    odd[5]["stored"] = "2026-03-05T08:00:00"
    with running(MemoryStore(odd)) as (served, _):
        assert found(read(served)) == list(range(9))


def test_entries_that_are_no_statement_are_told_of() -> None:
    deep = "[" * 70 + "]" * 70
    deeper = "[" * 5000 + "]" * 5000
    entries = (
        '{"id": "a", "x": "\\ud800"}',
        f'{{"x": {deep}}}',
        '{"x": NaN}',
        "7",
        f'{{"x": {deeper}}}',
    )
    body = f'{{"statements": [{",".join(entries)}], "n": 1}}'
    with serving(lambda _: Reply(200, body.encode())) as served:
        page = read(served)[0]
    assert page.statements == [{"id": "a", "x": "?"}]
    assert page.unread == (
        "嵌套超过 64 层",
        "含有 NaN，JSON 里没有这种数",
        "不是一条学习记录",
        "嵌套超过 64 层",
    )


MINUTES = st.integers(0, 59) | st.integers(0, 5)
ARRIVALS = st.lists(st.tuples(MINUTES, st.integers(1, 28)), max_size=30)
"""The minute a statement is stored in, and the day of February it was recorded on."""


STORES = st.sampled_from(
    [
        ("stored", 2, by_offset),
        ("stored", 1000, by_offset),
        ("stored", 1000, by_id),
        ("timestamp", 2, by_offset),
        ("timestamp", 1000, by_id),
        ("timestamp", 1000, by_offset),
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    first=ARRIVALS,
    later=ARRIVALS,
    manner=STORES,
    stopped=st.integers(1, 4),
)
def test_every_statement_is_read_in_the_end(
    first: list[tuple[int, int]],
    later: list[tuple[int, int]],
    manner: tuple[str, int, Link],
    stopped: int,
) -> None:
    """Of any store, in a run that was stopped and one that goes on with what came meanwhile."""
    arrivals = [*sorted(first), *((60 + minute, day) for minute, day in sorted(later))]
    every = [
        statement(n, f"{minute // 60:02d}:{minute % 60:02d}:00.000", f"2026-02-{day:02d}T00:00:00Z")
        for n, (minute, day) in enumerate(arrivals)
    ]
    store = MemoryStore(every[: len(first)], *manner)
    with running(store) as (served, _):
        endpoint = endpoint_of(served.address)
        start = list(islice(pages(endpoint, limit=4, sleep=no_waiting), stopped))
        store.statements += every[len(first) :]
        rest = read(served, start[-1].through)
    assert found([*start, *rest]) == list(range(len(every)))


def fault_of(served: ScriptedStore) -> str:
    with pytest.raises(LrsFault) as fault:
        read(served)
    return str(fault.value).replace(f"127.0.0.1:{served.port}", "store.test")


ROUND = "记录库 http://store.test/xAPI 的下一页绕回了读过的页，读不完；请管理员查看"
PLAIN = {"id": "a"}


@pytest.mark.parametrize(
    "more",
    [
        lambda n: "/xAPI/statements?page=1",
        lambda n: f"/xAPI/statements?page={n % 3}",
        lambda n: f"/xAPI/statements?page={n}",
    ],
)
def test_links_that_lead_round_end(more: object) -> None:
    calls: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        calls.append(asked)
        return result([PLAIN], more(len(calls)))  # type: ignore[operator]

    with serving(answer) as served:
        assert fault_of(served) == ROUND


def test_empty_pages_without_end_end() -> None:
    calls: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        calls.append(asked)
        return result([], f"/xAPI/statements?page={len(calls)}")

    with serving(answer) as served:
        assert fault_of(served) == ROUND
    assert len(calls) == 11


@pytest.mark.parametrize(
    "more",
    ["http://evil.test/xAPI/statements?a=1", "//evil.test/a", "https://{host}/a", "http://["],
)
def test_a_next_page_elsewhere_is_not_asked_for(more: str) -> None:
    with serving(
        lambda _: result([PLAIN], more.format(host=served.address.split("/")[2]))
    ) as served:
        shown = more.format(host="store.test")
        assert fault_of(served) == (
            f"记录库 http://store.test/xAPI 把下一页指到 {shown}；登录信息不会发到别处，"
            "请管理员让它给出同一主机的地址，或改用那个地址"
        )
    assert len(served.asked) == 1


def test_a_whole_address_of_the_same_store_is_followed() -> None:
    def answer(asked: Asked) -> Reply:
        if "page" in asked.query:
            return result([{"id": "b"}])
        return result([PLAIN], f"http://127.0.0.1:{served.port}/xAPI/statements?page=2&q=人")

    with serving(answer) as served:
        assert [page.statements for page in read(served)] == [[PLAIN], [{"id": "b"}]]
    assert served.asked[1].query == {"page": "2", "q": "人"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!doctype html><p>登录", "回答的是网页，不是学习记录；请检查地址，一般以 /xAPI 结尾"),
        ("", "的回答不是学习记录的列表（不是完整的 JSON）；请检查地址"),
        ("[]", "的回答不是学习记录的列表（不是学习记录的列表）；请检查地址"),
        ("{}", "的回答不是学习记录的列表（没有 statements）；请检查地址"),
        ('{"a": 1}', "的回答不是学习记录的列表（没有 statements）；请检查地址"),
        ('{"statements": {}}', "的回答不是学习记录的列表（不是学习记录的列表）；请检查地址"),
        ('{"statements": [{}] ]', "的回答不是学习记录的列表（不是学习记录的列表）；请检查地址"),
        ('{"statements": []} x', "的回答不是学习记录的列表（后面还有别的内容）；请检查地址"),
        (
            '{"statements": [], "more": 7}',
            "的回答不是学习记录的列表（more 不是地址）；请检查地址",
        ),
        ("--b\r\nContent-Type: a", "的回答不是学习记录的列表（不是学习记录的列表）；请检查地址"),
    ],
)
def test_an_answer_that_is_no_list_of_statements(body: str, words: str) -> None:
    with serving(lambda _: Reply(200, body.encode())) as served:
        assert fault_of(served) == f"记录库 http://store.test/xAPI {words}"
    assert len(served.asked) == 1


def test_a_text_cut_short_is_asked_for_again() -> None:
    def answer(_: Asked) -> Reply:
        whole = json.dumps({"statements": [PLAIN]}).encode()
        return Reply(200, whole[: -1 if len(served.asked) < 3 else None], length=-1)

    with serving(answer) as served:
        assert read(served)[0].statements == [PLAIN]
    assert len(served.asked) == 3


def test_a_text_that_is_always_cut_short() -> None:
    with serving(lambda _: Reply(200, b'{"statements": [{"id": "a"}, {"id')) as served:
        assert fault_of(served) == (
            "记录库 http://store.test/xAPI 的回答总在中途断开；请过一会儿再运行，或请管理员查看"
        )
    assert len(served.asked) == 3
