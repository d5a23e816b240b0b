"""The record store that hand-ins are sent to cannot be reached as it is written.

The page shows where it sends, and everybody who opens the site can read the token: neither may be
something else than it says.

Fails::

    lrs: {endpoint: "http://lrs.hospital.lan:8100/xAPI/statements"}

Passes::

    lrs: {endpoint: "http://lrs.hospital.lan:8100/xAPI", token: "site:write-only"}

Passes as well, where the site's own server hands it on and adds the token::

    lrs: {endpoint: /xAPI}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import SplitResult, urlsplit

from coursemark.model import Lrs, Site
from coursemark.problems import Level, Place, Problem

ID = "bad-lrs"
LEVEL: Level = "error"

_UNFIT = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
"""What no address has."""
_TOKEN = re.compile(r"[\x21-\x39\x3b-\x7e]+:[\x20-\x7e]+")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def check(site: Site, today: date) -> Iterator[Problem]:
    lrs = site.config.lrs
    if lrs is None:
        return
    place = Place("mkdocs.yml")
    text = _address_fault(lrs.endpoint) or _token_fault(lrs)
    if text:
        yield Problem(place, ID, f"插件选项 lrs 的 {text}", LEVEL)
    elif _is_mixed(site.config.id, urlsplit(lrs.endpoint)):
        text = (
            f"站点地址是 https，记录库 {lrs.endpoint} 是 http：从 https 打开的页面，"
            "浏览器不许发到 http；请让记录库也用 https，或由网站的服务器转交（endpoint: /xAPI）。"
            "站点实际用 http 打开的，不用改"
        )
        yield Problem(place, ID, text, "warning", tolerated=True)


def _address_fault(endpoint: str) -> str:
    """What is wrong with it, or nothing."""
    try:
        address = urlsplit(endpoint)
        port = address.port
    except ValueError:
        address, port = urlsplit(""), None
    below = endpoint.startswith("/") and not endpoint.startswith("//")
    whole = address.scheme in ("http", "https") and bool(address.hostname) and port != 0
    if not (below or whole) or _UNFIT.search(endpoint):
        return (
            f"endpoint {endpoint} 不是网址；请写成 http://记录库的地址/xAPI，"
            "或本站服务器上的路径 /xAPI"
        )
    if "@" in address.netloc:
        return "endpoint 里写了用户名和密码；请移到 token:，写成 名字:密码"
    if address.query or address.fragment or "?" in endpoint or "#" in endpoint:
        return f"endpoint {endpoint} 里有 ? 或 #；请只写到 /xAPI 为止"
    if address.path.rstrip("/").endswith("/statements"):
        shorter = endpoint.rstrip("/").removesuffix("/statements")
        return f"endpoint 多写了 /statements；请写成 {shorter}"
    return ""


def _token_fault(lrs: Lrs) -> str:
    if not lrs.token:
        if lrs.endpoint.startswith("/"):
            return ""
        return (
            "token 是空的；请写只能写入、不能读出的那个 名字:密码，"
            "由网站的服务器代填的，把 endpoint 写成 /xAPI"
        )
    if not _TOKEN.fullmatch(lrs.token):
        return "token 不对；请写成 名字:密码，只用英文字母、数字和符号，不要写 Basic，不要编码"
    return ""


def _is_mixed(site_id: str, endpoint: SplitResult) -> bool:
    """Whether browsers would refuse it; to the same computer they do not."""
    return (
        site_id.startswith("https:")
        and endpoint.scheme == "http"
        and endpoint.hostname not in _LOOPBACK
    )
