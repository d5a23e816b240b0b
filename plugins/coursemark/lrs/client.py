"""One request after another to a record store over HTTP, with patience and within bounds.

`http.client` and not `urllib`: the connection stays open over thousands of pages, and nothing
follows a redirect or a proxy of the environment with the credentials.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import NoReturn

from coursemark.lrs.endpoint import Endpoint
from coursemark.lrs.fault import LrsFault
from coursemark.problems import visible
from coursemark.reasons import reason_of

VERSION = "1.0.3"
TIMEOUT = 60
"""Seconds without a byte."""
MAX_ANSWER = 64 << 20
PAUSES = (1, 2, 4, 8, 16)
"""Seconds before each further try."""
MAX_PAUSE = 120
"""Seconds a store may ask us to wait."""
MAX_REDIRECTS = 5

_REDIRECTS = {301, 302, 303, 307, 308}
_PASSING = {408, 429, 500, 502, 503, 504}
_SHOWN = 200


@dataclass(frozen=True)
class Answer:
    """What a store sent."""

    text: str
    consistent_through: str
    """Its X-Experience-API-Consistent-Through, or empty."""
    date: int | None
    """When it sent it, by its own clock, in milliseconds since 1970."""


class _Passing(Exception):
    """Something that another try may mend; the text says what, in Chinese."""

    def __init__(self, text: str, after: float | None = None) -> None:
        super().__init__(text)
        self.after = after
        """Seconds the store asks us to wait."""


class Client:
    """Asks one store, over one connection."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None]) -> None:
        self._endpoint = endpoint
        self._sleep = sleep
        self._connection: http.client.HTTPConnection | None = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def get(self, target: str) -> Answer:
        """The answer to a GET; an `LrsFault` when there is none after all tries."""
        tries = len(PAUSES) + 1
        for pause in (*PAUSES, None):
            reused = self._connection is not None
            try:
                return self._follow(target)
            except _Passing as error:
                passing = error
            self.close()
            if pause is not None:
                # A connection that idled too long is closed by the store without a word.
                idled = reused and isinstance(passing.__cause__, ConnectionError)
                self._sleep(0 if idled else self._pause(passing, pause))
        raise self.fault(f"{passing}，试了 {tries} 次；请过一会儿再运行，或请管理员查看")

    def _pause(self, passing: _Passing, usual: float) -> float:
        after = usual if passing.after is None else passing.after
        if after > MAX_PAUSE:
            raise self.fault(f"要我们等 {after:.0f} 秒再来；请过一会儿再运行")
        return after

    def fault(self, text: str) -> LrsFault:
        return LrsFault(f"记录库 {self._endpoint.name} {text}")

    def _follow(self, target: str) -> Answer:
        for _ in range(MAX_REDIRECTS):
            response = self._send(target)
            if response.status not in _REDIRECTS:
                return self._answer(response)
            location = response.headers.get("Location", "")
            self._read(response)
            onward = self._endpoint.target_of(location, target)
            if onward is None:
                raise self.fault(
                    f"要把我们转到 {visible(location)[:_SHOWN]}；登录信息不会发到别处，"
                    "如果它搬家了，请改用新地址"
                )
            target = onward
        raise self.fault("一直在转来转去（重定向太多）；请检查地址")

    def _send(self, target: str) -> http.client.HTTPResponse:
        headers = {"X-Experience-API-Version": VERSION, "Accept": "application/json"}
        if self._endpoint.credentials is not None:
            headers["Authorization"] = self._endpoint.credentials.header()
        try:
            if self._connection is None:
                self._connection = self._connect()
            self._connection.request("GET", target, headers=headers)
            return self._connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            self._broken(error)

    def _connect(self) -> http.client.HTTPConnection:
        place = (self._endpoint.host, self._endpoint.port)
        if self._endpoint.scheme == "http":
            return http.client.HTTPConnection(*place, timeout=TIMEOUT)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(*place, timeout=TIMEOUT, context=context)

    def _broken(self, error: OSError | http.client.HTTPException) -> NoReturn:
        if isinstance(error, ssl.SSLCertVerificationError):
            self.close()
            raise self.fault(
                f"的证书不受信任（{visible(error.verify_message)}）；"
                "请把单位的根证书文件写进环境变量 SSL_CERT_FILE"
            )
        if isinstance(error, ssl.SSLError):
            self.close()
            raise self.fault("说的不是 https；请检查端口，或改写成 lrs+http://…")
        raise _Passing(_reason(error)) from error

    def _answer(self, response: http.client.HTTPResponse) -> Answer:
        body = self._read(response)
        status, headers = response.status, response.headers
        version = visible(headers.get("X-Experience-API-Version", ""))[:20]
        if status in _PASSING:
            words = f"回答 {status}{self._words(body)}"
            raise _Passing(words, _wait(headers.get("Retry-After"), headers.get("Date")))
        if status == 401:
            raise self.fault("不认登录信息（401）；请检查登录文件里的“用户名:密码”")
        if status == 403:
            raise self.fault("不让这个用户读记录（403）；请管理员给它读 statements 的权限")
        if status == 404:
            raise self.fault("没有这个地址（404）；请检查地址，一般以 /xAPI 结尾")
        if version and not version.startswith("1.0"):
            raise self.fault(f"说的是 xAPI {version}，不是 {VERSION}；请换用支持 {VERSION} 的地址")
        if status != 200:
            raise self.fault(
                f"拒绝了请求（{status}）{self._words(body)}；请检查地址，或请管理员查看"
            )
        through = headers.get("X-Experience-API-Consistent-Through", "")
        date = _moment(headers.get("Date"))
        return Answer(body.decode("utf-8-sig", "replace"), through, date)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        try:
            body = response.read(MAX_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise _Passing(f"回答到一半断了（{_reason(error)}）") from error
        if len(body) > MAX_ANSWER:
            self.close()
            raise self.fault(
                f"一次回答超过 {MAX_ANSWER >> 20} MB；请在地址里用 activity 等参数缩小范围"
            )
        # Bounded reads do not complain of a body that ends early.
        if response.length:
            raise _Passing("回答到一半断了")
        return body

    def _words(self, body: bytes) -> str:
        """What the store says of it, on one line; nothing of a page."""
        text = body[:2000].decode("utf-8", "replace").strip()
        if self._endpoint.credentials is not None:
            text = self._endpoint.credentials.hide(text)
        return "" if not text or text.startswith("<") else f"：{visible(text)[:_SHOWN]}"


def _wait(after: str | None, date: str | None) -> float | None:
    """Seconds that Retry-After asks for: a number, or a time by the clock of the store."""
    if after is None:
        return None
    if after.strip().isdecimal() and len(after) < 10:
        return int(after)
    until, sent = _moment(after), _moment(date)
    return None if until is None or sent is None else max(0.0, (until - sent) / 1000)


def _moment(date: str | None) -> int | None:
    """The moment of an HTTP date."""
    try:
        return int(parsedate_to_datetime(date or "").timestamp()) * 1000
    except (ValueError, TypeError, OverflowError):
        return None


def _reason(error: OSError | http.client.HTTPException) -> str:
    if isinstance(error, TimeoutError):
        return f"{TIMEOUT} 秒没有回答"
    if isinstance(error, socket.gaierror):
        return "的主机名找不到"
    if isinstance(error, ConnectionRefusedError):
        return "没有开：这个端口上没有程序应答"
    if isinstance(error, ConnectionError):
        return "断开了连接"
    if isinstance(error, http.client.HTTPException):
        return "回答的不是 HTTP"
    return f"连不上（{reason_of(error)}）"
