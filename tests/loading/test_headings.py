"""Anchors are compared with those of Python-Markdown itself."""

from __future__ import annotations

import re

import markdown
import pytest
from pymdownx.slugs import slugify

from coursemark.loading.markdown_text import scan

TEXTS = {
    "chinese": "# 药品目录\n\n## 乙类 先自付\n\n## 乙类 先自付\n\n## 乙类 先自付\n",
    "explicit": "# 页 { #top }\n\n## 甲 {#a}\n\n## a\n\n### 乙 {: #b .x }\n\n## b\n",
    "marks": "# **粗** `代码` [链接](a.md) ~~x~~ snake_case_name\n\n## A & B <em>c</em> 1.5%\n",
    "empty": "# ！\n\n# ？\n\n# _\n",
    "counted": "# a_1\n\n# a\n\n# a\n\n# a\n",
    "setext": "标题\n===\n\n第二\n---\n\n第三 { #third }\n---\n",
    "no space": "#标题\n\n##Second##\n\n####### seven\n",
    "code": "# 一\n\n```\n# 二\n```\n\n    # 三\n\n~~~py\n# 四\n~~~\n\n## 五\n",
    "comment": "# 一\n\n<!--\n# 二\n-->\n\n## 三 <!-- x -->\n",
    "admonition": "# 一\n\n!!! note\n\n    ## 二\n\n    文字\n\n        ## 三\n\n## 四\n",
    "escaped": "# 1\\. 一\n\n## a\\_b\n",
    "unclosed": "# 一\n\n```\n# 二\n",
    "entity": "# A &amp; B\n\n## A&nbsp;B\n",
    "wide": "# （一）资格：条件\n\n## Ｆull－width Ａ\n",
    "emphasis": "# *a*b __c__ d_e_f\n\n## ***x***\n",
    "hash end": "# C# #\n\n## C#\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_anchors_are_those_of_the_built_page(name: str) -> None:
    text = TEXTS[name]
    html = markdown.markdown(
        text,
        extensions=["toc", "attr_list", "admonition", "pymdownx.superfences", "md_in_html"],
        extension_configs={"toc": {"slugify": slugify(case="lower")}},
    )
    built = re.findall(r'<h([1-6])[^>]* id="([^"]*)"|<h([1-6]) id="([^"]*)"', html)
    expected = [(int(a or c), b or d) for a, b, c, d in built]
    found = [(heading.level, heading.anchor) for heading in scan(text, "a.md").headings]
    assert found == expected


def test_title_is_what_a_reader_sees() -> None:
    titles = [h.title for h in scan(TEXTS["marks"], "a.md").headings]
    assert titles == ["粗 代码 链接 x snake_case_name", "A & B c 1.5%"]


def test_lines_count_from_the_top_of_the_file() -> None:
    assert [h.line for h in scan("\n# 一\n\n## 二\n", "a.md", first_line=9).headings] == [10, 12]


def test_explicit_ids_of_other_elements_are_anchors() -> None:
    text = '# 一\n\n<a id="old"></a>\n\n一段。\n{ #part }\n'
    assert scan(text, "a.md").anchors == {"一", "old", "part"}
