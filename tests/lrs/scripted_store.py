"""A store on loopback that answers as a test tells it to, over real HTTP."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SENT = "Thu, 05 Mar 2026 12:00:00 GMT"
"""The clock of every store."""


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    status: int = 200
    """0 for none: the connection is closed without a word."""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """What Content-Length claims; -1 for none."""


def result(statements: list[Any], more: str = "", **headers: str) -> Reply:
    """A page of statements; a header `a_b` is sent as `a-b`."""
    body = json.dumps({"statements": statements, "more": more}, ensure_ascii=False).encode()
    return Reply(200, body, {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class ScriptedStore:
    """A running store, and what it was asked."""

    address: str
    port: int
    asked: list[Asked]


@contextmanager
def serving(
    answer: Callable[[Asked], Reply], certificate: Path | None = None
) -> Iterator[ScriptedStore]:
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked.append(Asked(parts.path, dict(parse_qsl(parts.query)), dict(self.headers)))
            reply = answer(asked[-1])
            if reply.status == 0:
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            length = len(reply.body) if reply.length is None else reply.length
            if length >= 0:
                self.send_header("Content-Length", str(length))
            if length != len(reply.body):
                self.close_connection = True
            for name, value in ({"Date": SENT} | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away in the middle is part of some tests."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        port = server.server_address[1]
        scheme = "http" if certificate is None else "https"
        try:
            yield ScriptedStore(f"lrs+{scheme}://127.0.0.1:{port}/xAPI", port, asked)
        finally:
            server.shutdown()
