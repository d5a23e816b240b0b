"""What in the statistics of an item deserves a look, in the words of a trainer.

Limits are those of the textbooks: D below 0.20 is poor (Ebel & Frisbie 1991); a distractor that
fewer than 5 % choose does not work (Haladyna, T. M. & Downing, S. M. (1993). How many options is
enough for a multiple-choice test item? Educational and Psychological Measurement, 53, 999–1010).
A flag is a question to the author, never a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coursemark.analysis.discrimination import MIN_ANSWERS
from coursemark.analysis.distractors import Choice
from coursemark.analysis.items import ItemStatistics

MIN_FLAGS = 20
"""Responses below which a flag would often be an accident."""
_EASY, _HARD = 0.95, 0.20
_CEILING = 0.90
"""Facility above which a low discrimination is only to be expected."""
_CROWDED = 0.85
"""Facility above which too few are wrong to fill every distractor."""
_POOR = 0.20
_RARE = 0.05
_RARE_FROM = 40
"""Responses from which five percent are more than one."""
_OMITTED = 0.10
_MANY = 0.5
_SMALL_GROUP = 5


@dataclass(frozen=True)
class Flag:
    kind: str
    text: str
    """Chinese."""


def flags_of(found: ItemStatistics, name: Callable[[str], str] = str) -> tuple[Flag, ...]:
    """In the order of urgency; `name` says an option as learners see it."""
    if found.n + found.blank < MIN_FLAGS:
        few = "人太少，各项数字都不作数" if found.n < MIN_ANSWERS else "人还少，只作参考"
        return (Flag("few", f"只有 {found.n} 次作答：{few}"),)
    flags = [
        *_key(found, name),
        *_discrimination(found),
        *_facility(found),
        *_distractors(found, name),
    ]
    omitted = found.omitted
    if omitted is not None and omitted >= _OMITTED:
        text = f"{omitted:.0%} 的人没答：看是不是太长、看不懂，或时间不够"
        flags.append(Flag("omitted", text))
    return tuple(flags)


def _key(found: ItemStatistics, name: Callable[[str], str]) -> list[Flag]:
    """One right option, and the best learners prefer another."""
    right = [one for one in found.choices if one.right]
    wrong = _wrong(found.choices)
    if len(right) != 1 or not wrong or found.group < _SMALL_GROUP:
        return []
    most = max(wrong, key=lambda one: (one.upper or 0, one.n))
    if most.upper is None or most.upper <= (right[0].upper or 0):
        return []
    other, key = _said([name(most.option)]), _said([name(right[0].option)])
    return [Flag("key-doubtful", f"高分组选{other}的比选答案{key}的多：检查答案")]


def _discrimination(found: ItemStatistics) -> list[Flag]:
    index, rest = found.index, found.discrimination
    if index is None or rest is None:
        return []
    if index < 0 and rest < 0:
        return [Flag("negative", "高分者反而错：检查答案")]
    plain = found.facility is not None and _HARD < found.facility < _CEILING
    if index < _POOR and rest < _POOR and plain:
        text = f"区分度低（{index:.2f}）：学得好的和不好的答得差不多，看题干有没有歧义"
        return [Flag("poor", text)]
    return []


def _facility(found: ItemStatistics) -> list[Flag]:
    if found.facility is None:
        return []
    if found.facility >= _EASY:
        return [Flag("easy", "几乎人人答对：分不出谁会谁不会")]
    if found.facility <= _HARD:
        return [Flag("hard", "得分率不到两成：先查答案，再看页面讲清了没有")]
    return []


def _distractors(found: ItemStatistics, name: Callable[[str], str]) -> list[Flag]:
    """Of an item that nearly everybody has right, that nobody chose the others says nothing."""
    if found.facility is None or found.facility >= _EASY or found.n < MIN_FLAGS:
        return []
    flags = []
    wrong = _wrong(found.choices)
    dead = [name(one.option) for one in wrong if not one.n]
    if dead:
        flags.append(Flag("dead-option", f"没人选{_last(dead)}：干扰项无效"))
    rare = [name(one.option) for one in wrong if 0 < one.n < _RARE * found.n]
    if rare and found.n >= _RARE_FROM and found.facility < _CROWDED:
        flags.append(Flag("rare-option", f"很少有人选{_last(rare)}：干扰项几乎无效"))
    lures = [name(one.option) for one in wrong if _lures(one, found.group)]
    if lures:
        text = f"高分组比低分组更常选{_last(lures)}：看它是不是也说得通"
        flags.append(Flag("upper-option", text))
    common = [name(one.option) for one in wrong if one.n > _MANY * found.n]
    if common:
        flags.append(Flag("misconception", f"过半的人选{_last(common)}：多半是普遍误解，该重讲"))
    return flags


def _said(names: Sequence[str]) -> str:
    """A letter stands apart from the Chinese around it; a word has its quotation marks."""
    text = "、".join(names)
    return f" {text} " if text.isascii() or len(names) > 1 else text


def _last(names: Sequence[str]) -> str:
    """Before a stop."""
    return _said(names).rstrip()


def _lures(one: Choice, group: int) -> bool:
    """Whether it draws the upper group: by a tenth of the group and two people at least."""
    if one.upper is None or one.lower is None or group < _SMALL_GROUP:
        return False
    return one.upper - one.lower >= max(0.1, 2 / group)


def _wrong(choices: Sequence[Choice]) -> list[Choice]:
    return [one for one in choices if one.option and not one.right]
