"""Certificates as PDF: text survives, is never markup, and needs a Chinese font."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coursemark.certificates.paper import SANS, SERIF, Paper, PaperFault, chinese_fonts

DAY = date(2026, 11, 22)
pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def words(**changes: Any) -> dict[str, Any]:
    return {
        "title": "培训合格证书",
        "organisation": "示例医院",
        "name": "张三",
        "who": "工号 10023　内科　护士",
        "statement": "于2026年11月22日完成课程“消防入门”的全部学习步骤，考核成绩92.5分，合格。",
        "facts": [["证书编号", "newcomer-20261122-10023"], ["有效期至", "长期"]],
        "code": "43AN-HTQE-KAMR-L",
        "issued_on": "2026年11月22日",
        "note": "核验：…",
        **changes,
    }


def text_of(pdf: bytes, tmp_path: Path) -> str:
    (tmp_path / "c.pdf").write_bytes(pdf)
    run = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "c.pdf"), "-"], capture_output=True, check=True
    )
    return run.stdout.decode("utf-8")


@pdftotext
def test_rare_characters_and_markup_are_text(tmp_path: Path) -> None:
    name = '𠮷㛃䶮 #panic() *x* $y$ `z` \\ " <a> @b ${c}'

    found = text_of(Paper().pdf([words(name=name)], DAY), tmp_path)

    assert name in found
    assert "43AN-HTQE-KAMR-L" in found
    assert "newcomer-20261122-10023" in found


@pdftotext
def test_one_page_each_however_long_the_words_are(tmp_path: Path) -> None:
    long = words(
        name="阿依古丽·买买提江·" * 12,
        organisation="某某省某某市某某区人民医院医疗集团" * 3,
        statement="很长的课程名称" * 40,
        facts=[[f"事项{n}", "很长的内容" * 20] for n in range(5)],
    )

    found = text_of(Paper().pdf([words(), long, words(name="李四")], DAY), tmp_path)

    pages = found.split("\f")
    assert len(pages) == 4  # a form feed ends each of three
    assert "张三" in pages[0]
    assert "李四" in pages[2]


def test_equal_words_make_equal_files() -> None:
    assert Paper().pdf([words()], DAY) == Paper().pdf([words()], DAY)


def test_fonts_by_the_names_that_systems_give_them() -> None:
    assert chinese_fonts(["DejaVu Sans", "SimSun", "Microsoft YaHei"]) == {
        "sans": ["Microsoft YaHei", "SimSun"],
        "serif": ["SimSun", "Microsoft YaHei"],
    }
    assert chinese_fonts(["WenQuanYi Micro Hei"]) == {
        "sans": ["WenQuanYi Micro Hei"],
        "serif": ["WenQuanYi Micro Hei"],
    }
    assert chinese_fonts([*SANS, *SERIF])["sans"][0] == "Noto Sans CJK SC"


def test_no_chinese_font() -> None:
    with pytest.raises(PaperFault) as caught:
        chinese_fonts(["DejaVu Sans", "Noto Sans CJK JP"])

    assert str(caught.value) == (
        "这台电脑上没有找到中文字体，证书上的汉字印不出来；"
        "请安装思源黑体、思源宋体（Noto Sans CJK SC、Noto Serif CJK SC）"
        "或微软雅黑、宋体，再试一次"
    )


@pdftotext
def test_a_template_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "seal.txt").write_text("院徽", "utf-8")
    template = tmp_path / "own.typ"
    template.write_text(
        "#let data = json(bytes(sys.inputs.data))\n"
        "#set text(font: data.fonts.sans)\n"
        '#read("seal.txt")：#data.certificates.at(0).name\n',
        "utf-8",
    )

    assert text_of(Paper(template).pdf([words()], DAY), tmp_path).split() == ["院徽：张三"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("#panic()", "证书模板排不出来（panicked）；请检查模板"),
        (
            '#import "@preview/cetz:0.3.0": canvas',
            "模板 own.typ 引用了要从网上下载的 typst 包（@…/…）；"
            "请把用到的文件放在模板旁边，用相对路径引用",
        ),
        ('#read("../../etc/passwd")', None),
    ],
)
def test_a_template_that_does_not_work(tmp_path: Path, source: str, message: str | None) -> None:
    template = tmp_path / "own.typ"
    template.write_text(source, "utf-8")

    with pytest.raises(PaperFault) as caught:
        Paper(template).pdf([words()], DAY)

    assert message is None or str(caught.value) == message


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PaperFault) as caught:
        Paper(tmp_path / "none.typ")

    assert str(caught.value) == f"模板 {tmp_path / 'none.typ'} 不存在；请检查路径和文件名"
