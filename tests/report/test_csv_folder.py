"""The tables as CSV: what a table program and another program read."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta

import pytest
from record_builder import Learner, right
from report_builder import file_of, result

from coursemark.report import Person, Roster, rows
from coursemark.report.csv_folder import csv_files, csv_text, write_csv
from coursemark.report.sheets import SHEETS

NAMES = ["=cmd|' /C calc'!A0", "+1", " @x", "\t=1", "＝1", "张\n三", '𠮷田,“引号”"', "00123"]


@pytest.fixture(scope="module")
def rep():
    learners, people = [], []
    for n, name in enumerate(NAMES):
        learner = Learner(f"{n:04}", name)
        learner.read()
        learner.attempt(right("q0", "q1", "q2", "q3", "q4"), interruptions=[("away", 3665)])
        learners.append(learner)
        people.append(Person(learner.id, name, "内科", "护士", None, n))
    files = [file_of(one, f"{one.id}.jsonl") for one in learners]
    return result(learners[0], *files, roster=Roster({p.id: p for p in people}, ()))


@pytest.fixture(scope="module")
def folder(rep, tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    write_csv(rep, folder)
    return folder


def table(folder, sheet):
    with (folder / f"{sheet}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_a_file_for_every_sheet_with_its_columns(folder):
    assert {path.stem for path in folder.iterdir()} == {"总览", *SHEETS}
    for sheet, (columns, _) in SHEETS.items():
        assert table(folder, sheet)[0] == [column.title for column in columns]


def test_a_few_learners_at_a_time_make_the_same_files(rep, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "_FEW", 3)
    write_csv(rep, tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_no_text_is_a_formula_and_no_zero_is_lost(folder):
    rows = table(folder, "完成情况")[1:]
    assert [row[0] for row in rows] == [f"{n:04}" for n in range(len(NAMES))]
    assert [row[1] for row in rows] == [
        "'=cmd|' /C calc'!A0",
        "'+1",
        "' @x",
        "'\t=1",
        "'＝1",
        "张 三",
        '𠮷田,“引号”"',
        "00123",
    ]


def test_the_values(folder):
    row = dict(zip(*table(folder, "作答记录")[:2], strict=True))
    assert (row["开始"], row["用时"], row["成绩"]) == ("2026-03-01 09:02", "0:05:00", "100.00%")
    assert (row["离开时长"], row["第几次"]) == ("1:01:05", "1")
    figures = dict(table(folder, "总览")[1:])
    assert (figures["截止日期"], figures["在册学员"], figures["完成率"]) == (
        "2026-11-22",
        "8",
        "100.00%",
    )


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (None, "number", ""),
        (0, "number", "0"),
        (-3, "number", "-3"),
        (1_000_000, "number", "1000000"),
        (1.5, "decimal", "1.5"),
        (2.0, "decimal", "2"),
        (1 / 3, "decimal", "0.3333"),
        (1, "percent", "100.00%"),
        (0.12345, "percent", "12.35%"),
        (date(2026, 1, 31), "date", "2026-01-31"),
        (datetime(2026, 1, 31, 9, 5, 59), "minute", "2026-01-31 09:05"),
        (timedelta(days=2, seconds=5), "duration", "48:00:05"),
    ],
)
def test_a_cell(value, style, text):
    assert csv_text(value, style) == text


def test_the_encoding_is_marked_and_lines_end_as_excel_has_them(folder):
    content = (folder / "科室汇总.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + "科室,".encode())
    assert content.count(b"\n") == content.count(b"\r\n") == 2


def test_every_file_begins_as_it_is_known_by(folder):
    marks = csv_files(folder)
    assert set(marks) == set(folder.iterdir())
    for path, mark in marks.items():
        assert path.read_bytes().startswith(mark.encode())
        assert len(mark.encode()) <= 64
