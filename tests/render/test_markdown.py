"""The Python-Markdown extension, without MkDocs."""

from pathlib import Path

import markdown
from site_folder import write_site

from coursemark.loading.site import load_site
from coursemark.model import SiteConfig
from coursemark.render.markdown import CoursemarkExtension, quiz_fence

PAGE = """
    ---
    kind: policy
    status: current
    region: 全国
    ---
    # 灭火

    正文 `代码`。

    ```quiz
    fire/a
    fire/gone
    ```

    ````
    ```quiz
    fire/a
    ```
    ````

    ## 小节
"""


def render(root: Path) -> tuple[str, list[str]]:
    """HTML of the page and the titles of its table of contents."""
    bank = "title: 消防\nitems:\n  - {id: a, type: true-false, stem: 甲题, key: true}\n"
    write_site(root, {"quizzes/banks/fire.yml": bank, "content/p.md": PAGE})
    site = load_site(root, SiteConfig(id="https://fire.example/", title="消防")).site
    md = markdown.Markdown(
        extensions=[
            "toc",
            "pymdownx.superfences",
            CoursemarkExtension(site=site, page_path="p.md"),
        ],
        extension_configs={"pymdownx.superfences": {"custom_fences": [quiz_fence(site)]}},
    )
    body = (root / "content/p.md").read_text("utf-8").split("---\n", 2)[2]
    html = md.convert(body)
    return html, [entry["name"] for entry in md.toc_tokens[0]["children"]]


def test_the_banner_stands_below_the_heading_and_the_mark_at_the_end(tmp_path: Path) -> None:
    html, _ = render(tmp_path)
    assert html.startswith('<h1 id="_1">灭火</h1>\n<aside class="cm-banner" data-status="current"')
    assert html.rstrip().endswith('data-title="灭火" data-search-exclude></div>')


def test_the_table_of_contents_holds_headings_alone(tmp_path: Path) -> None:
    assert render(tmp_path)[1] == ["小节"]


def test_a_fence_becomes_forms_and_an_example_of_one_stays_text(tmp_path: Path) -> None:
    html, _ = render(tmp_path)
    assert html.count('data-item="fire/a"') == 1
    assert '<p class="cm-fault">找不到题目 fire/gone</p>' in html


def test_a_course_has_the_place_of_its_outline(tmp_path: Path) -> None:
    page = "---\nkind: course\ncourse: {id: start, steps: [read: p.md]}\n---\n# 课\n"
    write_site(tmp_path, {"content/p.md": page})
    loaded = load_site(tmp_path, SiteConfig(id="https://fire.example/", title="消防"))
    extension = CoursemarkExtension(site=loaded.site, page_path="p.md")
    html = markdown.markdown("# 课\n", extensions=[extension])
    assert html.startswith(
        '<h1>课</h1>\n<section class="cm-outline" data-course="start" data-search-exclude>'
    )
