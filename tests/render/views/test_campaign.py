from pathlib import Path

from site_folder import faults
from view_page import shown

DATA = """
    campaigns:
      - id: now
        title: 宣传月
        starts: 2026-11-01
        deadline: 2026-12-01
        owner: 王
        about: 学两份文件
        roles: [护士]
        read: [q.md]
        meeting: 动员会
        agenda: [讲文件]
        tasks: [发单页]
        evidence:
          - {day: 2026-11-02, what: 发放, count: 300, file: 档案柜一}
"""


def test_all_of_it(tmp_path: Path) -> None:
    files = {"data/campaigns.yml": DATA, "content/q.md": "# 文件一\n"}
    html = shown(tmp_path, files, "campaign\nid: now")
    assert "<div><dt>谁参加</dt><dd>护士</dd></div>" in html
    assert '<h2>必读</h2><ul><li><a href="page:q.md">文件一</a></li></ul>' in html
    assert "<h2>会议议程：动员会</h2><ul><li>讲文件</li></ul>" in html
    assert '<th scope="row">1</th><td>发单页</td><td></td><td></td>' in html
    assert "<td>发放</td><td>300</td><td>档案柜一</td>" in html
    assert html.count("<tr>") == 2 + 2 + 21


def test_what_it_names_must_exist(tmp_path: Path) -> None:
    files = {"data/campaigns.yml": DATA.replace("护士", "护士长")}
    assert faults(tmp_path, files, "broken-reference", roles=("护士",)) == [
        "data/campaigns.yml:8:13: 错误: 找不到岗位 护士长；是不是 护士？ [broken-reference]",
        "data/campaigns.yml:9:12: 错误: 找不到页面 q.md；请核对 [broken-reference]",
    ]


def test_a_deadline_before_the_beginning(tmp_path: Path) -> None:
    files = {
        "data/campaigns.yml": "campaigns: [{id: a, title: 甲, owner: 乙, starts: 2026-12-01, "
        "deadline: 2026-01-01}]"
    }
    assert faults(tmp_path, files) == [
        "data/campaigns.yml:1:71: 错误: deadline 2026-01-01 早于 starts 2026-12-01；请核对 "
        "[bad-date]"
    ]
