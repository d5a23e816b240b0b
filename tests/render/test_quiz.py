"""What a quiz fence becomes in its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from coursemark.model import (
    Assessment,
    Bank,
    Draw,
    Item,
    Question,
    Site,
    SiteConfig,
    Survey,
    withhold,
)
from coursemark.render.quiz import assessment_facts, render_fence

ITEM = Item("fire/oil", "true-false", "水能灭油火。", key=False)
SITE = Site(
    SiteConfig("https://fire.example/", "消防"),
    {"fire": Bank("fire", "消防", (ITEM, withhold(replace(ITEM, id="fire/gas"))))},
    surveys={"after": Survey("after", "问卷", (Question("a", "text", "甲？"),))},
)
EAST = timezone(timedelta(hours=8))
EXAM = Assessment("final", "考", (Draw("fire/oil"), Draw(banks=("fire",), count=9)), mode="exam")


def test_a_survey_has_its_place() -> None:
    assert render_fence("survey: after", SITE) == (
        '<section class="cm-survey" data-survey-place="after" data-search-exclude>'
        "<noscript><p>这里的问卷要打开浏览器的 JavaScript 才能填写。</p></noscript></section>"
    )
    assert render_fence("survey: <b>", SITE) == '<p class="cm-fault">找不到问卷 &lt;b&gt;</p>'


def test_a_withheld_item_is_not_shown_for_practice() -> None:
    html = render_fence("fire/oil\nfire/gas", SITE)
    assert html.count("data-item=") == 1
    assert html.endswith(
        '<p class="cm-fault">题目 fire/gas 用在不公布答案的考试里，不能在这里练习</p>'
    )


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, ["共 10 题", "60 分及格（百分制）", "不限时", "次数不限"]),
        (
            {
                "key": "withheld",
                "minutes": 30,
                "pause": "allowed",
                "attempts": 2,
                "cooling": 1440,
                "opens": datetime(2026, 12, 1, 8, 0, tzinfo=EAST),
                "closes": datetime(2026, 12, 2, 23, 59, 59, tzinfo=EAST),
            },
            [
                "共 10 题",
                "60 分及格（百分制）",
                "限时 30 分钟",
                "可考 2 次",
                "两次之间至少隔 1 天",
                "2026-12-01 08:00 开放",
                "2026-12-02 23:59 截止",
                "可以暂停，离开时停止计时",
                "由培训管理员阅卷",
            ],
        ),
        (
            {"draw": (Draw(banks=("fire",)),), "cooling": 90},
            ["60 分及格（百分制）", "不限时", "次数不限", "两次之间至少隔 90 分钟"],
        ),
    ],
)
def test_the_rules_of_an_assessment_in_words(fields: dict[str, object], facts: list[str]) -> None:
    assert assessment_facts(replace(EXAM, **fields)) == facts  # type: ignore[arg-type]
