"""The browser side as it is shipped: a script, a style sheet and parts, joined from `browser/`.

`browser/manifest.json` names the files in order; tests and the site read the same list. A part is
a script of its own, loaded when it is first needed, so that reading a page stays fast.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = "assets/coursemark"
"""Where a built site keeps them, and the data scripts beside them."""


@dataclass(frozen=True)
class Assets:
    script: str
    style: str
    parts: Mapping[str, str]
    """Name to script; `Coursemark.part(name)` loads it."""
    search_shim: str
    """Lets Material's search worker run from `file://`."""


def _read(name: str) -> str:
    return files("coursemark").joinpath("browser", name).read_text("utf-8")


@cache
def manifest() -> dict[str, Any]:
    """`scripts`, `styles` and `parts`: file names below `browser/`, in the order they load.

    `workers`: the parts that run in one.
    """
    names: dict[str, Any] = json.loads(_read("manifest.json"))
    return names


def load_assets() -> Assets:
    """The joined files, read anew so that a change shows on the next build while serving."""
    manifest.cache_clear()
    names = manifest()
    return Assets(
        script="\n".join(_read(name) for name in names["scripts"]),
        parts={
            part: _program(part, text) if part in names["workers"] else text
            for part, listed in names["parts"].items()
            for text in ["\n".join(_read(name) for name in listed)]
        },
        style="\n".join(_read(name) for name in names["styles"]),
        search_shim=_read("vendor/iframe-worker.js"),
    )


def _program(part: str, text: str) -> str:
    """A script that runs in a worker; in a page it registers its own text, because a page that was
    opened from a folder can start a worker from nothing else.
    """
    return (
        "(function (program) {\n"
        '  if (typeof document === "undefined") program();\n'
        f"  else globalThis.Coursemark.register({json.dumps(part)}, `(${{program}})();`);\n"
        f"}})(function () {{\n{text}\n}});\n"
    )
