"""Writes a cohort, or holds a report against it.

.venv/bin/python bench/cohort OUT [--learners 1000] [--seed 1] [--zipped 0.12] [--check]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cohort.compare import differences
from cohort.generate import Cohort, bytes_of, write_cohort
from cohort.school import AS_OF


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("out", type=Path, help="folder, new or empty")
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hostile", type=float, default=0.02)
    parser.add_argument("--zipped", type=float, default=0.12, help="share in zips, 0 to 1")
    parser.add_argument("--roster", default="roster.xlsx", help="or roster.csv")
    parser.add_argument("--check", action="store_true", help="runs the report and compares")
    options = parser.parse_args()
    out = options.out
    if not (out / "truth.json").exists():
        start = time.perf_counter()
        asked = Cohort(out, options.learners, options.seed, options.hostile, options.zipped)
        truth = write_cohort(asked)
        seconds, size = time.perf_counter() - start, bytes_of(out) / 1e6
        print(f"{truth.files} files, {truth.statements} statements, {size:.0f} MB, {seconds:.1f} s")
    if not options.check:
        return 0
    command = [str(Path(sys.executable).with_name("coursemark")), "report", str(out / "records")]
    command += ["--roster", str(out / options.roster), "--as-of", AS_OF.isoformat()]
    command += ["-o", str(out / "report.xlsx"), "--json", str(out / "report.json")]
    subprocess.run([*command, "-f", str(out / "site/mkdocs.yml")], check=True)
    found = differences(out, out / "report.json", out / "report.xlsx")
    for line in found[:200]:
        print(line)
    print(f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
