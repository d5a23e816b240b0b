"""A record store that answers as a test wants it to, and remembers what it got."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Statement = dict[str, Any]
Answer = int | str
"""A status; `drop`: the connection breaks before anything is kept; `lose`: after it was kept;
`page`: 200 and the HTML of a proxy."""

TOKEN = "site:write-only"


@dataclass
class FaultyStore:
    """What it got, and what it answers."""

    endpoint: str = ""
    answer: Callable[[list[Statement]], Answer] = lambda _: 200
    batches: list[list[str]] = field(default_factory=list)
    """Ids of each POST, whatever became of it."""
    kept: dict[str, Statement] = field(default_factory=dict)
    headers: list[dict[str, str]] = field(default_factory=list)
    begun: Event = field(default_factory=Event)
    """A POST has arrived."""
    gate: Event = field(default_factory=Event)
    """While it is clear, every POST waits."""

    def __post_init__(self) -> None:
        self.gate.set()

    def take(self, statements: list[Statement]) -> Answer:
        """Keeps them if the answer says so."""
        answer = self.answer(statements)
        if answer in (200, 204, "lose"):
            self.kept |= {statement["id"]: statement for statement in statements}
        return answer


class _Handler(BaseHTTPRequestHandler):
    store: FaultyStore

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        self._send(204)

    def do_POST(self) -> None:
        statements = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        store = self.store
        store.batches.append([statement["id"] for statement in statements])
        store.headers.append({name.lower(): value for name, value in self.headers.items()})
        store.begun.set()
        store.gate.wait(60)
        answer = store.take(statements)
        if answer in ("drop", "lose"):
            self.close_connection = True
            self.connection.close()
        elif answer == "page":
            self._send(200, "<html>请登录</html>")
        elif answer == 200:
            self._send(200, json.dumps([statement["id"] for statement in statements]))
        else:
            self._send(int(answer))

    def _send(self, status: int, body: str = "") -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
        self.send_header("Access-Control-Allow-Methods", "POST")
        self.send_header(
            "Access-Control-Allow-Headers", "authorization, content-type, x-experience-api-version"
        )
        data = body.encode()
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def faulty_store(port: int = 0) -> Iterator[FaultyStore]:
    """Runs until the block ends, at an address of its own."""
    store = FaultyStore()
    handler = type("Handler", (_Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    store.endpoint = f"http://lrs.test:{server.server_port}/xAPI"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield store
    finally:
        store.gate.set()
        server.shutdown()
        server.server_close()


def authorization(token: str = TOKEN) -> str:
    """What the header says for a token."""
    return "Basic " + base64.b64encode(token.encode()).decode()
