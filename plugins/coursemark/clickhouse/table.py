"""Where a table of statements is, and who asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from coursemark.lrs import Credentials, LrsFault
from coursemark.problems import visible

SCHEMES = {"clickhouse+http": "http", "clickhouse+https": "https"}
_PORTS = {"http": 8123, "https": 8443}
"""ClickHouse's own for its HTTP interface."""
_EXAMPLE = "clickhouse+http://db.example:8123/xapi/xapi_events_all"
_HOST = re.compile(r"[0-9A-Za-z._-]+|[0-9A-Fa-f:.]+")


@dataclass(frozen=True)
class Table:
    """A table as Ralph keeps it: `event_id UUID, emission_time DateTime64(6), event String`."""

    scheme: str
    """`http` or `https`."""
    host: str
    """An IPv6 address without brackets."""
    port: int
    database: str
    table: str
    credentials: Credentials | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        """What people are shown; it holds no secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = "/".join(quote(part, safe="") for part in (self.database, self.table))
        return f"{self.scheme}://{host}:{self.port}/{path}"


def table_of(url: str, credentials: Credentials | None = None) -> Table:
    """The table that `clickhouse+http://host:8123/database/table` names.

    An `LrsFault` for all else; a user and password in the address are refused and not repeated.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise LrsFault(f"数据库的地址写错了，主机或端口读不出来；请写成 {_EXAMPLE}") from None
    if parts.username is not None or parts.password is not None:
        raise LrsFault(
            "数据库的地址里不要写用户名和密码，命令会留在历史里；请写进登录文件，一行“用户名:密码”"
        )
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None:
        raise LrsFault(
            f"{visible(url)} 不是数据库的地址；请写成 {_EXAMPLE} 或 clickhouse+https://…"
        )
    if not _HOST.fullmatch(host) or port == 0:
        raise LrsFault(f"数据库的地址 {visible(url)} 里没有能用的主机名；请写成 {_EXAMPLE}")
    database, _, table = parts.path.strip("/").partition("/")
    if not database or not table or "/" in table or parts.query or parts.fragment:
        raise LrsFault(
            f"数据库的地址 {visible(url)} 要以“/库名/表名”结尾，后面不带别的；请写成 {_EXAMPLE}"
        )
    return Table(
        scheme, host, port or _PORTS[scheme], unquote(database), unquote(table), credentials
    )
