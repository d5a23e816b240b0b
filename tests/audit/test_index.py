"""The first page of a bundle says only what the site says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from record_builder import Learner, a_site
from report_builder import result

from coursemark.audit.index import Counts, Part, index
from coursemark.audit.period import Period
from coursemark.model import Source

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
COUNTS = Counts(
    completions=1234,
    attempts=4321,
    files=567,
    verified=560,
    sealed=12,
    versions=34,
    missing=5,
    missing_items=67,
)
PARTS = [
    Part(f"0{n}-某一类材料.xlsx", "里面写着很多很多的内容，一行放不下的说明。" * 2)
    for n in range(9)
]


def learner() -> Learner:
    someone = Learner(site=a_site())
    someone.read()
    return someone


def test_the_basis_is_what_the_courses_name() -> None:
    site = a_site()
    without = index(site, result(learner()), PERIOD, COUNTS, PARTS, "1.2.3").decode()
    page = replace(site.pages["course.md"], sources=(Source("消防法", "主席令第29号", "第十六条"),))
    site = a_site(pages={**site.pages, "course.md": page})

    named = index(site, result(learner(), site=site), PERIOD, COUNTS, PARTS, "1.2.3").decode()

    assert "依据</h2>" not in without
    assert "<h2>课程页面载明的依据</h2><p>消防法 主席令第29号 第十六条</p>" in named


def test_figures_and_what_is_missing() -> None:
    html = index(a_site(), result(learner()), PERIOD, COUNTS, PARTS, "1.2.3").decode()

    assert "<b>1234</b><span>期内完成（人次）</span>" in html
    assert "<b>0.0%</b><span>期末必修完成率（0 / 1）</span>" in html
    assert (
        "1 人交了记录，共 567 个文件、1 条；异常 0 条；"
        "期内用到 34 个试卷版本，其中 5 个未找到原版本；67 道题未找到原版本。"
    ) in html
    assert "记录文件 567 个，560 个完整且校验相符，12 个密封交来、已用私钥打开；" in html
