"""What the plugin makes of a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from site_folder import write_site

from coursemark.mkdocs_plugin import CoursemarkPlugin

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
