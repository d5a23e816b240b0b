"""Whether the times of an attempt are plausible and inside the assessment's rules.

What is found here is said and never held against anybody: the attempt counts all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from coursemark.model import Assessment
from coursemark.report.attempts import Attempt
from coursemark.report.merge import CLOCK_MS, Logged
from coursemark.report.words import Facts

_NOTHING = Facts(away_seconds=0.0, closed_seconds=0.0, paused_seconds=0.0)
GRACE_SECONDS = 120
"""Beyond a limit, for a slow page."""
_CHINA = timezone(timedelta(hours=8))

Fault = Callable[[Logged, str, str], None]
"""Takes the statement, the kind and the text."""


def facts_of(attempt: Attempt) -> Facts:
    """The interruptions of an attempt added up."""
    if not attempt.interruptions:
        return _NOTHING
    count = {"away": 0, "closed": 0, "paused": 0}
    seconds = {"away": 0.0, "closed": 0.0, "paused": 0.0}
    clock: list[int] = []
    for one in attempt.interruptions:
        entry = one.entry
        if entry.cause in count:
            count[entry.cause] += 1
            seconds[entry.cause] += entry.seconds or 0
        elif entry.cause == "clock":
            clock.append(round(entry.jump or 0))
    return Facts(
        away=count["away"],
        away_seconds=seconds["away"],
        closed=count["closed"],
        closed_seconds=seconds["closed"],
        paused=count["paused"],
        paused_seconds=seconds["paused"],
        clock=tuple(clock),
    )


def check_times(attempt: Attempt, assessment: Assessment, items: int, fault: Fault) -> None:
    """Impossible or improbable durations, and attempts outside `opens` and `closes`."""
    _check_duration(attempt, assessment, items, fault)
    _check_window(attempt, assessment, fault)


def check_cooling(
    attempt: Attempt, before: Attempt | None, assessment: Assessment, fault: Fault
) -> None:
    """Whether enough time passed since the end of the attempt before."""
    if before is None or assessment.cooling is None:
        return
    if attempt.started is None or before.ended is None:
        return
    waited = attempt.started - before.ended
    if waited >= assessment.cooling * 60_000 - CLOCK_MS:
        return
    when = (
        f"在上一次交卷 {_span(waited / 1000)}后开始" if waited >= 0 else "在上一次交卷之前就已开始"
    )
    text = (
        f"测评 {assessment.id} 两次作答要相隔 {_span(assessment.cooling * 60)}，"
        f"这一次{when}；照常计入"
    )
    fault(attempt.anchor, "cooling", text)


def _check_duration(attempt: Attempt, assessment: Assessment, items: int, fault: Fault) -> None:
    seconds = attempt.seconds
    if seconds is None:
        return
    where = attempt.anchor
    if seconds < 0:
        fault(where, "implausible-time", f"测评 {assessment.id} 的结束早于开始")
        return
    if assessment.mode == "exam" and seconds < items:
        text = f"测评 {assessment.id} 有 {items} 题，只用了 {seconds:.0f} 秒"
        fault(where, "implausible-time", text)
        return
    if assessment.pause == "allowed":
        seconds -= facts_of(attempt).absent_seconds
    if assessment.minutes and seconds > assessment.minutes * 60 + GRACE_SECONDS:
        text = f"测评 {assessment.id} 限时 {assessment.minutes} 分钟，用了 {seconds / 60:.0f} 分钟"
        fault(where, "implausible-time", text)


def _check_window(attempt: Attempt, assessment: Assessment, fault: Fault) -> None:
    opens, closes = _ms(assessment.opens), _ms(assessment.closes)
    if opens is None and closes is None:
        return
    moments = [
        (moment, word)
        for moment, word in ((attempt.started, "开始"), (attempt.ended, "交卷"))
        if moment is not None
    ]
    for moment, word in moments:
        early = opens is not None and moment < opens - CLOCK_MS
        late = closes is not None and moment > closes + GRACE_SECONDS * 1000
        if early or late:
            text = (
                f"测评 {assessment.id} 的开放时间是{_window(assessment)}，"
                f"这一次在 {_minute(moment)} {word}；照常计入"
            )
            fault(attempt.anchor, "outside-window", text)
            return


def _window(assessment: Assessment) -> str:
    opens, closes = _ms(assessment.opens), _ms(assessment.closes)
    if opens is None or closes is None:
        start = "" if opens is None else f" {_minute(opens)} 以后"
        return start or f" {_minute(closes or 0)} 以前"
    return f" {_minute(opens)} 至 {_minute(closes)}"


@lru_cache(256)
def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def _minute(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, _CHINA).strftime("%Y-%m-%d %H:%M")


def _span(seconds: float) -> str:
    """Whole days as days, else hours and minutes; below a minute in seconds."""
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    hours, minutes = divmod(int(seconds // 60), 60)
    if not minutes and hours % 24 == 0:
        return f"{hours // 24} 天"
    parts = [f"{n} {unit}" for n, unit in ((hours, "小时"), (minutes, "分钟")) if n]
    return " ".join(parts)
