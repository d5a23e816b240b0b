"""The address of a store and the file with the user's name and password."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursemark.lrs import Credentials, LrsFault, endpoint_of, read_credentials

KNOWN = "agent、verb、activity、registration、related_activities、related_agents"


@pytest.mark.parametrize(
    ("url", "name", "path"),
    [
        ("lrs+http://lrs.test:8100/xAPI", "http://lrs.test:8100/xAPI", "/xAPI/statements"),
        ("lrs+http://lrs.test:8100/xAPI/", "http://lrs.test:8100/xAPI", "/xAPI/statements"),
        (" lrs+http://LRS.test:80/xAPI/statements ", "http://lrs.test/xAPI", "/xAPI/statements"),
        ("lrs+https://lrs.test:443", "https://lrs.test", "/statements"),
        ("lrs+https://lrs.test:80/a", "https://lrs.test:80/a", "/a/statements"),
        ("lrs+http://[::1]:8100/x", "http://[::1]:8100/x", "/x/statements"),
        (
            "lrs+http://10.1.2.3/学习 记录",
            "http://10.1.2.3/%E5%AD%A6%E4%B9%A0%20%E8%AE%B0%E5%BD%95",
            "",
        ),
        ("lrs+http://医院.test/x", "http://xn--ekrs67m.test/x", "/x/statements"),
    ],
)
def test_an_address(url: str, name: str, path: str) -> None:
    endpoint = endpoint_of(url)
    assert endpoint.name == name
    assert endpoint.path == (path or endpoint.path)


def test_filters_go_with_every_request() -> None:
    endpoint = endpoint_of("lrs+http://lrs.test/xAPI?activity=http://a.test/%3Fb&verb=")
    assert endpoint.name == "http://lrs.test/xAPI?activity=http%3A%2F%2Fa.test%2F%3Fb&verb="
    assert endpoint.target({"limit": "5"}) == (
        "/xAPI/statements?activity=http%3A%2F%2Fa.test%2F%3Fb&verb=&limit=5"
    )


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "http://lrs.test/xAPI",
            "http://lrs.test/xAPI 不是记录库的地址；"
            "请写成 lrs+http://lrs.example:8100/xAPI 或 lrs+https://…",
        ),
        (
            "lrs+ftp://lrs.test/\x1b[31m",
            "lrs+ftp://lrs.test/\\u001b[31m 不是记录库的地址；"
            "请写成 lrs+http://lrs.example:8100/xAPI 或 lrs+https://…",
        ),
        (
            "lrs+http:///xAPI",
            "记录库的地址 lrs+http:///xAPI 里没有能用的主机名；"
            "请写成 lrs+http://lrs.example:8100/xAPI",
        ),
        (
            "lrs+http://a%20b/xAPI",
            "记录库的地址 lrs+http://a%20b/xAPI 里没有能用的主机名；"
            "请写成 lrs+http://lrs.example:8100/xAPI",
        ),
        (
            "lrs+http://lrs.test:99999/xAPI",
            "记录库的地址写错了，主机或端口读不出来；请写成 lrs+http://lrs.example:8100/xAPI",
        ),
        (
            "lrs+http://[::1/xAPI",
            "记录库的地址写错了，主机或端口读不出来；请写成 lrs+http://lrs.example:8100/xAPI",
        ),
        (
            "lrs+http:/lrs:s3cret@lrs.test/xAPI",
            "记录库的地址 lrs+http:/***@lrs.test/xAPI 里没有能用的主机名；"
            "请写成 lrs+http://lrs.example:8100/xAPI",
        ),
        (
            "lrs:s3cret@lrs.test/xAPI",
            "***@lrs.test/xAPI 不是记录库的地址；"
            "请写成 lrs+http://lrs.example:8100/xAPI 或 lrs+https://…",
        ),
        (
            "lrs+http://lrs.test/xAPI#top",
            "记录库的地址 lrs+http://lrs.test/xAPI#top 里不能有 #；请去掉 # 和它后面的部分",
        ),
        (
            "lrs+http://lrs.test/xAPI?since=2026-01-01",
            f"记录库的地址里不能写参数 since；可以写 {KNOWN}，分页和时间由程序决定",
        ),
        (
            "lrs+http://lrs:s3cret@lrs.test/xAPI",
            "记录库的地址里不要写用户名和密码，命令会留在历史里；请写进登录文件，一行“用户名:密码”",
        ),
        (
            "ftp://lrs:s3cret@lrs.test/xAPI",
            "记录库的地址里不要写用户名和密码，命令会留在历史里；请写进登录文件，一行“用户名:密码”",
        ),
    ],
)
def test_an_address_that_is_none(url: str, message: str) -> None:
    with pytest.raises(LrsFault) as fault:
        endpoint_of(url)
    assert str(fault.value) == message


def test_nothing_that_is_shown_holds_the_secret() -> None:
    credentials = Credentials("lrs", "s3cret")
    endpoint = endpoint_of("lrs+http://lrs.test/xAPI", credentials)
    assert endpoint.credentials == credentials
    assert "s3cret" not in f"{endpoint!r} {endpoint.name} {credentials!r}"


@pytest.mark.parametrize(
    "text",
    [
        "lrs:s3:cret 1",
        "\ufeff# 记录库的登录信息\r\n\r\n  lrs:s3:cret 1\r\n",
    ],
)
def test_a_file_with_name_and_password(tmp_path: Path, text: str) -> None:
    file = tmp_path / "lrs.txt"
    file.write_text(text, "utf-8")
    assert read_credentials(file) == Credentials("lrs", "s3:cret 1")


@pytest.mark.parametrize(
    "data",
    [b"", b"lrs", b"lrs:", b":secret", b"a:b\nc:d", b"\xff\xfea:b", b"a:" + b"b" * 4096],
)
def test_a_file_without(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "lrs.txt"
    file.write_bytes(data)
    with pytest.raises(LrsFault) as fault:
        read_credentials(file)
    assert str(fault.value) == (
        f"登录文件 {file} 里没有一行“用户名:密码”；"
        "里面写一行“用户名:密码”，用英文冒号，存成 UTF-8 文本"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LrsFault) as fault:
        read_credentials(tmp_path / "lrs.txt")
    assert str(fault.value) == f"登录文件 {tmp_path / 'lrs.txt'} 不存在；请检查路径和文件名"
