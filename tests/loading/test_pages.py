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
        Step("read", "policies/a.md", place=Place(PATH, 11, 13)),
        Step("pass", "final", place=Place(PATH, 12, 13)),
    )


def test_a_course_with_everything() -> None:
    page, problems = read("""\
    ---
    kind: course
    version: 2026年版
    course:
      id: yearly
      title: 年度学习
      type: 继续教育
      roles: [护士, 药师]
      departments: 内科、外科
      required: 否
      requires: [newcomer]
      due: 3个月内
      valid_for: 12 months
      renewal: 30天
      steps:
        - {due: 2026-03, read: policies/a.md}
        - {accept: policies/b.md, due: 2026-12-31}
        - {practise: 目录管理, count: 10, due: 2 weeks after start}
        - {attend: 院内讲座, hours: 1.5, evidence: 签到表}
        - {survey: after-course, optional: true}
    ---
    """)
    assert problems == []
    assert page.version == "2026年版"
    course = page.course
    assert course is not None
    assert (course.title, course.type, course.required) == ("年度学习", "继续教育", False)
    assert (course.roles, course.departments) == (("护士", "药师"), ("内科", "外科"))
    assert (course.requires, course.due) == (("newcomer",), "3 months after start")
    assert (course.valid_for, course.renewal) == ("12 months", "30 days")
    assert course.steps == (
        Step("read", "policies/a.md", due="2026-03", place=Place(PATH, 16, 28)),
        Step("accept", "policies/b.md", due="2026-12-31", place=Place(PATH, 17, 16)),
        Step(
            "practise", "目录管理", count=10, due="14 days after start", place=Place(PATH, 18, 18)
        ),
        Step("attend", "院内讲座", hours="1.5", evidence="签到表", place=Place(PATH, 19, 16)),
        Step("survey", "after-course", optional=True, place=Place(PATH, 20, 16)),
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
        -
        - {optional: true}
        - {read: a.md, count: 3, hours: 2}
        - practise: 转诊
        - {practise: 转诊, count: 0}
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
        "12:8: 错误: due 的值 尽快 看不懂；"
        "请写成 30 days after start（30天内）、2026-12-31 或 2026-12（当月底） [bad-duration]",
        "13:10: 错误: hours 的值 三 不是数；请写学时数，如 3 或 1.5 [bad-number]",
        "15:7: 错误: 学习步骤没有 watch 这个字段；可用的有 read、accept、pass、practise、attend、"
        "survey、optional、due、count、hours、evidence [unknown-field]",
        "16:7: 错误: 一个学习步骤同时写了 read 和 pass；请拆成几步，每步一个种类 [bad-step]",
        "18:11: 错误: read 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        "19:7: 错误: 学习步骤 read 后面应写一个对象；请补上 [bad-step]",
        "20:7: 错误: 学习步骤应写成“种类: 对象”，这里是一段文字；"
        "种类有 read、accept、pass、practise、attend、survey [bad-step]",
        "21:6: 错误: 学习步骤应写成“种类: 对象”，这里是空的；"
        "种类有 read、accept、pass、practise、attend、survey [bad-step]",
        "22:7: 错误: 学习步骤没有写种类；"
        "请写 read、accept、pass、practise、attend、survey 其中一个 [bad-step]",
        "23:27: 错误: count 只用于 practise 步骤，这里是 read；请删去 [bad-step]",
        "23:37: 错误: hours 只用于 attend 步骤，这里是 read；请删去 [bad-step]",
        "24:17: 错误: practise 步骤没有 count；请写明要答对几题，如 count: 10 [bad-step]",
        "25:29: 错误: count 的值 0 不对；请写 1 到 1000 的整数 [bad-number]",
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
            "---\nkind: change\n---\n",
            "2:7: 警告: 页面的 kind 是 change，却没有 change:；"
            "请补上 change: 和公布日期 announced: [no-change]",
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


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("医保 DRG 付费\n", 6),
        ("# 标题 { #title }\n\n见[目录](https://a.example/b)。\n", 5),
        ("---\ntitle: 标题\n---\n甲\n", 1),
        ("甲\n\n```quiz\nfire/a\n```\n\n```\n代码\n```\n\n乙 `代码`\n", 2),
        ("<!-- 注释 -->\n| 甲 | 2026-11-22 |\n|---|---|\n", 3),
        ('!!! warning "注意"\n    <b id="x">文字</b>\n', 4),
        ("", 0),
    ],
)
def test_the_length_is_what_there_is_to_read(text: str, length: int) -> None:
    assert read(text)[0].length == length
