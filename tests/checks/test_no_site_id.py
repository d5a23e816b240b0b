from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import faults

from coursemark.loading.config import NO_ID


@pytest.mark.parametrize("site_id", [NO_ID, "/"])
def test_no_id(tmp_path: Path, site_id: str) -> None:
    assert faults(tmp_path, {}, site_id=site_id) == [
        "mkdocs.yml:1:1: 警告: 没有站点编号，学习记录认不出本站；"
        "请写 site_url: 或插件选项 site_id: [no-site-id]"
    ]


def test_not_an_address(tmp_path: Path) -> None:
    assert faults(tmp_path, {}, site_id="消防学堂/") == [
        "mkdocs.yml:1:1: 错误: 站点编号 消防学堂/ 不是网址；请写成 https://…/ 的样子 [no-site-id]"
    ]


def test_an_address(tmp_path: Path) -> None:
    assert faults(tmp_path, {}, site_id="https://消防.example/学堂/") == []
