"""A survey from the text of its file."""

from __future__ import annotations

from yaml.nodes import Node, SequenceNode

from coursemark.loading.fields import QUESTION, SURVEY
from coursemark.loading.schema import Entry, read_fields
from coursemark.loading.source import Source
from coursemark.loading.yaml_source import compose
from coursemark.model import Question, Survey
from coursemark.problems import Place, Problem

MAX_QUESTIONS = 100
MAX_OPTIONS = 50

_OWN = {"rating": ("scale", "low", "high"), "choice": ("options",), "text": ()}
"""Fields that only questions of this type have."""


def read_survey(text: str, id_: str, path: str) -> tuple[Survey | None, list[Problem]]:
    """The survey with what could be read of it, and all that is wrong with it."""
    source = Source(path)
    root = compose(text, source)
    if root is None:
        if not source.problems:
            source.error(Place(path), "empty-file", "问卷文件是空的；请写 title: 和 questions:")
        return None, source.problems
    entry = read_fields(root, SURVEY, "问卷", source)
    if entry is None:
        return None, source.problems
    survey = Survey(
        id=id_,
        title=entry.values.get("title", id_),
        description=entry.values.get("description", ""),
        questions=_questions(entry),
        place=entry.place,
        places=entry.places,
    )
    return survey, source.problems


def _questions(entry: Entry) -> tuple[Question, ...]:
    node = entry.nodes.get("questions")
    source = entry.source
    if node is None:
        return ()
    if not isinstance(node, SequenceNode) or not node.value:
        source.error(node, "no-questions", "问卷里没有问题；请在 questions: 下用“- ”列出问题")
        return ()
    if len(node.value) > MAX_QUESTIONS:
        source.error(node, "too-many-items", f"问卷超过 {MAX_QUESTIONS} 问；请减少")
        return ()
    found: dict[str, Question] = {}
    for number, part in enumerate(node.value, start=1):
        question = _question(part, number, source)
        if question is None:
            continue
        if question.id in found:
            line = found[question.id].place.line
            text = f"问题编号 {question.id} 在第 {line} 行已用过；请换一个编号"
            source.error(question.place, "duplicate-id", text)
        else:
            found[question.id] = question
    return tuple(found.values())


def _question(node: Node, number: int, source: Source) -> Question | None:
    """None when it has no id, type or text that can be used; that has been reported."""
    what = f"第 {number} 问"
    entry = read_fields(node, QUESTION, what, source)
    if entry is None:
        return None
    type_ = entry.values.get("type")
    if type_ is None or not {"id", "text"} <= set(entry.values):
        return None
    for other, names in _OWN.items():
        for name in names:
            if other != type_ and name in entry.places:
                text = f"{what}是 {type_} 题，不用 {name}；那是 {other} 题的字段，请删去"
                source.error(entry.places[name], "unknown-field", text)
    options = entry.values.get("options", ())
    if type_ == "choice" and not 2 <= len(options) <= MAX_OPTIONS:
        have = f"{what}要有 2 到 {MAX_OPTIONS} 个选项，这里有 {len(options)} 个"
        text = f"{have}；请写成 options: [甲, 乙]"
        source.error(entry.places.get("options", entry.place), "too-few-options", text)
    own = {"id", "type", "text", "required", *_OWN[type_]}
    read = {name: value for name, value in entry.values.items() if name in own}
    return Question(place=entry.place, **read)
