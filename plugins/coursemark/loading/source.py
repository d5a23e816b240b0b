"""One YAML text under reading: where its nodes stand, and what was found wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.problems import Level, Place, Problem


@dataclass(slots=True)
class Source:
    """Collects the problems of one file, so that all of them are reported at once."""

    path: str
    first_line: int = 1
    """Line of the file on which the YAML text begins; front matter begins on line 2."""
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        mark = node.start_mark
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def error(self, at: Node | Place, rule: str, text: str) -> None:
        self._add(at, rule, text, "error")

    def warn(self, at: Node | Place, rule: str, text: str) -> None:
        self._add(at, rule, text, "warning")

    def _add(self, at: Node | Place, rule: str, text: str, level: Level) -> None:
        place = at if isinstance(at, Place) else self.place(at)
        self.problems.append(Problem(place, rule, text, level))


def shape(node: Node) -> str:
    """What an author would call this node."""
    if isinstance(node, MappingNode):
        return "键值表"
    if isinstance(node, SequenceNode):
        return "列表"
    return "一段文字"


def is_empty(node: Node) -> bool:
    """Nothing after the colon, or an empty quoted text."""
    return isinstance(node, ScalarNode) and not node.value.strip()


def excerpt(text: str, most: int = 30) -> str:
    """One line of at most `most` characters, to quote in a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
