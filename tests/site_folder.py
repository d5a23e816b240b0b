"""A site on disk from literals, and what is found wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from coursemark.checks import check_site
from coursemark.model import SiteConfig

TODAY = date(2026, 11, 22)


def write_site(root: Path, files: Mapping[str, str]) -> None:
    """Each text is dedented; a file's folders are made."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def faults(
    root: Path,
    files: Mapping[str, str],
    rule: str = "",
    today: date = TODAY,
    roles: tuple[str, ...] = (),
    site_id: str = "https://fire.example/",
) -> list[str]:
    """The lines `coursemark check` prints for this site, of one rule or of all."""
    write_site(root, files)
    config = SiteConfig(id=site_id, title="消防学堂", roles=roles)
    problems = check_site(root, config, today)[1]
    return [str(problem) for problem in problems if rule in ("", problem.rule)]


def true_false(name: str, *extra: str) -> str:
    """A sound bank entry; `extra` are more `field: value` lines."""
    lines = [f"- id: {name}", "  type: true-false", f"  stem: {name}？", "  key: true"]
    lines += ["  feedback: 因为。"] + [f"  {line}" for line in extra]
    return "\n".join(lines) + "\n"


def bank(*items: str, fields: str = "") -> str:
    """A bank's text from entries such as `true_false` gives."""
    return f"title: 消防\n{fields}items:\n" + "".join(items)
