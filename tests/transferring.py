"""What a page makes of a record, by the shipped scripts: text in parts, and sealed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parent / "js/transfer_lines.cjs"
SITE = {"id": "https://yibao.example/", "title": "医保学堂"}


@dataclass(frozen=True)
class Transferred:
    sealed: str
    """Empty without a key."""
    parts: list[str]


def transferred(text: str, key: str = "") -> Transferred:
    """The parts of a text; with a public key, of the text sealed to it."""
    given = {"text": text, "site": {**SITE, "sealKey": key} if key else None}
    done = subprocess.run(
        ["node", str(SCRIPT)],
        input=json.dumps(given) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return Transferred(found["sealed"] or "", found["parts"])
