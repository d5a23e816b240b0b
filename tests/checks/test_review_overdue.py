from __future__ import annotations

from datetime import date
from pathlib import Path

from site_folder import faults, write_site

from coursemark.checks import check_site
from coursemark.model import SiteConfig

FILES = {"content/a.md": "---\nreviewed: 2025-11-22\nreview_every: 12个月\n---\n# 页\n"}


def test_overdue(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, today=date(2026, 11, 23)) == [
        "content/a.md:2:11: 警告: 本页应在 2026-11-22 前复核；"
        "请核对内容后更新 reviewed [review-overdue]"
    ]


def test_on_the_last_day(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, today=date(2026, 11, 22)) == []


def test_past_the_days_of_grace(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, today=date(2027, 2, 21)) == [
        "content/a.md:2:11: 警告: 本页应在 2026-11-22 前复核，已逾期 91 天，超过宽限的 90 天；"
        "请核对内容后更新 reviewed [review-overdue]"
    ]


def test_only_then_a_strict_run_fails(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    config = SiteConfig(id="https://fire.example/", title="消防学堂", review_grace=30)

    def tolerated(today: date) -> list[bool]:
        return [p.tolerated for p in check_site(tmp_path, config, today)[1]]

    assert tolerated(date(2026, 12, 22)) == [True]
    assert tolerated(date(2026, 12, 23)) == [False]
