from __future__ import annotations

import pytest
from site_folder import TODAY

from coursemark.checks.bad_lrs import check
from coursemark.model import Lrs, Site, SiteConfig

FIT = "site:write-only"
NO_ADDRESS = "不是网址；请写成 http://记录库的地址/xAPI，或本站服务器上的路径 /xAPI"


def found(lrs: Lrs | None, id: str = "http://fire.lan/") -> list[str]:
    site = Site(SiteConfig(id=id, title="消防", lrs=lrs))
    return [str(problem) for problem in check(site, TODAY)]


@pytest.mark.parametrize(
    "lrs",
    [
        None,
        Lrs("http://lrs.hospital.lan:8100/xAPI", FIT),
        Lrs("https://lrs.hospital.lan/data/xAPI", FIT),
        Lrs("http://10.1.2.3:8100/xAPI", FIT),
        Lrs("http://[fd00::1]:8100/xAPI", "a:b:c d"),
        Lrs("/xAPI"),
        Lrs("/xAPI", FIT),
    ],
)
def test_fit(lrs: Lrs | None) -> None:
    assert found(lrs) == []


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("lrs.hospital.lan/xAPI", f"lrs.hospital.lan/xAPI {NO_ADDRESS}"),
        ("//lrs.hospital.lan/xAPI", f"//lrs.hospital.lan/xAPI {NO_ADDRESS}"),
        ("ftp://lrs.hospital.lan", f"ftp://lrs.hospital.lan {NO_ADDRESS}"),
        ("javascript:alert(1)//", f"javascript:alert(1)// {NO_ADDRESS}"),
        ("http://", f"http:// {NO_ADDRESS}"),
        ("http://lrs.lan:81000/xAPI", f"http://lrs.lan:81000/xAPI {NO_ADDRESS}"),
        ("http://[fd00", f"http://[fd00 {NO_ADDRESS}"),
        ("http://记录库/xAPI", f"http://记录库/xAPI {NO_ADDRESS}"),
        ("http://lrs lan/xAPI", f"http://lrs lan/xAPI {NO_ADDRESS}"),
        (
            "http://a:b@lrs.lan/xAPI",
            "里写了用户名和密码；请移到 token:，写成 名字:密码",
        ),
        ("http://lrs.lan/xAPI?a=b", "http://lrs.lan/xAPI?a=b 里有 ? 或 #；请只写到 /xAPI 为止"),
        (
            "http://lrs.lan/xAPI/statements",
            "多写了 /statements；请写成 http://lrs.lan/xAPI",
        ),
    ],
)
def test_no_address(endpoint: str, expected: str) -> None:
    assert found(Lrs(endpoint, FIT)) == [
        f"mkdocs.yml:1:1: 错误: 插件选项 lrs 的 endpoint {expected} [bad-lrs]"
    ]


def test_no_token() -> None:
    assert found(Lrs("http://lrs.lan/xAPI")) == [
        "mkdocs.yml:1:1: 错误: 插件选项 lrs 的 token 是空的；"
        "请写只能写入、不能读出的那个 名字:密码，"
        "由网站的服务器代填的，把 endpoint 写成 /xAPI [bad-lrs]"
    ]


@pytest.mark.parametrize(
    "token", ["site", "c2l0ZTp3cml0ZQ==", "Basic a:b", ":b", "a:", "站点:密码", "a:b\n"]
)
def test_no_name_and_password(token: str) -> None:
    assert found(Lrs("http://lrs.lan/xAPI", token)) == [
        "mkdocs.yml:1:1: 错误: 插件选项 lrs 的 token 不对；请写成 名字:密码，"
        "只用英文字母、数字和符号，不要写 Basic，不要编码 [bad-lrs]"
    ]


def test_a_browser_sends_nothing_from_https_to_http() -> None:
    (problem,) = check(
        Site(SiteConfig("https://fire.lan/", "消防", lrs=Lrs("http://lrs.lan/xAPI", FIT))), TODAY
    )

    assert problem.tolerated
    assert str(problem) == (
        "mkdocs.yml:1:1: 警告: 站点地址是 https，记录库 http://lrs.lan/xAPI 是 http："
        "从 https 打开的页面，浏览器不许发到 http；"
        "请让记录库也用 https，或由网站的服务器转交（endpoint: /xAPI）。"
        "站点实际用 http 打开的，不用改 [bad-lrs]"
    )


@pytest.mark.parametrize(
    "endpoint",
    ["https://lrs.lan/xAPI", "/xAPI", "http://127.0.0.1:8100/xAPI", "http://localhost/x"],
)
def test_what_https_pages_may_send_to(endpoint: str) -> None:
    assert found(Lrs(endpoint, FIT), "https://fire.lan/") == []
