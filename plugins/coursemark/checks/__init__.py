"""Rules about a loaded site: one module a rule, found by name.

A rule module has `ID`, `LEVEL` and `check(site, today)`, which yields its problems, and a
docstring with an example that fails and one that passes. To add a rule, add such a module and
its test; nothing else needs to know.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from coursemark.model import Site, SiteConfig
from coursemark.problems import Level, Problem


class Rule(Protocol):
    """What a rule module offers."""

    ID: str
    LEVEL: Level

    def check(self, site: Site, today: date) -> Iterator[Problem]: ...


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule module of this package, by name."""
    modules = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name)
    )
    return tuple(cast(Rule, module) for module in modules if hasattr(module, "ID"))


def run_checks(site: Site, today: date) -> tuple[Problem, ...]:
    """All problems of all rules, by place."""
    return tuple(sorted(problem for rule in rules() for problem in rule.check(site, today)))


def check_site(
    root: Path, config: SiteConfig, today: date, files: Mapping[str, Path] | None = None
) -> tuple[Site, tuple[Problem, ...]]:
    """Loads the site in `root` and checks it: everything wrong with it, by place.

    The site is as of `today`: courses ask no more for pages that hold no longer.
    """
    # Imported here, so that listing the rules does not load YAML and Markdown.
    from coursemark.loading.site import load_site

    loaded = load_site(root, config, files)
    return loaded.site.as_of(today), tuple(
        sorted({*loaded.problems, *run_checks(loaded.site, today)})
    )
