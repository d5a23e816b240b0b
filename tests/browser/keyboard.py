"""A learner's keys: Tab, arrows, Space, Enter and letters. Nothing is focused by script."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

# Where the target is from the focus: 0 has it, 1 ahead, -1 behind.
_WAY = """targets => {
  const active = document.activeElement;
  if (targets.includes(active)) return 0;
  if (!active || active === document.body) return 1;
  return active.compareDocumentPosition(targets[0]) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._press = page.keyboard.press

    def reach(self, target: Locator) -> None:
        """Tabs until the focus is on the target, or on one of its elements."""
        target.first.wait_for()
        for _ in range(400):
            way = target.evaluate_all(_WAY)
            if way == 0:
                return
            self._press("Tab" if way > 0 else "Shift+Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def push(self, target: Locator, key: str = "Enter") -> None:
        """Presses a button, follows a link, ticks a box."""
        self.reach(target)
        self._press(key)

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self._page.keyboard.type(text)

    def pick(self, select: Locator, value: str) -> None:
        """Chooses in a native select with the arrow."""
        self.reach(select)
        for _ in range(select.locator("option").count()):
            if select.input_value() == value:
                return
            self._press("ArrowDown")
        assert select.input_value() == value

    def respond(self, form: Locator, kind: str, response: str) -> None:
        """Gives a response in its stored form."""
        if kind in ("single", "true-false"):
            radios = form.locator("input[type=radio]")
            self.reach(radios)
            self._press("Space")
            wanted = form.locator(f'input[value="{response}"]')
            for _ in range(radios.count()):
                if wanted.is_checked():
                    return
                self._press("ArrowDown")
            assert wanted.is_checked()
        elif kind in ("multiple", "ordering"):
            for letter in response.split("[,]"):
                self.push(form.locator(f'input[value="{letter}"]'), "Space")
        elif kind == "matching":
            for source, target in (pair.split("[.]") for pair in response.split("[,]")):
                self.pick(form.locator(f'select[data-source="{source}"]'), target)
        elif kind == "numeric":
            self.write(form.locator(".cm-numeric input"), response)
        else:
            for blank, text in zip(
                form.locator(".cm-blank").all(), response.split("[,]"), strict=True
            ):
                self.write(blank, text)

    def fill_profile(self, form: Locator, person: Any) -> None:
        self.write(form.get_by_label("姓名"), person.name)
        self.write(form.get_by_label("工号"), person.id)
        self.write(form.get_by_label("科室"), person.department)
        self.pick(form.get_by_label("岗位"), person.role)
        self.push(form.locator("button[type=submit]"))
