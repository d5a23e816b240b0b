"""Runs the learning record store Ralph on loopback, with its files in a folder.

usage: ralph_store.py FOLDER PORT — user `lrs`, password `secret`. Runs in an environment of its own
(requirements/lrs.txt). Its file backend as released refuses every write after the first and never
finds a verb or an activity; both are put right here.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import bcrypt

ACCOUNT = {"homePage": "http://store.test", "name": "lrs"}


def set_up(folder: Path) -> None:
    """Ralph reads its settings when it is imported."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "data"),
    }
    user = {
        "username": "lrs",
        "hash": bcrypt.hashpw(b"secret", bcrypt.gensalt(4)).decode(),
        "scopes": ["all"],
        "agent": {"objectType": "Agent", "name": "lrs", "account": ACCOUNT},
    }
    (folder / "auth.json").write_text(json.dumps([user]), "utf-8")


def repair() -> None:
    from ralph.backends.data.base import BaseOperationType
    from ralph.backends.lrs.fs import FSLRSBackend

    FSLRSBackend.default_operation_type = BaseOperationType.APPEND
    query_as_released = FSLRSBackend.query_statements

    def query_statements(self: Any, params: Any, target: str | None = None) -> Any:
        for name in ("verb", "activity"):
            value = getattr(params, name, None)
            if value is not None:
                object.__setattr__(params, name, str(getattr(value, "root", value)))
        return query_as_released(self, params, target)

    FSLRSBackend.query_statements = query_statements


if __name__ == "__main__":
    set_up(Path(sys.argv[1]).resolve())
    repair()
    import uvicorn

    uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
