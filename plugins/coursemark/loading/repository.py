"""The git repository a site stands in, asked without changing it or running anything of it."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

MAX_FILES = 200_000
MAX_BYTES = 1 << 30
_SECONDS = 60
# No hook, no monitor and no pager of a repository's configuration is started.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "log.showSignature=false")
_OURS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}


def ask(root: Path, *arguments: str) -> bytes | None:
    """What git prints in this folder; None when it is absent, fails or takes too long."""
    try:
        run = subprocess.run(
            _command(arguments),
            cwd=root,
            env=_environment(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout


def unpack(
    root: Path, revision: str, place: Path, *, paths: Sequence[str] = (), endings: Sequence[str]
) -> bool:
    """Writes the plain files of a revision with these endings below `place`.

    Of all that is in and below `root`, or of `paths` in it. Links, and names that would lead out,
    are left. False when git fails or there is too much.
    """
    command = _command(["archive", "--format=tar", revision, "--", *paths])
    try:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    with process:
        assert process.stdout is not None, "a pipe was asked for"
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                whole = _write(archive, place, endings)
            while whole and process.stdout.read(1 << 16):
                pass  # what pads the archive, so that git can end
        except tarfile.TarError:
            whole = False
        if not whole:
            process.kill()
        return process.wait() == 0 and whole


def _write(archive: tarfile.TarFile, place: Path, endings: Sequence[str]) -> bool:
    files = size = 0
    for member in archive:
        path = PurePosixPath(member.name)
        if not member.isreg() or path.suffix.lower() not in endings:
            continue
        if path.is_absolute() or ".." in path.parts or "\\" in member.name:
            continue
        files, size = files + 1, size + member.size
        if files > MAX_FILES or size > MAX_BYTES:
            return False
        content = archive.extractfile(member)
        target = place.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.read() if content else b"")
    return True


def _command(arguments: Sequence[str]) -> list[str]:
    return ["git", *_QUIET, *arguments]


def _environment() -> dict[str, str]:
    """A caller's own GIT_DIR or index, as in a hook, is not the site's."""
    return {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | _OURS
