"""`coursemark certificates` from records to a folder of PDF files and a list."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from inspected_site import WRONG, finish, load, make_site
from python_calamine import CalamineWorkbook
from record_builder import Learner

from coursemark.commands.certificates import command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    records = tmp_path / "records"
    records.mkdir()
    finish(Learner("001", "张三𠮷", site=site)).hand_in(records)
    finish(Learner("002", "../../李四", site=site)).hand_in(records)
    finish(Learner("003", "王五", site=site), WRONG).hand_in(records)
    (tmp_path / "roster.csv").write_text(
        "工号,姓名,科室,岗位\n001,张三𠮷,内科,护士\n002,../../李四,外科,护士\n"
        "003,王五,外科,护士\n004,赵六,外科,护士\n005,钱七,外科,医师\n",
        "utf-8",
    )
    return tmp_path


def run(folder: Path, *args: object, course: str = "newcomer", day: str = "2026-11-22") -> Result:
    fixed = ["--course", course, "-f", str(folder / "mkdocs.yml"), "--as-of", day]
    return CliRunner().invoke(command, [*map(str, args), *fixed])


def test_a_file_for_everybody_who_completed(folder: Path) -> None:
    out = folder / "out"

    done = run(folder, folder / "records", "-o", out, "--roster", folder / "roster.csv")

    assert done.output == (
        "消防入门：2 人发证，2 人没有\n"
        "  003 王五：学习中，还差 通过“结业考试”\n"
        "  004 赵六：没有交学习记录\n"
        f"已写入 {out}：证书 2 份、全部证书.pdf、名单.xlsx\n"
    )
    assert done.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "全部证书.pdf",
        "名单.xlsx",
        "证书-001-张三𠮷.pdf",
        "证书-002-李四.pdf",
    ]
    assert all(p.read_bytes().startswith(b"%PDF") for p in out.glob("*.pdf"))
    assert not (folder / "李四.pdf").exists()


def test_the_list(folder: Path) -> None:
    out = folder / "out"
    run(folder, folder / "records", "-o", out, "--roster", folder / "roster.csv")

    book = CalamineWorkbook.from_path(str(out / "名单.xlsx"))

    head, *rows = book.get_sheet_by_name("已发证").to_python()
    assert [dict(zip(head, row, strict=True))["证书编号"] for row in rows] == [
        "newcomer-20260301-001",
        "newcomer-20260301-002",
    ]
    assert [row[head.index("文件")] for row in rows] == ["证书-001-张三𠮷.pdf", "证书-002-李四.pdf"]
    assert all(len(row[head.index("核验码")]) == 16 for row in rows)
    assert book.get_sheet_by_name("未发证").to_python()[1:] == [
        ["003", "王五", "外科", "护士", "学习中，还差 通过“结业考试”"],
        ["004", "赵六", "外科", "护士", "没有交学习记录"],
    ]


def test_a_second_run_writes_the_same_bytes_over_the_first(folder: Path) -> None:
    out = folder / "out"
    run(folder, folder / "records", "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    assert run(folder, folder / "records", "-o", out).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_only_some(folder: Path) -> None:
    out = folder / "out"
    args = ["-o", out, "--roster", folder / "roster.csv"]

    done = run(
        folder,
        folder / "records",
        *args,
        *["--learner", "001", "--learner", "005", "--learner", "9"],
    )

    assert done.output == (
        "消防入门：1 人发证，1 人没有\n"
        "  005 钱七：没有交学习记录\n"
        "  9：记录和名册里都没有这个人\n"
        f"已写入 {out}：证书 1 份、全部证书.pdf、名单.xlsx\n"
    )


def test_what_has_expired_is_not_certified(folder: Path) -> None:
    done = run(folder, folder / "records", "-o", folder / "out", day="2027-03-02")

    assert done.output.startswith(
        "消防入门：0 人发证，3 人没有\n"
        "  001 张三𠮷：已过期，有效期到 2027-03-01\n"
        "  002 ../../李四：已过期，有效期到 2027-03-01\n"
    )
    assert [path.name for path in (folder / "out").iterdir()] == ["名单.xlsx"]


def test_a_list_of_others_is_not_written_over(folder: Path) -> None:
    out = folder / "out"
    run(folder, folder / "records", "-o", out)
    book = openpyxl.load_workbook(out / "名单.xlsx")
    book.properties.title = "全院名单"
    book.save(out / "名单.xlsx")

    done = run(folder, folder / "records", "-o", out)

    assert f"{out}/名单.xlsx 已经存在，又不是证书，没有覆盖；请换一个名字" in done.output
    assert done.exit_code == 2


def test_long_numbers_and_names_make_files_all_the_same(folder: Path) -> None:
    site = load(folder)
    finish(Learner("号" * 90, "𠮷" * 90, site=site)).hand_in(folder / "records", "x.jsonl")

    done = run(folder, folder / "records", "-o", folder / "out", "--learner", "号" * 90)

    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "全部证书.pdf",
        "名单.xlsx",
        f"证书-{'号' * 20}-{'𠮷' * 40}.pdf",
    ]


def test_a_name_does_not_steer_the_terminal(folder: Path) -> None:
    finish(Learner("009", "\x1b[31m红", site=load(folder)), WRONG).hand_in(folder / "records")

    done = run(folder, folder / "records", "-o", folder / "out")

    assert "\x1b" not in done.output
    assert "红：学习中，还差 通过“结业考试”" in done.output


def test_numbers_are_compared_as_on_the_roster(folder: Path) -> None:
    done = run(folder, folder / "records", "-o", folder / "out", "--learner", " ００１​")

    assert done.output.startswith("消防入门：1 人发证，0 人没有\n已写入")


def test_files_of_others_are_not_written_over(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out/证书-001-张三𠮷.pdf").write_text("我的笔记", "utf-8")

    done = run(folder, folder / "records", "-o", folder / "out")

    assert (
        f"{folder}/out/证书-001-张三𠮷.pdf 已经存在，又不是证书，没有覆盖；请换一个名字"
        in done.output
    )
    assert done.exit_code == 2
    assert [path.name for path in (folder / "out").iterdir()] == ["证书-001-张三𠮷.pdf"]


@pytest.mark.parametrize(
    ("course", "text"),
    [
        ("newcomers", "没有课程 newcomers；是不是 newcomer？"),
        ("其他", "没有课程 其他；有 newcomer"),
    ],
)
def test_a_course_that_does_not_exist(folder: Path, course: str, text: str) -> None:
    done = run(folder, folder / "records", "-o", folder / "out", course=course)

    assert text in done.output
    assert done.exit_code == 2


def test_an_output_that_is_a_file(folder: Path) -> None:
    done = run(folder, folder / "records", "-o", folder / "roster.csv")

    assert f"{folder}/roster.csv 是文件；-o 后面请写文件夹" in done.output
    assert done.exit_code == 2
