"""The reference record store as `make lrs` runs it, for one test."""

from __future__ import annotations

import base64
import json
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrs.stores import RALPH_PYTHON, ROOT

TOOL = ROOT / "tools/record_store.py"


@dataclass(frozen=True)
class Reference:
    """A running store, and what it printed."""

    said: str
    process: subprocess.Popen[str]

    @property
    def endpoint(self) -> str:
        return self._told("地址")

    @property
    def write(self) -> str:
        return self._told("写入口令")

    @property
    def read(self) -> str:
        return self._told("读取口令")

    def _told(self, what: str) -> str:
        found = re.search(rf"{what} +(\S+)", self.said)
        assert found, self.said
        return found[1]

    def ask(self, token: str, query: str = "", body: Any = None, **headers: str) -> Any:
        """The status, and what was answered as JSON if it is any."""
        request = urllib.request.Request(
            f"{self.endpoint}/statements{query}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Basic {base64.b64encode(token.encode()).decode()}",
                "Content-Type": "application/json",
                "X-Experience-API-Version": "1.0.3",
                **headers,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read().decode()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as refused:
            return refused.code, None

    def statements(self) -> list[dict[str, Any]]:
        """All it has."""
        status, found = self.ask(self.read, "?limit=100")
        assert status == 200
        return list(found["statements"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(folder: Path, port: int, *sites: str) -> list[str]:
    named = [word for site in sites for word in ("--site", site)]
    return [str(RALPH_PYTHON), str(TOOL), str(folder), "--port", str(port), *named]


@contextmanager
def reference_store(folder: Path, *sites: str, port: int = 0) -> Iterator[Reference]:
    """Runs until the block ends; `sites` may send besides those of `make serve`."""
    port = port or free_port()
    process = subprocess.Popen(
        command(folder, port, *sites),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if "Ctrl+C" in line:
                break
        _wait(process, port, lines)
        yield Reference("".join(lines), process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stdout.close()


def _wait(process: subprocess.Popen[str], port: int, lines: list[str]) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("".join(lines))
