"""What a report costs, beside a bare `json.loads` of every line of the same files in the same run.

    .venv/bin/python bench/report.py [--learners 10000] [--runs 3] [--store] [--keep FOLDER]

Two cohorts are written (see `bench/cohort`), one of twice as many learners, 2 % of their files
hostile or damaged. Each is read bare and reported on in turns, to a workbook and JSON; medians are
told. Memory is that of all processes of a report at one moment: shared pages count once (PSS).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cohort.compare import differences
from cohort.generate import Cohort, bytes_of, write_cohort
from cohort.school import AS_OF

COMMAND = str(Path(sys.executable).with_name("coursemark"))
SAMPLE = 0.1
"""Seconds between two looks at the memory."""
BARE = """
import io, json, sys, zipfile
from pathlib import Path

def read(stream):
    n = 0
    for line in stream:
        try:
            json.loads(line)
            n += 1
        except (ValueError, RecursionError):
            pass
    return n

n = 0
for file in sorted(Path(sys.argv[1]).rglob("*")):
    if not file.is_file():
        continue
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                if not info.flag_bits & 1 and info.file_size < 1_000_000 + 100 * info.compress_size:
                    n += read(io.BytesIO(archive.read(info)))
    else:
        with file.open("rb") as stream:
            n += read(stream)
print(n)
"""


@dataclass(frozen=True)
class Cost:
    """Of one run of a command."""

    seconds: float
    processor: float
    """Seconds of all its processes together."""
    memory: int
    """Greatest sum of PSS, bytes; 0 where the system does not tell."""
    largest: int
    """Greatest resident size of a single process, bytes."""


def cost_of(command: list[str], *, watched: bool = False) -> Cost:
    """Runs it to its end; its output is dropped, its failure raised.

    `watched`: with its memory. Adding up the pages of a process stops it meanwhile, so that such a
    run tells no time. Modules are compiled once, as Python does by itself.
    """
    # A shell may have told Python otherwise.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    memory = pid = 0
    while watched and not pid:
        memory = max(memory, sum(map(_shared_fairly, _family(process.pid))))
        time.sleep(SAMPLE)
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
    if not watched:
        pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, used.ru_utime + used.ru_stime, memory, used.ru_maxrss * 1024)


def _family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _shared_fairly(pid: int) -> int:
    """Bytes, a page that several processes have divided among them; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def report_command(folder: Path, *more: str) -> list[str]:
    return [
        *(COMMAND, "report", str(folder / "records")),
        *("--roster", str(folder / "roster.xlsx"), "--as-of", AS_OF.isoformat()),
        *("-o", str(folder / "report.xlsx"), "--json", str(folder / "report.json")),
        *("-f", str(folder / "site/mkdocs.yml"), *more),
    ]


def measured(folder: Path, learners: int, runs: int, zipped: float) -> tuple[float, float]:
    """Median seconds of the bare pass and of the report, both told; the cohort is written first."""
    if not (folder / "truth.json").exists():
        write_cohort(Cohort(folder, learners, zipped=zipped, huge=False))
    bare, report = [], []
    for _ in range(runs):
        bare.append(cost_of([sys.executable, "-c", BARE, str(folder / "records")]))
        report.append(cost_of(report_command(folder)))
    print(f"\n{learners} learners, {bytes_of(folder) / 1e6:.0f} MB of records, {runs} runs")
    for name, costs in (("json.loads", bare), ("report", report)):
        seconds, processor = (
            statistics.median(getattr(cost, what) for cost in costs)
            for what in ("seconds", "processor")
        )
        print(f"  {name:11} {seconds:7.2f} s, processor {processor:7.2f} s")
    both = [statistics.median(cost.seconds for cost in costs) for costs in (bare, report)]
    work = [statistics.median(cost.processor for cost in costs) for costs in (bare, report)]
    print(f"  ratio {both[1] / both[0]:.2f}, of processor time {work[1] / work[0]:.2f}")
    seen = cost_of(report_command(folder), watched=True)
    print(f"  memory of a report {seen.memory / 1e6:.0f} MB, ", end="")
    print(f"of its largest process {seen.largest / 1e6:.0f} MB")
    return both[0], both[1]


def stored(folder: Path) -> None:
    """A second report from what the first kept reads no record again."""
    known = subprocess.run([COMMAND, "report", "--help"], capture_output=True, text=True).stdout
    if "--store" not in known:
        print("\n--store: not known to this version")
        return
    store = folder / "kept.store"
    if store.is_dir():
        shutil.rmtree(store)
    store.unlink(missing_ok=True)
    first, second = (
        cost_of(report_command(folder, "--store", str(store)), watched=True) for _ in range(2)
    )
    print(f"\nwith --store: {first.seconds:.2f} s, again {second.seconds:.2f} s", end="")
    print(f" (memory {first.memory / 1e6:.0f} MB and {second.memory / 1e6:.0f} MB)")


def load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", action="store_true", help="without twice as many learners")
    parser.add_argument("--store", action="store_true", help="also with a store, twice")
    parser.add_argument(
        "--check", action="store_true", help="also hold the report against the truth"
    )
    parser.add_argument("--zipped", type=float, default=0.12, help="share of records in zips")
    parser.add_argument("--keep", type=Path, help="folder for the cohorts, used again if there")
    options = parser.parse_args()
    print(f"load before: {load()}, {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as temporary:
        root = options.keep or Path(temporary)
        taken = []
        for times in (1,) if options.once else (1, 2):
            folder = root / f"cohort-{times * options.learners}"
            taken.append(measured(folder, times * options.learners, options.runs, options.zipped))
            if options.check:
                found = differences(folder, folder / "report.json", folder / "report.xlsx")
                print(f"  {len(found)} differences from the truth", *found[:20], sep="\n    ")
        if len(taken) > 1:
            print(f"\ntwice the learners: {taken[1][1] / taken[0][1]:.2f} times the time", end="")
            print(f" (json.loads {taken[1][0] / taken[0][0]:.2f})")
        if options.store:
            stored(root / f"cohort-{options.learners}")
    print(f"load after: {load()}")


if __name__ == "__main__":
    main()
