from pathlib import Path

from view_page import shown

FILES = {
    "content/p.md": "# 页\n",
    "data/decisions.yml": """
        decisions:
          - id: way
            title: 怎么办
            questions:
              - id: who
                text: 谁？
                answers:
                  - {text: 甲, next: why}
                  - {text: 乙, next: why}
              - {id: why, text: 为<何>？, note: 看证据, answers: [{text: 丙, outcome: pay}]}
            outcomes:
              - {id: pay, title: 退, basis: 第一条, page: p.md, contract: 追回}
    """,
}


def test_answers_open_what_they_lead_to(tmp_path: Path) -> None:
    fold = '<details class="cm-fold cm-path__answer"><summary>'
    assert shown(tmp_path, FILES, "decision-path\nid: way") == (
        '<section class="cm-path" data-path>'
        '<div class="cm-path__question" id="path-way-who"><p><strong>谁？</strong></p>'
        f"{fold}甲</summary>"
        '<div class="cm-path__question" id="path-way-why"><p><strong>为&lt;何&gt;？</strong></p>'
        f'<p class="cm-path__note">看证据</p>{fold}丙</summary>'
        '<div class="cm-path__outcome"><p><strong>退</strong></p><dl>'
        "<div><dt>协议</dt><dd>追回</dd></div><div><dt>依据</dt><dd>第一条</dd></div></dl>"
        '<p><a href="page:p.md">详细说明</a></p></div></details></div></details>'
        f'{fold}乙</summary><p>接着看：<a href="#path-way-why">为&lt;何&gt;？</a></p></details>'
        "</div></section>"
    )


def test_a_way_back_does_not_go_on_for_ever(tmp_path: Path) -> None:
    data = FILES["data/decisions.yml"].replace("丙, outcome: pay", "丙, next: who")
    html = shown(tmp_path, FILES | {"data/decisions.yml": data}, "decision-path\nid: way")
    assert '<a href="#path-way-who">谁？</a>' in html


def test_no_such_path(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "decision-path\nid: none") == ""
