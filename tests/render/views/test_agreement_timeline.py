from pathlib import Path

from view_page import shown

AGREEMENT = """
    title: 本院<协议>
    start: 2026-01-01
    end: 2026-12-31
    note: 请改
    example: true
    successor: {title: 下一份, start: 2027-01-01, end: 2027-12-31}
    tasks:
      - {title: 终止, when: at end}
      - {title: 申请, when: 3 months before end, roles: [医保办, 护士], basis: 第四十一条,
         page: p.md, note: 按通知, done: 2026-09-20}
"""
FILES = {"data/agreement.yml": AGREEMENT, "content/p.md": "# 页\n"}


def test_deadlines_by_day(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "agreement-timeline")
    assert '<span class="cm-example">示例</span><strong>本院&lt;协议&gt;</strong>' in html
    assert '<span data-until="2026-12-31"></span>' in html
    assert '<p class="cm-note">请改</p><p>下一份协议：下一份，' in html
    assert html[html.index("<ol>") : html.index("</li>")] == (
        '<ol><li data-day="2026-09-30" data-done="2026-09-20"><p class="cm-timeline__day">'
        '<time datetime="2026-09-30">2026-09-30</time> <span>到期前3个月</span> '
        '<span class="cm-timeline__state">已办：2026-09-20</span></p>'
        "<p><strong>申请</strong></p><p>按通知</p>"
        '<p class="cm-timeline__who">医保办牵头、护士　依据：第四十一条　'
        '<a href="page:p.md">详细说明</a></p>'
    )
    assert '<li data-day="2026-12-31"><p class="cm-timeline__day">' in html


def test_no_agreement(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "agreement-timeline") == (
        '<p class="cm-empty">还没有登记本院协议的起止日期。</p>'
    )
