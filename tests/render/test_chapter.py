"""A finished page as a chapter."""

from __future__ import annotations

import pytest

from coursemark.render.chapter import Finished, addresses, anchor, chapter_html

PAGES = (
    Finished("index.md", "./", ""),
    Finished("faq/身份.md", "faq/%E8%BA%AB%E4%BB%BD/", ""),
    Finished("faq/b.md", "faq/b/", ""),
)


def chapter(html: str, book: str = "print/all/") -> str:
    """The page `faq/身份.md` with this content, in a book of it and `faq/b.md`."""
    page = Finished(PAGES[1].path, PAGES[1].url, html)
    return chapter_html(page, addresses(PAGES[1:]), book)


def test_anchors_do_not_clash() -> None:
    assert (anchor("faq/a.md"), anchor("faq/a.md", "use")) == ("faq/a", "faq/a:use")


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ('<h1 id="身份">甲</h1>', '<h2 id="faq/身份:身份">甲</h2>'),
        ("<h6>丁</h6><p>文</p>", "<h6>丁</h6><p>文</p>"),
        ('<a href="#use">乙</a>', '<a href="#faq/身份:use">乙</a>'),
        ('<a href="#%E8%BA%AB">乙</a>', '<a href="#faq/身份:身">乙</a>'),
        ('<a href="../b/">丙</a>', '<a href="#faq/b">丙</a>'),
        ('<a href="../b/#x">丙</a>', '<a href="#faq/b:x">丙</a>'),
        ('<a href="../../">首页</a>', '<a href="../../">首页</a>'),
        ('<a href="../../c/?q=1&amp;r=2#x">丁</a>', '<a href="../../c/?q=1&amp;r=2#x">丁</a>'),
        ('<a href="https://e.cn/#x">外</a>', '<a href="https://e.cn/#x">外</a>'),
        ('<a href="mailto:a@e.cn">信</a>', '<a href="mailto:a@e.cn">信</a>'),
        ('<img alt="图" src="../a.png" />', '<img alt="图" src="../../faq/a.png">'),
        ('<label for="x">戊</label>', '<label for="faq/身份:x">戊</label>'),
        (
            '<p aria-labelledby="x y" aria-label="x">己</p>',
            '<p aria-labelledby="faq/身份:x faq/身份:y" aria-label="x">己</p>',
        ),
        (
            '<svg><marker id="m"/><path d="M0" marker-end="url(#m)"/></svg>',
            '<svg><marker id="faq/身份:m"/>'
            '<path d="M0" marker-end="url(#faq/身份:m)"/></svg>',
        ),
        ("<p>a &amp; b &lt;i&gt; &#8212;</p>", "<p>a &amp; b &lt;i&gt; &#8212;</p>"),
        ('<details class="x" name="n"><summary>答</summary></details>',
         '<details class="x" open><summary>答</summary></details>'),
        ('<li data-words="挂床" data-status="current" data-shown-from="2026-01-01">庚</li>',
         '<li data-status="current" data-shown-from="2026-01-01">庚</li>'),
    ],
)  # fmt: skip
def test_what_stays_fits_in(html: str, becomes: str) -> None:
    assert chapter(html) == becomes


@pytest.mark.parametrize(
    "html",
    [
        '<section class="cm-quiz" data-fence="a/b"></section>',
        '<div class="cm-page-end" data-page="p.md"><div>深</div></div>',
        '<p class="cm-synonyms">别名</p>',
        '<aside class="cm-alert"><p>重大变动</p></aside>',
        '<a class="headerlink" href="#x">¶</a>',
        "<script>if (1 < 2) { run(); }</script>",
        '<input type="text">',
        "<button>按</button>",
    ],
)
def test_what_belongs_to_the_screen_goes(html: str) -> None:
    assert chapter(f"<p>前</p>{html}<p>后</p>") == "<p>前</p><p>后</p>"


def test_a_heading_goes_with_what_it_was_for() -> None:
    quiz = '<section class="cm-quiz" data-fence="a/b"></section>'
    exercises = f"<h2>题目</h2>{quiz}<h3>再来</h3>{quiz}"
    html = f"<h1>页</h1><p>文</p>{exercises}<h2>小结</h2><h3>一</h3><p>完</p>{exercises}"
    assert chapter(html) == "<h2>页</h2><p>文</p><h3>小结</h3><h4>一</h4><p>完</p>"


def test_a_site_of_files() -> None:
    page = Finished("faq/a.md", "faq/a.html", '<a href="b.html#x">乙</a><a href="../c.html">丙</a>')
    chapters = addresses([page, Finished("faq/b.md", "faq/b.html", "")])
    assert chapter_html(page, chapters, "print/all.html") == (
        '<a href="#faq/b:x">乙</a><a href="../c.html">丙</a>'
    )
