from __future__ import annotations

from datetime import datetime, timedelta, timezone
from textwrap import dedent

import pytest

from coursemark.loading.assessments import read_assessment
from coursemark.model import IMMEDIATE, Draw, Review, Section
from coursemark.problems import Place

PATH = "quizzes/assessments/final.yml"


def test_everything() -> None:
    text = """\
    title: 结业考试
    description: 一次考完
    mode: exam
    key: withheld
    draw:
      - fire/exit
      - {item: fire/hose, points: 2.5}
      - {bank: fire, type: single, topics: 逃生, roles: [护士], difficulty: 2, count: 8, points: 1}
    pass_mark: 66.5%
    attempts: 3
    grading: last
    minutes: 30
    review: {marks: after-submit, key: never, feedback: after-pass}
    shuffle: {items: true, options: no}
    """
    found, problems = read_assessment(dedent(text), "final", PATH)
    assert problems == []
    assert found is not None
    assert (found.id, found.title, found.description) == ("final", "结业考试", "一次考完")
    assert (found.mode, found.key, found.pass_mark) == ("exam", "withheld", "66.5")
    assert (found.attempts, found.grading, found.minutes) == (3, "last", 30)
    assert found.review == Review("after-submit", "never", "after-pass")
    assert (found.shuffle_items, found.shuffle_options) == (True, False)
    assert found.draw == (
        Draw(item="fire/exit", place=Place(PATH, 6, 5)),
        Draw(item="fire/hose", points=250, place=Place(PATH, 7, 5)),
        Draw(
            banks=("fire",),
            type="single",
            topics=("逃生",),
            roles=("护士",),
            difficulty=(2,),
            count=8,
            points=100,
            place=Place(PATH, 8, 5),
        ),
    )


def test_defaults_and_one_word_shuffle() -> None:
    found, problems = read_assessment("title: 练\ndraw: [a/b]\nshuffle: true\n", "t", PATH)
    assert problems == []
    assert found is not None
    assert (found.mode, found.key, found.pass_mark) == ("practice", "published", "60")
    assert (found.attempts, found.minutes, found.review) == (None, None, IMMEDIATE)
    assert (found.shuffle_items, found.shuffle_options) == (True, True)


def test_faults_all_at_once() -> None:
    text = """\
    titel: 考
    mode: exma
    draw:
      - {bank: fire, item: fire/a}
      - {}
      - {item: fire/a, count: 2}
      - {bank: fire, type: singel}
      - {bank: fire, count: 0}
      - fire：exit
      -
    pass_mark: 100.5
    attempts: -1
    minutes: 一小时
    review: {key: later, mark: never}
    shuffle: [items]
    """
    _, problems = read_assessment(dedent(text), "final", PATH)
    assert [str(p).removeprefix(f"{PATH}:") for p in problems] == [
        "1:1: 错误: 测评没有 titel 这个字段；是不是 title？ [unknown-field]",
        "2:7: 错误: mode 没有 exma 这个取值；是不是 exam？ [bad-choice]",
        "11:12: 错误: pass_mark 的值 100.5 不对；请写 0 到 100 的数 [bad-number]",
        "12:11: 错误: attempts 的值 -1 不对；请写 1 到 1000 的整数 [bad-number]",
        "13:10: 错误: minutes 的值 一小时 不对；请写 1 到 1440 的整数 [bad-number]",
        "4:5: 错误: 已用 item: 指定题目，不能再写 bank；请删去 [bad-draw]",
        "5:5: 错误: 抽题规则是空的；请写 bank: 题库 或 topics:、type: 等条件 [bad-draw]",
        "6:5: 错误: 已用 item: 指定题目，不能再写 count；请删去 [bad-draw]",
        "7:24: 错误: 抽题规则的题型 singel 不存在；是不是 single？ [unknown-type]",
        "8:25: 错误: count 的值 0 不对；请写 1 到 10000 的整数 [bad-number]",
        "9:9: 错误: fire 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        "10:4: 错误: draw 里有一条是空的；请写题目编号或删去 [wrong-type]",
        "14:15: 错误: key 没有 later 这个取值；"
        "可以写 during、after-submit、after-pass、after-close、never [bad-choice]",
        "14:22: 错误: review 没有 mark 这个字段；是不是 marks？ [unknown-field]",
        "15:10: 错误: shuffle 应是 true、false 或键值表，这里是列表；请改正 [wrong-type]",
    ]


def test_habits_are_understood() -> None:
    text = """\
    title: 考
    mode: 考试
    time: 30
    draw:
      - {bank：fire, count: 1}
      - {bank: fire, type: 单选题, 题数: 1}
    pass_mark: 0.8
    """
    _, problems = read_assessment(dedent(text), "final", PATH)
    assert [str(p).removeprefix(f"{PATH}:") for p in problems] == [
        "2:7: 错误: mode 没有 考试 这个取值；是不是 exam？ [bad-choice]",
        "3:1: 错误: 测评没有 time 这个字段；是不是 minutes？ [unknown-field]",
        "7:12: 错误: pass_mark 的值 0.8 不到百分之一；是不是 80？ [bad-number]",
        "5:10: 错误: bank 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        "6:29: 错误: 抽题规则没有 题数 这个字段；是不是 count？ [unknown-field]",
        "6:24: 错误: 抽题规则的题型 单选题 不存在；是不是 single？ [unknown-type]",
    ]


def test_a_bank_among_the_assessments_is_not_read_as_one() -> None:
    _, problems = read_assessment("title: 考\nitems: [a]\n", "final", PATH)
    assert [str(p).removeprefix(f"{PATH}:") for p in problems] == [
        "2:1: 错误: 测评没有 items 这个字段；是不是 minutes？ [unknown-field]",
        "1:1: 错误: 测评没有 draw；请补上 draw: [missing-field]",
    ]


def test_no_draw() -> None:
    _, problems = read_assessment("title: 考\ndraw:\n", "final", PATH)
    assert [str(p) for p in problems] == [
        f"{PATH}:2:6: 错误: draw 没有列出题目；请用“- ”列出题目编号或抽题规则 [no-draw]"
    ]


EAST = timezone(timedelta(hours=8))


def test_an_exam_with_sections_and_times() -> None:
    text = """\
    title: 结业考试
    mode: exam
    sections:
      - title: 单选题
        description: 每题 2 分
        points: 2
        draw:
          - {bank: [fire, first-aid], type: single, difficulty: 1-3, count: 10}
          - {item: fire/exit, points: 5}
      - title: 案例
        draw:
          - {topics: [转诊], difficulty: [4, 5]}
    minutes: 30
    pause: allowed
    cooling: 1天
    opens: 2026-12-01 8:00
    closes: 2026-12-02
    sealed: true
    review: {key: after-close}
    """
    found, problems = read_assessment(dedent(text), "final", PATH)
    assert problems == []
    assert found is not None
    assert found.sections == (Section("单选题", "每题 2 分"), Section("案例"))
    assert found.draw == (
        Draw(
            banks=("fire", "first-aid"),
            type="single",
            difficulty=(1, 2, 3),
            count=10,
            points=200,
            place=Place(PATH, 8, 9),
        ),
        Draw(item="fire/exit", points=500, place=Place(PATH, 9, 9)),
        Draw(topics=("转诊",), difficulty=(4, 5), section=1, place=Place(PATH, 12, 9)),
    )
    assert (found.pause, found.cooling, found.sealed) == ("allowed", 1440, True)
    assert found.opens == datetime(2026, 12, 1, 8, 0, tzinfo=EAST)
    assert found.closes == datetime(2026, 12, 2, 23, 59, 59, tzinfo=EAST)
    assert found.review == Review("after-submit", "after-close", "after-submit")


@pytest.mark.parametrize(
    ("fields", "review"),
    [
        ("", IMMEDIATE),
        ("mode: exam\n", Review()),
        ("review: {key: never}\n", Review("during", "never", "during")),
        ("key: withheld\n", Review()),
    ],
)
def test_what_is_shown_when_nothing_is_said(fields: str, review: Review) -> None:
    found, problems = read_assessment(f"title: 练\ndraw: [a/b]\n{fields}", "t", PATH)
    assert problems == []
    assert found is not None
    assert found.review == review


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("30 minutes", 30), ("45分钟", 45), ("24 hours", 1440), ("2个小时", 120), ("1 week", 10080)],
)
def test_spans(written: str, minutes: int) -> None:
    found, problems = read_assessment(f"title: 考\ndraw: [a/b]\ncooling: {written}\n", "t", PATH)
    assert problems == []
    assert found is not None
    assert found.cooling == minutes


def test_faults_of_times_and_sections() -> None:
    text = """\
    title: 考
    draw: [a/b]
    sections:
      - {title: 一}
      - {draw: [a/c], point: 2}
      - 三
    cooling: 一会儿
    opens: 12月1日
    closes: 2026-12-32
    pause: 可以
    """
    _, problems = read_assessment(dedent(text), "final", PATH)
    assert [str(p).removeprefix(f"{PATH}:") for p in problems] == [
        "7:10: 错误: cooling 的值 一会儿 不是时长；"
        "请写成 30 minutes（30分钟）、24 hours（24小时）或 1 day（1天） [bad-duration]",
        "8:8: 错误: opens 的值 12月1日 不是时间；请写成 2026-12-01 或 2026-12-01 08:00 [bad-date]",
        "9:9: 错误: closes：没有 2026-12-32 这个时间；请改成真实的时间 [bad-date]",
        "10:8: 错误: pause 没有 可以 这个取值；可以写 never、allowed [bad-choice]",
        "2:7: 错误: 测评写了 sections，就不能再写 draw；"
        "请把抽题规则移到各部分的 draw: 下 [bad-section]",
        "4:5: 错误: 第 1 部分没有 draw；请补上 draw: [missing-field]",
        "5:19: 错误: 第 2 部分没有 point 这个字段；是不是 points？ [unknown-field]",
        "5:5: 错误: 第 2 部分没有 title；请补上 title: [missing-field]",
        "6:5: 错误: 第 3 部分应由“键: 值”组成，这里是一段文字；请改正 [wrong-type]",
    ]


@pytest.mark.parametrize("written", ["[]", "一", "{title: 一}"])
def test_sections_that_are_no_list(written: str) -> None:
    _, problems = read_assessment(f"title: 考\nsections: {written}\n", "final", PATH)
    assert [str(p) for p in problems] == [
        f"{PATH}:2:11: 错误: sections 没有列出各部分；"
        "请写成 - title: 第一部分，并在下面写 draw: [bad-section]"
    ]


def test_a_slip_does_not_make_a_rule_over_all_banks() -> None:
    found, problems = read_assessment("title: 考\ndraw: [{banc: [x], count: 2}]\n", "t", PATH)
    assert found is not None
    assert found.draw == (Draw(banks=("x",), count=2, place=Place(PATH, 2, 8)),)
    assert len(problems) == 1
    found, problems = read_assessment("title: 考\ndraw: [{库: x, count: 2}]\n", "t", PATH)
    assert found is not None
    assert found.draw == ()
    assert [str(p).removeprefix(f"{PATH}:") for p in problems] == [
        "2:9: 错误: 抽题规则没有 库 这个字段；"
        "可用的有 item、bank、type、topics、roles、difficulty、count、points [unknown-field]"
    ]
