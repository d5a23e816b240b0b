"""One question to ClickHouse over HTTP, its answer read as a stream.

`http.client` and not `urllib`: nothing follows a redirect or a proxy of the environment with the
credentials.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing
from urllib.parse import urlencode

from coursemark.clickhouse.pairs import Garbled, Pair, pairs_in
from coursemark.clickhouse.table import Table
from coursemark.lrs import LrsFault
from coursemark.problems import visible
from coursemark.reasons import reason_of

CONNECT = 60
"""Seconds for a connection."""
PATIENCE = 3600
"""Seconds without a byte: a large partition is sorted before its first row comes."""
PIECE = 1 << 18
_SHOWN = 300
_CODE = re.compile(r"Code: ([0-9]+)\b.*", re.DOTALL)

_PASSING = {"159", "202", "203", "209", "210", "236", "279", "319", "394", "425"}
"""Timeouts, too many queries, broken networks between shards."""
_TOO_OLD = "太旧或不完整，缺少需要的功能；请管理员升级 ClickHouse"
_MEANINGS = {
    "60": "里没有这张表；请检查地址里的库名和表名",
    "81": "里没有这个库；请检查地址里的库名和表名",
    "47": "的这张表里没有需要的列；它要有 event_id、emission_time 和 event，像 Ralph 建的那样",
    "43": "的这张表列的类型不对；event_id 要是 UUID，emission_time 要是时间，event 要是 String",
    "497": "不让这个用户读这张表；请管理员给它 SELECT 的权限",
    "192": "不认登录信息；请检查登录文件里的“用户名:密码”",
    "193": "不认登录信息；请检查登录文件里的“用户名:密码”",
    "194": "不认登录信息；请检查登录文件里的“用户名:密码”",
    "516": "不认登录信息；请检查登录文件里的“用户名:密码”",
    "241": "的内存不够做这次查询；请把记录分成更多份读，或请管理员放宽限制",
    "307": "限制了一次读的数据量，不够做这次查询；请管理员放宽限制",
    "158": "限制了一次读的行数，不够做这次查询；请管理员放宽限制",
    "46": _TOO_OLD,
    "62": _TOO_OLD,
    # Parameters of queries are settings to versions that do not know them.
    "115": _TOO_OLD,
}
"""ClickHouse's codes of errors that a trainer or an administrator can do something about."""


class Passing(Exception):
    """Something that another try may mend; the text says what, in Chinese."""


def fault(table: Table, text: str) -> LrsFault:
    return LrsFault(f"数据库 {table.name} {text}")


def pairs(table: Table, query: str, values: Mapping[str, str]) -> Iterator[Pair]:
    """The rows of an answer. Raises `LrsFault`, or `Passing`; what came before holds."""
    target = "/?" + urlencode({f"param_{k}": v for k, v in {**_names(table), **values}.items()})
    connection = _connect(table)
    with closing(connection):
        try:
            headers = {"Content-Type": "text/plain; charset=utf-8"}
            if table.credentials is not None:
                headers["Authorization"] = table.credentials.header()
            connection.connect()
            if connection.sock is not None:
                connection.sock.settimeout(PATIENCE)
            connection.request("POST", target, query.encode("ascii"), headers)
            response = connection.getresponse()
            if response.status != 200:
                raise _refused(table, response.status, response.read(4096))
            # What came before a break counts: `read` would drop it.
            yield from pairs_in(iter(lambda: response.read1(PIECE), b""))
        except Garbled as garbled:
            raise _refused(table, 200, garbled.data) from None
        except ssl.SSLCertVerificationError as error:
            raise fault(
                table,
                f"的证书不受信任（{visible(error.verify_message)}）；"
                "请把单位的根证书文件写进环境变量 SSL_CERT_FILE",
            ) from None
        except ssl.SSLError:
            raise fault(table, "说的不是 https；请检查端口，或改写成 clickhouse+http://…") from None
        except (OSError, http.client.HTTPException) as error:
            raise Passing(_reason(error)) from error


def _names(table: Table) -> dict[str, str]:
    return {"database": escaped(table.database), "table": escaped(table.table)}


def escaped(text: str) -> str:
    """A text as the value of a parameter."""
    for sign, name in (("\\", "\\"), ("\t", "t"), ("\n", "n"), ("\r", "r"), ("\0", "0")):
        text = text.replace(sign, f"\\{name}")
    return text


def _connect(table: Table) -> http.client.HTTPConnection:
    place = (table.host, table.port)
    if table.scheme == "http":
        return http.client.HTTPConnection(*place, timeout=CONNECT)
    return http.client.HTTPSConnection(
        *place, timeout=CONNECT, context=ssl.create_default_context()
    )


def _refused(table: Table, status: int, body: bytes) -> LrsFault | Passing:
    """What an answer says that is no rows."""
    text = body.decode("utf-8", "replace")
    said = _CODE.search(text)
    code = said[1] if said else ""
    if code in _MEANINGS:
        return fault(table, _MEANINGS[code])
    shown = "" if not said else said[0].strip()
    if table.credentials is not None:
        shown = table.credentials.hide(shown)
    shown = f"：{visible(shown)[:_SHOWN]}" if shown else ""
    if code in _PASSING or (not said and status in (429, 502, 503, 504)):
        return Passing(f"回答 {status}{shown}")
    if status in (401, 403):
        return fault(table, _MEANINGS["516"])
    if not said:
        return fault(table, f"回答的（{status}）不像 ClickHouse；请检查地址和端口，一般是 8123")
    return fault(table, f"没有做成这次查询{shown}；请把这句话给管理员看")


def _reason(error: OSError | http.client.HTTPException) -> str:
    if isinstance(error, TimeoutError):
        return "太久没有回答"
    if isinstance(error, socket.gaierror):
        return "的主机名找不到"
    if isinstance(error, ConnectionRefusedError):
        return "没有开：这个端口上没有程序应答"
    if isinstance(error, http.client.IncompleteRead | ConnectionError):
        return "断开了连接"
    if isinstance(error, http.client.HTTPException):
        return "回答的不是 HTTP"
    return f"连不上（{reason_of(error)}）"
