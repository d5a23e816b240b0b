"""Has Ralph take statements into ClickHouse, as if they were posted to it.

usage: ralph_takes.py FOLDER PORT < statements.json — PORT: of ClickHouse on loopback. Runs in the
environment of requirements/lrs.txt; its settings lie in the folder.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import bcrypt

USER = {
    "username": "lrs",
    "hash": bcrypt.hashpw(b"secret", bcrypt.gensalt(4)).decode(),
    "scopes": ["all"],
    "agent": {"account": {"homePage": "http://store.test", "name": "lrs"}},
}


def main(folder: Path, port: str) -> None:
    auth = folder / "auth.json"
    auth.write_text(json.dumps([USER]), "utf-8")
    # Ralph reads its settings when it is imported.
    os.environ |= {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(auth),
        "RALPH_RUNSERVER_BACKEND": "clickhouse",
        "RALPH_BACKENDS__LRS__CLICKHOUSE__HOST": "127.0.0.1",
        "RALPH_BACKENDS__LRS__CLICKHOUSE__PORT": port,
        "RALPH_BACKENDS__LRS__CLICKHOUSE__USERNAME": "lrs",
        "RALPH_BACKENDS__LRS__CLICKHOUSE__PASSWORD": "secret",
    }
    from fastapi.testclient import TestClient
    from ralph.api import app

    answer = TestClient(app).post(
        "/xAPI/statements",
        json=json.load(sys.stdin),
        auth=("lrs", "secret"),
        headers={"X-Experience-API-Version": "1.0.3"},
    )
    assert answer.status_code == 200, answer.text


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
