"""What a command may write over: its own earlier output, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from record_builder import Learner
from report_builder import result

from coursemark.commands.outputs import Entry, refuse_to_overwrite, replacing, writing
from coursemark.report.workbook import write_workbook

REPORT = Entry("docProps/core.xml", "培训报表</dc:title>")


def test_an_earlier_report_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "报表.xlsx"
    write_workbook(result(Learner(), as_of=date(2026, 11, 22)), out)

    refuse_to_overwrite({out: REPORT, tmp_path / "none.xlsx": REPORT}, [])


@pytest.mark.parametrize("inside", ["docProps/core.xml", "coursemark-001.jsonl"])
def test_a_zip_or_workbook_of_others_is_not(tmp_path: Path, inside: str) -> None:
    out = tmp_path / "名册.xlsx"
    with ZipFile(out, "w") as archive:
        archive.writestr(inside, "<dc:title>全院名册</dc:title>")

    with pytest.raises(click.UsageError) as raised:
        refuse_to_overwrite({out: REPORT}, [])

    assert raised.value.message == f"{out} 已经存在，又不是报表，没有覆盖；请换一个名字"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"notes"])
def test_what_is_no_zip_is_not(tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "报表.xlsx"
    out.write_bytes(content)

    with pytest.raises(click.UsageError):
        refuse_to_overwrite({out: REPORT}, [])


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "报表.xlsx"
    out.touch()

    refuse_to_overwrite({out: REPORT}, [])


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    out = tmp_path / ("长" * 100 + ".xlsx")

    refuse_to_overwrite({out: REPORT}, [out])
    with pytest.raises(click.UsageError) as raised, writing(out):
        out.write_bytes(b"")

    assert raised.value.message == f"{out} 写不进去（名字太长）；请换个位置"


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    out = tmp_path / "证据.zip"
    out.write_bytes(b"before")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), replacing(out) as stream:
        stream.writelines(broken())

    assert out.read_bytes() == b"before"
    with replacing(out) as stream:
        stream.write(b"after")
    assert out.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["证据.zip"]
