"""Runs the learning record store Ralph on loopback, with its files in a folder.

usage: ralph_store.py FOLDER PORT — user `lrs`, password `secret`. Runs in an environment of its own
(requirements/lrs.txt); tools/record_store.py puts its file backend right.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

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


if __name__ == "__main__":
    set_up(Path(sys.argv[1]).resolve())
    sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
    from record_store import repair

    repair()
    import uvicorn

    uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
