"""`coursemark report --compare` and `--gain`: 对比报表.xlsx, or the reason why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from inspected_site import RIGHT, finish, load, make_site
from python_calamine import CalamineWorkbook
from record_builder import Learner
from site_folder import write_site

from coursemark.commands.report import command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    (tmp_path / "records").mkdir()
    for id_, start in (("001", "2026-03-01T09:00:00"), ("002", "2026-09-01T09:00:00")):
        finish(Learner(id_, f"学员{id_}", site=site, start=start)).hand_in(tmp_path / "records")
    return tmp_path


def run(folder: Path, *args: str) -> Result:
    fixed = ["-f", str(folder / "mkdocs.yml"), "--as-of", "2026-11-22"]
    return CliRunner().invoke(command, [str(folder / "records"), *args, *fixed])


def test_days_in_their_order_whatever_the_order_of_the_options(folder: Path) -> None:
    out = folder / "out/o.json"

    done = run(folder, "--json", str(out), "--compare", "2026-06-30", "--compare", "2026-01-31")

    assert done.exit_code == 0, done.output
    assert done.output.endswith(f"已写入 {out}\n已写入 {folder}/out/对比报表.xlsx\n")
    book = CalamineWorkbook.from_path(str(folder / "out/对比报表.xlsx"))
    head, *rows = book.get_sheet_by_name("按日期对比").to_python()
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(r["日期"], r["已完成（人次）"]) for r in found if r["科室"] == "全部"] == [
        (date(2026, 1, 31), 0),
        (date(2026, 6, 30), 1),
        (date(2026, 11, 22), 2),
    ]


def gained(folder: Path, *pairs: str) -> tuple[str, list[str]]:
    """What is said on standard error, and the sheets."""
    out = ["--json", str(folder / "out/o.json")]
    done = run(folder, *out, *(word for pair in pairs for word in ("--gain", pair)))
    assert done.exit_code == 0, done.output
    book = CalamineWorkbook.from_path(str(folder / "out/对比报表.xlsx"))
    return done.stderr, book.sheet_names


def test_tests_that_nobody_sat_one_after_the_other(folder: Path) -> None:
    write_site(folder, {"quizzes/assessments/pre.yml": PRE})
    twice = Learner("003", "学员003", site=load(folder))
    twice.attempt(RIGHT, assessment="pre")
    finish(twice).hand_in(folder / "records")
    lost = "没有人先考“结业考试”、后考“摸底”，两次都有成绩"
    once = "没有人考过两次“结业考试”，两次都有成绩"

    assert gained(folder, "pre=final") == ("", ["前后测汇总", "前后测"])
    assert gained(folder, "final=pre", "pre=final", "final = final") == (
        f"--gain final=pre：{lost}，“对比报表.xlsx”里没有这一组前后测\n"
        f"--gain final=final：{once}，“对比报表.xlsx”里没有这一组前后测\n",
        ["前后测汇总", "前后测"],
    )
    assert gained(folder, "final=pre") == (
        f"--gain final=pre：{lost}，“对比报表.xlsx”里没有这一组前后测\n",
        ["按日期对比"],
    )


PRE = """
    title: 摸底
    mode: exam
    pass_mark: 100
    draw:
      - fire/q1
      - {bank: fire, type: true-false, count: 1}
    """


def test_wrong_use(folder: Path) -> None:
    out = ["--json", str(folder / "o.json")]
    assert (
        "--compare 2026-11-22 不早于报表的截止日期 2026-11-22"
        in run(folder, *out, "--compare", "2026-11-22").output
    )
    assert (
        "看不懂 --gain pre；请写成 前测编号=后测编号" in run(folder, *out, "--gain", "pre").output
    )
    done = run(folder, *out, "--gain", "fina=final")
    assert (done.exit_code, "--gain：没有测评 fina；是不是 final？" in done.output) == (2, True)
    assert not (folder / "o.json").exists()
