"""核验: how far a learner's records can be relied on, in words for a trainer and without blame.

It says what was found, never who did it: a file saved again by an editor looks like one that
somebody changed. The twin of the words alone is `checksOf` in browser/trainer/words.js.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coursemark.records import Anomaly

SOUND = "通过"


@dataclass(frozen=True)
class _Check:
    kinds: tuple[str, ...]
    """Of problems, each of which brings the check about."""
    text: str
    """`{n}`: how many problems."""


CHECKS = {
    "校验不符": _Check(
        ("digest-mismatch",),
        "有 {n} 个文件的内容与导出时不一致（用编辑器另存过也会这样），"
        "成绩已按里面的作答重新判分；有疑问时请本人重新导出一份。",
    ),
    "身份冲突": _Check(
        ("identity-conflict",),
        "工号与姓名有对不上的地方，没有自动合并，也没有改动；请核实是哪一位。",
    ),
    "不完整": _Check(
        ("truncated", "bad-line", "incomplete-text", "incomplete-attempt", "sealed"),
        "有 {n} 处记录缺了一部分（如文件没有传完、抽题与要求不一致），能读的都已计入；"
        "请本人再导出一次，重复的只算一次。",
    ),
    "时间异常": _Check(
        ("implausible-time",),
        "有 {n} 处时间对不上，多半是电脑的时钟不准；需要时请核对作答的日期。",
    ),
    "已重新判分": _Check(
        ("score-mismatch",),
        "有 {n} 处成绩与按作答重新判分的不同，以重新判分为准；题目改过之后也会这样。",
    ),
    "版本过期": _Check(
        ("outdated-item", "outdated-assessment", "unknown-item", "unknown-assessment"),
        "有 {n} 处作答用的是修订以前的题目或测评，能判分的已按现在的版本判分。",
    ),
}
"""By name, the gravest first."""


@dataclass(frozen=True)
class Trust:
    """Empty for a learner of whom nothing was handed in: there was nothing to check."""

    checks: tuple[str, ...] = ()
    """`通过` alone, or whatever else was found, the gravest first."""
    note: str = ""


_SOUND = Trust((SOUND,), "没有发现问题；成绩由作答重新判分得出。")


def trust_of(problems: Iterable[Anomaly], files: int) -> Trust:
    """What the problems of one learner come to; `files`: how many hold something of theirs."""
    if not files:
        return Trust()
    kinds = [problem.kind for problem in problems]
    if not kinds:
        return _SOUND
    counts = {
        name: n
        for name, check in CHECKS.items()
        if (n := sum(kind in check.kinds for kind in kinds))
    }
    if not counts:
        return _SOUND
    texts = [CHECKS[name].text.format(n=n) for name, n in counts.items()]
    return Trust(tuple(counts), "".join(texts) + "详见“异常记录”。")
