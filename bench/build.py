"""What the plugin costs a large build: time against the same pages without it, and bytes an item.

    .venv/bin/python bench/build.py [--pages 1000] [--items 5] [--runs 5]

Both builds have the same theme, extensions and Chinese search; without the plugin a quiz fence
stays a block of code. Each run is timed by hyperfine when it is installed (Debian: `hyperfine`),
else by the clock; the two builds run in turn, and medians are compared.
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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from big_site import Size, write_site

MAX_RATIO = 1.15
MAX_BYTES_AN_ITEM = 6000
BUILDS = ("without", "with")


@dataclass(frozen=True)
class Timing:
    """Of one build, in seconds."""

    wall: float
    cpu: float
    """User and system time: what other work on the machine disturbs least."""


Round = dict[str, Timing]


def build_command(name: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "-q", "--clean", "-f", f"{name}.yml"]


def by_hyperfine(site: Path) -> dict[str, Timing]:
    result = site / "hyperfine.json"
    commands = [" ".join(build_command(name)) for name in BUILDS]
    subprocess.run(
        ["hyperfine", "-N", "--runs", "1", "--style", "none", "--export-json", result, *commands],
        cwd=site,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    rows = json.loads(result.read_text())["results"]
    return {
        name: Timing(row["median"], row["user"] + row["system"])
        for name, row in zip(BUILDS, rows, strict=True)
    }


def by_clock(site: Path) -> dict[str, Timing]:
    times = {}
    for name in BUILDS:
        cpu, wall = _child_seconds(), time.perf_counter()
        subprocess.run(build_command(name), cwd=site, check=True, stderr=subprocess.DEVNULL)
        times[name] = Timing(time.perf_counter() - wall, _child_seconds() - cpu)
    return times


def measure(site: Path, runs: int, once: Callable[[Path], dict[str, Timing]]) -> list[Round]:
    """One round to warm up, then rounds of both builds: a slow minute slows both alike."""
    return [once(site) for _ in range(runs + 1)][1:]


def median(rounds: list[Round], name: str) -> Timing:
    return Timing(
        statistics.median(each[name].wall for each in rounds),
        statistics.median(each[name].cpu for each in rounds),
    )


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
    parser.add_argument("--clock", action="store_true", help="no hyperfine, though installed")
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    size = Size(options.pages, options.items)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_site(site, size)
        with_tool = bool(shutil.which("hyperfine")) and not options.clock
        rounds = measure(site, options.runs, by_hyperfine if with_tool else by_clock)
        pages = {name: size_of(site / "build" / name, "*.html") for name in BUILDS}
        data = size_of(site / "build/with/assets/coursemark/data", "*.js")
    times = {name: median(rounds, name) for name in BUILDS}
    ratio = times["with"].wall / times["without"].wall
    cpu_ratio = times["with"].cpu / times["without"].cpu
    html = (pages["with"] - pages["without"]) / size.items
    tool = "hyperfine" if with_tool else "the clock"
    print(f"pages {size.pages}, items {size.items}, {options.runs} runs of each, timed by {tool}")
    for name in BUILDS:
        print(f"{name:8} {times[name].wall:6.2f} s wall  {times[name].cpu:6.2f} s cpu")
    print(f"ratio    {ratio:6.3f} wall    {cpu_ratio:6.3f} cpu    (target ≤ {MAX_RATIO})")
    print(f"HTML     {html:6.0f} bytes an item         (target < {MAX_BYTES_AN_ITEM})")
    print(f"data     {data / size.items:6.0f} bytes an item, in scripts of their own")
    return 0 if ratio <= MAX_RATIO and html < MAX_BYTES_AN_ITEM else 1


if __name__ == "__main__":
    sys.exit(main())
