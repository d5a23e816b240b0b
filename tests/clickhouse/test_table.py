"""Addresses of tables."""

from __future__ import annotations

import pytest

from coursemark.clickhouse import Table, table_of
from coursemark.lrs import Credentials, LrsFault


@pytest.mark.parametrize(
    ("url", "table", "name"),
    [
        (
            "clickhouse+http://DB.example:9000/xapi/xapi_events_all",
            Table("http", "db.example", 9000, "xapi", "xapi_events_all"),
            "http://db.example:9000/xapi/xapi_events_all",
        ),
        (
            " clickhouse+http://db/xapi/events/ ",
            Table("http", "db", 8123, "xapi", "events"),
            "http://db:8123/xapi/events",
        ),
        (
            "clickhouse+https://[::1]/x%2Fy/%E8%A1%A8",
            Table("https", "::1", 8443, "x/y", "表"),
            "https://[::1]:8443/x%2Fy/%E8%A1%A8",
        ),
    ],
)
def test_an_address_names_a_table(url: str, table: Table, name: str) -> None:
    assert table_of(url) == table
    assert table.name == name


def test_credentials_are_kept_and_not_shown() -> None:
    table = table_of("clickhouse+http://db/xapi/events", Credentials("a", "s3cret"))

    assert table.credentials == Credentials("a", "s3cret")
    assert "s3cret" not in f"{table!r} {table.name}"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "http://db/xapi/events",
            "http://db/xapi/events 不是数据库的地址；请写成 "
            "clickhouse+http://db.example:8123/xapi/xapi_events_all 或 clickhouse+https://…",
        ),
        (
            "clickhouse+http://a:s3cret@db/xapi/events",
            "数据库的地址里不要写用户名和密码，命令会留在历史里；请写进登录文件，一行“用户名:密码”",
        ),
        (
            "clickhouse+http://db:port/xapi/events",
            "数据库的地址写错了，主机或端口读不出来；请写成 "
            "clickhouse+http://db.example:8123/xapi/xapi_events_all",
        ),
        (
            "clickhouse+http:///xapi/events",
            "数据库的地址 clickhouse+http:///xapi/events 里没有能用的主机名；请写成 "
            "clickhouse+http://db.example:8123/xapi/xapi_events_all",
        ),
        *(
            (
                f"clickhouse+http://db{rest}",
                f"数据库的地址 clickhouse+http://db{rest} 要以“/库名/表名”结尾，后面不带别的；"
                "请写成 clickhouse+http://db.example:8123/xapi/xapi_events_all",
            )
            for rest in ("", "/", "/xapi", "/xapi/", "/a/b/c", "/a/b?c=d", "/a/b#c")
        ),
    ],
)
def test_another_address_is_refused(url: str, words: str) -> None:
    with pytest.raises(LrsFault) as fault:
        table_of(url)

    assert str(fault.value) == words
