"""`--archive-name` of `report`, `certificates` and `audit`: what the folder then holds."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from inspected_site import finish, make_site
from record_builder import Learner

from coursemark.commands.audit import command as audit
from coursemark.commands.certificates import command as certificates
from coursemark.commands.report import command as report

HEAD = "医保培训-某院-医保办-2026-10年-"
EXAMPLE = Path(__file__).parents[2] / "docs/examples/archive-rule.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    (tmp_path / "records").mkdir()
    for id_ in ("001", "002"):
        finish(Learner(id_, "张三", site=site)).hand_in(tmp_path / "records")
    return tmp_path


def run(folder: Path, of: click.Command, *args: str, rule: Path = EXAMPLE) -> Result:
    fixed = ["-f", str(folder / "mkdocs.yml"), "--archive-name", str(rule)]
    return CliRunner().invoke(of, [str(folder / "records"), *args, *fixed])


def held(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").iterdir())


def test_a_report_again_and_on_a_later_day(folder: Path) -> None:
    out = str(folder / "out")
    names = ["-CSV", ".html", ".xlsx"]
    for day in ("2026-06-30", "2026-06-30", "2026-09-30"):
        done = run(folder, report, "-o", out, "--as-of", day)
        assert done.exit_code == 0, done.output

    assert held(folder) == [
        *(f"{HEAD}0001-培训报表-20260630{ending}" for ending in names),
        *(f"{HEAD}0002-培训报表-20260930{ending}" for ending in names),
    ]


def test_certificates_of_namesakes(folder: Path) -> None:
    args = ["--course", "newcomer", "-o", str(folder / "out"), "--as-of", "2026-11-22"]
    for _ in range(2):
        done = run(folder, certificates, *args)
        assert done.exit_code == 0, done.output

    assert held(folder) == [
        f"{HEAD}0001-证书-newcomer-001张三.pdf",
        f"{HEAD}0002-证书-newcomer-002张三.pdf",
        f"{HEAD}0003-全部证书-newcomer.pdf",
        f"{HEAD}0004-名单-newcomer.xlsx",
    ]


def test_an_audit(folder: Path) -> None:
    period = ["--from", "2026-01-01", "--to", "2026-06-30"]

    done = run(folder, audit, "-o", str(folder / "out"), *period)

    assert done.exit_code == 0, done.output
    assert held(folder) == [f"{HEAD}0001-证据包-20260101-20260630.zip"]


def test_a_rule_that_is_not_there(folder: Path) -> None:
    rule = folder / "无.yml"

    done = run(folder, report, "-o", str(folder / "out"), rule=rule)

    assert done.exit_code == 2
    assert done.output.endswith(f"归档规则 {rule}：文件不存在；请检查路径和文件名\n")


def test_a_rule_with_a_fault_and_an_output_that_is_no_folder(folder: Path) -> None:
    rule = folder / "坏.yml"
    rule.write_text("programme: 医保\n", "utf-8")

    done = run(folder, report, "-o", str(folder / "out"), rule=rule)

    assert done.exit_code == 2
    assert "坏.yml:1:1: 错误: 归档规则没有 unit；请补上 unit: [missing-field]" in done.output
    said = "用 --archive-name 时 -o 后面请写文件夹"
    assert said in run(folder, report, "-o", str(folder / "o.xlsx")).output
    assert (
        said
        in run(
            folder, audit, "-o", str(folder / "o.zip"), "--from", "2026-01-01", "--to", "2026-06-30"
        ).output
    )
    assert "请用 -o 写一个文件夹" in run(folder, report, "--json", str(folder / "o.json")).output
