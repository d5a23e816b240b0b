"""Built sites and where they are opened from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_folder import write_site

SITE_ID = "https://fire.example/"
CONFIG = f"""\
site_name: 消防学堂
site_url: {SITE_ID}
docs_dir: content
theme: {{name: material, language: zh, font: false}}
plugins: [coursemark]
extra: {{generator: false}}
"""


@dataclass(frozen=True)
class Place:
    """A built site at an address, which ends in a slash."""

    base: str
    folder: Path
    directory_urls: bool = True

    def url(self, page: str) -> str:
        """Address of a page from its path below `content`."""
        name = page.removesuffix(".md")
        if not self.directory_urls:
            return f"{self.base}{name}.html"
        return self.base + ("" if name == "index" else f"{name.removesuffix('/index')}/")

    def data(self, name: str) -> Any:
        """What a data script of the site registers."""
        text = (self.folder / f"assets/coursemark/data/{name}.js").read_text("utf-8")
        return json.loads(text[text.index(", ") + 2 : text.rindex(")")])

    def items(self) -> dict[str, dict[str, Any]]:
        """Every published item that is answered by itself, by id: parts of a case, not the case."""
        found: dict[str, dict[str, Any]] = {}
        for file in sorted((self.folder / "assets/coursemark/data/items").glob("*.js")):
            for item in self.data(f"items/{file.stem}").values():
                for leaf in item.get("parts", [item]):
                    found[leaf["definition"]["id"]] = leaf
        return found


def build(config: Path, output: Path, strict: bool = True) -> None:
    """Runs `mkdocs build`; fails with what it printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "--clean"]
    done = subprocess.run(
        [*command, *(["--strict"] if strict else []), "-f", config.name, "-d", str(output)],
        cwd=config.parent,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Workshop:
    """A small site that a test writes, builds and changes."""

    source: Path
    place: Place

    def write(self, files: Mapping[str, str], strict: bool = True) -> Place:
        """Writes the files over those of before and builds; warnings fail a strict build."""
        write_site(self.source, {"mkdocs.yml": CONFIG, **files})
        build(self.source / "mkdocs.yml", self.place.folder, strict)
        return self.place
