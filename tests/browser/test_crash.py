"""The browser is killed, not closed, and what was stored is there at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.conftest import ARGUMENTS
from browser.fire_site import ALARM, CALM, exam, site
from browser.learner import begin, item, ready, register, respond, stored, visit
from browser.places import Workshop
from playwright.sync_api import Page, Playwright, expect

pytestmark = pytest.mark.browser


@contextmanager
def killed_at_the_end(playwright: Playwright, program: str, profile: Path) -> Iterator[Page]:
    """A page of a Chromium with a profile on disk, whose processes get SIGKILL at the end."""
    command = [program, "--headless", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [*command, *ARGUMENTS, "about:blank"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stderr is not None
        address = next(
            line.rsplit(" ", 1)[1].strip() for line in process.stderr if "listening on ws" in line
        )
        browser = playwright.chromium.connect_over_cdp(address)
        yield browser.contexts[0].pages[0]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_killed_browser_loses_no_answer(
    workshop: Workshop, playwright: Playwright, chromium_path: str, tmp_path: Path
) -> None:
    fire = workshop.write(site(ALARM, CALM, drill=exam("alarm", "calm", more="minutes: 10\n")))
    profile = tmp_path / "profile"
    with killed_at_the_end(playwright, chromium_path, profile) as page:
        register(page, fire.url("my-learning.md"))
        visit(page, fire.url("fire.md"))
        respond(item(page, "fire/calm"), "true-false", "false")
        stored(page)
        section = begin(visit(page, fire.url("drill.md")), "drill")
        respond(item(section, "fire/alarm"), "single", "B")
        item(section, "fire/calm").locator("[data-flag]").check()
        expect(section.locator("[data-flagged=true]")).to_have_count(1)

    with killed_at_the_end(playwright, chromium_path, profile) as page:
        page.goto(fire.url("drill.md"))
        section = ready(page).locator("[data-assessment=drill]")
        expect(section).to_have_attribute("data-state", "running")
        expect(item(section, "fire/alarm").locator("[value=B]")).to_be_checked()
        expect(item(section, "fire/calm").locator("[data-flag]")).to_be_checked()
        visit(page, fire.url("fire.md"))
        expect(item(page, "fire/calm").locator("[value=false]")).to_be_checked()
