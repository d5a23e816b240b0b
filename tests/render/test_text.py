"""Item texts: a safe subset of Markdown, and a short cut that changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.render import text
from coursemark.render.text import to_html, to_plain


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("由**医保办**审核", "由<strong>医保办</strong>审核"),
        ("第一段\n\n第二段", "<p>第一段</p>\n<p>第二段</p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("[点我](javascript:alert(1))", "<span>点我</span>"),
        ("[点我](JaVaScRiPt:alert(1))", "<span>点我</span>"),
        ("[点我](data:text/html,x)", "<span>点我</span>"),
        ("![图](https://elsewhere.example/x.png)", "<span>图</span>"),
        (
            "[国家医保局](https://www.nhsa.gov.cn/)",
            '<a href="https://www.nhsa.gov.cn/">国家医保局</a>',
        ),
        ("a < b & c", "a &lt; b &amp; c"),
        ("费用≥200元", "费用≥200元"),
    ],
)
def test_a_text_becomes_safe_html(source: str, html: str) -> None:
    assert to_html(source) == html


def test_a_link_by_reference_is_as_safe_as_one_in_line() -> None:
    assert "javascript" not in to_html("[点我][a]\n\n[a]: javascript:alert(1)")


PLAIN = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\u0085"),
    min_size=1,
    max_size=60,
)


@given(PLAIN)
def test_the_short_cut_gives_what_markdown_gives(source: str) -> None:
    if text._MARKUP.search(source):
        return
    html = text._converter().reset().convert(source)
    assert to_html(source) == re.sub(r"\A<p>(.*)</p>\Z", r"\1", html, flags=re.DOTALL)


@given(st.text(max_size=80))
def test_no_text_makes_a_dangerous_element(source: str) -> None:
    html = to_html(source)
    assert not re.search(r"<(script|img|iframe|svg|style|object|form|input)\b", html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\son\w+\s*=", html, re.IGNORECASE)


def test_plain_words_have_no_markup() -> None:
    assert to_plain("由**医保办**\n审核 a < b") == "由医保办 审核 a < b"


def test_a_block_of_code_can_be_scrolled_by_key() -> None:
    assert to_html("看\n\n    a < b\n\n与 `c`") == (
        '<p>看</p>\n<pre><code tabindex="0">a &lt; b\n</code></pre>\n<p>与 <code>c</code></p>'
    )


def test_a_link_without_address_is_no_link() -> None:
    assert to_html("[甲](a.md) [乙](javascript:x)") == "<span>甲</span> <span>乙</span>"
