"""An empty list of those present, to be filled in and taken in again."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from coursemark.report.attendance import TEMPLATE

TEMPLATE_MARK = "签到表</dc:title>"
"""Stands in the properties of every such workbook."""
_ROWS = 500
_WIDTHS = {"科室": 14, "场次": 28, "日期": 13, "到场": 8, "学时": 8, "证明材料": 24}
_HINTS = {
    "工号": "必填。已设为文本，前面的 0 不会丢。",
    "场次": "与课程里的场次名称一致；也可以不填，用 --session 说明。",
    "日期": "举办的那一天，如 2026-01-31。",
    "学时": "数字，如 1.5；可以不填。",
    "到场": "到场写“是”；没有到场写“否”或留空。",
    "证明材料": "如签到表编号；不填为这个文件的名字。",
}


def write_template(path: Path) -> None:
    """Columns by name, numbers kept as text, a hint at each title."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "签到表"})
        font = {"font_name": "微软雅黑", "font_size": 10}
        head = book.add_format({**font, "bold": True, "bg_color": "#E6EDF3", "bottom": 1})
        text = book.add_format({**font, "num_format": "@"})
        day = book.add_format({**font, "num_format": "yyyy-mm-dd"})
        plain = book.add_format(font)
        sheet = book.add_worksheet("签到表")
        for n, title in enumerate(TEMPLATE):
            kind = day if title == "日期" else plain if title == "学时" else text
            sheet.set_column(n, n, _WIDTHS.get(title, 12), kind)
            sheet.write_string(0, n, title, head)
            if title in _HINTS:
                sheet.write_comment(0, n, _HINTS[title], {"author": "Coursemark"})
        present = TEMPLATE.index("到场")
        sheet.data_validation(
            1, present, _ROWS, present, {"validate": "list", "source": ["是", "否"]}
        )
        sheet.freeze_panes(1, 0)
