"""A whole cohort of known truth, 2 % and more of it hostile: report and workbook say just that."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coursemark.cli import main

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from cohort.compare import differences
from cohort.generate import Cohort, write_cohort
from cohort.junk import JUNKS
from cohort.sorts import DAMAGES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """150 learners, and each sort of damaged file once; without those that only take time."""
    folder = tmp_path_factory.mktemp("cohort")
    write_cohort(Cohort(folder, learners=150, seed=7, huge=False), workers=1)
    return folder


def reported(folder: Path, roster: str) -> tuple[Path, Path]:
    machine, book = folder / f"{roster}.json", folder / f"{roster}.xlsx"
    given = ["report", folder / "records", "--roster", folder / roster, "--as-of", "2026-11-22"]
    given += ["-o", book, "--json", machine, "-f", folder / "site/mkdocs.yml"]
    done = CliRunner().invoke(main, list(map(str, given)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return machine, book


@pytest.mark.parametrize("roster", ["roster.xlsx", "roster.csv"])
def test_every_status_score_statistic_and_problem_is_right(cohort, roster):
    assert differences(cohort, *reported(cohort, roster)) == []


def test_the_cohort_has_what_it_is_for(cohort):
    """Else nothing being wrong would say nothing."""
    truth = json.loads((cohort / "truth.json").read_text("utf-8"))
    lines = (cohort / "truth-learners.jsonl").read_text("utf-8").splitlines()
    learners = [json.loads(line) for line in lines]
    assert {course["status"] for one in learners for course in one["courses"]} == {
        *("not-started", "in-progress", "completed", "expired", "retrain", "overdue"),
    }
    assert {row["counts"] for one in learners for row in one["attempts"]} == {"result", "yes", "no"}
    assert {one["method"] for one in truth["assessments"]} == {"kr20", "alpha", "nested", ""}
    assert {kind for kind, _ in truth["identities"]} == {"names", "similar", "numbers", "copied"}
    assert len(DAMAGES) + len(JUNKS) >= 80
    assert len({kind for _, _, kind, _ in truth["problems"]}) >= 21


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: found["learners"][3].update(name="别人"), "000004 name"),
        (lambda found: found["items"][0].update(facility=0.123), "item desk/all"),
        (lambda found: found["assessments"][0].update(sem=1.23), "assessment annual"),
        (lambda found: found["problems"].pop(), "problem not told"),
        (lambda found: found["departments"][0].update(overdue=99), "departments"),
    ],
)
def test_a_wrong_report_would_be_found(cohort, tmp_path, change, said):
    found = json.loads(reported(cohort, "roster.xlsx")[0].read_text("utf-8"))
    change(found)
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    (difference,) = differences(cohort, wrong)
    assert difference.startswith(said)


def test_the_same_seed_makes_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_cohort(Cohort(tmp_path / name, learners=120, seed=2, huge=False), workers=1)
    files = [p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()]
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
