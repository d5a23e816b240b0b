"""`coursemark attend` from lists to a record file that `report` reads."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from site_folder import write_site

from coursemark.commands.attend import command
from coursemark.commands.report import command as report

FILES = {
    "mkdocs.yml": """
        site_name: 消防学堂
        docs_dir: content
        plugins:
          - coursemark:
              site_id: https://fire.example/
        """,
    "content/a.md": "# 甲页\n",
    "content/course.md": """
        ---
        kind: course
        course:
          id: talk
          roles: [护士]
          steps:
            - {attend: 消防讲座, evidence: 签到表}
        ---
        # 讲座
        """,
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    write_site(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return lambda *args, of=command: CliRunner().invoke(of, [str(each) for each in args])


def test_a_list_completes_the_course(run, tmp_path):
    (tmp_path / "签到.csv").write_text("工号,姓名\n007,张三\n,李四\n", "utf-8")
    done = run("签到.csv", "--session", "消防讲座", "--held", "2026-03-05", "-o", "r/签到.jsonl")
    assert done.exit_code == 0, done.output
    assert done.output == (
        "记下 1 人次\n"
        "  签到.csv 第 3 行：李四没有可用的工号，没有计入；请补上工号\n"
        "已写入 r/签到.jsonl；与学员的记录放在一起，交给 coursemark report\n"
    )
    (tmp_path / "名册.csv").write_text("工号,姓名,岗位\n007,张三,护士\n", "utf-8")
    args = ("r", "--roster", "名册.csv", "--json", "o.json", "--as-of", "2026-11-22")
    assert run(*args, of=report).exit_code == 0
    (learner,) = json.loads((tmp_path / "o.json").read_text("utf-8"))["learners"]
    assert [(c["id"], c["status"]) for c in learner["courses"]] == [("talk", "completed")]


def test_a_session_that_no_course_knows_is_said(run, tmp_path):
    (tmp_path / "签到.csv").write_text("工号,日期\n007,2026-03-05\n", "utf-8")
    done = run("签到.csv", "--session", "消防讲坐", "-o", "签到.jsonl")
    assert (
        "  课程里没有场次“消防讲坐”；是不是 消防讲座？；照样记下，列在“外训与讲座”\n" in done.output
    )


def test_a_template(run, tmp_path):
    done = run("--template", "空白.xlsx")
    assert done.exit_code == 0, done.output
    book = CalamineWorkbook.from_path(str(tmp_path / "空白.xlsx"))
    assert book.get_sheet_by_index(0).to_python()[0] == [
        *("工号", "姓名", "科室", "场次", "日期", "学时", "到场", "证明材料")
    ]
    assert run("--template", "空白.xlsx").exit_code == 0
    (tmp_path / "别的.xlsx").write_bytes(b"mine")
    assert run("--template", "别的.xlsx").exit_code == 2


def test_wrong_use(run, tmp_path):
    (tmp_path / "签到.csv").write_text("工号\n1\n", "utf-8")
    (tmp_path / "重要.jsonl").write_text("mine\n", "utf-8")
    assert "没有说明读哪些签到表" in run("-o", "a.jsonl").output
    assert "没有说明记录写到哪里" in run("签到.csv").output
    assert "找不到签到表 无.csv" in run("无.csv", "-o", "a.jsonl").output
    said = run("签到.csv", "-o", "重要.jsonl")
    assert (said.exit_code, "没有覆盖" in said.output) == (2, True)
