"""A ClickHouse on loopback for one test run, with tables as Ralph keeps them."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from coursemark.clickhouse import Table, table_of

HERE = Path(__file__).parent
PYTHON = HERE.parents[1] / ".venv-lrs/bin/python"
SITE = "https://train.test/"
COLUMNS = "event_id UUID NOT NULL, emission_time DateTime64(6) NOT NULL, event String NOT NULL"
"""As the documentation of Ralph has them."""

_numbers = count()


@dataclass(frozen=True)
class Database:
    folder: Path
    port: int

    def table(self, columns: str = COLUMNS, name: str = "") -> Table:
        """A new table."""
        name = name or f"events_{next(_numbers)}"
        key = "(emission_time, event_id)"
        self.query(f"CREATE TABLE xapi.`{name}` ({columns}) ENGINE MergeTree ORDER BY {key}")
        return table_of(f"clickhouse+http://127.0.0.1:{self.port}/xapi/{name}")

    def query(self, sql: str) -> str:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/", sql.encode())
        with urllib.request.urlopen(request) as answer:
            text: str = answer.read().decode()
            return text

    def insert(self, table: Table, *events: dict[str, Any] | str) -> None:
        """Statements as rows; a text is an event as it is, whatever it says."""
        rows = []
        for event in events:
            said: dict[str, Any] = event if isinstance(event, dict) else {}
            row = {
                "event_id": said.get("id", str(UUID(int=next(_numbers)))),
                "emission_time": said.get("timestamp", "2026-03-05T00:00:00Z"),
                "event": json.dumps(event) if isinstance(event, dict) else event,
            }
            rows.append(json.dumps(row))
        how = "SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow"
        self.query(f"INSERT INTO xapi.`{table.table}` {how}\n" + "\n".join(rows))

    def taken_by_ralph(self, statements: list[dict[str, Any]]) -> Table:
        """The table that Ralph writes, with what was posted to it."""
        table = self.table(name="xapi_events_all")
        command = [PYTHON, HERE / "ralph_takes.py", self.folder, str(self.port)]
        text = json.dumps(statements)
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return table


def statement(number: int, learner: str, at: str = "09:00", **other: Any) -> dict[str, Any]:
    """One of the site, on 5 March 2026 by the clock of UTC."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012x}",
        "actor": {"account": {"homePage": SITE, "name": learner}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": f"{SITE}item/fire-{number}"},
        "timestamp": f"2026-03-05T{at}:00.000Z",
        **other,
    }


@contextmanager
def running(folder: Path) -> Iterator[Database]:
    log = folder / "engine.log"
    with log.open("w") as out:
        command = [PYTHON, HERE / "engine.py", folder]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=out, text=True)
        try:
            assert process.stdout is not None
            port = process.stdout.readline()
            assert port, log.read_text("utf-8")
            yield Database(folder, int(port))
        finally:
            process.terminate()
            process.wait(10)
