"""ClickHouse's HTTP interface on loopback, as far as two clients need it, over the real engine.

usage: engine.py FOLDER — prints its port; any user may come; the database is `xapi`. Runs in the
environment of requirements/clickhouse.txt: chdb is the engine in a process, and it does not speak
HTTP. SQL, parameters, formats and errors are the engine's own.
"""

from __future__ import annotations

import re
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl, urlsplit

import lz4.frame
from chdb.session import Session

INSERT = re.compile(rb"\s*INSERT INTO (\S+)\s*(\([^)]*\))\s*FORMAT Native\s", re.IGNORECASE)

PIECE = 65_000
"""Bytes; about what the server sends at once."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    session: Session
    lock = Lock()

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        body = self.body()
        if self.headers.get("Content-Encoding") == "lz4":
            body = lz4.frame.decompress(body)
        self.answer(body)

    def answer(self, body: bytes) -> None:
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        given = {k.removeprefix("param_"): v for k, v in query.items() if k.startswith("param_")}
        statement = query.get("query", "").encode() + body
        try:
            with self.lock:
                if "database" in query:
                    self.session.query(f"USE `{query['database']}`")
                found = self.done(statement, given)
            self.send(200, found)
        except Exception as error:
            self.send(500, str(error).encode())

    def done(self, statement: bytes, given: dict[str, str]) -> bytes:
        command = INSERT.match(statement)
        if command is None:
            found = self.session.query(statement.decode(), "TabSeparated", params=given)
            return bytes(found.bytes())
        # The engine takes commands as text, so rows in binary come by a file.
        table, columns = (each.decode() for each in command.groups())
        with tempfile.NamedTemporaryFile() as file:
            file.write(statement[command.end() :])
            file.flush()
            rows = f"SELECT * FROM file('{file.name}', 'Native')"
            self.session.query(f"INSERT INTO {table} {columns} {rows}")
        return b""

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    Handler.session = Session(str(Path(sys.argv[1], "engine")))
    Handler.session.query("CREATE DATABASE xapi")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
