from __future__ import annotations

from textwrap import dedent

from coursemark.loading.assessments import read_assessment
from coursemark.model import Draw, Review
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
            bank="fire",
            type="single",
            topics=("逃生",),
            roles=("护士",),
            difficulty=2,
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
    assert (found.attempts, found.minutes, found.review) == (None, None, Review())
    assert (found.shuffle_items, found.shuffle_options) == (True, True)


def test_faults_all_at_once() -> None:
    text = """\
    titel: 考
    mode: exma
    draw:
      - {bank: fire, item: fire/a}
      - {type: single, count: 2}
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
        "4:5: 错误: 抽题规则要写 bank: 或 item: 其中一个；请补上或删去多余的 [bad-draw]",
        "5:5: 错误: 抽题规则要写 bank: 或 item: 其中一个；请补上或删去多余的 [bad-draw]",
        "6:5: 错误: 已用 item: 指定题目，不能再写 count；请删去 [bad-draw]",
        "7:24: 错误: 抽题规则的题型 singel 不存在；是不是 single？ [unknown-type]",
        "8:25: 错误: count 的值 0 不对；请写 1 到 10000 的整数 [bad-number]",
        "9:9: 错误: fire 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        "10:4: 错误: draw 里有一条是空的；请写题目编号或删去 [wrong-type]",
        "14:15: 错误: key 没有 later 这个取值；可以写 after-submit、after-pass、never [bad-choice]",
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
