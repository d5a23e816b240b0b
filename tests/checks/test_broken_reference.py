from pathlib import Path

from site_folder import faults

PAGE = "# 页\n\n## 节 { #a }\n"


def test_pages_and_anchors(tmp_path: Path) -> None:
    data = """
        terms:
          - {id: a, term: 甲, definition: 一, page: p.md#a}
          - {id: b, term: 乙, definition: 二, page: q.md}
          - {id: c, term: 丙, definition: 三, page: p.md#b}
    """
    files = {"content/p.md": PAGE, "data/glossary.yml": data}
    assert faults(tmp_path, files, "broken-reference") == [
        "data/glossary.yml:3:43: 错误: 找不到页面 q.md；是不是 p.md？ [broken-reference]",
        "data/glossary.yml:4:43: 错误: 页面 p.md 没有小节 #b；请核对页面的标题 [broken-reference]",
    ]


def test_views_name_what_registers_define(tmp_path: Path) -> None:
    fences = "\n\n".join(
        f"```view\n{fence}\n```"
        for fence in ("campaign\nid: spring", "plan-month\nmonth: 7", "checklist\nid: nurse")
    )
    plan = "title: 计划\nmonths: [{month: 1, theme: 报警, page: m.md, pages: [p.md]}]"
    files = {"content/m.md": f"# 月\n\n{fences}\n", "content/p.md": PAGE, "data/plan.yml": plan}
    assert faults(tmp_path, files) == [
        "content/m.md:5:5: 错误: 找不到活动 spring；请核对 [broken-reference]",
        "content/m.md:10:8: 错误: 找不到学习计划的月份 7；请核对 [broken-reference]",
        "content/m.md:15:5: 错误: 找不到检查表 nurse；请核对 [broken-reference]",
    ]


def test_what_has_a_fault_of_its_own_is_reported_once(tmp_path: Path) -> None:
    fences = "".join(
        f"```view\n{fence}\n```\n\n"
        for fence in ("campaign\nid: spring", "clause-index\nblock: 甲", "plan-month\nmonth: 1")
    )
    plan = "title: 计划\nmonths: [{month: 1, page: p.md}]"
    items = "items: [fire/a, lost/b]"
    clause = f"{{id: c, block: 乙, title: 丙, duty: 丁, roles: [全员], {items}}}"
    files = {
        "content/p.md": f"# 页\n\n{fences}",
        "data/campaigns.yml": "campaigns: [{id: spring, title: 春}]",
        "data/clauses.yml": f"clauses: [{clause}, {{id: d, block: 甲}}]",
        "data/plan.yml": plan,
        "quizzes/banks/fire.yml": "title: 消防\nitems: [{id: a, type: single, stem: 甲？}]",
        "quizzes/banks/lost.yml": "title: [",
    }
    found = faults(tmp_path, files)
    assert [line for line in found if "broken-reference" in line] == []
    assert {line.split(":")[0] for line in found if "错误" in line} == {*files} - {"content/p.md"}
