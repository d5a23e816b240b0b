"""A real Chromium, the flagship site on three origins, and small sites from literals."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from browser.guard import Guard
from browser.places import Place, Workshop, build
from browser.serving import serve
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
# *.test is loopback: http://hospital.test is an insecure context, as on a ward; 127.0.0.1 is not.
# A page that goes to itself keeps its frame: Chromium 156 takes a new one and now and then falls
# over in the old one's debugger session, which no learner has. The switch stands in for
# Playwright's own, so the feature that one asks for is named again.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
    "--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame",
]
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: run `make system`")
        pytest.skip("Chromium is missing: run `make system`")
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def web_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="session")
def port(web_root: Path) -> Iterator[int]:
    with serve(web_root) as number:
        yield number


@pytest.fixture(scope="session")
def intranet_folder(web_root: Path) -> Path:
    """The flagship site as the intranet serves it."""
    build(ROOT / "mkdocs.yml", web_root / "flagship")
    return web_root / "flagship"


@pytest.fixture(scope="session")
def offline_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship site as it comes out of the zip of `make offline`."""
    folder = tmp_path_factory.mktemp("offline")
    build(ROOT / "mkdocs.offline.yml", folder / "built")
    pack = [sys.executable, str(ROOT / "tools/pack_offline.py"), "built", "site.zip"]
    subprocess.run(pack, cwd=folder, check=True, capture_output=True)
    with ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder / "stick")
    (site,) = (folder / "stick").iterdir()
    return site


@pytest.fixture
def hospital(intranet_folder: Path, port: int) -> Place:
    """The flagship site on plain http, where secure-context interfaces are absent."""
    return Place(f"http://hospital.test:{port}/flagship/", intranet_folder)


@pytest.fixture
def offline(offline_folder: Path) -> Place:
    """The flagship site opened from a folder."""
    return Place(f"{offline_folder.as_uri()}/", offline_folder, directory_urls=False)


@pytest.fixture(params=["hospital.test", "127.0.0.1", "file"])
def anywhere(request: pytest.FixtureRequest) -> Place:
    """The flagship site, once on each kind of origin."""
    if request.param == "file":
        place: Place = request.getfixturevalue("offline")
        return place
    place = request.getfixturevalue("hospital")
    return Place(place.base.replace("hospital.test", request.param), place.folder)


@pytest.fixture
def workshop(tmp_path: Path, web_root: Path, port: int) -> Workshop:
    """A place for a small site of one test, on plain http."""
    name = tmp_path.name
    place = Place(f"http://hospital.test:{port}/{name}/", web_root / name)
    return Workshop(tmp_path / "source", place)


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Makes a browser profile for one person at one PC; what went wrong in it fails the test."""
    open_contexts: list[tuple[BrowserContext, Guard]] = []

    def make(place: Place, **options: Any) -> BrowserContext:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        open_contexts.append((context, Guard(context, place.base)))
        return context

    yield make
    faults = []
    for context, guard in open_contexts:
        context.close()
        faults += guard.faults
    assert faults == []
