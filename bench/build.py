"""What the plugin costs a large build: time against the same pages without it, and bytes an item.

    .venv/bin/python bench/build.py [--pages 1000] [--items 5] [--runs 5]

Both builds have the same theme, extensions and Chinese search; without the plugin a quiz fence
stays a block of code. Times come from hyperfine when it is installed (Debian: `hyperfine`), else
from runs of the two builds in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from big_site import Size, write_site

MAX_RATIO = 1.15
MAX_BYTES_AN_ITEM = 6000
BUILDS = ("without", "with")


@dataclass(frozen=True)
class Timing:
    """Medians of one build, in seconds."""

    wall: float
    cpu: float


def build_command(name: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "-q", "--clean", "-f", f"{name}.yml"]


def by_hyperfine(site: Path, runs: int) -> dict[str, Timing]:
    result = site / "hyperfine.json"
    commands = [" ".join(build_command(name)) for name in BUILDS]
    subprocess.run(
        [
            "hyperfine",
            "-N",
            "--warmup",
            "1",
            "--runs",
            str(runs),
            "--export-json",
            result,
            *commands,
        ],
        cwd=site,
        check=True,
    )
    rows = json.loads(result.read_text())["results"]
    # hyperfine gives means of user and system time, and the median of the wall clock.
    return {
        name: Timing(row["median"], row["user"] + row["system"])
        for name, row in zip(BUILDS, rows, strict=True)
    }


def by_turns(site: Path, runs: int) -> dict[str, Timing]:
    """One run to warm up, then the two builds in turn, so that a slow minute slows both."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in BUILDS}
    for run in range(runs + 1):
        for name in BUILDS:
            cpu, wall = _child_seconds(), time.perf_counter()
            subprocess.run(build_command(name), cwd=site, check=True, stderr=subprocess.DEVNULL)
            if run:
                times[name].append((time.perf_counter() - wall, _child_seconds() - cpu))
    return {
        name: Timing(*(statistics.median(column) for column in zip(*rows, strict=True)))
        for name, rows in times.items()
    }


def _child_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def size_of(folder: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in folder.rglob(pattern))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--items", type=int, default=5, help="items on each page")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--turns", action="store_true", help="time by turns even with hyperfine")
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    size = Size(options.pages, options.items)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_site(site, size)
        tool = shutil.which("hyperfine") if not options.turns else None
        times = (by_hyperfine if tool else by_turns)(site, options.runs)
        pages = {name: size_of(site / "build" / name, "*.html") for name in BUILDS}
        data = size_of(site / "build/with/assets/coursemark/data", "*.js")
    ratio = times["with"].wall / times["without"].wall
    cpu_ratio = times["with"].cpu / times["without"].cpu
    html = (pages["with"] - pages["without"]) / size.items
    print(f"pages {size.pages}, items {size.items}, runs {options.runs}, ", end="")
    print("timed by " + ("hyperfine" if tool else "turns (median of each)"))
    for name in BUILDS:
        print(f"{name:8} {times[name].wall:6.2f} s wall  {times[name].cpu:6.2f} s cpu")
    print(f"ratio    {ratio:6.3f} wall    {cpu_ratio:6.3f} cpu    (target ≤ {MAX_RATIO})")
    print(f"HTML     {html:6.0f} bytes an item         (target < {MAX_BYTES_AN_ITEM})")
    print(f"data     {data / size.items:6.0f} bytes an item, in scripts of their own")
    return 0 if ratio <= MAX_RATIO and html < MAX_BYTES_AN_ITEM else 1


if __name__ == "__main__":
    sys.exit(main())
