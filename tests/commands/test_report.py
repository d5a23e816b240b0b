"""`coursemark report` from a folder of records to files and an exit code."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from record_builder import Learner
from site_folder import write_site

from coursemark import days
from coursemark.commands.report import command
from coursemark.loading.config import read_config
from coursemark.loading.site import load_site

FILES = {
    "mkdocs.yml": """
        site_name: 消防学堂
        docs_dir: content
        plugins:
          - coursemark:
              site_id: https://fire.example/
        """,
    "content/a.md": "# 甲页\n",
    "quizzes/banks/fire.yml": """
        title: 消防
        items:
          - id: q1
            type: single
            stem: 火警电话？
            options: {A: '110', B: '119'}
            key: B
            feedback: 火警 119。
          - id: q2
            type: true-false
            stem: 119 免费。
            key: true
            feedback: 免费。
        """,
    "quizzes/assessments/final.yml": """
        title: 结业
        mode: exam
        pass_mark: 100
        draw:
          - fire/q1
          - fire/q2
        """,
}


@pytest.fixture
def folder(tmp_path):
    write_site(tmp_path, FILES)
    site = load_site(tmp_path, read_config(tmp_path / "mkdocs.yml")).site
    (tmp_path / "records").mkdir()
    for id_, response in (("001", "B"), ("002", "A")):
        learner = Learner(id_, f"学员{id_}", site=site)
        learner.attempt({"fire/q1": response, "fire/q2": "true"}, assessment="final")
        learner.hand_in(tmp_path / "records")
    (tmp_path / "records" / "坏.txt").write_bytes(b"?")
    (tmp_path / "roster.csv").write_text(
        "工号,姓名,科室\n001,学员001,内科\n002,学员002,外科\n", "gbk"
    )
    return tmp_path


def run(folder, *args):
    config = ["-f", str(folder / "mkdocs.yml")]
    return CliRunner().invoke(command, [*map(str, args), *config, "--as-of", "2026-11-22"])


def test_records_to_workbook_and_json(folder):
    out, machine = folder / "out" / "o.xlsx", folder / "o.json"
    roster = folder / "roster.csv"
    done = run(folder, folder / "records", "--roster", roster, "-o", out, "--json", machine)
    assert done.output == (
        "消防学堂，截止 2026-11-22\n"
        "学员 2 人，2 人交了记录；读了 3 个文件、10 条记录\n"
        "必修 0 人次，已完成 0 人次\n"
        "异常 1 条，见“异常记录”表\n"
        f"已写入 {out}\n已写入 {machine}\n"
    )
    assert done.exit_code == 0
    found = json.loads(machine.read_text("utf-8"))
    assert [one["assessments"][0]["passed"] for one in found["learners"]] == [True, False]
    assert found["problems"][0]["kind"] == "wrong-format"
    assert "测评成绩" in CalamineWorkbook.from_path(str(out)).sheet_names


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            date(2026, 2, 28),
            [[id_, "时间晚于出报表的日子，没有计入（共 5 条）"] for id_ in ("001", "002")],
        ),
        (date(2026, 3, 5), []),
    ],
)
def test_a_past_day_and_what_was_done_since(folder, monkeypatch, today, said):
    monkeypatch.setattr(days, "today", lambda: today)
    given, out = folder / "records", folder / "o.json"
    fixed = ["-f", folder / "mkdocs.yml", "--as-of", "2026-02-28", "--json", out]
    compared = ["--compare", "2026-01-31"]
    done = CliRunner().invoke(command, list(map(str, [given, *fixed, *compared])))
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text("utf-8"))
    assert [[p["learner"], p["detail"]] for p in found["problems"] if p["learner"]] == said
    assert found["quality"]["errors"]["count"] == 5 * len(said)


def test_outputs_and_roster_in_the_records_folder_are_not_records(folder):
    records = folder / "records"
    (folder / "roster.csv").rename(records / "roster.csv")
    args = [
        "--roster",
        records / "roster.csv",
        "-o",
        records / "o.xlsx",
        "--json",
        records / "o.json",
    ]
    first, second = run(folder, records, *args), run(folder, records, *args)
    assert first.output == second.output


def test_a_folder_to_write_to(folder):
    out = folder / "out"
    done = run(folder, folder / "records", "-o", out)
    assert done.exit_code == 0
    assert done.output.splitlines()[-3:] == [
        f"已写入 {out / '培训报表.xlsx'}",
        f"已写入 {out / '培训报表.html'}",
        f"已写入 {out / 'CSV'}",
    ]
    assert {path.name for path in out.iterdir()} == {"培训报表.xlsx", "培训报表.html", "CSV"}
    assert "消防学堂 培训报表" in (out / "培训报表.html").read_text("utf-8")
    assert (out / "CSV" / "测评成绩.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_each_form_by_itself_and_elsewhere(folder):
    page, tables = folder / "net" / "r.html", folder / "表"
    done = run(folder, folder / "records", "--html", page, "--csv", tables)
    assert done.output.splitlines()[-2:] == [f"已写入 {page}", f"已写入 {tables}"]
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert (tables / "总览.csv").exists()
    done = run(folder, folder / "records", "-o", folder / "out", "--html", page, "--csv", tables)
    assert done.exit_code == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["培训报表.xlsx"]


def test_a_folder_among_the_records_is_not_read_the_next_time(folder):
    records = folder / "records"
    first, second = (run(folder, records, "-o", records / "报表") for _ in range(2))
    assert (first.exit_code, first.output) == (0, second.output)


def test_a_table_that_is_not_ours_is_not_written_over(folder):
    tables = folder / "表"
    tables.mkdir()
    (tables / "完成情况.csv").write_text("工号,姓名,备注\n", "utf-8")
    done = run(folder, folder / "records", "--csv", tables, "--html", folder / "r.html")
    assert done.exit_code == 2
    assert "又不是报表，没有覆盖；请换一个名字" in re.sub(r"\s+", " ", done.output)
    assert [path.name for path in tables.iterdir()] == ["完成情况.csv"]
    assert not (folder / "r.html").exists()


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["none", "-o", "o.xlsx"], "找不到 none；请检查路径"),
        (["-o", "o.xlsx"], "没有说明读哪些学习记录；请写文件、文件夹或 zip"),
        (
            ["{records}", "-o", "o.csv"],
            "报表写不成 o.csv；-o 后面请写 .xlsx 文件或文件夹",
        ),
        (
            ["{records}", "-o", "{bad}/o.xlsx"],
            "{bad} 写不进去（已有同名文件）；请换个位置",
        ),
        (
            ["{records}", "-o", "x", "--as-of", "2026-13-01"],
            "看不懂日期 2026-13-01；请写成 2026-01-31 这样",
        ),
        (
            ["{records}", "-o", "x", "--as-of", "9999-12-31"],
            "日期 9999-12-31 太早或太晚；请检查 --as-of",
        ),
        (
            ["{records}", "-o", "x.xlsx", "--json", "x.xlsx"],
            "-o 和 --json 都是 x.xlsx；请换一个名字",
        ),
        (
            ["{record}", "--json", "{record}"],
            "{record} 是要读的文件，不能把报表写在上面；请换一个名字",
        ),
        (
            ["{records}", "--json", "{record}"],
            "{record} 已经存在，又不是报表，没有覆盖；请换一个名字",
        ),
        (
            ["{records}", "--roster", "{roster}", "-o", "x", "--json", "{roster}"],
            "{roster} 是要读的文件，不能把报表写在上面；请换一个名字",
        ),
        (
            ["{records}"],
            "没有说明报表写到哪里；请加 -o 文件夹（或 .xlsx），或 --html、--csv、--json",
        ),
        (
            ["{records}", "--html", "x.xlsx"],
            "网页写不成 x.xlsx；--html 后面请写 .html 文件",
        ),
        (
            ["{records}", "--csv", "x.csv"],
            "x.csv 不是文件夹；--csv 后面请写文件夹，每张表一个文件",
        ),
        (
            ["{records}", "--csv", "{bad}"],
            "a.md 不是文件夹；--csv 后面请写文件夹，每张表一个文件",
        ),
        (
            ["{records}", "--html", "x.html", "--json", "x.html"],
            "--html 和 --json 都是 x.html；请换一个名字",
        ),
        (
            ["{records}", "-o", "o.xlsx", "--roster", "{bad}"],
            "名册 a.md 里找不到“工号”和“姓名”两列；请在表头写上工号、姓名、科室、岗位",
        ),
    ],
)
def test_wrong_use(folder, args, text):
    given = {
        "records": folder / "records",
        "record": folder / "records" / "coursemark-001.jsonl",
        "roster": folder / "roster.csv",
        "bad": folder / "content" / "a.md",
    }
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    config = ["-f", str(folder / "mkdocs.yml")]
    done = CliRunner().invoke(command, [*config, *(arg.format(**given) for arg in args)])
    assert done.exit_code == 2
    assert re.sub(r"\s+", " ", done.output).endswith(f"错误：{text.format(**given)} ")
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bank_with_errors_gives_no_report(folder):
    bank = folder / "quizzes" / "banks" / "fire.yml"
    bank.write_text(bank.read_text("utf-8").replace("key: B", "key: Z"), "utf-8")
    done = run(folder, folder / "records", "-o", folder / "o.xlsx")
    assert done.exit_code == 1
    assert "题库有 1 个错误，没有生成报表；请改正后再试" in done.output
    assert not (folder / "o.xlsx").exists()


COURSES = {
    "content/c.md": """
        ---
        kind: course
        course:
          id: basic
          title: 消防入门
          type: 入职
          hours: 1.5
          due: 30 days after start
          departments: [内科]
          steps:
            - read: a.md
            - pass: final
            - survey: after
            - attend: 演练
        ---
        # 消防入门
        """,
    "quizzes/surveys/after.yml": """
        title: 课后
        questions:
          - {id: useful, type: rating, text: 有用吗？}
          - {id: wish, type: text, text: 还想学什么？}
        """,
}


def test_a_course_with_its_survey_session_and_term(folder):
    write_site(folder, COURSES)
    site = load_site(folder, read_config(folder / "mkdocs.yml")).site
    (folder / "later").mkdir()
    zhang = Learner("001", "学员001", site=site, seed=9)
    zhang.read()
    zhang.attempt(
        {"fire/q1": "B", "fire/q2": "true"},
        assessment="final",
        interruptions=[("away", 30), ("clock", 90)],
    )
    asked = {"survey": {"id": "after"}, "question": {"id": "useful", "type": "rating"}}
    zhang.add("replied", {**asked, "response": "4", "scale": 5}, 5)
    zhang.add("surveyed", {"survey": {"id": "after"}})
    zhang.add("attended", {"session": {"name": "演练"}, "held": "2026-02-20", "hours": 1})
    zhang.add("commented", {"item": {"id": "fire/q1"}, "text": "=1+1"})
    zhang.hand_in(folder / "later")
    rows = [
        "工号,姓名,科室,入职日期",
        "001,学员001,内科,2026/2/1",
        "002,学员002,内科,20260101",
        "003,学员003,外科,下周",
    ]
    (folder / "roster.csv").write_text("\n".join(rows), "utf-8")
    out, machine = folder / "o.xlsx", folder / "o.json"
    args = ["--roster", folder / "roster.csv", "-o", out, "--json", machine]
    done = run(folder, folder / "records", folder / "later", *args)
    assert done.exit_code == 0, done.output
    found = json.loads(machine.read_text("utf-8"))
    courses = {one["id"]: one["courses"] for one in found["learners"]}
    assert [
        (c["status"], c["hours_earned"], c["due"], c["days_overdue"], c["steps_done"])
        for c in (courses["001"][0], courses["002"][0])
    ] == [("completed", 1.5, None, None, 4), ("overdue", None, "2026-01-31", 295, 0)]
    assert courses["003"] == []
    first = found["learners"][0]
    assert [(a["number"], a["counts"], a["facts"]["away"]) for a in first["attempts"]] == [
        (1, "result", 0),
        (2, "yes", 1),
    ]
    assert (found["surveys"][0]["mean"], found["notes"][0]["text"]) == (4.0, "=1+1")
    assert [(one["kind"], one["detail"]) for one in found["problems"]] == [
        ("wrong-format", "不是学习记录文件，没有一行能读出来"),
        ("roster", "工号 003 的入职日期“下周”看不懂，没有用；请写成 2026-01-31 这样"),
    ]
    sheets = CalamineWorkbook.from_path(str(out))
    session = sheets.get_sheet_by_name("外训与讲座").to_python()[1]
    assert (session[0], session[3], session[5], session[7]) == ("001", "演练", 1.0, "本人")
    assert sheets.get_sheet_by_name("纠错").to_python()[1][5] == "=1+1"
