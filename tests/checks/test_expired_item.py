from __future__ import annotations

from datetime import date
from pathlib import Path

from site_folder import bank, faults, true_false

FILES = {"quizzes/banks/fire.yml": bank(true_false("a", "valid_until: 2026-12-31"))}


def test_the_day_after(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "expired-item", date(2027, 1, 1)) == [
        "quizzes/banks/fire.yml:8:16: 警告: 题目 fire/a 已于 2026-12-31 到期，不再抽取；"
        "请核对政策后改 valid_until，或删去题目 [expired-item]"
    ]


def test_the_last_day(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "expired-item", date(2026, 12, 31)) == []
