"""PyYAML's complaints in Chinese, placed where the author has to look."""

from __future__ import annotations

import re

import yaml

from coursemark.loading.source import Source, excerpt
from coursemark.problems import Place, Problem

_WIDE_COLON = re.compile(r"^([ ]*(?:- +)*)([A-Za-z_][\w-]*|[^\W\d_]{1,8})[ ]*：")
_LATIN_WORD = re.compile(r"^[A-Za-z_][\w-]*$")
_STARTS = ("simple key", "an alias", "an anchor", "a tag")
"""What is better shown at its beginning than where the scanner gave up."""
_CONTROL_CHARACTER = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_WIDE_SPACE = re.compile(
    r"^(?:[ ]*(?:-[ ]*)?(?=[\u3000\xa0 ]+[A-Za-z_][\w-]*:)|[ ]*(?:- +)*[A-Za-z_][\w-]*:)"
    r"[\u3000\xa0]"
)
_TAB_INDENT = re.compile(r"^[ ]*(?:-[ ]*)?\t")

# The text PyYAML gives, and what it means to an author. The first match counts.
_FLOW_LIST = "方括号没有闭合或缺少逗号；请补上“]”或半角“,”"
_FLOW_MAP = "花括号没有闭合或缺少逗号；请补上“}”或半角“,”"
_FLOW_TEXT = "括号里多了逗号，或文字带有冒号等符号；请把这段文字用引号括起来"
_INDENT = "缩进与上面不齐，或引号、括号后还有文字；请对齐，或用引号括起整段"
_SIGIL = "文字不能以 & 、* 或 ! 开头；请用引号括起来"
_BLOCK_TEXT = "“|”或“>”后面只能换行写文字；以它们开头的文字请用引号括起来"
_CONTROL = "文件里有看不见的控制字符；请删去"
_COLON = "这里多了一个“: ”，或上一行缩进不对；文字里有冒号时请用引号括起来"
_UNCLOSED = "引号没有闭合；请在这段文字末尾补上引号"

_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("found unexpected end of stream", "unclosed-quote", _UNCLOSED),
    ("found unexpected document", "unclosed-quote", _UNCLOSED),
    ("found character '\\t'", "tab", "缩进用了制表符；请改成空格"),
    ("cannot start any token", "bad-yaml", "文字不能以 @ 、` 或 % 开头；请用引号括起来"),
    ("found a tab character", "tab", "缩进用了制表符；请改成空格"),
    ("mapping values are not allowed", "bad-yaml", _COLON),
    ("could not find expected ':'", "bad-yaml", "这一行缺少冒号；请写成“键: 值”，冒号后空一格"),
    ("did not find expected key", "bad-yaml", _INDENT),
    ("did not find expected <document start>", "bad-yaml", _INDENT),
    ("did not find expected node content", "bad-yaml", _FLOW_TEXT),
    ("found unexpected ':'", "bad-yaml", _FLOW_TEXT),
    ("expected the node content", "bad-yaml", _FLOW_TEXT),
    ("whitespace or line break", "bad-yaml", _SIGIL),
    ("did not find expected '-'", "bad-yaml", "列表的缩进不齐；请让各个“-”对齐"),
    ("expected ',' or ']'", "bad-yaml", _FLOW_LIST),
    ("expected ',' or '}'", "bad-yaml", _FLOW_MAP),
    ("expected <block end>", "bad-yaml", _INDENT),
    ("found undefined alias", "bad-yaml", "以 * 开头的文字会被当成别名；请用引号括起来"),
    ("found duplicate anchor", "bad-yaml", "同一个锚点（&）定义了两次；请直接写出内容"),
    ("did not find expected alphabetic", "bad-yaml", _SIGIL),
    ("expected alphabetic or numeric", "bad-yaml", _SIGIL),
    ("found undefined tag handle", "bad-yaml", _SIGIL),
    ("escape", "bad-yaml", "双引号里的反斜杠被当成转义；请改用单引号"),
    ("block scalar", "bad-yaml", _BLOCK_TEXT),
    ("comment or line break", "bad-yaml", _BLOCK_TEXT),
    ("directive", "bad-yaml", "行首的 % 有特殊含义；请删去，或用引号括起来"),
    ("but found another document", "bad-yaml", "一个文件只能有一份内容；请删去中间的“---”"),
    ("not allowed here", "bad-yaml", "“-”或“?”不能放在这里；请检查缩进"),
    ("not allowed in this context", "bad-yaml", "“-”或“?”不能放在这里；请检查缩进"),
    ("control characters", "bad-yaml", _CONTROL),
    ("special characters", "bad-yaml", _CONTROL),
)


def report_fault(error: yaml.YAMLError, text: str, source: Source) -> None:
    """Adds the one problem that a YAML error stands for, unless a slip already explains it."""
    if isinstance(error, yaml.reader.ReaderError):
        source.error(_place_of_control(text, source), *_meaning("control characters"))
        return
    if not isinstance(error, yaml.MarkedYAMLError):
        source.error(Place(source.path, source.first_line), "bad-yaml", "不是有效的 YAML；请检查")
        return
    rule, advice = _meaning(error.problem or "")
    mark = error.problem_mark or error.context_mark
    context = error.context or ""
    if any(part in context for part in _STARTS) or (
        rule == "unclosed-quote" and "quoted scalar" in context
    ):
        mark = error.context_mark or mark
    if "flow" in context and mark and error.context_mark and mark.line > error.context_mark.line:
        mark = error.context_mark  # the bracket that was left open
    if mark is None:
        source.error(Place(source.path, source.first_line), rule, advice)
        return
    lines = text.split("\n")
    if rule == "bad-yaml":
        wide = _wide_colon_near(lines, mark.line)
        if wide is not None:
            _report_wide_colon(lines, wide, source)
            return
        slip = _explanation(lines, mark.line, source)
        if slip is not None:
            _add_once(source, slip)
            return
    at = mark.line + source.first_line
    explained = {"tab": (at,), "wide-space": (at, at - 1)}
    if rule in ("bad-yaml", "tab") and any(
        p.place.line in explained.get(p.rule, ()) for p in source.problems
    ):
        return
    source.error(Place(source.path, at, mark.column + 1), rule, advice)


def report_slips(text: str, source: Source) -> None:
    """Adds every tab or wide space around a key, and full-width colon after a Latin word."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        tab = _TAB_INDENT.match(line)
        if tab:
            place = Place(source.path, number + source.first_line, tab.end())
            _add_once(source, Problem(place, "tab", "缩进用了制表符；请改成空格"))
        space = _WIDE_SPACE.match(line)
        if space:
            place = Place(source.path, number + source.first_line, space.end())
            _add_once(source, Problem(place, "wide-space", "这里是全角空格；请改成半角空格"))
        wide = _WIDE_COLON.match(line)
        if wide and _LATIN_WORD.match(wide[2]):
            _report_wide_colon(lines, number, source)


def wide_colon_problem(text: str, place: Place) -> Problem | None:
    """The problem of a scalar such as `题干： 甲` that stands where a mapping should.

    `place` is that of the text; the problem is at its colon.
    """
    found = _WIDE_COLON.match(text)
    if not found:
        return None
    colon = Place(place.path, place.line, place.column + found.end() - 1)
    return Problem(
        colon, "full-width-colon", f"{found[2]} 后面是中文冒号“：”；请改成英文冒号加空格“: ”"
    )


def _meaning(said: str) -> tuple[str, str]:
    for part, rule, advice in _MEANINGS:
        if part in said:
            return rule, advice
    return "bad-yaml", f"不是有效的 YAML（{excerpt(said, 60)}）；请检查这一行"


_EXPLANATIONS = (
    (
        re.compile(r"^[ ]*-(?=[A-Za-z_][\w-]*:)"),
        "“-”后面缺少空格；请写成“- 键: 值”",
    ),
    (
        re.compile(r"^[ ]*[－—–](?=[ ]*[A-Za-z_][\w-]*:)"),
        "列表的“-”写成了中文符号；请改成英文减号加空格“- ”",
    ),
    (
        re.compile(r"^[ ]*(?:- +)*[A-Za-z_][\w-]*:[ ]+[｛［]"),
        "括号是全角的；请改成英文的 { } 或 [ ]",
    ),
)


def _explanation(lines: list[str], number: int, source: Source) -> Problem | None:
    """A slip on the marked line, or the one before it, that says more than the parser does."""
    for candidate in (number, number - 1):
        line = lines[candidate] if 0 <= candidate < len(lines) else ""
        for pattern, advice in _EXPLANATIONS:
            found = pattern.match(line)
            if found:
                place = Place(source.path, candidate + source.first_line, found.end())
                return Problem(place, "bad-yaml", advice)
    return None


def _wide_colon_near(lines: list[str], number: int) -> int | None:
    """The marked line, or the one before it, whichever has a full-width colon as separator."""
    for candidate in (number, number - 1):
        if 0 <= candidate < len(lines) and _WIDE_COLON.match(lines[candidate]):
            return candidate
    return None


def _report_wide_colon(lines: list[str], number: int, source: Source) -> None:
    found = _WIDE_COLON.match(lines[number])
    if found is None:
        return
    place = Place(source.path, number + source.first_line)
    problem = wide_colon_problem(found[0], place)
    if problem is not None:
        _add_once(source, problem)


def _add_once(source: Source, problem: Problem) -> None:
    if problem not in source.problems:
        source.problems.append(problem)


def _place_of_control(text: str, source: Source) -> Place:
    """PyYAML counts bytes or characters, depending on the parser, so the place is sought here."""
    found = _CONTROL_CHARACTER.search(text)
    index = found.start() if found else 0
    before = text[:index]
    line = before.count("\n")
    return Place(source.path, line + source.first_line, index - before.rfind("\n"))
