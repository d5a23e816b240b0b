"""How learners go about it: most do what is asked, some late, some twice, some not at all."""

from __future__ import annotations

import math
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from cohort.journal import OLD_REVISION, Journal
from cohort.moments import DAY_MS, moment_of
from cohort.school import AS_OF, LESSONS, TESTS, UNITS, WIDE_WORD, Test

STATEMENTS = 60
"""Of a learner, about."""
_MINUTE = 60_000
_FIRST = date(2025, 1, 5)
_HARDNESS = {name: (n * 7 % 13) / 4 - 2.2 for n, name in enumerate(UNITS)}
_RIGHT = {
    unit.id: [r for r, points in unit.responses.items() if points == unit.most]
    for unit in UNITS.values()
}
_WRONG = {
    unit.id: [r for r, points in unit.responses.items() if points < unit.most]
    for unit in UNITS.values()
}
_LURE = list(accumulate((55, 30, 10, 4, 1)))
_WISHES = ("异地就医", "门诊统筹", f"{WIDE_WORD}怎么录", "=1+1", "@cmd 是什么", "没有", "多讲案例")
_PRACTISED = [name for name in UNITS if name.startswith("rules/")]
_CATALOGUE = [name for name in _PRACTISED if "目录" in UNITS[name].topics]


def live(journal: Journal, required: set[str]) -> None:
    """Fills a learner's log. `required`: the courses that are asked of them."""
    random = journal.random
    able = random.gauss(0.6, 1.0)
    if random.random() < 0.03:
        journal.read(_some_moment(random), "rules/referral.md")
    _newcomer(journal, able)
    if "yearly" in required or random.random() < 0.05:
        _yearly(journal, able)
    if "counter" in required or random.random() < 0.05:
        _counter(journal, able)
    if "fund" in required or random.random() < 0.04:
        _fund(journal, able)
    if random.random() < 0.3:
        _elective(journal, able)
    if random.random() < 0.08:
        item = random.choice(_PRACTISED)
        revision = OLD_REVISION if random.random() < 0.2 else ""
        text = random.choice(("选项有错字", "=HYPERLINK(1)", f"{WIDE_WORD}显示不出", "没看懂"))
        journal.note(_some_moment(random), item, text, revision)
    while len(journal.log) < STATEMENTS - 6:
        _practise(journal, able, _some_moment(random), 3 + int(random.random() * 6))


def _some_day(random: Random, first: date = _FIRST, last: date = date(2026, 11, 20)) -> date:
    return first + timedelta(days=int(random.random() * ((last - first).days + 1)))


def _some_moment(random: Random) -> int:
    return moment_of(_some_day(random), 8 + random.random() * 10)


def _answer(random: Random, unit: str, able: float, blank: float = 0.03) -> str:
    """A response, or nothing."""
    if random.random() < blank:
        return ""
    if random.random() < 1 / (1 + math.exp(_HARDNESS[unit] - able)):
        right = _RIGHT[unit]
        return right[0] if len(right) == 1 or random.random() < 0.7 else random.choice(right)
    wrong = _WRONG[unit]
    return wrong[bisect(_LURE, random.random() * _LURE[min(len(wrong), len(_LURE)) - 1])]


def responses_to(random: Random, test: Test, able: float) -> dict[str, str]:
    """A response to each leaf of an attempt, in the order drawn."""
    leaves = list(test.fixed)
    if test.drawn:
        leaves += random.sample(test.drawn_from, test.drawn)
    return {leaf: _answer(random, leaf, able) for leaf in leaves}


def sit(journal: Journal, name: str, able: float, moment: int, *, apart: int = 3) -> int:
    """An attempt, perhaps more until it is passed; days between them. The last moment."""
    random, test = journal.random, TESTS[name]
    if random.random() < 0.04:
        journal.sit(moment - 2 * DAY_MS, test, responses_to(random, test, able), submit=False)
    most = test.limit or 3
    for n in range(most):
        seconds = 180 + int(random.random() * 900)
        away = (30 + n, 75) if random.random() < 0.1 and test.mode == "exam" else ()
        responses = responses_to(random, test, able)
        journal.sit(moment, test, responses, seconds, away=away)
        earned = sum(UNITS[leaf].responses[r] for leaf, r in responses.items() if r)
        whole = sum(UNITS[leaf].most for leaf in responses)
        passed = 100 * earned >= test.pass_mark * whole
        if (passed and random.random() < 0.9) or random.random() < 0.35 or n == most - 1:
            break
        if moment + apart * DAY_MS > moment_of(AS_OF, 0):
            break
        moment += apart * DAY_MS
        able += 0.5
    return moment + 1000 * seconds


def _practise(journal: Journal, able: float, moment: int, count: int, topic: bool = False) -> int:
    random = journal.random
    for item in random.sample(_CATALOGUE if topic else _PRACTISED, count):
        response = _answer(random, item, able, 0)
        moment += 5_000 + int(random.random() * 40_000)
        journal.practise(moment, item, response, 3 + int(random.random() * 60))
    return moment


def _newcomer(journal: Journal, able: float) -> None:
    random = journal.random
    began = max(_FIRST, date.fromisoformat(journal.start)) if journal.start else _FIRST
    if began > date(2026, 10, 20):
        moment = moment_of(began, 9 + random.random())
    else:
        moment = moment_of(_some_day(random, began, date(2026, 10, 20)), 9 + random.random() * 8)
    pattern = random.random()
    if pattern < 0.06:
        return
    fast = random.random() < 0.03
    journal.read(moment, "rules/catalogue.md", 12 if fast else 80, 60)
    journal.read(moment + 5 * _MINUTE, "rules/payment.md", 200, 45)
    if random.random() < 0.2:
        journal.read(moment + 9 * _MINUTE, "rules/payment.md", 100, 45)
    if pattern < 0.16:
        return
    old = random.random() < 0.03
    journal.accept(moment + 12 * _MINUTE, "rules/conduct.md", *(("2024年版",) if old else ()))
    if pattern < 0.22:
        return
    end = sit(journal, "basic", able + 0.8, moment + 20 * _MINUTE)
    if not fast and not old and end < moment_of(AS_OF) and random.random() < 0.8:
        journal.complete(end + 50, "newcomer", LESSONS["newcomer"].title)


def _yearly(journal: Journal, able: float) -> None:
    random = journal.random
    pattern = random.random()
    if pattern < 0.1:
        return
    first = moment_of(_some_day(random, _FIRST, date(2026, 10, 25)), 10 + random.random() * 6)
    _year(journal, able, first, whole=pattern > 0.2)
    if pattern <= 0.2:
        return
    again = random.random()
    later = first + (340 if again < 0.5 else 400 if again < 0.7 else 150) * DAY_MS
    if again < 0.8 and later < moment_of(date(2026, 11, 10)):
        _year(journal, able + 0.4, later, whole=random.random() < 0.9)


def _year(journal: Journal, able: float, moment: int, *, whole: bool) -> None:
    random = journal.random
    journal.read(moment, "rules/payment.md", 150, 45)
    if random.random() < 0.3:
        journal.read(moment + 3 * _MINUTE, "rules/more.md", 60)
    end = sit(journal, "annual", able + 0.5, moment + 10 * _MINUTE, apart=1)
    if whole:
        answers = {"useful": str(1 + int(random.random() * 5))}
        if random.random() < 0.8:
            answers["pace"] = random.choice(("太快", "合适", "合适", "太慢"))
        if random.random() < 0.2:
            answers["wish"] = random.choice(_WISHES)
        journal.reply(end + 2 * _MINUTE, answers)


def _counter(journal: Journal, able: float) -> None:
    random = journal.random
    if random.random() < 0.15:
        return
    day = _some_day(random, date(2025, 11, 1), date(2026, 10, 20))
    moment = moment_of(day, 9)
    if random.random() < 0.8:
        moment = _practise(journal, able + 1.2, moment, 8, topic=True)
    if random.random() < 0.85:
        held = day - timedelta(days=int(random.random() * 20))
        journal.attend(moment + 30 * _MINUTE, held, 2, f"签到表 {held.month} 号")
    if random.random() < 0.85:
        for n in range(1 + int(random.random() * 1.6)):
            test = TESTS["drill"]
            when = moment + (60 + 3 * 1440 * n) * _MINUTE
            journal.sit(when, test, responses_to(random, test, able + 0.6), 240)


def _fund(journal: Journal, able: float) -> None:
    """Before the page was changed, after it, or both."""
    random = journal.random
    pattern = random.random()
    spans = []
    if pattern < 0.6:
        spans.append((date(2026, 3, 2), date(2026, 5, 10)))
    if pattern > 0.35:
        spans.append((date(2026, 6, 2), date(2026, 10, 10)))
    for first, last in spans:
        moment = moment_of(_some_day(random, first, last), 14)
        journal.read(moment, "rules/fund.md", 150, 45)
        journal.read(moment + 2 * _MINUTE, "rules/catalogue.md", 70, 60)
        if random.random() < 0.9:
            sit(journal, "final", able + 0.4, moment + 10 * _MINUTE, apart=4)


def _elective(journal: Journal, able: float) -> None:
    random = journal.random
    moment = moment_of(_some_day(random, _FIRST, date(2026, 10, 20)), 16)
    for _ in range(1 + int(random.random() * 1.7)):
        if random.random() < 0.9:
            journal.read(moment, "rules/referral.md", 90, 45)
        sit(journal, "check", able, moment + 5 * _MINUTE, apart=2)
        moment += 60 * DAY_MS
        if moment > moment_of(date(2026, 11, 1)):
            break
