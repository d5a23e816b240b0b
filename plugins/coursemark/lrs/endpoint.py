"""Where a record store is, and who asks it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from coursemark.lrs.fault import LrsFault
from coursemark.problems import visible
from coursemark.reasons import cannot_read

SCHEMES = {"lrs+http": "http", "lrs+https": "https"}
_PORTS = {"http": 80, "https": 443}
_EXAMPLE = "lrs+http://lrs.example:8100/xAPI"

_FILTERS = ("agent", "verb", "activity", "registration", "related_activities", "related_agents")
"""What the standard lets a reader ask for. The rest of its parameters are for paging."""

_HOST = re.compile(r"[0-9A-Za-z._-]+|[0-9A-Fa-f:.]+")
_BEFORE_AT = re.compile(r"[^/?&=]*@")
_LONGEST_FILE = 4096
_AS_IS = "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~"


@dataclass(frozen=True)
class Credentials:
    """What a store knows a reader by, for HTTP Basic."""

    user: str
    secret: str = field(repr=False)

    def header(self) -> str:
        pair = f"{self.user}:{self.secret}".encode()
        return f"Basic {base64.b64encode(pair).decode('ascii')}"

    def hide(self, text: str) -> str:
        """The text without the secret, should a store repeat it."""
        for secret in (self.header().removeprefix("Basic "), self.secret):
            text = text.replace(secret, "***") if secret else text
        return text


@dataclass(frozen=True)
class Endpoint:
    """The statement resource of one record store."""

    scheme: str
    """`http` or `https`."""
    host: str
    """Lower case; an IPv6 address without brackets."""
    port: int
    path: str
    """Of the resource, percent-encoded: ends with `/statements`."""
    filters: tuple[tuple[str, str], ...] = ()
    """Parameters of every request, as given in the address."""
    credentials: Credentials | None = field(default=None, repr=False, compare=False)

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def name(self) -> str:
        """What people are shown, and what tells stores apart; it holds no secret."""
        query = f"?{urlencode(self.filters)}" if self.filters else ""
        return self.origin + self.path.removesuffix("/statements") + query

    def target(self, parameters: dict[str, str]) -> str:
        """Path and query of a request."""
        return f"{self.path}?{urlencode([*self.filters, *parameters.items()])}"

    def target_of(self, reference: str, base: str) -> str | None:
        """Path and query of a link that this store gave; None when it leads to another one.

        `base`: the target of the request that was answered by it.
        """
        try:
            link = urlsplit(urljoin(self.origin + base, reference))
            same = (link.scheme, link.hostname, link.port or _PORTS.get(link.scheme)) == (
                self.scheme,
                self.host,
                self.port,
            )
        except ValueError:
            return None
        query = f"?{link.query}" if link.query else ""
        return quote((link.path or "/") + query, safe=_AS_IS) if same else None


def endpoint_of(url: str, credentials: Credentials | None = None) -> Endpoint:
    """The store that `lrs+http://host:port/xAPI` names, with or without `/statements` at its end.

    The query may hold filters of the standard, such as `activity`. An `LrsFault` for all else; a
    user and password in the address are refused and not repeated, because a shell keeps what was
    typed, and everybody on the machine sees it.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise LrsFault(f"记录库的地址写错了，主机或端口读不出来；请写成 {_EXAMPLE}") from None
    if parts.username is not None or parts.password is not None:
        raise LrsFault(
            "记录库的地址里不要写用户名和密码，命令会留在历史里；请写进登录文件，一行“用户名:密码”"
        )
    # A mistyped one may hold them in another place.
    shown = visible(_BEFORE_AT.sub("***@", url))
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None:
        raise LrsFault(f"{shown} 不是记录库的地址；请写成 {_EXAMPLE} 或 lrs+https://…")
    if not host.isascii():
        host = _punycode(host)
    if not _HOST.fullmatch(host) or port == 0:
        raise LrsFault(f"记录库的地址 {shown} 里没有能用的主机名；请写成 {_EXAMPLE}")
    if parts.fragment:
        raise LrsFault(f"记录库的地址 {shown} 里不能有 #；请去掉 # 和它后面的部分")
    path = quote(parts.path, safe=_AS_IS).rstrip("/").removesuffix("/statements")
    return Endpoint(
        scheme,
        host,
        port or _PORTS[scheme],
        f"{path}/statements",
        _filters(parts.query),
        credentials,
    )


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _filters(query: str) -> tuple[tuple[str, str], ...]:
    pairs = tuple(parse_qsl(query, keep_blank_values=True))
    for name, _value in pairs:
        if name not in _FILTERS:
            raise LrsFault(
                f"记录库的地址里不能写参数 {visible(name)}；可以写 {'、'.join(_FILTERS)}，"
                "分页和时间由程序决定"
            )
    return pairs


def read_credentials(path: Path) -> Credentials:
    """What a file of one line `user:secret` says; lines that begin with `#` are left out.

    An `LrsFault` when it cannot be read or says something else.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_FILE + 1)
    except OSError as error:
        raise LrsFault(f"登录文件 {path} {cannot_read(error)}") from None
    remedy = "里面写一行“用户名:密码”，用英文冒号，存成 UTF-8 文本"
    try:
        text = data.decode("utf-8-sig") if len(data) <= _LONGEST_FILE else ""
    except UnicodeDecodeError:
        text = ""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    user, colon, secret = lines[0].partition(":") if len(lines) == 1 else ("", "", "")
    if not user or not colon or not secret:
        raise LrsFault(f"登录文件 {path} 里没有一行“用户名:密码”；{remedy}")
    return Credentials(user, secret)
