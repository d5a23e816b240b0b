"""The flagship site builds under ProperDocs, the compatible engine, with the same core.

ProperDocs has a virtual environment of its own, made by `make .venv-properdocs/.site`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / ".venv-properdocs/bin/python"
VERSION = "1.6.7"

QUIZ = re.compile(r'<section class="cm-(?:quiz|assessment)".*?</noscript></section>', re.DOTALL)
BANNER = re.compile(r'<aside class="cm-banner".*?</aside>', re.DOTALL)
PAGE_END = re.compile(r'<div class="cm-page-end"[^>]*></div>')

pytestmark = pytest.mark.slow


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The flagship site as built by MkDocs and by ProperDocs."""
    assert PYTHON.exists(), "run `make .venv-properdocs/.site`"
    folder = tmp_path_factory.mktemp("engines")
    built = []
    for engine, python in (("mkdocs", sys.executable), ("properdocs", PYTHON)):
        out = folder / engine
        done = run(python, "-m", engine, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", out)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
        built.append(out)
    return built[0], built[1]


def ours(site: Path) -> dict[str, list[str]]:
    """What we put into each page: quizzes, banner and the mark at its end."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text("utf-8")
        found = [part for pattern in (QUIZ, BANNER, PAGE_END) for part in pattern.findall(html)]
        pages[file.relative_to(site).as_posix()] = found
    return pages


def test_the_engine_is_the_pinned_one() -> None:
    code = "import importlib.metadata as m; print(m.version('properdocs'))"
    assert run(PYTHON, "-c", code).stdout.strip() == VERSION


def test_the_core_is_the_same() -> None:
    code = "import coursemark; print(coursemark.__file__)"
    assert run(PYTHON, "-c", code).stdout == run(sys.executable, "-c", code).stdout


def test_pages_hold_the_same_quizzes(sites: tuple[Path, Path]) -> None:
    mkdocs, properdocs = map(ours, sites)
    assert properdocs == mkdocs
    items = "".join("".join(parts) for parts in mkdocs.values()).count("data-item=")
    assert items > 10


def test_data_scripts_are_the_same(sites: tuple[Path, Path]) -> None:
    mkdocs, properdocs = (
        {f.name: f.read_text("utf-8") for f in (site / "assets/coursemark").rglob("*.js")}
        for site in sites
    )
    assert properdocs == mkdocs
    assert "site.js" in mkdocs
