"""`coursemark report --score-sheet`: rules to 绩效积分.xlsx, or the reason why not."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from site_folder import write_site

from coursemark.commands.report import command

FILES = {
    "mkdocs.yml": """
        site_name: 消防学堂
        docs_dir: content
        plugins:
          - coursemark:
              site_id: https://fire.example/
        """,
    "content/course.md": """
        ---
        kind: course
        course:
          id: talk
          type: 入职
          steps:
            - {attend: 消防讲座, evidence: 签到表}
        ---
        # 讲座
        """,
    "名册.csv": "工号,姓名,科室,岗位\n007,张三,急诊,护士\n",
    "records/空.jsonl": "{}",
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    write_site(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)

    def with_rules(text, *args):
        (tmp_path / "规则.yml").write_text(text, "utf-8")
        more = ["--score-sheet", "规则.yml", "--roster", "名册.csv", "--as-of", "2026-11-22"]
        return CliRunner().invoke(command, ["records", *more, *args])

    return with_rules


def test_points_stand_beside_the_report(run, tmp_path):
    rules = "title: 规则\ncourses:\n  - {course: talk, not_started: -1.5}\nleast: -9\n"
    done = run(rules, "--json", "out/o.json")
    assert done.exit_code == 0, done.output
    assert done.output.endswith("已写入 out/o.json\n已写入 out/绩效积分.xlsx\n")
    book = CalamineWorkbook.from_path(str(tmp_path / "out/绩效积分.xlsx"))
    header, row = book.get_sheet_by_name("个人积分").to_python()
    assert (row[0], row[header.index("积分合计")]) == ("007", -1.5)
    assert run(rules, "--json", "out/o.json").exit_code == 0, "ours is written over"


def test_rules_with_a_fault_stop_the_report(run, tmp_path):
    done = run("title: 规则\ncourses:\n  - {completed: 很多}\n", "--json", "o.json")
    assert done.exit_code == 2
    assert "规则.yml:3:17: 错误: completed 的值 很多 不对" in done.output
    assert not (tmp_path / "o.json").exists()


def test_rules_that_are_not_there(run, tmp_path):
    done = run("title: 规则\n", "--json", "o.json", "--score-sheet", "规矩.yml")
    assert done.exit_code == 2
    assert done.output.endswith("积分规则 规矩.yml：文件不存在；请检查路径和文件名\n")
    assert not (tmp_path / "o.json").exists()


def test_rules_of_a_course_that_is_not_there(run):
    done = run("title: 规则\ncourses:\n  - {course: tall, completed: 1}\n", "--json", "o.json")
    assert done.exit_code == 2
    assert "积分规则 规则.yml：没有课程 tall；是不是 talk？" in done.output


def test_nothing_of_others_is_written_over(run, tmp_path):
    (tmp_path / "绩效积分.xlsx").write_bytes(b"mine")
    done = run("title: 规则\ncourses:\n  - {completed: 1}\n", "--json", "o.json")
    assert (done.exit_code, "没有覆盖" in done.output) == (2, True)
