"""`make lrs`: a store to try with, whose two tokens can do what their names say and no more."""

from __future__ import annotations

import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lrs.reference import Reference, command, reference_store
from lrs.test_record_stores import every_kind

pytestmark = [pytest.mark.peer, pytest.mark.slow]
SITE = "http://hospital.test:8001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lrs")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Reference]:
    with reference_store(folder, SITE) as running:
        yield running


def plain(statement: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in statement.items() if k not in {"stored", "authority", "version"}}


def test_one_token_writes_and_the_other_reads(store: Reference) -> None:
    statements = every_kind()
    assert store.ask(store.write, body=statements) == (200, [s["id"] for s in statements])
    # Once more: nothing new.
    assert store.ask(store.write, body=statements) == (204, None)
    assert store.ask(store.write, body=statements[:1])[0] == 204
    found = {s["id"]: plain(s) for s in store.statements()}
    assert found == {s["id"]: s for s in statements}

    assert store.ask(store.write, "?limit=1")[0] == 401
    assert store.ask(store.write, f"?statementId={statements[0]['id']}")[0] == 401
    assert store.ask(store.read, body=statements)[0] == 401
    assert store.ask("write:guessed", body=statements)[0] == 401


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        (SITE, True),
        ("http://elsewhere.test", False),
        ("null", False),
    ],
)
def test_only_pages_of_the_named_sites_may_send(
    store: Reference, origin: str, allowed: bool
) -> None:
    request = urllib.request.Request(
        f"{store.endpoint}/statements",
        method="OPTIONS",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,x-experience-api-version",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            found = answer.headers.get("Access-Control-Allow-Origin")
    except urllib.error.HTTPError as refused:
        found = refused.headers.get("Access-Control-Allow-Origin")
    assert found == (origin if allowed else None)


def test_it_listens_on_this_computer_alone_and_hides_its_tokens(
    store: Reference, folder: Path
) -> None:
    assert store.endpoint.startswith("http://127.0.0.1:")
    for name in ("tokens.json", "auth.json"):
        assert (folder / name).stat().st_mode & 0o077 == 0
    assert store.read.removeprefix("read:") not in (folder / "auth.json").read_text("utf-8")


def test_a_port_in_use_is_told(store: Reference, tmp_path: Path) -> None:
    port = int(store.endpoint.split(":")[2].split("/")[0])
    done = subprocess.run(command(tmp_path, port), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (f"端口 {port} 已经有程序在用；请换一个，例如 make lrs LRS_PORT=8101\n")
    assert list(tmp_path.iterdir()) == []


def test_stopped_and_started_again_it_has_everything(tmp_path: Path) -> None:
    first, second = every_kind()[:2]
    with reference_store(tmp_path) as store:
        assert store.ask(store.write, body=[first])[0] == 200
        store.process.send_signal(signal.SIGINT)
        assert store.process.wait(20) == 0
        assert store.process.stdout
        assert store.process.stdout.read().strip() == "已停下。资料都还在，下次打开接着用。"
        tokens = (store.write, store.read)
    with reference_store(tmp_path) as store:
        assert (store.write, store.read) == tokens
        assert store.ask(store.write, body=[second])[0] == 200
        found = {s["id"]: plain(s) for s in store.statements()}
        assert found == {s["id"]: s for s in (first, second)}
