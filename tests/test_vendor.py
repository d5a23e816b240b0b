"""The vendored browser libraries are what the pinned packages give today."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "plugins/coursemark/browser/vendor"


def test_vendored_libraries_are_what_make_vendor_writes(tmp_path: Path) -> None:
    subprocess.run(["node", "tools/vendor.mjs", str(tmp_path)], cwd=ROOT, check=True)

    shipped = {path.name: path.read_bytes() for path in VENDOR.glob("*.js")}
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert shipped == fresh, "run `make vendor`"


def test_vendored_libraries_carry_their_licences() -> None:
    for path in VENDOR.glob("*.js"):
        banner = path.read_text("utf-8").split("*/")[0]
        assert "Copyright (c)" in banner, path.name
        assert "permission notice" in banner, path.name
