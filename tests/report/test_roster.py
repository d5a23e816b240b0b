"""Rosters as personnel departments keep them."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from coursemark.records.read import normal_name, plain_name
from coursemark.report import RosterFault, read_roster

SPEC = Path(__file__).parents[1] / "spec/roster"


def cases(name):
    return json.loads((SPEC / f"{name}.json").read_text("utf-8"))


def xlsx(path, *sheets):
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return path


def people(roster):
    return [(p.id, p.name, p.department, p.role) for p in roster.people.values()]


HEAD = ["工号", "姓名", "科室", "岗位"]


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: repr(case["name"]))
def test_names(case):
    assert plain_name(case["name"]) == case["plain"]
    assert normal_name(case["name"]) == case["normal"]


@pytest.mark.parametrize("case", cases("tables"), ids=lambda case: case["case"])
def test_tables(case, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("\n".join(case["table"]), "utf-8")
    if "refused" in case:
        with pytest.raises(RosterFault) as fault:
            read_roster(path)
        assert str(fault.value) == case["refused"]
        return
    roster = read_roster(path)
    assert [[p.id, p.name] for p in roster.people.values()] == case["people"]
    assert [[p.line, p.detail] for p in roster.problems] == case["problems"]
    assert {(p.file, p.kind) for p in roster.problems} <= {("r.csv", "roster")}


def test_a_workbook(tmp_path):
    rows = [
        HEAD,
        ["0023", "张三", "心内科", "护士"],
        [10023, "李四", "外科", "临床医师"],
        ["１００２４ ", "王五", None, None],
    ]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", rows))
    assert people(roster) == [
        ("0023", "张三", "心内科", "护士"),
        ("10023", "李四", "外科", "临床医师"),
        ("10024", "王五", "", ""),
    ]
    assert roster.problems == ()


def test_the_header_may_stand_lower_and_on_another_sheet(tmp_path):
    rows = [
        ["2026 年度医保培训名册"],
        ["制表：人事科", None, date(2026, 1, 1)],
        [],
        ["序号", "姓 名", "职工号*", "所在科室", "人员类别（必填）", "入职日期"],
        [1, "张三", "0001", "内科", "护士", datetime(2025, 7, 1)],
        [None, None, None, None, None, None],
        [2, "李四", "0002", "外科", "医师", "2025年7月3日"],
        ["合计", "2 人"],
    ]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", [["说明"]], rows))
    assert people(roster) == [
        ("0001", "张三", "内科", "护士"),
        ("0002", "李四", "外科", "医师"),
    ]
    assert [p.start for p in roster.people.values()] == [date(2025, 7, 1), date(2025, 7, 3)]
    assert [p.line for p in roster.people.values()] == [5, 7]
    assert [(p.line, p.detail) for p in roster.problems] == [(8, "合计、小计不是人，没有计入名册")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_csv(tmp_path, encoding, comma):
    text = "工号,姓名,部门,职务类别\r\n0023,张三,心内科,护士\r\n".replace(",", comma)
    path = tmp_path / "r.csv"
    path.write_bytes(text.encode(encoding))
    assert people(read_roster(path)) == [("0023", "张三", "心内科", "护士")]


def test_the_extension_means_nothing(tmp_path):
    xlsx(tmp_path / "r.xlsx", [HEAD, ["1", "张三", "", ""]]).rename(tmp_path / "r.csv")
    assert people(read_roster(tmp_path / "r.csv")) == [("1", "张三", "", "")]


def test_a_number_used_twice(tmp_path):
    rows = [HEAD, ["1", "张三", "", ""], ["1", "李四", "", ""], ["", "王五", "", ""]]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", rows))
    assert people(roster) == [("1", "张三", "", "")]
    assert [(p.line, p.kind, p.detail) for p in roster.problems] == [
        (3, "duplicate", "工号 1 与第 2 行（张三）重复，以前面的为准"),
        (4, "roster", "王五没有工号，没有计入名册"),
    ]


def test_a_number_too_long_for_excel(tmp_path):
    roster = read_roster(xlsx(tmp_path / "r.xlsx", [HEAD, [110101199001011234, "张三", "", ""]]))
    assert roster.problems[0].detail == (
        "工号超过 15 位，Excel 把它当数字存，末尾已失真；请把这一列设为文本后重填"
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            "姓名,科室\n张三,内科\n".encode(),
            "名册 r.csv 里找不到“工号”和“姓名”两列；请在表头写上工号、姓名、科室、岗位",
        ),
        (b" \r\n", "名册 r.csv 是空的；请检查文件"),
        (b"<table>", "名册 r.csv 其实是网页；请用 Excel 打开，另存为 .xlsx 再试"),
        (
            "工号,姓名\n,张三\n".encode(),
            "名册 r.csv 只有表头，下面没有带工号的人；请填好名册再试",
        ),
        (b"PK\x03\x04broken", "名册 r.csv 不是能打开的 Excel 文件；请另存为 .xlsx 再试"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "名册 r.csv 既不是 Excel 也不是 CSV；请另存为 .xlsx 再试"),
    ],
)
def test_what_is_no_roster(tmp_path, data, text):
    path = tmp_path / "r.csv"
    path.write_bytes(data)
    with pytest.raises(RosterFault) as fault:
        read_roster(path)
    assert str(fault.value) == text


def test_a_missing_roster(tmp_path):
    with pytest.raises(RosterFault) as fault:
        read_roster(tmp_path / "none.xlsx")
    assert str(fault.value) == f"名册 {tmp_path / 'none.xlsx'} 不存在；请检查路径和文件名"


def test_a_roster_that_is_a_folder(tmp_path):
    with pytest.raises(RosterFault) as fault:
        read_roster(tmp_path)
    assert str(fault.value) == f"名册 {tmp_path.name} 不是文件；请指定 .xlsx 或 .csv"


def test_one_cell_in_the_last_corner(tmp_path):
    path = xlsx(tmp_path / "r.xlsx", [HEAD, ["1", "张三", "", ""]])
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "new.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", corner))
    with pytest.raises(RosterFault) as fault:
        read_roster(tmp_path / "new.xlsx")
    assert str(fault.value) == (
        "名册 new.xlsx 的表有 1048576 行、16384 列，太大；请删掉名册以外的内容再试"
    )


def test_a_department_merged_over_rows_is_that_of_each(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"))
    sheet = book.add_worksheet()
    sheet.merge_range("A1:C1", "培训名册")
    sheet.write_row(1, 0, ["科室", "工号", "姓名"])
    sheet.merge_range("A3:A4", "内科")
    sheet.write_row(2, 1, ["1", "甲"])
    sheet.write_row(3, 1, ["2", "乙"])
    sheet.write_row(4, 1, ["3", "丙"])
    book.close()
    found = people(read_roster(tmp_path / "r.xlsx"))
    assert [(who[0], who[2]) for who in found] == [("1", "内科"), ("2", "内科"), ("3", "")]


def test_rows_that_are_no_people(tmp_path):
    rows = [HEAD, ["1", "甲", "", ""], ["制表：人事科", "", "", ""], ["2", "", "", ""], ["x" * 101]]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", rows))
    assert people(roster) == [("1", "甲", "", ""), ("2", "", "", "")]
    assert [(p.line, p.kind, p.detail) for p in roster.problems] == [
        (3, "roster", "“制表:人事科”没有姓名，像是合计或说明，没有计入名册"),
        (4, "roster", "工号 2 没有姓名，照常计入"),
        (5, "roster", "工号有 101 个字，像是填错了列，没有计入名册"),
    ]


def test_numbers_guarded_against_excel(tmp_path):
    (tmp_path / "r.csv").write_text('工号,姓名\n\'007,甲\n="008",乙\n\u200b009,丙\n', "utf-8")
    assert list(read_roster(tmp_path / "r.csv").people) == ["007", "008", "009"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2025, 7, 1, 8, 30), date(2025, 7, 1)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (45839, date(2025, 7, 1)),
        (45839.5, date(2025, 7, 1)),
        (20250701, date(2025, 7, 1)),
        ("2025-07-01", date(2025, 7, 1)),
        ("2025/7/1", date(2025, 7, 1)),
        ("2025.7.1", date(2025, 7, 1)),
        ("２０２５年７月１日", date(2025, 7, 1)),
        ("2025 年 7 月 1 日", date(2025, 7, 1)),
        ("2025年7月1号", date(2025, 7, 1)),
        ("2025-07-01 00:00:00", date(2025, 7, 1)),
        ("2025/7/1 8:30", date(2025, 7, 1)),
        (None, None),
        ("", None),
    ],
)
def test_days_of_beginning(tmp_path, value, day):
    rows = [[*HEAD, "入职时间"], ["1", "张三", "", "", value]]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", rows))
    assert (roster.people["1"].start, roster.problems) == (day, ())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("去年", "去年"),
        ("2025-02-29", "2025-02-29"),
        ("2025-7", "2025-7"),
        ("25-07-01", "25-07-01"),
        ("2025-07/01", "2025-07/01"),
        (2025, "2025"),
        ("=1+1", "=1+1"),
        ("长" * 30, "长" * 20),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        (date(1900, 3, 1), "1900-03-01"),
    ],
)
def test_a_day_that_cannot_be_read_is_said_and_the_person_counts(tmp_path, value, shown):
    rows = [[*HEAD, "入职日期"], ["1", "张三", "", "", value]]
    roster = read_roster(xlsx(tmp_path / "r.xlsx", rows))
    assert (list(roster.people), roster.people["1"].start) == (["1"], None)
    text = f"工号 1 的入职日期“{shown}”看不懂，没有用；请写成 2026-01-31 这样"
    assert [(p.line, p.kind, p.detail, p.learner) for p in roster.problems] == [
        (2, "roster", text, "1")
    ]


def test_a_csv_with_days(tmp_path):
    (tmp_path / "r.csv").write_text("工号,姓名,入职日期\n1,甲,2025/7/1\n2,乙,45839\n", "utf-8")
    assert [p.start for p in read_roster(tmp_path / "r.csv").people.values()] == [
        date(2025, 7, 1),
        date(2025, 7, 1),
    ]
