from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from coursemark.loading.pages import read_page
from coursemark.model import Page, Source, Step
from coursemark.problems import Place

PATH = "content/policies/a.md"


def read(text: str) -> tuple[Page, list[str]]:
    page, problems = read_page(dedent(text), "policies/a.md", PATH)
    return page, [str(p).removeprefix(f"{PATH}:") for p in problems]


def test_front_matter() -> None:
    page, problems = read("""\
    ---
    title: 药品目录
    description: 摘要
    kind: policy
    roles: 临床医师、药师
    region: 全国
    status: current
    effective: 2021-05-01
    expires: 2030-01-01
    supersedes: [policies/old.md]
    superseded_by: policies/new.md
    sources:
      - {title: 条例, number: 第735号, article: 第十五条}
      - 院内课件
    facts: [CAT-02]
    owner: 医保办
    reviewed: 2026-11-20
    review_every: 1年
    retrain_from: 2026-01-01
    tags: [别的工具]
    template: x.html
    ---
    # 标题
    """)
    assert problems == []
    assert (page.title, page.description, page.kind) == ("药品目录", "摘要", "policy")
    assert (page.roles, page.region, page.status) == (("临床医师", "药师"), "全国", "current")
    assert (page.effective, page.expires) == (date(2021, 5, 1), date(2030, 1, 1))
    assert (page.supersedes, page.superseded_by) == (("policies/old.md",), "policies/new.md")
    assert page.sources == (Source("条例", "第735号", "第十五条"), Source("院内课件"))
    assert (page.facts, page.owner, page.reviewed) == (("CAT-02",), "医保办", date(2026, 11, 20))
    assert (page.review_every, page.retrain_from) == ("12 months", date(2026, 1, 1))
    assert page.places["reviewed"] == Place(PATH, 17, 11)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 甲\n---\n# 乙\n", "甲"),
        ("## 丙\n\n# 乙 { #b }\n", "乙"),
        ("文字\n", "a"),
        ("---\n---\n# 乙\n", "乙"),
        ("---\n文字\n", "a"),
    ],
)
def test_title(text: str, title: str) -> None:
    page, problems = read(text)
    assert problems == []
    assert page.title == title


def test_course() -> None:
    page, problems = read("""\
    ---
    title: 入职
    kind: course
    course:
      id: newcomer
      roles: [护士]
      hours: 1.5
      due: 30 days after start
      valid_for: 12个月
      steps:
        - read: policies/a.md
        - pass: final
    ---
    """)
    assert problems == []
    assert page.course is not None
    assert (page.course.id, page.course.title, page.course.page) == (
        "newcomer",
        "入职",
        "policies/a.md",
    )
    assert (page.course.hours, page.course.due, page.course.valid_for) == (
        "1.5",
        "30 days after start",
        "12 months",
    )
    assert page.course.steps == (
        Step("read", "policies/a.md", Place(PATH, 11, 13)),
        Step("pass", "final", Place(PATH, 12, 13)),
    )


def test_faults_all_at_once() -> None:
    _, problems = read("""\
    ---
    kind: course
    status: currant
    reviewed: 2026/1/2
    review_every: 常常
    effective: 去年
    reviewd: 2026-01-01
    sources: {title: 条例}
    course:
      id: a b
      valid_for: 一年
      due: 尽快
      hours: 三
      steps:
        - watch: a.md
        - read: a.md
          pass: b
        - read： a.md
        - read:
        - 讲座
    ---
    """)
    assert problems == [
        "3:9: 错误: status 没有 currant 这个取值；是不是 current？ [bad-choice]",
        "4:11: 错误: reviewed 的日期 2026/1/2 写法不对；请写成 2026-01-02 [bad-date]",
        "5:15: 错误: review_every 的值 常常 不是时长；"
        "请写成 12 months（12个月）或 90 days（90天） [bad-duration]",
        "6:12: 错误: effective 的值 去年 不是日期；请写成 2026-01-31 的样子 [bad-date]",
        "7:1: 错误: 页首信息没有 reviewd 这个字段；是不是 reviewed？ [unknown-field]",
        "8:10: 错误: sources 应是列表，这里是键值表；"
        "请写成 - {title: …, number: …, article: …} [wrong-type]",
        "10:7: 错误: id 的值 a b 不能用；请只用字母、数字、连字符和下划线 [bad-id]",
        "11:14: 错误: valid_for 的值 一年 不是时长；"
        "请写成 12 months（12个月）或 90 days（90天） [bad-duration]",
        "12:8: 错误: due 的值 尽快 看不懂；请写成 30 days after start 或 2026-12-31 [bad-duration]",
        "13:10: 错误: hours 的值 三 不是数；请写学时数，如 3 或 1.5 [bad-number]",
        "15:7: 错误: 没有 watch 这种学习步骤；可以写 read、accept、pass、survey、attend [bad-step]",
        "16:7: 错误: 学习步骤应是一个“种类: 对象”，这里是几个键；"
        "种类有 read、accept、pass、survey、attend [bad-step]",
        "18:11: 错误: read 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        "19:12: 错误: 学习步骤 read 后面应写一个对象；请补上 [bad-step]",
        "20:7: 错误: 学习步骤应是一个“种类: 对象”，这里是一段文字；"
        "种类有 read、accept、pass、survey、attend [bad-step]",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: 甲\n# 乙\n",
            "1:1: 错误: 页首信息没有结束；请在它后面另起一行写 --- [unclosed-front-matter]",
        ),
        (
            "---\nkind: course\n---\n",
            "2:7: 警告: 页面的 kind 是 course，却没有 course:；请补上课程内容 [no-course]",
        ),
        (
            "---\ncourse: {id: a, steps: [{read: a.md}]}\n---\n",
            "2:9: 错误: 只有 kind: course 的页面能写 course:；请补上 kind [not-a-course]",
        ),
        (
            "---\n- 甲\n---\n",
            "2:1: 错误: 页首信息应由“键: 值”组成，这里是列表；请改正 [wrong-type]",
        ),
    ],
)
def test_one_fault(text: str, expected: str) -> None:
    assert read(text)[1] == [expected]


def test_revision_is_of_the_text_alone() -> None:
    plain = read("# 甲\n\n文字\n")[0]
    titled = read("---\ntitle: 乙\n---\n# 甲\n\n文字\n")[0]
    edited = read("# 甲\n\n文字。\n")[0]
    assert plain.revision == titled.revision
    assert plain.revision != edited.revision
