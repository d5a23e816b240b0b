"""Moments and days: the shared cases, and against the calendar of Python's library."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.days import day_at, day_of, instant, iso_day, parse_day, shift, today

SPEC = Path(__file__).parent.parent / "spec" / "days"


def cases(name):
    return json.loads((SPEC / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("case", cases("instants"))
def test_instants(case):
    assert instant(case["text"]) == case["moment"]


@pytest.mark.parametrize("case", cases("days"))
def test_days(case):
    assert parse_day(case["text"]) == case["day"]


@pytest.mark.parametrize("case", cases("shift"))
def test_shift(case):
    day, span = parse_day(case["day"]), case["span"]
    assert iso_day(shift(day, span)) == case["later"]
    assert iso_day(shift(day, span, -1)) == case["earlier"]


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_an_instant_survives_being_written_in_any_zone(moment):
    whole, ms = divmod(moment, 1000)
    for hours in (-11, 0, 8, 14):
        local = datetime.fromtimestamp(whole, timezone(timedelta(hours=hours)))
        text = local.replace(microsecond=ms * 1000).isoformat(timespec="milliseconds")
        assert instant(text) == moment


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_as_it_is_written(day):
    number = parse_day(day.isoformat())
    assert number == (day - date(1970, 1, 1)).days
    assert iso_day(number) == day.isoformat()


def test_days_are_those_of_china():
    assert day_of(instant("2026-11-21T16:00:00Z")) == date(2026, 11, 22)
    assert iso_day(day_at(instant("2026-11-21T15:59:59.999Z"))) == "2026-11-21"


def test_today_is_the_day_in_china(monkeypatch):
    evening = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    monkeypatch.setattr(time, "time_ns", lambda: int(evening.timestamp() * 1e9))
    assert today() == date(2026, 11, 23)
