"""Lists of those present: what is taken, what is asked about, what a report makes of it."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from record_builder import Learner, a_site
from report_builder import result

from coursemark.records import read_records
from coursemark.records.read import read_source
from coursemark.records.sources import Source
from coursemark.report import RosterFault
from coursemark.report.attendance import TEMPLATE, Defaults, attendance_record, read_attendance
from coursemark.report.sheets import SHEETS
from coursemark.report.template import write_template

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
LECTURE = Defaults("医保讲座", date(2026, 11, 20), 1.5)


def taken(folder, text, defaults=LECTURE):
    path = folder / "签到.csv"
    path.write_text(text, "utf-8")
    return read_attendance(path, defaults, TODAY)


def file_of(content):
    return read_source(Source("签到.jsonl", io.BufferedReader(io.BytesIO(content))))


def test_numbers_alone_with_the_session_told_beside(tmp_path):
    found = taken(tmp_path, "工号\n00123\n10024\n")
    assert [(p.id, p.session, p.held, p.hours, p.evidence) for p in found.present] == [
        ("00123", "医保讲座", date(2026, 11, 20), 1.5, "签到表 签到.csv"),
        ("10024", "医保讲座", date(2026, 11, 20), 1.5, "签到表 签到.csv"),
    ]
    assert (found.absent, found.problems) == (0, ())


def test_columns_are_found_by_their_names_in_any_order(tmp_path):
    text = (
        "2026 年外训签到\n\n培训日期,课时,姓名,职工号,培训主题,签到,凭证\n"
        "2026/3/5,2 学时,张三,１００２３,DRG 付费,√,文件 12\n"
        "2026年3月6日,0.5,李四,10024,结算,到,\n"
        "2026.3.6,,王五,10025,结算,请假,\n"
    )
    found = taken(tmp_path, text, Defaults())
    assert [(p.id, p.name, p.session, p.held, p.hours, p.evidence) for p in found.present] == [
        ("10023", "张三", "DRG 付费", date(2026, 3, 5), 2, "文件 12"),
        ("10024", "李四", "结算", date(2026, 3, 6), 0.5, "签到表 签到.csv"),
    ]
    assert found.absent == 1


def test_what_stands_for_there_and_not_there(tmp_path):
    said = ["是", "√", "到", "1", "张三", "否", "×", "0", "—", "", "FALSE", "请假", "Ｘ"]
    rows = "".join(f"{n},{text}\n" for n, text in enumerate(said))
    found = taken(tmp_path, "工号,是否到场\n" + rows)
    assert [p.id for p in found.present] == ["0", "1", "2", "3", "4"]
    assert found.absent == 8


def test_rows_that_cannot_be_taken_are_told_with_their_line(tmp_path):
    text = (
        "工号,姓名,日期,学时\n,张三,2026-01-05,1\n2,李四,上周,1\n"
        "3,王五,2026-12-01,1\n4,赵六,2026-01-05,很多\n4,赵六,2026-01-05,1\n"
    )
    found = taken(tmp_path, text)
    assert [(p.line, p.learner, p.detail) for p in found.problems] == [
        (2, "", "张三没有可用的工号，没有计入；请补上工号"),
        (3, "2", "李四的日期“上周”看不懂，没有计入；请写成 2026-01-31 这样或用 --held"),
        (4, "3", "王五的日期 2026-12-01 还没有到，没有计入；请核对日期"),
        (5, "4", "赵六的学时“很多”看不懂，没有用；请写数字"),
        (6, "4", "赵六在同一场次已经有了，只计一次"),
    ]
    assert [p.id for p in found.present] == ["4"]


def test_without_session_or_day_nobody_is_taken(tmp_path):
    assert [p.detail for p in taken(tmp_path, "工号\n1\n", Defaults()).problems] == [
        "1没有写场次，没有计入；请加“场次”一列或用 --session"
    ]
    assert [p.detail for p in taken(tmp_path, "工号\n1\n", Defaults("讲座")).problems] == [
        "1的日期没有写，没有计入；请写成 2026-01-31 这样或用 --held"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("姓名\n张三\n", "签到表 签到.csv 里找不到“工号”一列"),
        ("", "签到表 签到.csv 是空的；请检查文件"),
        ("<html>", "签到表 签到.csv 其实是网页；请用 Excel 打开，另存为 .xlsx 再试"),
        ("工号,签到\n1,\n2,\n", "签到表 签到.csv 的“到场”一列全是空的"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(tmp_path, text, message):
    with pytest.raises(RosterFault) as fault:
        taken(tmp_path, text)
    assert str(fault.value).startswith(message)


def test_merged_cells_speak_for_the_rows_they_cover(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "签到.xlsx")) as book:
        sheet = book.add_worksheet()
        for n, title in enumerate(["工号", "场次", "日期"]):
            sheet.write(0, n, title)
        for n in (1, 2):
            sheet.write_string(n, 0, f"0{n}")
        sheet.merge_range("B2:B3", "讲座")
        sheet.merge_range("C2:C3", "2026-03-05")
    found = read_attendance(tmp_path / "签到.xlsx", Defaults(), TODAY)
    assert [(p.id, p.session, str(p.held)) for p in found.present] == [
        ("01", "讲座", "2026-03-05"),
        ("02", "讲座", "2026-03-05"),
    ]


def test_the_record_is_whole_and_says_who_noted_it(tmp_path):
    present = taken(tmp_path, "工号,姓名\n00123,=1+1\n").present
    file = file_of(attendance_record(present, a_site(), "培训办", NOW))
    assert (file.verified, file.problems) == (True, ())
    rep = result(Learner(), file)
    assert rep.problems == ()
    (learner,) = rep.learners
    # Nothing came from the learner: the list is the trainer's.
    assert (learner.id, learner.name, learner.files, learner.checks) == ("00123", "=1+1", 0, ())
    assert SHEETS["外训与讲座"][1](rep) == [
        ["00123", "=1+1", "", "医保讲座", date(2026, 11, 20), 1.5, "签到表 签到.csv", "培训办"]
    ]


def test_a_list_taken_in_twice_counts_once(tmp_path):
    present = taken(tmp_path, "工号\n1\n2\n").present
    first = attendance_record(present, a_site(), "培训办", NOW)
    again = attendance_record(present, a_site(), "培训办", NOW.replace(hour=5))
    rep = result(Learner(), file_of(first), file_of(again))
    assert rep.statements == 2
    assert [len(learner.sessions) for learner in rep.learners] == [1, 1]


def test_a_session_of_this_morning_is_not_after_the_export(tmp_path):
    today = Defaults("讲座", TODAY)
    content = attendance_record(taken(tmp_path, "工号\n1\n", today).present, a_site(), "", NOW)
    header = json.loads(content.splitlines()[0])
    assert header["exported"] == "2026-11-22T12:00:00.000+08:00"
    assert result(Learner(), file_of(content)).problems == ()


def test_the_template_is_read_again(tmp_path):
    write_template(tmp_path / "空.xlsx")
    with pytest.raises(RosterFault, match="“到场”一列全是空的"):
        read_attendance(tmp_path / "空.xlsx", LECTURE, TODAY)
    row = "00123,张三,心内科,讲座,2026-03-05,1.5,是,签到表 7"
    found = taken(tmp_path, ",".join(TEMPLATE) + "\n" + row + "\n", Defaults())
    assert [(p.id, p.hours, p.evidence) for p in found.present] == [("00123", 1.5, "签到表 7")]


def test_the_file_is_found_among_records(tmp_path):
    present = taken(tmp_path, "工号\n1\n").present
    (tmp_path / "records").mkdir()
    content = attendance_record(present, a_site(), "培训办", NOW)
    (tmp_path / "records/签到.jsonl").write_bytes(content)
    (file,) = read_records([tmp_path / "records"])
    assert len(file.statements) == 1
