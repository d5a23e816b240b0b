from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import bank, faults, true_false


def site(fields: str) -> dict[str, str]:
    return {
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/final.yml": f"title: 考\ndraw: [fire/a]\nminutes: 60\n{fields}",
    }


def test_closes_before_it_opens(tmp_path: Path) -> None:
    fields = "opens: 2026-12-31\ncloses: 2026-12-01\n"
    assert faults(tmp_path, site(fields), "bad-window") == [
        "quizzes/assessments/final.yml:5:9: 错误: 测评 final 的截止时间 2026-12-01 23:59 不晚于"
        "开放时间 2026-12-31 00:00；请改正其中一个 [bad-window]"
    ]


def test_open_for_too_short(tmp_path: Path) -> None:
    fields = "opens: 2026-12-01 08:00\ncloses: 2026-12-01 08:30\n"
    assert faults(tmp_path, site(fields), "bad-window") == [
        "quizzes/assessments/final.yml:5:9: 错误: 测评 final 限时 60 分钟，"
        "开放的时间却不到这么长；请推迟 closes 或减少 minutes [bad-window]"
    ]


@pytest.mark.parametrize(
    "fields",
    ["", "opens: 2026-12-01\ncloses: 2026-12-01\n", "opens: 2026-12-01\n", "closes: 2026-12-01\n"],
)
def test_sound(tmp_path: Path, fields: str) -> None:
    assert faults(tmp_path, site(fields), "bad-window") == []
