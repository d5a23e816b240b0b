"""Sheets to sign: who took part, by department, ready to print."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from coursemark.audit.period import Period
from coursemark.audit.signing import Line, SigningSheet, signing_sheets, signing_workbook
from coursemark.report.words import LearnerResult, SessionResult

PERIOD = Period(date(2026, 1, 1), date(2026, 6, 30))


def person(id_: str, name: str, department: str) -> LearnerResult:
    return LearnerResult(id_, name, department, "护士", True, 1, (), ())


def rows(data: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(sheet).to_python()


def test_a_page_for_each_department() -> None:
    lines = (
        Line(person("2", "李四", "外科"), "2026-03-01 09:00", "80 分"),
        Line(person("1", "张三", "内科"), "2026-03-02 09:00", "90 分"),
        Line(person("3", "=1+1", ""), "2026-03-03 09:00"),
    )

    data = signing_workbook("示例医院", [SigningSheet("课程 消防入门", lines)], PERIOD)

    found = [[cell for cell in row if cell != ""] for row in rows(data, "课程 消防入门")]
    head = ["序号", "工号", "姓名", "岗位", "时间", "成绩", "签名", "备注"]
    assert found == [
        ["示例医院 培训签到表"],
        ["课程 消防入门　科室：内科　2026-01-01 至 2026-06-30　1 人"],
        head,
        ["1", "1", "张三", "护士", "2026-03-02 09:00", "90 分"],
        ["示例医院 培训签到表"],
        ["课程 消防入门　科室：外科　2026-01-01 至 2026-06-30　1 人"],
        head,
        ["1", "2", "李四", "护士", "2026-03-01 09:00", "80 分"],
        ["示例医院 培训签到表"],
        ["课程 消防入门　科室：未填科室　2026-01-01 至 2026-06-30　1 人"],
        head,
        ["1", "3", "=1+1", "护士", "2026-03-03 09:00"],
    ]
    xml = ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert '<rowBreaks count="2"' in xml
    assert "<f>" not in xml


def test_names_of_sheets_that_excel_takes() -> None:
    titles = ["测评 a/b:c*?[d]'", "测评 A B C   D", "测评 " + "长" * 60, "测评 " + "长" * 70]
    sheets = [SigningSheet(t, (Line(person("1", "张", "内科"), "2026"),)) for t in titles]

    book = CalamineWorkbook.from_filelike(io.BytesIO(signing_workbook("示例医院", sheets, PERIOD)))

    assert book.sheet_names == [
        "测评 a b c d",
        "测评 A B C D-2",
        "测评 " + "长" * 25,
        "测评 " + "长" * 25 + "-2",
    ]


def test_nobody() -> None:
    found = rows(signing_workbook("示例医院", [], PERIOD), "签到表")

    assert found == [["2026-01-01 至 2026-06-30 没有人完成课程、参加测评或场次"]]


def test_a_hundred_sheets_of_one_name_and_rare_characters() -> None:
    titles = [f"场次 {'长' * 40}{n}" for n in range(101)] + ["场次 " + "𠮷" * 40]
    sheets = [SigningSheet(t, (Line(person("1", "张", "内科"), "2026"),)) for t in titles]

    book = CalamineWorkbook.from_filelike(io.BytesIO(signing_workbook("示例医院", sheets, PERIOD)))

    # Excel counts in UTF-16, where 𠮷 takes two of the 31.
    assert max(len(name.encode("utf-16-le")) // 2 for name in book.sheet_names) <= 31
    assert book.sheet_names[98:] == [
        "场次 " + "长" * 25 + "-99",
        "场次 " + "长" * 24 + "-100",
        "场次 " + "长" * 24 + "-101",
        "场次 " + "𠮷" * 12,
    ]


def test_more_sheets_than_anybody_signs() -> None:
    titles = [f"场次 {n}" for n in range(205)]
    sheets = [SigningSheet(t, (Line(person("1", "张", "内科"), "2026"),)) for t in titles]

    data = signing_workbook("示例医院", sheets, PERIOD)

    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert names[199:] == ["场次 199", "其余"]
    assert rows(data, "其余") == [["还有 5 张没有列出；各场次见 01-完成情况.xlsx 的“外训与讲座”"]]


def test_sessions_that_many_attended_come_first() -> None:
    people = [
        replace(
            person(id_, "张三", "内科"),
            sessions=tuple(SessionResult(s, "2026-03-01", None, "") for s in given),
        )
        for id_, given in (("1", ["自己写的", "院内讲座"]), ("2", ["院内讲座"]))
    ]

    assert [each.title for each in signing_sheets(people, [])] == ["场次 院内讲座", "场次 自己写的"]
