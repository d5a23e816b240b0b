"""Lists of entries in a data file, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.schema import Entry, Table, read_fields
from coursemark.loading.source import is_empty, shape
from coursemark.model import Reference

MAX_ROWS = 5_000


@dataclass
class Rows:
    """Reads lists and collects the references of all registers."""

    references: list[Reference] = field(default_factory=list)

    def of(
        self, entry: Entry, name: str, table: Table, what: str, most: int = MAX_ROWS
    ) -> Iterator[Entry]:
        """The entries of the list `name` that have all their required fields.

        An `id`, where the table has one, is unique in the list. `what` names one in messages;
        of a list with more than `most` nothing is read.
        """
        node = entry.nodes.get(name)
        source = entry.source
        if node is None or is_empty(node):
            return
        if not isinstance(node, SequenceNode):
            source.error(
                node, "wrong-type", f"{name} 应是列表，这里是{shape(node)}；请用“- ”逐条写"
            )
            return
        if len(node.value) > most:
            source.error(node, "too-many-items", f"{name} 超过 {most} 条；请分开或删减")
            return
        seen: dict[str, Entry] = {}
        for number, part in enumerate(node.value, start=1):
            row = read_fields(part, table, f"第 {number} 个{what}", source)
            if row is None:
                continue
            id_ = row.values.get("id")
            if id_ is not None and id_ in seen:
                line = seen[id_].place.line
                text = f"{what}编号 {id_} 在第 {line} 行已用过；请换一个编号"
                source.error(row.places["id"], "duplicate-id", text)
                continue
            if id_ is not None:
                seen[id_] = row
            self.refer(row, table)
            if all(f.name in row.values or f.kind == "node" for f in table.values() if f.required):
                yield row

    def refer(self, entry: Entry, table: Table) -> None:
        """Notes what the fields of an entry name that are declared to name something."""
        for known in table.values():
            node = entry.nodes.get(known.name)
            if not known.refers or node is None or known.name not in entry.values:
                continue
            value = entry.values[known.name]
            targets = value if isinstance(value, tuple) else (value,)
            nodes = _scalars(node)
            for n, target in enumerate(targets):
                at = nodes[n] if len(nodes) == len(targets) else node
                self.references.append(Reference(known.refers, str(target), entry.source.place(at)))


def _scalars(node: Node) -> list[Node]:
    parts = node.value if isinstance(node, SequenceNode) else [node]
    return [part for part in parts if isinstance(part, ScalarNode)]
