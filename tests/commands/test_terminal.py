"""Help whose columns meet where characters are two cells wide."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.commands.terminal import HelpFormatter, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("名册", 4), ("ａ", 2), ("规则.yml", 8)]
)
def test_the_width_of_a_text(text, cells):
    assert width_of(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, [""]),
        ("名册里的人", 20, ["名册里的人"]),
        ("名册里的人", 6, ["名册里", "的人"]),
        # What closes stays with what it closes, what opens with what it opens.
        ("读三个字，再读", 8, ["读三个", "字，再读"]),
        ("看看“名册”吧", 6, ["看看", "“名册”", "吧"]),
        # Words of letters are not torn apart.
        ("用 --config-file 写", 15, ["用", "--config-file", "写"]),
        ("lrs+http://a/xAPI", 5, ["lrs+http://a/xAPI"]),
    ],
)
def test_a_paragraph_is_broken_between_characters(text, width, lines):
    assert [*wrapped(text, width)] == lines


@given(st.text("名册，。“”（） ab-/", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_blanks(text, width):
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_terms_and_meanings_stand_in_columns():
    formatter = HelpFormatter(width=32)
    with formatter.section("选项"):
        formatter.write_dl([("-o 路径", "报表写到哪里，文件夹也行"), ("--reread", "从头读")])
    assert formatter.getvalue() == (
        "选项：\n  -o 路径   报表写到哪里，文件夹\n            也行\n  --reread  从头读\n"
    )


def test_a_term_too_long_for_its_column_stands_above():
    formatter = HelpFormatter(width=40)
    formatter.write_dl([("--a-name-of-an-option 规则文件.yml", "积分规则"), ("-o", "报表")])
    assert formatter.getvalue() == (
        "--a-name-of-an-option 规则文件.yml\n"
        "                                积分规则\n"
        "-o                              报表\n"
    )


def test_paragraphs_of_a_command_keep_apart():
    formatter = HelpFormatter(width=24)
    with formatter.indentation():
        formatter.write_text("第一段的字比一行多一些。\n\n第二段。")
    assert formatter.getvalue() == "  第一段的字比一行多一\n  些。\n\n  第二段。\n"


def test_it_is_what_click_asks_for():
    assert issubclass(HelpFormatter, click.HelpFormatter)
