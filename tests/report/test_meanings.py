"""The sheet 说明 leaves nothing unexplained."""

from __future__ import annotations

from datetime import date

import pytest
from record_builder import a_site

from coursemark.report import meanings, report
from coursemark.report.remedies import REMEDIES
from coursemark.report.sheets import SHEETS
from coursemark.report.words import KIND_NAMES, STATUS_NAMES


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name != "说明"])
def test_every_column_has_a_meaning(sheet):
    columns, _ = SHEETS[sheet]
    assert [c.title for c in columns if not meanings.meaning(sheet, c.title)] == []


def test_every_sheet_status_and_kind_of_problem_has_one():
    assert list(meanings.SHEETS) == ["总览", *SHEETS]
    assert list(meanings.STATUSES) == list(STATUS_NAMES)
    assert list(REMEDIES) == list(KIND_NAMES)
    assert [text for pair in REMEDIES.values() for text in pair if not text.endswith("。")] == []


def test_a_column_that_means_the_same_everywhere_is_told_once():
    _, rows_of = SHEETS["说明"]
    rows = rows_of(report(a_site(), [], None, date(2026, 11, 22)))
    hours = [row[2:4] for row in rows if row[:2] == ["列", "学时"]]
    assert hours == [
        ["完成情况", "已得的学时；没有完成的为空白。"],
        ["未完成", "课程的学时，还没有得到。"],
        ["外训与讲座", "登记的学时。"],
    ]
    assert [row[2] for row in rows if row[:2] == ["列", "第几次"]] == ["作答记录、待阅"]


def test_a_column_that_nobody_explained_stops_no_report():
    rows = meanings.rows({"新表": ["新列"]})
    assert ["表", "新表", "新表", "", ""] in rows
    assert ["列", "新列", "新表", "", ""] in rows
