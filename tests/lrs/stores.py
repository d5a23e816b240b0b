"""Two learning record stores by other people, started on loopback for one test run."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RALPH_PYTHON = ROOT / ".venv-lrs/bin/python"
LOCKER_MODULES = HERE / "node_modules"

PATIENCE = 60
"""Seconds a store may take to start."""

ADDED = {"stored", "authority", "version"}
"""What a store sets on a statement by itself."""


@dataclass(frozen=True)
class Store:
    """A running record store."""

    endpoint: str
    known: set[str] = field(default_factory=set)
    """Ids of what was posted."""

    def post(self, statements: list[dict[str, Any]]) -> list[str]:
        """Stores them in one request; gives their ids."""
        ids: list[str] = self._request("POST", "", statements)
        self.known.update(ids)
        return ids

    def get(self, id: str) -> dict[str, Any]:
        """The statement of this id without what the store added."""
        found = self._request("GET", f"?statementId={id}", None)
        # Ralph answers with a list of one.
        statement = found["statements"][0] if "statements" in found else found
        return {key: value for key, value in statement.items() if key not in ADDED}

    def _request(self, method: str, query: str, body: Any) -> Any:
        token = base64.b64encode(b"lrs:secret").decode()
        request = urllib.request.Request(
            self.endpoint + query,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Basic {token}",
                "Content-Type": "application/json",
                "X-Experience-API-Version": "1.0.3",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{refused.code}: {refused.read().decode()}") from refused


@contextmanager
def ralph(folder: Path) -> Iterator[Store]:
    port = _free_port()
    command = [str(RALPH_PYTHON), str(HERE / "ralph_store.py"), str(folder), str(port)]
    with _running(command, port, folder):
        yield Store(f"http://127.0.0.1:{port}/xAPI/statements")


@contextmanager
def learning_locker(folder: Path) -> Iterator[Store]:
    port = _free_port()
    command = ["node", str(HERE / "learning_locker_store.cjs"), str(port)]
    with _running(command, port, folder):
        yield Store(f"http://127.0.0.1:{port}/xAPI/statements")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    log = folder / "store.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder)
        try:
            _wait(process, port, log)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"the store did not start: {log.read_text('utf-8')}")
