from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import TODAY, bank, faults, true_false, write_site

from coursemark.checks.no_seal_key import check
from coursemark.loading.site import load_site
from coursemark.model import SiteConfig

FILES = {
    "quizzes/banks/fire.yml": bank(true_false("a")),
    "quizzes/assessments/final.yml": "title: 考\nmode: exam\nsealed: true\ndraw: [fire/a]\n",
}
KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="


def test_no_key(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "no-seal-key") == [
        "quizzes/assessments/final.yml:3:9: 错误: 测评 final 要密封，站点却没有公钥；"
        "请运行 coursemark keys，把公钥写进 mkdocs.yml 的插件选项 seal_key: [no-seal-key]"
    ]


@pytest.mark.parametrize("key", ["公钥", "AAAA", KEY[:-2], KEY + "A"])
def test_no_public_key(tmp_path: Path, key: str) -> None:
    assert found(tmp_path, key) == [
        "mkdocs.yml:1:1: 错误: 插件选项 seal_key 不是公钥；"
        "请原样复制 coursemark keys 打印的那一行 [no-seal-key]"
    ]


def test_a_key(tmp_path: Path) -> None:
    assert found(tmp_path, KEY) == []


def found(root: Path, key: str) -> list[str]:
    write_site(root, FILES)
    config = SiteConfig(id="https://fire.example/", title="消防", seal_key=key)
    return [str(problem) for problem in check(load_site(root, config).site, TODAY)]
