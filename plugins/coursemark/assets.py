"""The browser side as it is shipped: one script and one style sheet, joined from `browser/`.

`browser/manifest.json` names the files in order; tests and the site read the same list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLDER = "assets/coursemark"
"""Where a built site keeps them, and the data scripts beside them."""


@dataclass(frozen=True)
class Assets:
    script: str
    style: str
    search_shim: str
    """Lets Material's search worker run from `file://`."""


def _read(name: str) -> str:
    return files("coursemark").joinpath("browser", name).read_text("utf-8")


@cache
def manifest() -> dict[str, list[str]]:
    """`scripts` and `styles`: file names below `browser/`, in the order they load."""
    names: dict[str, list[str]] = json.loads(_read("manifest.json"))
    return names


def load_assets() -> Assets:
    """The joined files, read anew so that a change shows on the next build while serving."""
    manifest.cache_clear()
    names = manifest()
    return Assets(
        script="\n".join(_read(name) for name in names["scripts"]),
        style="\n".join(_read(name) for name in names["styles"]),
        search_shim=_read("vendor/iframe-worker.js"),
    )
