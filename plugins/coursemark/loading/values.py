"""Typed readings of a node's raw text; each returns None after reporting what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.slips import report_joined
from coursemark.loading.source import Source, excerpt, is_empty, shape
from coursemark.problems import did_you_mean

ID = re.compile(r"^\w[\w.-]{0,99}$")
_DECIMAL = re.compile(r"^[0-9]{1,6}(?:\.[0-9]+)?$")
_INTEGER = re.compile(r"^[0-9]{1,6}$")
_ISO_DATE = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_LOOSE_DATE = re.compile(r"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$")
_DURATION = re.compile(
    r"^([0-9]{1,5})\s*(years?|months?|weeks?|days?|年|个月|月|周|天|日)$", re.IGNORECASE
)
_DUE = re.compile(
    r"^([0-9]{1,4})\s*(?:(days?|weeks?|months?|years?)\s+after\s+start|(天|日|周|个月|月|年)内)$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"^([0-9]{4})-(0[1-9]|1[0-2])$")
_MOMENT = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]\s*([0-9]{1,2}):([0-9]{2}))?$")
_SPAN = re.compile(
    r"^([0-9]{1,5})\s*(minutes?|min|hours?|days?|weeks?|分钟|分|个?小时|天|日|周)$", re.IGNORECASE
)
_SPAN_UNITS = {
    ("min", "分"): 1,
    ("hour", "小时", "个小时"): 60,
    ("day", "天", "日"): 1_440,
    ("week", "周"): 10_080,
}
"""How a unit begins, and its minutes."""
_LEVELS = re.compile(r"^([1-5])\s*[-~～—–至到]\s*([1-5])$")
ZONE = timezone(timedelta(hours=8))
"""In which authors write times of day."""
_COMMAS = re.compile(r"[,，、;；]")
_TRUE = frozenset({"true", "yes", "on", "是", "对", "正确"})
_FALSE = frozenset({"false", "no", "off", "否", "错", "错误"})

Choices = tuple[str, ...]

CHINESE = {
    "单选": "single",
    "多选": "multiple",
    "判断": "true-false",
    "排序": "ordering",
    "配对": "matching",
    "匹配": "matching",
    "连线": "matching",
    "数值": "numeric",
    "计算": "numeric",
    "填空": "fill-in",
    "案例": "case",
    "现行": "current",
    "有效": "current",
    "现行有效": "current",
    "地区": "regional",
    "地方": "regional",
    "历史": "historical",
    "废止": "historical",
    "草稿": "draft",
    "考试": "exam",
    "练习": "practice",
}
"""What authors write by habit, and the value they mean; question types also with 题."""


def text(node: Node, name: str, source: Source) -> str | None:
    """Any text; surrounding blank space does not count."""
    if not isinstance(node, ScalarNode):
        _wrong_shape(node, name, "一段文字", source)
        return None
    return str(node.value).strip()


def identifier(node: Node, name: str, source: Source) -> str | None:
    value = text(node, name, source)
    if value is None or ID.match(value):
        return value
    source.error(
        node, "bad-id", f"{name} 的值 {excerpt(value)} 不能用；请只用字母、数字、连字符和下划线"
    )
    return None


def texts(node: Node, name: str, source: Source) -> tuple[str, ...] | None:
    """A list of texts, or one text parted by commas; equal ones count once."""
    if isinstance(node, ScalarNode):
        parts = (part.strip() for part in _COMMAS.split(node.value))
        return tuple(dict.fromkeys(part for part in parts if part))
    if not isinstance(node, SequenceNode):
        _wrong_shape(node, name, "列表", source)
        return None
    report_joined(node, source)
    found: dict[str, None] = {}
    for entry in node.value:
        if isinstance(entry, ScalarNode):
            value = entry.value.strip()
            if value:
                found[value] = None
        else:
            _wrong_shape(entry, f"{name} 里的每一项", "一段文字", source)
    return tuple(found)


def points(node: Node, name: str, source: Source) -> int | None:
    """Hundredths of a point, above zero."""
    value = text(node, name, source)
    if value is None:
        return None
    if _DECIMAL.match(value):
        hundredths = Decimal(value) * 100
        if hundredths == int(hundredths) and hundredths > 0:
            return int(hundredths)
    source.error(
        node, "bad-number", f"{name} 的值 {excerpt(value)} 不对；请写大于 0、最多两位小数的数"
    )
    return None


def percent(node: Node, name: str, source: Source) -> str | None:
    """A plain decimal from 0 to 100, without the sign."""
    value = text(node, name, source)
    if value is None:
        return None
    digits = value.removesuffix("%").removesuffix("％").strip()
    if _DECIMAL.match(digits) and Decimal(digits) <= 100:
        if 0 < Decimal(digits) < 1:
            meant = f"{(Decimal(digits) * 100).normalize():f}"
            source.error(node, "bad-number", f"{name} 的值 {value} 不到百分之一；是不是 {meant}？")
            return None
        return digits
    source.error(node, "bad-number", f"{name} 的值 {excerpt(value)} 不对；请写 0 到 100 的数")
    return None


def hours(node: Node, name: str, source: Source) -> str | None:
    value = text(node, name, source)
    if value is None or _DECIMAL.match(value):
        return value
    source.error(
        node, "bad-number", f"{name} 的值 {excerpt(value)} 不是数；请写学时数，如 3 或 1.5"
    )
    return None


def integer(node: Node, name: str, source: Source, least: int, most: int) -> int | None:
    value = text(node, name, source)
    if value is None:
        return None
    if _INTEGER.match(value) and least <= int(value) <= most:
        return int(value)
    source.error(
        node, "bad-number", f"{name} 的值 {excerpt(value)} 不对；请写 {least} 到 {most} 的整数"
    )
    return None


def boolean(node: Node, name: str, source: Source) -> bool | None:
    value = text(node, name, source)
    if value is None:
        return None
    found = truth(value)
    if found is None:
        source.error(node, "bad-choice", f"{name} 的值 {excerpt(value)} 不对；请写 true 或 false")
    return found


def truth(value: str) -> bool | None:
    """What a word says: true, false, or neither."""
    word = value.lower()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def choice(node: Node, name: str, source: Source, choices: Choices) -> str | None:
    value = text(node, name, source)
    if value is None or value in choices:
        return value
    remedy = offer(value, choices)
    source.error(node, "bad-choice", f"{name} 没有 {excerpt(value)} 这个取值{remedy}")
    return None


def offer(value: str, choices: Iterable[str]) -> str:
    """The remedy for a value that is none of these: the one meant, or all."""
    meant = CHINESE.get(value.removesuffix("题"))
    if meant is not None and meant in choices:
        return f"；是不是 {meant}？"
    return did_you_mean(value.lower(), choices) or f"；可以写 {'、'.join(choices)}"


def day(node: Node, name: str, source: Source) -> date | None:
    value = text(node, name, source)
    if value is None:
        return None
    iso = _ISO_DATE.match(value)
    found = iso or _LOOSE_DATE.match(value)
    if found:
        year, month, dom = map(int, found.groups())
        try:
            at = date(year, month, dom)
        except ValueError:
            source.error(node, "bad-date", f"{name}：没有 {value} 这一天；请改成真实的日期")
            return None
        if iso:
            return at
        source.error(node, "bad-date", f"{name} 的日期 {value} 写法不对；请写成 {at}")
        return None
    source.error(
        node, "bad-date", f"{name} 的值 {excerpt(value)} 不是日期；请写成 2026-01-31 的样子"
    )
    return None


def duration(node: Node, name: str, source: Source) -> str | None:
    """`12 months` or `90 days`."""
    value = text(node, name, source)
    if value is None:
        return None
    found = _DURATION.match(value)
    if found and int(found[1]) > 0:
        return _in_days_or_months(int(found[1]), found[2])
    source.error(
        node,
        "bad-duration",
        f"{name} 的值 {excerpt(value)} 不是时长；请写成 12 months（12个月）或 90 days（90天）",
    )
    return None


def due(node: Node, name: str, source: Source) -> str | None:
    """`30 days after start`, `3 months after start`, an ISO day, or an ISO month."""
    value = text(node, name, source)
    if value is None:
        return None
    found = _DUE.match(value)
    if found and int(found[1]) > 0:
        return f"{_in_days_or_months(int(found[1]), found[2] or found[3])} after start"
    if _MONTH.match(value):
        return value
    if _ISO_DATE.match(value) or _LOOSE_DATE.match(value):
        at = day(node, name, source)
        return at.isoformat() if at else None
    source.error(
        node,
        "bad-duration",
        f"{name} 的值 {excerpt(value)} 看不懂；"
        "请写成 30 days after start（30天内）、2026-12-31 或 2026-12（当月底）",
    )
    return None


def month(node: Node, name: str, source: Source) -> str | None:
    """`2026-11`, a month of a year."""
    value = text(node, name, source)
    if value is None or _MONTH.match(value):
        return value
    said = f"{name} 的值 {excerpt(value)} 不是月份；请写成 2026-11 的样子"
    source.error(node, "bad-date", said)
    return None


def _in_days_or_months(number: int, unit: str) -> str:
    unit = unit.lower()
    if unit.startswith("year") or unit == "年":
        return f"{number * 12} months"
    if unit.startswith("month") or unit in ("个月", "月"):
        return f"{number} months"
    return f"{number * 7 if unit.startswith('week') or unit == '周' else number} days"


def span(node: Node, name: str, source: Source) -> int | None:
    """Minutes: `30 minutes`, `24 hours`, `1 day`."""
    value = text(node, name, source)
    if value is None:
        return None
    found = _SPAN.match(value)
    if found and int(found[1]) > 0:
        unit = found[2].lower()
        for names, minutes in _SPAN_UNITS.items():
            if unit.startswith(names):
                return int(found[1]) * minutes
    source.error(
        node,
        "bad-duration",
        f"{name} 的值 {excerpt(value)} 不是时长；"
        "请写成 30 minutes（30分钟）、24 hours（24小时）或 1 day（1天）",
    )
    return None


def opening(node: Node, name: str, source: Source) -> datetime | None:
    """A moment at UTC+08:00; a day is its beginning."""
    return _moment(node, name, source, time(0, 0))


def closing(node: Node, name: str, source: Source) -> datetime | None:
    """A moment at UTC+08:00; a day is its last second."""
    return _moment(node, name, source, time(23, 59, 59))


def _moment(node: Node, name: str, source: Source, of_day: time) -> datetime | None:
    value = text(node, name, source)
    if value is None:
        return None
    found = _MOMENT.match(value)
    if found:
        try:
            at = date.fromisoformat(found[1])
            if found[2]:
                of_day = time(int(found[2]), int(found[3]))
        except ValueError:
            source.error(node, "bad-date", f"{name}：没有 {value} 这个时间；请改成真实的时间")
            return None
        return datetime.combine(at, of_day, ZONE)
    source.error(
        node,
        "bad-date",
        f"{name} 的值 {excerpt(value)} 不是时间；请写成 2026-12-01 或 2026-12-01 08:00",
    )
    return None


def levels(node: Node, name: str, source: Source) -> tuple[int, ...] | None:
    """Difficulties from 1 to 5: one, a list, or a range `1-3`."""
    parts = node.value if isinstance(node, SequenceNode) else [node]
    found: set[int] = set()
    for part in parts:
        value = text(part, name, source)
        if value is None:
            return None
        between = _LEVELS.match(value)
        if between and int(between[1]) <= int(between[2]):
            found.update(range(int(between[1]), int(between[2]) + 1))
        elif value in ("1", "2", "3", "4", "5"):
            found.add(int(value))
        else:
            source.error(
                part,
                "bad-number",
                f"{name} 的值 {excerpt(value)} 不对；请写 1 到 5 的整数、列表 [1, 2] 或范围 1-3",
            )
            return None
    return tuple(sorted(found))


def _wrong_shape(node: Node, name: str, expected: str, source: Source) -> None:
    found = "空的" if is_empty(node) else shape(node)
    source.error(node, "wrong-type", f"{name} 应是{expected}，这里是{found}；请改正")
