"""Reading a handed-in record with nothing but the standard library."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
VALIDATOR = Path(__file__).with_name("xapi_faults.cjs")


@dataclass(frozen=True)
class Record:
    header: dict[str, Any]
    statements: list[dict[str, Any]]

    def story(self) -> list[str]:
        """Verb and object of each statement, such as `answered item/fire/alarm`."""
        site = self.header["site"]["id"]
        return [
            f"{s['verb']['id'].rsplit('/', 1)[1]} {s['object']['id'].removeprefix(site)}"
            for s in self.statements
        ]


def parse(content: bytes) -> Record:
    """Takes a record apart and checks its digest and count."""
    lines = content.splitlines(keepends=True)
    end = json.loads(lines[-1])
    before = b"".join(lines[:-1])
    header, *statements = map(json.loads, lines[:-1])
    assert end == {"end": len(statements), "sha256": hashlib.sha256(before).hexdigest()}
    assert header["format"] == "coursemark-record/1"
    return Record(header, statements)


def dump(header: dict[str, Any], statements: list[dict[str, Any]]) -> bytes:
    """A sound record file of these statements."""
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in (header, *statements)]
    body = "".join(lines).encode()
    end = {"end": len(statements), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def xapi_faults(statements: list[dict[str, Any]]) -> str:
    """What npm @learninglocker/xapi-validation says against the statements."""
    done = subprocess.run(
        ["node", str(VALIDATOR)],
        input="\n".join(json.dumps(s) for s in statements),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
