"""Earlier versions of a site's banks and assessments, from the git repository it stands in.

Without git, or outside of a repository, there is no history.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coursemark.loading.repository import ask, unpack
from coursemark.loading.site import load_site
from coursemark.model import Site, SiteConfig

MAX_COMMITS = 400
_YAML = (".yml", ".yaml")


@dataclass(frozen=True)
class Commit:
    """One commit that touched the quizzes."""

    id: str
    day: str
    """Of committing, ISO."""


def commits(root: Path, folder: str, most: int = MAX_COMMITS) -> list[Commit]:
    """Commits that touched the folder, newest first; none where there is no history."""
    listed = ask(root, "log", "--no-color", "--format=%H %cs", f"-n{most}", "--", folder)
    if listed is None:
        return []
    lines = (line.split() for line in listed.decode("ascii", "replace").splitlines())
    return [Commit(parts[0], parts[1]) for parts in lines if len(parts) == 2]


def quizzes_at(root: Path, config: SiteConfig, commit: str) -> Site | None:
    """The site of a commit, its pages left out; None when it cannot be read."""
    with TemporaryDirectory(prefix="coursemark-") as folder:
        place = Path(folder)
        if not unpack(root, commit, place, paths=[config.quizzes], endings=_YAML):
            return None
        return load_site(place, config, {}).site
