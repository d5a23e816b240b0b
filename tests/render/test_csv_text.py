import csv
import io

import pytest

from coursemark.render.csv_text import csv_text


def test_excel_opens_it_as_chinese() -> None:
    assert csv_text(("甲", "乙"), [("一,二", '说"好"')]) == (
        '\ufeff甲,乙\r\n"一,二","说""好"""\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "＝1", " =1"])
def test_no_cell_is_a_formula(text: str) -> None:
    [[cell]] = csv.reader(io.StringIO(csv_text((), [(text,)]).removeprefix("\ufeff\r\n")))
    assert cell == "'" + text.strip()
