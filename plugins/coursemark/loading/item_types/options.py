"""Options with letters, and keys made of those letters."""

from __future__ import annotations

import re
import string
import unicodedata

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.schema import Entry, Field
from coursemark.loading.source import excerpt, is_empty, shape
from coursemark.loading.yaml_faults import wide_colon_problem
from coursemark.loading.yaml_source import pairs

OPTIONS = Field("options", "node", required=True)
KEY = Field("key", "node")
OPTION_FEEDBACK = Field("option_feedback", "node")

_LETTER = re.compile(r"^[A-Za-z0-9]{1,2}$")
_WRAPPING = " ()[]{}【】「」“”‘’\"'."
"""What people put around a letter."""
_COMMAS = re.compile(r"[\s,，、;；]+")


def read_options(entry: Entry, what: str) -> dict[str, str]:
    """Letter to text in the author's order; a plain list of texts is lettered A, B…"""
    node = entry.nodes.get("options")
    if node is None:
        return {}
    source = entry.source
    found: dict[str, str] = {}
    if isinstance(node, MappingNode):
        for name, key, value in pairs(node, source):
            letter = normal_letter(name)
            wide = wide_colon_problem(name, source.place(key))
            if wide:
                source.problems.append(wide)
                found[normal_letter(name.split("：")[0])] = name
            elif not _LETTER.match(letter):
                source.error(
                    key,
                    "bad-option-letter",
                    f"{what}的选项编号 {excerpt(name)} 不能用；请用 A、B、C 这样的字母",
                )
            elif letter in found:
                source.error(
                    key, "duplicate-key", f"{what}有两个选项 {letter}；请给每个选项不同的字母"
                )
            else:
                found[letter] = option_text(value, letter, entry, what)
    elif isinstance(node, SequenceNode):
        for letter, value in zip(string.ascii_uppercase, node.value, strict=False):
            found[letter] = option_text(value, letter, entry, what)
        if len(node.value) > len(string.ascii_uppercase):
            source.error(node, "too-many-options", f"{what}的选项超过 26 个；请减少")
    elif is_empty(node):
        source.error(
            node,
            "empty-field",
            f"{what}的 options 是空的；请在下面每行写一个 A: …，比 options 多缩进两格",
        )
        return {}
    elif wide := wide_colon_problem(node.value, source.place(node)):
        source.problems.append(wide)
        return {}
    else:
        source.error(
            node, "wrong-type", f"{what}的 options 应是 A: … 的键值表，这里是{shape(node)}；请改正"
        )
        return {}
    if len(node.value) < 2:
        source.error(node, "too-few-options", f"{what}只有 {len(node.value)} 个选项；请至少写两个")
    return found


def option_text(node: Node, letter: str, entry: Entry, what: str) -> str:
    if not isinstance(node, ScalarNode):
        entry.source.error(
            node,
            "wrong-type",
            f"{what}的选项 {letter} 应是一段文字，这里是{shape(node)}；请用引号括起来",
        )
        return ""
    text = str(node.value).strip()
    if not text:
        entry.source.error(node, "empty-option", f"{what}的选项 {letter} 是空的；请写上内容")
    return text


def read_letters(entry: Entry, what: str, options: dict[str, str]) -> list[str] | None:
    """The letters of a key written as a list or as one text (`AC`, `A, C`), each an option."""
    node = entry.nodes.get("key")
    if node is None or is_empty(node) or (isinstance(node, SequenceNode) and not node.value):
        report_no_key(entry, what, "正确选项的字母")
        return None
    source = entry.source
    written: list[tuple[str, Node]] = []
    if isinstance(node, SequenceNode):
        for part in node.value:
            if isinstance(part, ScalarNode):
                written += [(letter, part) for letter in _split_letters(part.value, options)]
            else:
                source.error(part, "bad-key", f"{what}的答案里有{shape(part)}；请只写选项的字母")
                return None
    elif isinstance(node, ScalarNode):
        written = [(letter, node) for letter in _split_letters(node.value, options)]
    else:
        source.error(node, "bad-key", f"{what}的答案写成了键值表；请只写选项的字母")
        return None
    letters: list[str] = []
    sound = True
    for letter, at in written:
        if letter in letters:
            source.error(at, "bad-key", f"{what}的答案里 {letter} 写了两次；请删去一个")
            sound = False
        elif letter not in options:
            sound = False
            if options:
                names = "、".join(options)
                near = letter.upper() if letter.upper() in options else letter.lower()
                remedy = f"是不是 {near}？" if near in options else "请改成其中的字母"
                source.error(
                    at,
                    "key-not-an-option",
                    f"{what}的答案 {excerpt(letter)} 不在选项 {names} 之中；{remedy}",
                )
        else:
            letters.append(letter)
    return letters if sound else None


def read_option_feedback(entry: Entry, what: str, options: dict[str, str]) -> dict[str, str]:
    """Text by letter; a letter that is no option is reported."""
    node = entry.nodes.get("option_feedback")
    if node is None or is_empty(node):
        return {}
    source = entry.source
    if not isinstance(node, MappingNode):
        source.error(
            node,
            "wrong-type",
            f"{what}的 option_feedback 应是 A: … 的键值表，这里是{shape(node)}；请改正",
        )
        return {}
    found: dict[str, str] = {}
    for name, key, value in pairs(node, source):
        letter = normal_letter(name)
        if letter not in options:
            source.error(
                key,
                "unknown-option",
                f"{what}的 option_feedback 提到了不存在的选项 {excerpt(name)}；请改成已有的字母",
            )
        elif isinstance(value, ScalarNode):
            found[letter] = value.value.strip()
        else:
            source.error(
                value, "wrong-type", f"{what}的选项解析 {letter} 应是一段文字；请用引号括起来"
            )
    return found


def report_no_key(entry: Entry, what: str, wanted: str) -> None:
    place = entry.places.get("key", entry.place)
    entry.source.error(place, "no-key", f"{what}没有答案；请写 key: 加上{wanted}")


def normal_letter(text: str) -> str:
    """Full-width letters count as the plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _split_letters(text: str, options: dict[str, str]) -> list[str]:
    plain = normal_letter(text).strip(_WRAPPING)
    if plain in options:
        return [plain]
    words = [word for word in _COMMAS.split(plain) if word]
    if len(words) == 1 and all(letter in options for letter in words[0]):
        return list(words[0])
    if len(words) == 1 and words[0].isascii() and words[0].isalpha():
        return list(words[0])
    return words
