"""File names from what people wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.certificates.file_names import Names, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        ("𠮷野家", "𠮷野家"),
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\a", "a"),
        ('a<b>:"c|d?*', "a_b_c_d"),
        ("阿依古丽·买买提江", "阿依古丽·买买提江"),
        ("张\u202e三\u200b\x00\n", "张三"),
        ("  .张 三. ", "张_三"),
        ("", "_"),
        ("...", "_"),
        ("é", "é"),
        ("长" * 200, "长" * 60),
        ("𠮷" * 200, "𠮷" * 45),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_name(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_no_name_leads_out_of_its_folder(text: str) -> None:
    name = safe_name(text)

    assert name
    assert name not in (".", "..")
    assert not set(name) & set('/\\<>:"|?*\0\n')
    assert len(name.encode("utf-8")) <= 180
    assert all(unicodedata.category(c) not in ("Cc", "Cf") for c in name)


def test_no_name_twice_whatever_its_case() -> None:
    names = Names()

    assert [names.unique(stem, ".pdf") for stem in ("a", "A", "Ａ", "b", "a")] == [
        "a.pdf",
        "A-2.pdf",
        "Ａ-3.pdf",
        "b.pdf",
        "a-4.pdf",
    ]
