"""The workbook as two other programs read it."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from record_builder import Learner, a_site, right

from coursemark.model import Question, Survey
from coursemark.records import Anomaly, read_records
from coursemark.report import Person, Roster, report
from coursemark.report.table import text_of
from coursemark.report.workbook import write_workbook

DAY = date(2026, 11, 22)
NASTY = ["=cmd|' /C calc'!A0", "+1", "@x", "\t=1", "-2+3", "http://x.example/", "00123", "_x0041_"]
SHEETS = [
    *("总览", "完成情况", "未完成", "科室汇总", "岗位汇总", "测评成绩", "作答记录", "题目分析"),
    *("问卷", "纠错", "外训与讲座", "知识点分析", "测评分析", "待阅", "数据质量"),
    *("身份待核实", "异常记录", "说明"),
]


SURVEY = Survey(
    "after",
    "课后问卷",
    (Question("useful", "rating", "有用吗？"), Question("wish", "text", "还想学什么？")),
)
PAGES = {
    page.path: dataclasses.replace(
        page,
        course=page.course
        and dataclasses.replace(page.course, hours="1.5", type="入职", due="2026-01-31"),
    )
    for page in a_site().pages.values()
}


def speak(learner, n, text):
    """A survey, a note and a session, with a text that means harm."""
    for question, type_, response in (
        ("useful", "rating", str(n % 5 + 1)),
        ("wish", "text", text),
    ):
        about = {"survey": {"id": "after"}, "question": {"id": question, "type": type_}}
        learner.add("replied", {**about, "response": response, "scale": 5}, 5)
    learner.add("commented", {"item": {"id": "bank/q1"}, "text": text + "\n第二行"}, 5)
    session = {"session": {"name": text}, "held": "2026-02-10", "hours": 2, "evidence": text}
    learner.add("attended", session, 5)


@pytest.fixture(scope="module")
def rep(tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    site = a_site(surveys={"after": SURVEY}, pages=PAGES)
    people = []
    for n, name in enumerate([*NASTY, "张三\x0b\x00", "𠮷田"]):
        learner = Learner(f"{n:04}", name, site=site)
        learner.read()
        answers = {**right("q0", "q1", "q2", "q3"), "bank/q4": "A" if n % 2 else "B"}
        learner.attempt(answers, interruptions=[("away", 65), ("clock", -300)])
        speak(learner, n, name)
        learner.hand_in(folder)
        people.append(Person(learner.id, name, f"科室{n % 3}", "护士", None, n))
    people.append(Person("9999", "没交", "科室0", "护士", None, 99))
    (folder / "坏.jsonl").write_bytes(b"=1+1\n")
    roster = Roster({p.id: p for p in people}, ())
    return report(site, read_records([folder]), roster, DAY)


@pytest.fixture(scope="module")
def path(rep, tmp_path_factory):
    path = tmp_path_factory.mktemp("out") / "out.xlsx"
    write_workbook(rep, path)
    return path


def rows_of(path, sheet):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


def test_the_sheets(path):
    assert CalamineWorkbook.from_path(str(path)).sheet_names == SHEETS


def test_names_that_look_like_formulas_stay_text(path):
    names = [row[1] for row in rows_of(path, "完成情况")[1:]]
    assert names == [*NASTY, "张三", "𠮷田", "没交"]
    assert [row[0] for row in rows_of(path, "完成情况")[1:3]] == ["0000", "0001"]


def test_nothing_in_the_file_is_a_formula_or_a_link(path):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS)
    assert not any(b"<f>" in data or b"<hyperlink" in data for data in sheets)
    assert all(b'state="frozen"' in data for data in sheets[1:])
    assert all(b"<autoFilter" in data for data in sheets[1:])
    assert all(b'orientation="landscape"' in data and b'fitToPage="1"' in data for data in sheets)
    assert any(name.startswith("xl/charts/chart") for name in parts)
    assert b"_xlnm.Print_Titles" in parts["xl/workbook.xml"]


def test_a_wide_table_prints_on_two_pages_side_by_side_with_the_names_on_both(path):
    book = openpyxl.load_workbook(path)
    wide, narrow = book["完成情况"], book["科室汇总"]
    assert (wide.page_setup.fitToWidth, wide.page_setup.fitToHeight) == (2, 0)
    assert wide.page_setup.pageOrder == "overThenDown"
    assert (wide.print_title_cols, wide.print_title_rows) == ("$A:$B", "$1:$1")
    assert narrow.page_setup.fitToWidth in (None, 1)
    assert narrow.print_title_cols is None


def test_the_figures(path):
    figures = {row[0]: row[1] for row in rows_of(path, "总览") if row[0]}
    assert figures["在册学员"] == 11
    assert figures["其中交了学习记录"] == 10
    assert figures["已完成（人次）"] == 10
    assert figures["完成率"] == pytest.approx(10 / 11)
    assert figures["截止日期"] == DAY
    assert figures["记录文件"] == 11


def test_the_charts_find_their_names_and_shares(path):
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("xl/charts/chart"))
        charts = [archive.read(name).decode() for name in names]
    titles = [re.search(r"<a:t>([^<]+)</a:t>", chart)[1] for chart in charts]
    assert titles == [
        "必修课程的状态（人次）",
        "各科室完成率",
        "各岗位完成率",
        "各课程完成率",
        "各测评通过率",
    ]
    # The label of a whole bar stands beyond its end and inside the chart.
    assert [re.findall(r'<c:max val="([^"]+)"/>', chart) for chart in charts[1:]] == [
        ["1.1"] for _ in charts[1:]
    ]
    shown = [re.findall(r"<c:v>([^<]+)</c:v>", chart)[1:] for chart in charts]
    assert shown[0] == ["已完成", "已逾期", "10", "1"]
    assert shown[1] == ["科室0", "科室1", "科室2", "0.8", "1.0", "1.0"]
    assert shown[2] == ["护士", str(10 / 11)]
    assert [re.findall(r"<c:f>([^<]+)</c:f>", chart) for chart in charts[1:3]] == [
        ["科室汇总!$A$2:$A$4", "科室汇总!$F$2:$F$4"],
        ["岗位汇总!$A$2", "岗位汇总!$F$2"],
    ]


def test_the_table_of_statuses_adds_up(path):
    rows = rows_of(path, "总览")
    first = next(n for n, row in enumerate(rows) if row[0] == "必修课程的状态") + 2
    assert [row[:3] for row in rows[first : first + 2]] == [
        ["已完成", 10, pytest.approx(10 / 11)],
        ["已逾期", 1, pytest.approx(1 / 11)],
    ]
    assert rows[first + 2][0] == ""


def test_many_departments_make_a_chart_that_says_how_many_it_shows(tmp_path):
    people = [Person(f"{n:03}", "某", f"科室{n:02}", "护士", None, n) for n in range(70)]
    roster = Roster({p.id: p for p in people}, ())
    write_workbook(report(a_site(), [], roster, DAY), tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    assert sum("各科室完成率（表中前 60 个，共 70 个）" in chart for chart in charts) == 1
    assert len(rows_of(tmp_path / "o.xlsx", "科室汇总")) == 71


def test_a_row_of_completion(path):
    header, first, *_, last = rows_of(path, "完成情况")
    row = dict(zip(header, first, strict=True))
    assert row["课程"] == "新入职通识"
    assert (row["状态"], row["测评通过"], row["成绩"]) == ("已完成", "通过", 1.0)
    assert row["完成日期"] == date(2026, 3, 1)
    assert (row["类型"], row["学时"], row["期限"], row["完成次数"]) == ("入职", 1.5, "", 1)
    row = dict(zip(header, last, strict=True))
    assert (row["状态"], row["学时"]) == ("已逾期", "")
    assert (row["期限"], row["逾期天数"]) == (date(2026, 1, 31), 295)


def test_who_is_still_open(path):
    header, *rows = rows_of(path, "未完成")
    row = dict(zip(header, rows[0], strict=True))
    assert (len(rows), row["工号"], row["学习记录"]) == (1, "9999", "没有交")
    assert (row["学时"], row["期限"], row["逾期天数"]) == (1.5, date(2026, 1, 31), 295)
    header, *rows = rows_of(path, "科室汇总")
    assert [row[header.index("逾期（人次）")] for row in rows] == [1, 0, 0]


def test_an_attempt_and_what_happened_meanwhile(rep, path):
    header, first, *_ = rows_of(path, "作答记录")
    row = dict(zip(header, first, strict=True))
    assert (row["测评"], row["第几次"], row["计入"]) == ("结业考试", 1, "是，成绩取自这一次")
    assert (row["开始"], row["交卷"]) == (
        datetime(2026, 3, 1, 9, 2),
        datetime(2026, 3, 1, 9, 7),
    )
    assert row["用时"] == timedelta(minutes=5)
    assert (row["离开次数"], row["离开时长"]) == (1, timedelta(seconds=65))
    assert (row["中断次数"], row["暂停"], row["时钟变动"]) == (0, 0, "拨慢 0:05:00")
    header, first, *_ = rows_of(path, "测评成绩")
    made = dict(zip(header, first, strict=True))
    shared = ("回执码", "版本", "离开次数", "离开时长", "时钟变动")
    assert [made[name] for name in shared] == [row[name] for name in shared]
    assert made["回执码"] == rep.learners[0].attempts[0].receipt


def test_the_survey(path):
    header, rating, *texts = rows_of(path, "问卷")
    row = dict(zip(header, rating, strict=True))
    assert (row["问卷"], row["问题"], row["题型"]) == ("课后问卷", "有用吗？", "评分")
    assert (row["回答人数"], row["平均分"]) == (10, 3.0)
    assert row["分布"] == "1：2　2：2　3：2　4：2　5：2"
    assert [row[6] for row in texts] == sorted([*(n.strip() for n in NASTY), "张三", "𠮷田"])
    assert {(row[1], row[2], row[3]) for row in texts} == {("还想学什么？", "文字", 10)}


def test_notes_and_sessions(path):
    header, first, *rest = rows_of(path, "纠错")
    row = dict(zip(header, first, strict=True))
    assert (row["时间"], row["对象"], row["编号"]) == (
        datetime(2026, 3, 1, 9, 7, 15),
        "题目",
        "bank/q1",
    )
    assert (row["标题"], row["版本"]) == ("题干 q1", "当前")
    assert sorted(row[5] for row in [first, *rest])[:2] == ["+1 第二行", "-2+3 第二行"]
    header, first, *rest = rows_of(path, "外训与讲座")
    row = dict(zip(header, first, strict=True))
    assert (row["日期"], row["学时"], row["登记人"]) == (date(2026, 2, 10), 2.0, "本人")
    assert (row["场次"], row["证明材料"]) == (NASTY[0], NASTY[0])
    assert len(rest) == 9


def test_items_and_problems(path):
    header, *rows = rows_of(path, "题目分析")
    worst = dict(zip(header, rows[4], strict=True))
    assert (worst["题目编号"], worst["得分率"], worst["最多的错误作答"]) == ("bank/q4", 0.5, "A")
    assert worst["各选项人次"] == "A 5　B 5　C 0　D 0"
    problems = rows_of(path, "异常记录")[1:]
    assert [(row[0].split("/")[-1], row[4], row[5]) for row in problems] == [
        ("坏.jsonl", "格式不符", "不是学习记录文件，没有一行能读出来")
    ]


def test_equal_reports_make_equal_files(rep, path, tmp_path):
    write_workbook(rep, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_table_too_long_for_a_sheet_goes_on_in_another(rep, tmp_path):
    write_workbook(rep, tmp_path / "o.xlsx", most_rows=6)
    first, second = (rows_of(tmp_path / "o.xlsx", name) for name in ("完成情况", "完成情况（2）"))
    assert first[0] == second[0]
    assert [row[0] for row in [*first[1:], *second[1:]]] == [f"{n:04}" for n in range(10)] + [
        "9999"
    ]
    assert (len(first), len(second)) == (7, 6)


def test_an_empty_report(tmp_path):
    write_workbook(report(a_site(), [], None, DAY), tmp_path / "empty.xlsx")
    assert len(rows_of(tmp_path / "empty.xlsx", "异常记录")) == 1


def test_text_a_cell_cannot_hold():
    assert text_of("a\x00\x1b\ud800\ufffe\u202eb\n\u2028c") == "ab c"
    assert len(text_of("长" * 40_000)) == 32_001


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same(path, tmp_path):
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", options]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)],
        check=True,
        timeout=180,
        capture_output=True,
    )
    found = {p.stem.split("-", 1)[1]: p for p in Path(tmp_path).glob("*.csv")}
    assert set(found) == set(SHEETS)
    with found["完成情况"].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[1] for row in rows[1:]] == [*NASTY, "张三", "𠮷田", "没交"]
    assert rows[1][0] == "0000"
    assert rows[1][11] == "2026-03-01"
    assert float(rows[1][9].rstrip("%")) == 100
    with found["作答记录"].open(encoding="utf-8", newline="") as stream:
        row = list(csv.reader(stream))[1]
    assert row[4:7] == ["2026-03-01 09:02", "2026-03-01 09:07", "0:05:00"]
    assert row[12:] == ["1", "0:01:05", "0", "0", "拨慢 0:05:00"]


def test_a_long_explanation_gets_the_lines_it_takes(tmp_path):
    problem = Anomaly("a.jsonl", 1, "bad-line", "长" * 100)
    base = report(a_site(), [], None, DAY)
    write_workbook(dataclasses.replace(base, problems=(problem,)), tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        sheet = archive.read(f"xl/worksheets/sheet{SHEETS.index('异常记录') + 1}.xml").decode()
    assert re.findall(r'<row r="(\d+)"[^>]*? ht="(\d+)"', sheet) == [("2", "48")]
