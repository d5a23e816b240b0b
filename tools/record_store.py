"""Runs the reference record store, Ralph, on loopback: record_store.py FOLDER [--port N]

For trying how hand-ins are sent, and not for real records. It is set up as a real one should be:
one token may only write, another may only read, and only the named sites may send. Statements and
tokens lie in FOLDER and are there again the next time. Runs in .venv-lrs (requirements/lrs.txt).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PORT = 8100
SITES = ("http://127.0.0.1:8000", "http://localhost:8000")
"""Where `make serve` has the site."""

SCOPES = {"write": "statements/write", "read": "statements/read"}
"""What each user may do, by name."""

HOW = """
参考记录库已经打开，只在这台电脑上看得到。

  地址        {endpoint}
  写入口令    {write}    （只能写；放进网站，谁都看得到）
  读取口令    {read}    （只能读；自己留着，不进网站）
  资料在      {folder}
  收这些站点  {sites}

试一试：另开一个窗口

  COURSEMARK_LRS_ENDPOINT={endpoint} COURSEMARK_LRS_TOKEN={write} make serve

打开网站做几道题，在“我的学习”交学习记录；再看记录库收到了什么：

  curl -u {read} -H "X-Experience-API-Version: 1.0.3" "{endpoint}/statements?limit=3"

按 Ctrl+C 停下。
"""


def set_up(folder: Path, sites: list[str]) -> dict[str, str]:
    """Tokens by user. Ralph reads its settings when it is imported."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    kept = folder / "tokens.json"
    if not kept.exists():
        tokens = {name: f"{name}:{secrets.token_urlsafe(12)}" for name in SCOPES}
        _write_private(kept, tokens)
    tokens = json.loads(kept.read_text("utf-8"))
    _write_private(folder / "auth.json", [_user(name, tokens[name]) for name in SCOPES])
    os.environ |= {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "data"),
        "RALPH_RUNSERVER_CORS_ALLOW_ORIGINS": json.dumps(sites),
        # Without both, the token that may only write reads everything.
        "RALPH_LRS_RESTRICT_BY_AUTHORITY": "true",
        "RALPH_LRS_RESTRICT_BY_SCOPES": "true",
    }
    return tokens


def _user(name: str, token: str) -> dict[str, Any]:
    import bcrypt

    password = token.removeprefix(f"{name}:").encode()
    return {
        "username": name,
        "hash": bcrypt.hashpw(password, bcrypt.gensalt()).decode(),
        "scopes": [SCOPES[name]],
        "agent": {
            "objectType": "Agent",
            "account": {"homePage": "http://lrs.example/", "name": name},
        },
    }


def _write_private(file: Path, value: Any) -> None:
    file.touch(mode=0o600)
    file.write_text(json.dumps(value), "utf-8")


def repair() -> None:
    """Ralph's file backend refuses every write after the first, and finds no verb or activity."""
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


def main() -> None:
    words = argparse.ArgumentParser(description="Runs the reference record store on loopback.")
    words.add_argument("folder", type=Path)
    words.add_argument("--port", type=int, default=PORT)
    words.add_argument("--site", action="append", default=[], help="another origin that may send")
    given = words.parse_args()
    folder = given.folder.resolve()
    sites = [*SITES, *given.site]
    with socket.socket() as probe:
        if probe.connect_ex((HOST, given.port)) == 0:
            sys.exit(f"端口 {given.port} 已经有程序在用；请换一个，例如 make lrs LRS_PORT=8101")
    tokens = set_up(folder, sites)
    repair()
    import uvicorn

    endpoint = f"http://{HOST}:{given.port}/xAPI"
    print(
        HOW.format(endpoint=endpoint, folder=folder, sites="、".join(sites), **tokens), flush=True
    )
    with suppress(KeyboardInterrupt):
        uvicorn.run("ralph.api:app", host=HOST, port=given.port, log_level="warning")
    print("已停下。资料都还在，下次打开接着用。")


if __name__ == "__main__":
    main()
