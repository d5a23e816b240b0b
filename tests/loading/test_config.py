from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import write_site

from coursemark.loading.config import NO_ID, ConfigFault, find_config, read_config
from coursemark.model import Lrs, SiteConfig


def config(root: Path, text: str, **more: str) -> SiteConfig:
    write_site(root, {"mkdocs.yml": text, **more})
    return read_config(root / "mkdocs.yml")


def test_everything(tmp_path: Path) -> None:
    text = """
    site_name: 消防学堂
    site_url: https://fire.example/base
    docs_dir: pages
    markdown_extensions:
      - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
      - x: !!python/name:os.system
    extra: {secret: !ENV [TOKEN, none]}
    plugins:
      - search
      - coursemark:
          quizzes: bank/all
          roles: [护士, 医师, 护士]
          departments: 内科, 外科
          organisation: 某某医院
          seal_key: AAAA
          lock_after: 0
          reading_speed: 600
          review_grace: 0
          interpret_within: 14
          lrs: {endpoint: https://lrs.test/xAPI/, token: "site:write"}
    """
    assert config(tmp_path, text) == SiteConfig(
        id="https://fire.example/base/",
        title="消防学堂",
        content="pages",
        quizzes="bank/all",
        roles=("护士", "医师"),
        departments=("内科", "外科"),
        organisation="某某医院",
        seal_key="AAAA",
        lock_after=None,
        reading_speed=600,
        review_grace=0,
        interpret_within=14,
        lrs=Lrs("https://lrs.test/xAPI", "site:write"),
    )


def test_plugins_as_a_mapping_and_site_id(tmp_path: Path) -> None:
    text = "site_name: 甲\nsite_url: https://x/\nplugins: {coursemark: {site_id: 'https://id/'}}\n"
    assert config(tmp_path, text).id == "https://id/"


def test_defaults(tmp_path: Path) -> None:
    found = config(tmp_path, "plugins: [search, coursemark]\n")
    assert found == SiteConfig(id=NO_ID, title=tmp_path.name, content="docs", quizzes="quizzes")


def test_inherit(tmp_path: Path) -> None:
    base = "site_name: 甲\nplugins: {coursemark: {roles: [护士], quizzes: q}}\ndocs_dir: pages\n"
    own = "INHERIT: conf/base.yml\nsite_name: 乙\nplugins: {coursemark: {quizzes: r}}\n"
    found = config(tmp_path, own, **{"conf/base.yml": base})
    assert (found.title, found.content, found.quizzes, found.roles) == (
        "乙", "pages", "r", ("护士",)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "', "mkdocs.yml:1:4: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]"),
        ("- a", "mkdocs.yml:1:1: 错误: mkdocs.yml 应由“键: 值”组成；请检查 [wrong-type]"),
        (
            "INHERIT: no.yml",
            "mkdocs.yml:1:1: 错误: INHERIT 指向的 no.yml 不存在；请改正路径 [bad-inherit]",
        ),
        (
            "INHERIT: mkdocs.yml",
            "mkdocs.yml:1:1: 错误: INHERIT 循环或过深；请检查 [bad-inherit]",
        ),
    ],
)
def test_faults(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigFault) as fault:
        config(tmp_path, text)
    assert str(fault.value) == expected


def test_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRE_SITE", "https://fire.example/")
    monkeypatch.delenv("FIRE_NONE", raising=False)
    text = "site_url: !ENV [FIRE_NONE, FIRE_SITE, 'https://no.example/']\n"
    text += "site_name: !ENV FIRE_SITE\n"
    found = config(tmp_path, text + "docs_dir: !ENV [FIRE_NONE, pages]\n")
    assert (found.id, found.title, found.content) == (
        "https://fire.example/", "https://fire.example/", "pages"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("lrs: ''", None),
        ("lrs: {}", None),
        ("lrs: http://lrs.test/xAPI", None),
        ("lrs: {endpoint: !ENV [FIRE_NONE, ''], token: !ENV [FIRE_NONE, '']}", None),
        ("lrs: {endpoint: !ENV FIRE_NONE}", None),
        (
            "lrs: {endpoint: !ENV FIRE_LRS, token: !ENV [FIRE_NONE, 'a:b']}",
            Lrs("http://lrs.test", "a:b"),
        ),
        ("lrs: {endpoint: /xAPI}", Lrs("/xAPI")),
    ],
)
def test_record_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, expected: Lrs | None
) -> None:
    monkeypatch.setenv("FIRE_LRS", "http://lrs.test/")
    monkeypatch.delenv("FIRE_NONE", raising=False)
    assert config(tmp_path, f"plugins: [coursemark: {{{written}}}]\n").lrs == expected


def test_find_upward(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": "", "content/a/b.md": "", "other.yml": ""})
    assert find_config(tmp_path / "content/a") == tmp_path / "mkdocs.yml"
    assert find_config(tmp_path, tmp_path / "other.yml") == tmp_path / "other.yml"
    assert find_config(tmp_path, tmp_path / "no.yml") is None
