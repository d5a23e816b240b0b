from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_folder import faults

from coursemark.checks.review_overdue import later

FILES = {"content/a.md": "---\nreviewed: 2025-11-22\nreview_every: 12个月\n---\n# 页\n"}


def test_overdue(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, today=date(2026, 11, 23)) == [
        "content/a.md:2:11: 警告: 本页应在 2026-11-22 前复核；"
        "请核对内容后更新 reviewed [review-overdue]"
    ]


def test_on_the_last_day(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, today=date(2026, 11, 22)) == []


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2024, 1, 31), "1 months", date(2024, 2, 29)),
        (date(2024, 2, 29), "12 months", date(2025, 2, 28)),
        (date(2024, 12, 31), "90 days", date(2025, 3, 31)),
        (date(2024, 1, 1), "99999 months", None),
    ],
)
def test_later(start: date, duration: str, end: date | None) -> None:
    assert later(start, duration) == end
