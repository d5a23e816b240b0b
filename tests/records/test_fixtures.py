"""What released versions wrote stays readable, gradable and rightly labelled, for ever."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from coursemark.loading.config import read_config
from coursemark.loading.site import load_site
from coursemark.model import Site
from coursemark.records import RecordFile, read_records
from coursemark.report import Report, report
from coursemark.statements import read

RECORDS = Path(__file__).parent / "fixtures/record-1"
NAMES = ("everything", "failed-and-unfinished", "before-the-edit")
AS_OF = date(2026, 11, 30)


def loaded(folder: Path) -> Site:
    found = load_site(folder, read_config(folder / "mkdocs.yml"))
    assert [str(p) for p in found.problems if p.level == "error"] == []
    return found.site


@pytest.fixture(scope="module")
def site() -> Site:
    return loaded(RECORDS / "site")


def files(*names: str) -> Sequence[RecordFile]:
    return tuple(read_records([RECORDS / f"{name}.jsonl" for name in names]))


def results(found: Report) -> dict[str, dict[str, tuple[int, int, bool | None, int]]]:
    """By learner and assessment: hundredths of points, their maximum, passed, attempts."""
    return {
        one.id: {a.assessment: (a.raw, a.max, a.passed, a.attempts) for a in one.assessments}
        for one in found.learners
    }


KINDS = {
    "everything": {
        "answered": 24,
        "initialized": 4,
        "passed": 2,
        "failed": 1,
        "completed": 1,
        "terminated": 4,
        "read": 1,
        "accept": 1,
        "course": 1,
    },
    "failed-and-unfinished": {
        "answered": 8,
        "initialized": 3,
        "failed": 1,
        "completed": 1,
        "terminated": 2,
    },
    "before-the-edit": {
        "answered": 7,
        "initialized": 1,
        "passed": 1,
        "terminated": 1,
        "read": 1,
    },
    "second-vocabulary": {
        "read": 2,
        "accept": 1,
        "initialized": 1,
        "interrupted": 4,
        "replied": 3,
        "survey": 1,
        "attend": 1,
        "commented": 2,
    },
}


@pytest.mark.parametrize("name", KINDS)
def test_every_statement_is_read_and_known(name: str, site: Site) -> None:
    (file,) = files(name)
    assert (file.problems, file.verified) == ((), True)
    entries = [read(line.statement, site.config.id) for line in file.statements]
    assert Counter(entry.kind for entry in entries) == KINDS[name]


def test_the_learner_is_read() -> None:
    (file,) = files("everything")
    header = file.header
    assert header is not None
    assert (header.site, header.learner, header.name) == ("https://fire.example/", "10023", "张三")
    assert (header.department, header.role) == ("内科", "临床医师")


def test_what_the_second_release_added_is_read(site: Site) -> None:
    (file,) = files("second-vocabulary")
    assert file.header is not None
    assert file.header.start == "2026-11-02"
    entries = [read(line.statement, site.config.id) for line in file.statements]
    assert [(e.target, e.seconds, e.minimum, e.version) for e in entries[:3]] == [
        ("fire.md", 60, 15, ""),
        ("promise.md", 3, 15, ""),
        ("promise.md", 20, None, "2026年版"),
    ]
    assert [(e.cause, e.seconds, e.jump) for e in entries if e.kind == "interrupted"] == [
        ("away", 42, None),
        ("closed", 90, None),
        ("paused", 600, None),
        ("clock", None, -3600),
    ]
    replies = [(e.target, e.response) for e in entries if e.kind == "replied"]
    assert replies == [("after/useful", "4"), ("after/hard", "甲"), ("after/wish", "灭火器")]
    (session,) = [e for e in entries if e.kind == "attend"]
    assert (session.target, session.seconds, session.evidence, session.held) == (
        "院内讲座",
        7200,
        "签到表 7 号",
        "2026-11-20",
    )
    notes = [(e.activity, e.target, e.response) for e in entries if e.kind == "commented"]
    assert notes == [
        ("item", "fire/alarm", "选项里少了 110"),
        ("page", "fire.md", "第二段有错字"),
    ]


def test_they_are_graded_and_completed_as_on_the_day(site: Site) -> None:
    found = report(site, files(*NAMES), None, AS_OF)
    assert results(found) == {
        "10023": {
            "drill": (200, 200, True, 1),
            "exam": (550, 550, True, 2),
            "secret": (200, 200, True, 1),
        },
        "10024": {"exam": (25, 550, False, 1), "secret": (100, 200, True, 1)},
        "10025": {"exam": (550, 550, True, 1)},
    }
    courses = {one.id: [(c.course, c.status) for c in one.courses] for one in found.learners}
    assert courses == {
        "10023": [("fire", "completed")],
        "10024": [("fire", "in-progress")],
        "10025": [("fire", "in-progress")],
    }
    (course,) = found.learners[0].courses
    assert (course.completed_at, course.valid_until) == (
        "2026-11-22T17:43:50.532+08:00",
        "2027-11-22",
    )


def test_nothing_about_them_is_wrong_but_that_a_machine_was_quick(site: Site) -> None:
    found = report(site, files(*NAMES), None, AS_OF)
    # The walks that made them answered faster than anybody reads.
    assert Counter((p.kind, p.learner) for p in found.problems) == {
        ("implausible-time", "10023"): 3,
        ("implausible-time", "10024"): 2,
        ("implausible-time", "10025"): 1,
    }


def test_first_responses_are_counted_by_option(site: Site) -> None:
    found = report(site, files(*NAMES), None, AS_OF)
    counts = {item.id: (item.basis, item.n, dict(item.options)) for item in found.items}
    assert counts["fire/alarm"] == ("attempts", 3, {"A": 0, "B": 1, "C": 2})
    assert counts["fire/signs"] == ("practice", 1, {})
    assert counts["kept/hose"] == ("attempts", 2, {"A": 1, "B": 1})


def test_after_an_edit_they_are_labelled_and_graded_by_the_item_of_today(tmp_path: Path) -> None:
    shutil.copytree(RECORDS / "site", tmp_path, dirs_exist_ok=True)
    bank = tmp_path / "quizzes/banks/fire.yml"
    text = bank.read_text("utf-8")
    edited = text.replace(
        "疏散时可以乘电梯。\n    key: false", "疏散时不可以乘电梯。\n    key: true"
    )
    assert edited != text
    bank.write_text(edited, "utf-8")
    exam = tmp_path / "quizzes/assessments/exam.yml"
    exam.write_text(exam.read_text("utf-8").replace("pass_mark: 60", "pass_mark: 90"), "utf-8")

    found = report(loaded(tmp_path), files("before-the-edit"), None, AS_OF)

    # The item of today is turned round: what was right is wrong now, 450 of 550 and not 90 %.
    assert results(found) == {"10025": {"exam": (450, 550, False, 1)}}
    kinds = Counter(problem.kind for problem in found.problems)
    assert kinds - Counter({"implausible-time": 1}) == {
        "outdated-item": kinds["outdated-item"],
        "outdated-assessment": 1,
        "score-mismatch": 1,
    }
    assert kinds["outdated-item"] >= 1
    old = [item for item in found.items if item.id == "fire/calm"]
    assert [item.current for item in old] == [False]
