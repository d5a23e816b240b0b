"""What a database may answer over HTTP, and what is made of it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from clickhouse.scripted import LAST, USER, Scripted, answering, chunked, refusal, row

from coursemark.clickhouse import (
    Counted,
    Table,
    count,
    fingerprints,
    learner_logs,
    partitions_for,
)
from coursemark.lrs import LrsFault

SITE = "https://train.test/"
AN = row("10023", b'{"id":1}')
LI = row("10024", b'{"id":2}') + row("10024", b'{"id":3}')
MEMORY = "的内存不够做这次查询；请把记录分成更多份读，或请管理员放宽限制"


def read(database: Scripted, waits: list[float] | None = None) -> list[tuple[str, list[bytes]]]:
    sleep = (waits if waits is not None else []).append
    return list(learner_logs(database.table, SITE, 1, 4, sleep=sleep))


def fault_of(answer: bytes) -> str:
    """Without the part that every fault begins with."""
    with answering(answer) as database, pytest.raises(LrsFault) as fault:
        read(database)
    return str(fault.value).removeprefix(f"数据库 http://127.0.0.1:{database.port}/xapi/events ")


def parameters(request: str) -> dict[str, str]:
    query = urlsplit(request.split(" ")[1]).query
    return {name: value for name, (value,) in parse_qs(query).items()}


def test_the_database_is_told_who_asks_for_what() -> None:
    with answering(chunked(LAST)) as database:
        assert read(database) == []

    head, _, body = database.asked[0].partition("\r\n\r\n")
    assert "Authorization: Basic cmVhZGVyOnMzY3JldA==" in head.split("\r\n")
    assert body.endswith("FORMAT RowBinary")
    assert "train.test" not in body
    assert parameters(head) == {
        "param_database": "xapi",
        "param_table": "events",
        "param_site": SITE,
        "param_partition": "1",
        "param_partitions": "4",
        "param_only": "[]",
    }


def test_rows_may_be_cut_anywhere() -> None:
    whole = AN + LI + LAST
    for at in range(len(whole) + 1):
        with answering(chunked(*filter(None, (whole[:at], whole[at:])))) as database:
            found = read(database)
        assert found == [("10023", [b'{"id":1}']), ("10024", [b'{"id":2}', b'{"id":3}'])]


def test_a_text_may_be_longer_than_what_is_read_at_once() -> None:
    long = b"x" * 3_000_000
    with answering(chunked(row("10023", long), LAST)) as database:
        assert read(database) == [("10023", [long])]


def test_a_log_without_end_comes_in_lots() -> None:
    many = b"".join(row("10023", b"%d" % n) for n in range(45_000))
    with answering(chunked(many, AN), chunked(many, LI, LAST)) as database:
        found = read(database)

    lots = [("10023", 20_000), ("10023", 20_000), ("10023", 5_000), ("10024", 2)]
    assert [(learner, len(statements)) for learner, statements in found[2:]] == lots
    assert found[:2] == found[2:4]
    assert b"".join(found[2][1] + found[3][1] + found[4][1]) == b"".join(
        b"%d" % n for n in range(45_000)
    )


@pytest.mark.parametrize(
    "cut",
    [
        chunked(AN, LI),
        chunked(AN, LI[:-3]),
        chunked(AN, LI, end=b""),
        chunked(AN, LI, end=b"10\r\n\0\x05100"),
        b"HTTP/1.0 200 OK\r\n\r\n" + AN + LI,
    ],
)
def test_a_cut_stream_goes_on_behind_the_last_whole_learner(cut: bytes) -> None:
    waits: list[float] = []
    with answering(cut, chunked(LI, LAST)) as database:
        found = read(database, waits)

    assert found == [("10023", [b'{"id":1}']), ("10024", [b'{"id":2}', b'{"id":3}'])]
    assert [parameters(each).get("param_start") for each in database.asked] == [None, "10023\\0"]
    assert waits == [1]


def test_a_database_that_never_ends_an_answer_is_given_up() -> None:
    waits: list[float] = []
    with answering(chunked(LI)) as database, pytest.raises(LrsFault) as fault:
        read(database, waits)

    assert str(fault.value) == (
        f"数据库 {database.table.name} 断开了连接，试了 6 次；请过一会儿再运行，或请管理员查看"
    )
    assert waits == [1, 2, 4, 8, 16]


def test_an_answer_without_a_log_is_tried_again_too() -> None:
    full = row("count", b"5 3 1 2")
    busy = refusal(500, b"Code: 202. DB::Exception: Too many simultaneous queries")
    with answering(busy, chunked(full), chunked(full, LAST)) as database:
        found = count(database.table, SITE, sleep=[].append)
    assert found == Counted(statements=3, learners=2, elsewhere=2, unreadable=1)

    one = row("10023", b"7 12345")
    with answering(busy, chunked(one, LAST)) as database:
        ((found_one,),) = [fingerprints(database.table, SITE, sleep=[].append)]
    assert (found_one.learner, found_one.statements, found_one.digest) == ("10023", 7, "12345")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            refusal(403, b"Code: 516. DB::Exception: reader: Authentication failed"),
            "不认登录信息；请检查登录文件里的“用户名:密码”",
        ),
        (refusal(401, b""), "不认登录信息；请检查登录文件里的“用户名:密码”"),
        (
            refusal(500, b"Code: 497. DB::Exception: reader: Not enough privileges."),
            "不让这个用户读这张表；请管理员给它 SELECT 的权限",
        ),
        (refusal(500, b"Code: 241. DB::Exception: Memory limit"), MEMORY),
        # What a server adds to an answer that it has begun, older ones and newer ones.
        (chunked(AN, b"Code: 241. DB::Exception: Memory limit\n"), MEMORY),
        (chunked(AN, b"\r\n__exception__\r\nabc\r\nCode: 241. DB::Exception: x", end=b""), MEMORY),
        (chunked(AN, b"C", b"ode: 241. DB::Exception: Memory limit\n"), MEMORY),
        # As a server of 2018 says it (18.16), and one that knows values but no names.
        (
            refusal(
                500, b"Code: 115, e.displayText() = DB::Exception: Unknown setting param_database"
            ),
            "太旧或不完整，缺少需要的功能；请管理员升级 ClickHouse",
        ),
        (
            refusal(400, b"Code: 62. DB::Exception: Syntax error: failed at position 90"),
            "太旧或不完整，缺少需要的功能；请管理员升级 ClickHouse",
        ),
        (
            refusal(400, b"Code: 999. DB::Exception: \x1b[31m of reader:s3cret"),
            "没有做成这次查询：Code: 999. DB::Exception: \\u001b[31m of reader:***；"
            "请把这句话给管理员看",
        ),
        (
            refusal(302, b"", b"Location: http://evil.test/"),
            "回答的（302）不像 ClickHouse；请检查地址和端口，一般是 8123",
        ),
        (
            refusal(404, b"<h1>no"),
            "回答的（404）不像 ClickHouse；请检查地址和端口，一般是 8123",
        ),
        (
            refusal(200, b"Ok.\n"),
            "回答的（200）不像 ClickHouse；请检查地址和端口，一般是 8123",
        ),
        (
            chunked(b"\0" + b"\xff" * 9),
            "回答的（200）不像 ClickHouse；请检查地址和端口，一般是 8123",
        ),
        (
            chunked(b"\0\x81\x80\x80\x20" + b"a" * 99),
            "回答的（200）不像 ClickHouse；请检查地址和端口，一般是 8123",
        ),
        (b"SSH-2.0\r\n", "回答的不是 HTTP，试了 6 次；请过一会儿再运行，或请管理员查看"),
        (
            refusal(503, b"<p>later"),
            "回答 503，试了 6 次；请过一会儿再运行，或请管理员查看",
        ),
    ],
)
def test_the_trainer_is_told_what_to_do(answer: bytes, words: str) -> None:
    assert fault_of(answer) == words


def test_a_database_that_is_not_there() -> None:
    with answering(b"") as database:
        pass
    with pytest.raises(LrsFault) as fault:
        read(database)

    assert str(fault.value) == (
        f"数据库 {database.table.name} 没有开：这个端口上没有程序应答，试了 6 次；"
        "请过一会儿再运行，或请管理员查看"
    )


def test_http_is_not_taken_for_https() -> None:
    with answering(refusal(400, b"")) as database:
        table = Table("https", "127.0.0.1", database.port, "xapi", "events", USER)
        with pytest.raises(LrsFault) as fault:
            count(table, SITE)

    assert str(fault.value) == (
        f"数据库 {table.name} 说的不是 https；请检查端口，或改写成 clickhouse+http://…"
    )


@pytest.mark.parametrize(
    ("statements", "processes", "partitions"),
    [(0, 1, 1), (500_000, 1, 1), (500_001, 1, 2), (0, 2, 2), (1_000_001, 2, 4), (6_000_000, 2, 12)],
)
def test_partitions_are_shared_by_the_processes(
    statements: int, processes: int, partitions: int
) -> None:
    assert partitions_for(statements, processes) == partitions
