"""What the plugin makes of a configuration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from site_folder import write_site

from coursemark.loading.config import read_config
from coursemark.mkdocs_plugin import CoursemarkPlugin
from coursemark.model import Lrs

SITE_URL = "site_url: https://fire.example/training\n"
PLUGINS = "plugins: [search, coursemark]\n"


def configured(root: Path, text: str, served_at: str | None = None) -> MkDocsConfig:
    """The configuration after the plugin has seen it and the files."""
    write_site(root, {"mkdocs.yml": "site_name: 消防\n" + text, "docs/index.md": "# 消防\n"})
    config = load_config(str(root / "mkdocs.yml"))
    if served_at:
        plugin(config).on_startup(command="serve", dirty=False)
        config.site_url = served_at
    plugin(config).on_config(config)
    config.plugins.run_event("files", files_of(config), config=config)
    return config


def files_of(config: MkDocsConfig) -> Files:
    """As the engine gives them to the plugin."""
    files = get_files(config)
    set_exclusions(files, config)
    return files


def plugin(config: MkDocsConfig) -> CoursemarkPlugin:
    found = config.plugins["coursemark"]
    assert isinstance(found, CoursemarkPlugin)
    return found


@pytest.mark.parametrize(
    ("text", "served_at", "site_id"),
    [
        (SITE_URL + PLUGINS, None, "https://fire.example/training/"),
        (SITE_URL + PLUGINS, "http://127.0.0.1:8000/training/", "https://fire.example/training/"),
        (
            SITE_URL + "plugins: [{coursemark: {site_id: https://id.example/}}]\n",
            None,
            "https://id.example/",
        ),
        (PLUGINS, None, "http://localhost/coursemark/"),
        (PLUGINS, "http://127.0.0.1:8000/", "http://localhost/coursemark/"),
    ],
)
def test_the_site_id(tmp_path: Path, text: str, served_at: str | None, site_id: str) -> None:
    config = configured(tmp_path, text, served_at)
    assert plugin(config).site.config.id == site_id


@pytest.mark.parametrize(
    ("theme", "font"),
    [
        ("theme: material\n", False),
        ("theme: {name: material, font: false}\n", False),
        (
            "theme: {name: material, font: {text: 思源黑体, code: Consolas}}\n",
            {"text": "思源黑体", "code": "Consolas"},
        ),
    ],
)
def test_fonts_come_from_elsewhere_only_when_chosen(
    tmp_path: Path, theme: str, font: object
) -> None:
    assert configured(tmp_path, theme + PLUGINS).theme["font"] == font


def test_a_theme_without_fonts_stays_as_it_is(tmp_path: Path) -> None:
    assert "font" not in configured(tmp_path, "theme: mkdocs\n" + PLUGINS).theme


def test_code_is_not_coloured_by_another_host(tmp_path: Path) -> None:
    assert configured(tmp_path, "theme: readthedocs\n" + PLUGINS).theme["highlightjs"] is False


def test_serving_follows_the_folders_that_are_there(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/glossary.yml": "terms: []\n"})
    assert configured(tmp_path, PLUGINS).watch == [str(tmp_path / "data")]


def test_configuring_twice_adds_nothing_twice(tmp_path: Path) -> None:
    config = configured(tmp_path, PLUGINS)
    before = (
        [str(each) for each in config.extra_javascript],
        list(config.extra_css),
        len(config.markdown_extensions),
        len(config.mdx_configs["pymdownx.superfences"]["custom_fences"]),
    )
    plugin(config).on_config(config)
    config.plugins.run_event("files", files_of(config), config=config)
    assert before == (
        [str(each) for each in config.extra_javascript],
        list(config.extra_css),
        len(config.markdown_extensions),
        len(config.mdx_configs["pymdownx.superfences"]["custom_fences"]),
    )


def test_a_page_that_is_not_published_is_not_part_of_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/drafts/a.md": "# 草稿\n\n```quiz\nfire/gone\n```\n"})
    config = configured(tmp_path, SITE_URL + PLUGINS + "exclude_docs: drafts/\n")
    assert list(plugin(config).site.pages) == ["index.md"]


def files_after(root: Path, text: str, **more: str) -> list[str]:
    write_site(
        root, {"mkdocs.yml": "site_name: 消防\n" + text, "docs/index.md": "# 消防\n", **more}
    )
    config = load_config(str(root / "mkdocs.yml"))
    plugin(config).on_config(config)
    files = files_of(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    found = config.plugins.run_event("files", files, config=config)
    return [file.src_uri for file in found]


def test_pages_of_the_engine_are_made_unless_the_site_has_its_own(tmp_path: Path) -> None:
    own = {"docs/my-practice.md": "# 我的练习\n"}
    names = files_after(tmp_path, SITE_URL + PLUGINS, **own)
    assert names.count("my-learning.md") == 1
    assert names.count("my-practice.md") == 1
    assert names.count("training-desk.md") == 1
    [data] = [name for name in names if name.endswith("data/practice.js")]
    assert data == "assets/coursemark/data/practice.js"


def test_neither_banks_among_the_pages_nor_source_maps_are_published(tmp_path: Path) -> None:
    text = SITE_URL + "theme: material\nplugins: {coursemark: {quizzes: docs/quizzes}}\n"
    more = {
        "docs/quizzes/banks/fire.yml": "title: 消防\nitems: []\n",
        "docs/quizzes/banks/旧题库.xlsx": "表",
        "docs/quizzes/about.md": "# 关于题库\n",
        "docs/data.yml": "a: 1\n",
    }
    names = files_after(tmp_path, text, **more)
    assert [n for n in names if "quizzes/" in n] == ["quizzes/about.md"]
    assert "data.yml" in names
    assert [n for n in names if n.endswith(".map")] == []


def test_a_private_key_among_the_pages_is_not_published(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs/keys").mkdir(parents=True)
    (tmp_path / "docs/keys/coursemark.key").write_text("# Coursemark 私钥\n", "utf-8")
    (tmp_path / "docs/keys/coursemark.pub").write_text("# Coursemark 公钥\n", "utf-8")

    published = files_after(tmp_path, "plugins: [coursemark]")

    assert [path for path in published if "keys" in path] == ["keys/coursemark.pub"]
    assert "keys/coursemark.key: 像是私钥，没有发布；请移到站点以外的文件夹" in caplog.text


def test_the_address_of_the_script_changes_with_the_data(tmp_path: Path) -> None:
    bank = "title: 消防\nitems: [{{id: a, type: true-false, stem: 甲, key: true, feedback: {}}}]\n"
    page = "# 消防\n\n```quiz\nfire/a\n```\n"
    found = set()
    for feedback in ("一", "二"):
        files = {"quizzes/banks/fire.yml": bank.format(feedback), "docs/a.md": page}
        write_site(tmp_path, files)
        found.add(str(configured(tmp_path, SITE_URL + PLUGINS).extra_javascript[-1]))
    assert len(found) == 2


def test_options(tmp_path: Path) -> None:
    options = "organisation: 某某医院, seal_key: AAAA, lock_after: 0, reading_speed: 600, "
    options += "lrs: {endpoint: 'http://lrs.test/xAPI/', token: 'site:w'}"
    config = configured(tmp_path, SITE_URL + f"plugins: [{{coursemark: {{{options}}}}}]\n")
    of_build = plugin(config).site.config
    assert of_build.organisation == "某某医院"
    assert (of_build.seal_key, of_build.lock_after, of_build.reading_speed) == ("AAAA", None, 600)
    assert of_build.lrs == Lrs("http://lrs.test/xAPI", "site:w")
    assert replace(read_config(tmp_path / "mkdocs.yml"), content=of_build.content) == of_build
