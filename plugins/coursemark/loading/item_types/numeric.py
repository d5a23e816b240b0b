"""A number, with a tolerance, or a range."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.item_types.options import KEY, report_no_key
from coursemark.loading.schema import Entry, Field, table
from coursemark.loading.source import excerpt, is_empty

TYPE = "numeric"
FIELDS = table(KEY, Field("tolerance"), Field("unit"))

_NUMBER = re.compile(r"^[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,10})?$")


def read(entry: Entry, what: str) -> Answering:
    return Answering(
        key=_key(entry, what),
        tolerance=_tolerance(entry, what),
        unit=entry.values.get("unit"),
    )


def _key(entry: Entry, what: str) -> dict[str, str] | None:
    node = entry.nodes.get("key")
    if node is None or is_empty(node) or (isinstance(node, SequenceNode) and not node.value):
        report_no_key(entry, what, "一个数，如 key: 24")
        return None
    if isinstance(node, SequenceNode):
        return _range(node, entry, what)
    number = _plain_number(node)
    if number is None:
        written = excerpt(node.value) if isinstance(node, ScalarNode) else "键值表"
        entry.source.error(
            node, "bad-key", f"{what}的答案 {written} 不是数；请只写数字，单位写在 unit: 里"
        )
        return None
    return {"value": number}


def _range(node: SequenceNode, entry: Entry, what: str) -> dict[str, str] | None:
    bounds = [_plain_number(part) for part in node.value]
    if len(bounds) != 2 or bounds[0] is None or bounds[1] is None:
        entry.source.error(node, "bad-key", f"{what}的范围应是两个数；请写成 [最小, 最大]")
        return None
    if Decimal(bounds[0]) > Decimal(bounds[1]):
        entry.source.error(
            node,
            "bad-key",
            f"{what}的范围写反了；请写成 [{bounds[1]}, {bounds[0]}]",
        )
        return None
    if "tolerance" in entry.places:
        entry.source.error(
            entry.places["tolerance"],
            "bad-tolerance",
            f"{what}的答案已是范围，不能再写 tolerance；请删去其中一个",
        )
    return {"min": bounds[0], "max": bounds[1]}


def _tolerance(entry: Entry, what: str) -> dict[str, str] | None:
    written = entry.values.get("tolerance")
    if written is None or isinstance(entry.nodes.get("key"), SequenceNode):
        return None
    plain = unicodedata.normalize("NFKC", written).strip()
    percent = plain.endswith("%")
    number = plain.removesuffix("%").strip()
    if not _NUMBER.match(number) or Decimal(number.replace(",", "")) < 0:
        entry.source.error(
            entry.places["tolerance"],
            "bad-tolerance",
            f"{what}的允许误差 {excerpt(written)} 不对；请写成 0.5 或 5%",
        )
        return None
    return {"percent" if percent else "absolute": number.replace(",", "").removeprefix("+")}


def _plain_number(node: Node) -> str | None:
    """A decimal without separators; `010` is ten, as it reads."""
    if not isinstance(node, ScalarNode):
        return None
    text = unicodedata.normalize("NFKC", node.value).strip()
    if not _NUMBER.match(text):
        return None
    return f"{Decimal(text.replace(',', '')):f}"
