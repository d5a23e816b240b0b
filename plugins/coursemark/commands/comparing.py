"""`report --compare` and `--gain`: days, campaigns and tests side by side.

Wrong use ends with `click.UsageError` (exit status 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from coursemark.commands.usage import Day
from coursemark.model import Site
from coursemark.problems import did_you_mean, visible
from coursemark.report import Report
from coursemark.report.trend import campaign_results, day_state, gains_of
from coursemark.report.trend_book import Pair, write_trend

STEM = "对比报表"

compare_option = click.option(
    "--compare",
    "earlier",
    metavar="日期",
    multiple=True,
    type=Day(),
    help="与这一天的状态对比，可以写多次（如各月末）；连同活动写成“对比报表.xlsx”，放在报表旁边。",
)
gain_option = click.option(
    "--gain",
    "tests",
    metavar="前测=后测",
    multiple=True,
    help="前测和后测的测评编号，比较成绩的提高；可以写多次，也写进“对比报表.xlsx”。",
)


def pairs_of(tests: Sequence[str], site: Site) -> list[tuple[str, str]]:
    """Ids of the assessments before and after, each known to the site."""
    pairs = []
    for text in tests:
        before, equals, after = (part.strip() for part in text.partition("="))
        if not (before and equals and after):
            raise click.UsageError(f"看不懂 --gain {text}；请写成 前测编号=后测编号")
        for name in (before, after):
            if name not in site.assessments:
                near = did_you_mean(name, site.assessments)
                raise click.UsageError(f"--gain：没有测评 {name}{near}")
        pairs.append((before, after))
    return pairs


def refuse_later_days(earlier: Sequence[date], day: date) -> None:
    for one in earlier:
        if one >= day:
            raise click.UsageError(f"--compare {one} 不早于报表的截止日期 {day}；请写更早的日期")


def write_comparison(
    result: Report,
    site: Site,
    earlier: Sequence[date],
    pairs: Sequence[tuple[str, str]],
    report_of: Callable[[date], Report],
    path: Path,
) -> list[str]:
    """What a trainer has to be told. `report_of` gives an earlier day's report; one is held."""
    days = [day_state(report_of(day)) for day in sorted(set(earlier))]
    gained = [
        Pair(site.assessments[a].title, site.assessments[b].title, gains_of(result, a, b))
        for a, b in pairs
    ]
    campaigns = campaign_results(result, site.registers.campaigns)
    write_trend(result, [*days, day_state(result)], campaigns, gained, path)
    return [
        f"--gain {visible(f'{a}={b}')}：{_sat_neither(pair)}，“{path.name}”里没有这一组前后测"
        for (a, b), pair in zip(pairs, gained, strict=True)
        if not pair.gains
    ]


def _sat_neither(pair: Pair) -> str:
    if pair.before == pair.after:
        return f"没有人考过两次“{visible(pair.before)}”，两次都有成绩"
    before, after = visible(pair.before), visible(pair.after)
    return f"没有人先考“{before}”、后考“{after}”，两次都有成绩"
