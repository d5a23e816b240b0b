"""The same figures by R's psych (Debian's r-cran-psych), on random answers."""

import json
import shutil
import subprocess
from collections import Counter
from random import Random

import pytest

from coursemark.analysis import Encounter, Sittings, item_statistics

pytestmark = [
    pytest.mark.peer,
    pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed"),
]

SCRIPT = """
suppressMessages(suppressWarnings(library(psych)))
for (file in commandArgs(trailingOnly = TRUE)) {
  x <- read.csv(file)
  a <- suppressWarnings(suppressMessages(alpha(x, warnings = FALSE, check.keys = FALSE)))
  one <- aov(y ~ s, data.frame(y = unlist(x), s = factor(rep(seq_len(nrow(x)), ncol(x)))))
  ms <- summary(one)[[1]][["Mean Sq"]]
  said <- c(a$total$raw_alpha, 1 - ms[2] / ms[1], sd(rowSums(x)), a$item.stats$r.drop, colMeans(x))
  cat(format(said, digits = 15), "\\n")
}
"""


def answers(seed):
    """A matrix of learners by items, in points 0 to 1 or 0, 1, 2."""
    random = Random(seed)
    n, k, most = random.randint(12, 200), random.randint(3, 30), random.choice([1, 2])
    able = [random.gauss(0, 1) for _ in range(n)]
    hard = [random.gauss(0, 0.7) for _ in range(k)]
    return most, [
        [sum(a - h + random.gauss(0, 1) > 0 for _ in range(most)) for h in hard] for a in able
    ]


def test_psych_finds_the_same(tmp_path):
    cohorts = [answers(seed) for seed in range(12)]
    files = []
    for n, (_, rows) in enumerate(cohorts):
        files.append(tmp_path / f"{n}.csv")
        lines = [",".join(f"q{m}" for m in range(len(rows[0])))]
        lines += [",".join(map(str, row)) for row in rows]
        files[-1].write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "a.R").write_text(SCRIPT, "utf-8")
    command = ["Rscript", "--vanilla", str(tmp_path / "a.R"), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if "there is no package called" in run.stderr:
        pytest.skip("r-cran-psych is not installed")
    assert run.returncode == 0, run.stderr
    lines = run.stdout.strip().split("\n")
    assert len(lines) == len(cohorts)
    for (most, rows), line in zip(cohorts, lines, strict=True):
        alpha, icc, deviation, *items = json.loads(f"[{','.join(line.split())}]")
        k, fixed, drawn = len(rows[0]), Sittings(), Sittings()
        for n, row in enumerate(rows):
            fixed.add({f"b/{m}": (100 * x, 100 * most) for m, x in enumerate(row)})
            drawn.add({f"{n}/{m}": (100 * x, 100 * most) for m, x in enumerate(row)})
        one, other = fixed.reliability(), drawn.reliability()
        assert one.coefficient == pytest.approx(alpha, abs=1e-9)
        assert one.sem == pytest.approx(deviation * (1 - alpha) ** 0.5 / k / most, abs=1e-9)
        assert other.coefficient == pytest.approx(icc, abs=1e-6)
        for m in range(k):
            met = Counter(
                Encounter("a", (), 100 * row[m], 100 * most, 100 * sum(row), 100 * most * k)
                for row in rows
            )
            found = item_statistics(met)
            assert found.discrimination == pytest.approx(items[m], abs=1e-9)
            assert found.facility == pytest.approx(items[k + m] / most, abs=1e-9)
