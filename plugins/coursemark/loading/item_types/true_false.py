"""A statement that is right or wrong."""

from __future__ import annotations

from yaml.nodes import MappingNode, ScalarNode

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.item_types.options import KEY, OPTION_FEEDBACK, report_no_key
from coursemark.loading.schema import Entry, table
from coursemark.loading.source import excerpt, is_empty
from coursemark.loading.values import truth
from coursemark.loading.yaml_source import pairs

TYPE = "true-false"
FIELDS = table(KEY, OPTION_FEEDBACK)


def read(entry: Entry, what: str) -> Answering:
    return Answering(key=_key(entry, what), option_feedback=_feedback(entry, what))


def _key(entry: Entry, what: str) -> bool | None:
    node = entry.nodes.get("key")
    if node is None or is_empty(node):
        report_no_key(entry, what, " true（对）或 false（错）")
        return None
    key = truth(node.value.strip()) if isinstance(node, ScalarNode) else None
    if key is None:
        written = excerpt(node.value) if isinstance(node, ScalarNode) else "列表或键值表"
        entry.source.error(
            node, "bad-key", f"{what}是判断题，答案不能是 {written}；请写 true（对）或 false（错）"
        )
    return key


def _feedback(entry: Entry, what: str) -> dict[str, str]:
    """Text by `true` or `false`, the response it is for."""
    node = entry.nodes.get("option_feedback")
    if node is None or is_empty(node):
        return {}
    if not isinstance(node, MappingNode):
        entry.source.error(
            node, "wrong-type", f"{what}的 option_feedback 应写成 true: … 和 false: …；请改正"
        )
        return {}
    found: dict[str, str] = {}
    for name, key, value in pairs(node, entry.source):
        word = truth(name.strip())
        if word is None or not isinstance(value, ScalarNode):
            entry.source.error(
                key,
                "unknown-option",
                f"{what}的 option_feedback 只能写 true: … 和 false: …；请改正",
            )
        else:
            found["true" if word else "false"] = value.value.strip()
    return found
