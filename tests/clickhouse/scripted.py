"""A server on loopback that answers one request after the other with given bytes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

from coursemark.clickhouse import Table
from coursemark.lrs import Credentials

USER = Credentials("reader", "s3cret")


@dataclass
class Scripted:
    """What it was asked, and where it is."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def table(self) -> Table:
        return Table("http", "127.0.0.1", self.port, "xapi", "events", USER)


def text(value: bytes) -> bytes:
    """As RowBinary has it."""
    size, head = len(value), b""
    while size > 127:
        head += bytes([size & 127 | 128])
        size >>= 7
    return head + bytes([size]) + value


def row(name: str, value: bytes) -> bytes:
    return b"\0" + text(name.encode()) + text(value)


LAST = b"\1" + text(b"") + text(b"")


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """An answer as ClickHouse streams it; without an end it was cut off."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in pieces) + end


def refusal(status: int, body: bytes, *headers: bytes) -> bytes:
    lines = [b"HTTP/1.1 %d No" % status, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@contextmanager
def answering(*answers: bytes) -> Iterator[Scripted]:
    """The last answer is given for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        scripted = Scripted(server.getsockname()[1])

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    request = _request(connection)
                    if not request:
                        return
                    number = min(len(scripted.asked), len(answers) - 1)
                    scripted.asked.append(request)
                    connection.sendall(answers[number])

        thread = Thread(target=serve)
        thread.start()
        try:
            yield scripted
        finally:
            # A connection without a word ends the thread.
            socket.create_connection(("127.0.0.1", scripted.port)).close()
            thread.join()


def _request(connection: socket.socket) -> str:
    """Head and body; of a greeting in TLS its beginning."""
    data = b""
    while b"\r\n\r\n" not in data:
        if data[:1] == b"\x16":
            return repr(data)
        piece = connection.recv(65536)
        if not piece:
            return ""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"Content-Len")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return (head + b"\r\n\r\n" + body).decode()
