"""Tables made in parts are the tables made whole."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace

import msgspec
import pytest
from python_calamine import CalamineWorkbook
from taken_in import a_roster, in_memory, write_records

from coursemark.intake.processes import Workers
from coursemark.report import rows, table_pieces
from coursemark.report.rows import PARTED
from coursemark.report.sheets import SHEETS
from coursemark.report.table_pieces import write_rows
from coursemark.report.workbook import write_workbook

MANY = 1_000_000


@pytest.fixture(scope="module")
def rep(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hospital") / "records"
    folder.mkdir()
    write_records(folder)
    return in_memory([folder], a_roster())


@pytest.fixture
def small_shares(monkeypatch):
    monkeypatch.setattr(table_pieces, "_SHARE", 3)
    monkeypatch.setattr(rows, "_FEW", 2)
    monkeypatch.setattr(table_pieces, "_COUNTED", 2)
    monkeypatch.setattr(table_pieces, "_LINES", 4)


def written(report, folder, most_rows=MANY, progress=lambda done, total: None):
    formats = {name: [(1, 2)] * len(columns) for name, (columns, _) in SHEETS.items()}
    folder.mkdir()
    pool = Workers(None, 1, report)
    return write_rows(formats, len(report.learners), folder, most_rows, pool, progress)


def text_of(sheet):
    unpacked = b""
    for piece in sheet.pieces:
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(piece.data.read_bytes())
        assert (len(part), zlib.crc32(part)) == (piece.size, piece.crc)
        unpacked += part
    return unpacked.decode()


def test_a_learner_has_as_many_rows_as_are_counted(rep):
    for rows_of, length in PARTED.items():
        apart = [len([*rows_of(replace(rep, learners=(one,)))]) for one in rep.learners]
        assert [length(one) for one in rep.learners] == apart
        assert sum(apart) == len([*rows_of(rep)])


def test_rows_of_parts_are_those_of_the_whole(rep, tmp_path, small_shares, monkeypatch):
    parts = written(rep, tmp_path / "parts")
    monkeypatch.undo()
    whole = written(rep, tmp_path / "whole")
    assert [sheet.title for sheet in parts] == [sheet.title for sheet in whole] == [*SHEETS]
    assert [sheet.body for sheet in parts] == [sheet.body for sheet in whole]
    assert [text_of(sheet) for sheet in parts] == [text_of(sheet) for sheet in whole]
    pieces = {sheet.table: len(sheet.pieces) for sheet in parts}
    assert pieces["完成情况"] == -(-len(rep.learners) // 3) > 2
    assert {len(sheet.pieces) for sheet in whole} == {0, 1}


def test_a_table_goes_on_in_further_sheets_wherever_its_parts_end(rep, tmp_path, small_shares):
    made = [sheet for sheet in written(rep, tmp_path / "a", 4) if sheet.table == "完成情况"]
    count = len([*SHEETS["完成情况"][1](rep)])
    assert count > 8
    assert [sheet.body.count for sheet in made] == [4] * (count // 4) + [count % 4] * bool(
        count % 4
    )
    titles = [f"完成情况（{n}）" for n in range(2, len(made) + 1)]
    assert [sheet.title for sheet in made] == ["完成情况", *titles]
    for sheet in made:
        numbers = [f'<row r="{n}"' for n in range(2, sheet.body.count + 2)]
        text = text_of(sheet)
        assert [text.count(number) for number in numbers] == [1] * len(numbers)
        assert text.count("<row ") == len(numbers)


def test_sheets_that_are_just_full_are_followed_by_none(rep, tmp_path, small_shares):
    # Parts of 3 learners end where the sheets do; the last part has no rows.
    busy = next(one for one in rep.learners if one.attempts)
    idle = msgspec.structs.replace(busy, attempts=())
    alone = replace(rep, learners=[busy] * 6 + [idle])
    count = len([*SHEETS["作答记录"][1](alone)])
    made = written(alone, tmp_path / "a", count // 2)
    assert [sheet.body.count for sheet in made if sheet.table == "作答记录"] == [count // 2] * 2


def test_a_workbook_of_many_pieces_reads_the_same(rep, tmp_path, small_shares, monkeypatch):
    write_workbook(rep, tmp_path / "parts.xlsx")
    monkeypatch.undo()
    write_workbook(rep, tmp_path / "whole.xlsx")
    parts, whole = (
        CalamineWorkbook.from_path(str(tmp_path / name)) for name in ("parts.xlsx", "whole.xlsx")
    )
    assert parts.sheet_names == whole.sheet_names
    for name in whole.sheet_names:
        rows = parts.get_sheet_by_name(name).to_python()
        assert rows == whole.get_sheet_by_name(name).to_python()
    with zipfile.ZipFile(tmp_path / "parts.xlsx") as archive:
        assert archive.testzip() is None


def test_progress_is_told(rep, tmp_path, small_shares):
    told = []
    written(rep, tmp_path / "a", progress=lambda done, total: told.append((done, total)))
    tasks = len(SHEETS) - len(PARTED) + -(-len(rep.learners) // 3)
    assert told == [(done, tasks) for done in range(tasks + 1)]
