from __future__ import annotations

from textwrap import dedent

from coursemark.loading.surveys import read_survey
from coursemark.model import Question, Survey
from coursemark.problems import Place

PATH = "quizzes/surveys/after.yml"


def read(text: str) -> tuple[Survey | None, list[str]]:
    survey, problems = read_survey(dedent(text), "after", PATH)
    return survey, [str(p).removeprefix(f"{PATH}:") for p in problems]


def test_everything() -> None:
    survey, problems = read("""\
    title: 课后问卷
    description: 不记名次
    questions:
      - {id: useful, type: rating, text: 有用？, scale: 7, low: 没用, high: 有用, required: true}
      - {id: hard, type: choice, text: 难吗？, options: [难, 不难]}
      - {id: wish, type: text, text: 还想学什么？}
    """)
    assert problems == []
    assert survey is not None
    assert (survey.id, survey.title, survey.description) == ("after", "课后问卷", "不记名次")
    assert survey.questions == (
        Question(
            "useful",
            "rating",
            "有用？",
            scale=7,
            low="没用",
            high="有用",
            required=True,
            place=Place(PATH, 4, 5),
        ),
        Question("hard", "choice", "难吗？", options=("难", "不难"), place=Place(PATH, 5, 5)),
        Question("wish", "text", "还想学什么？", place=Place(PATH, 6, 5)),
    )


def test_faults_all_at_once() -> None:
    survey, problems = read("""\
    标题: 问卷
    questions:
      - {id: a, type: rating, text: 甲？, options: [一, 二]}
      - {id: a, type: text, text: 乙？}
      - {id: b, type: choice, text: 丙？, options: [一]}
      - {id: c, type: choice, text: 丁？}
      - {id: d, type: radio, text: 戊？}
      - {type: text}
      - 己？
      - {id: e, type: rating, text: 庚？, scale: 100}
    """)
    assert survey is not None
    assert [q.id for q in survey.questions] == ["a", "b", "c", "e"]
    assert problems == [
        "1:1: 错误: 问卷没有 标题 这个字段；是不是 title？ [unknown-field]",
        "3:46: 错误: 第 1 问是 rating 题，不用 options；"
        "那是 choice 题的字段，请删去 [unknown-field]",
        "4:5: 错误: 问题编号 a 在第 3 行已用过；请换一个编号 [duplicate-id]",
        "5:46: 错误: 第 3 问要有 2 到 50 个选项，这里有 1 个；"
        "请写成 options: [甲, 乙] [too-few-options]",
        "6:5: 错误: 第 4 问要有 2 到 50 个选项，这里有 0 个；"
        "请写成 options: [甲, 乙] [too-few-options]",
        "7:19: 错误: type 没有 radio 这个取值；可以写 rating、choice、text [bad-choice]",
        "8:5: 错误: 第 6 问没有 id；请补上 id: [missing-field]",
        "8:5: 错误: 第 6 问没有 text；请补上 text: [missing-field]",
        "9:5: 错误: 第 7 问应由“键: 值”组成，这里是一段文字；请改正 [wrong-type]",
        "10:44: 错误: scale 的值 100 不对；请写 2 到 10 的整数 [bad-number]",
    ]


def test_without_questions() -> None:
    assert read("title: 问\nquestions: []\n")[1] == [
        "2:12: 错误: 问卷里没有问题；请在 questions: 下用“- ”列出问题 [no-questions]"
    ]
    assert read("")[1] == ["1:1: 错误: 问卷文件是空的；请写 title: 和 questions: [empty-file]"]
    many = "".join(f"  - {{id: q{n}, type: text, text: 问}}\n" for n in range(101))
    assert read(f"title: 问\nquestions:\n{many}")[1] == [
        "3:3: 错误: 问卷超过 100 问；请减少 [too-many-items]"
    ]
