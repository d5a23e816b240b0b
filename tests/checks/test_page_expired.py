from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import faults


def page(status: str, expires: str) -> dict[str, str]:
    return {"content/a.md": f"---\nregion: 广西\nstatus: {status}\nexpires: {expires}\n---\n# 页\n"}


def test_expired(tmp_path: Path) -> None:
    assert faults(tmp_path, page("current", "2026-11-21")) == [
        "content/a.md:4:10: 警告: 本页内容已于 2026-11-21 失效；"
        "请更新内容，或把 status 改成 historical [page-expired]"
    ]


@pytest.mark.parametrize(
    ("status", "expires"), [("current", "2026-11-22"), ("historical", "2020-01-01")]
)
def test_not_expired_or_historical(tmp_path: Path, status: str, expires: str) -> None:
    assert faults(tmp_path, page(status, expires)) == []
