"""The views as such: each is declared, has a module, and says what is wrong."""

from pathlib import Path

import pytest
from site_folder import faults
from view_page import shown

import coursemark.render.views
from coursemark.loading.views import VIEWS

FOLDER = Path(coursemark.render.views.__file__).parent
HELPERS = {"__init__"}


def test_every_view_has_its_module_and_every_module_its_view() -> None:
    files = (file.stem for file in FOLDER.glob("*.py") if file.stem not in HELPERS)
    modules = {name.replace("_", "-") for name in files}
    assert modules == set(VIEWS)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_has_its_test(name: str) -> None:
    assert (Path(__file__).parent / f"test_{name.replace('-', '_')}.py").is_file()


def test_a_site_without_data_shows_empty_views(tmp_path: Path) -> None:
    for name, options in VIEWS.items():
        if not any(field.required for field in options.values()):
            assert "Traceback" not in shown(tmp_path, {}, name)


@pytest.mark.parametrize(
    ("fence", "text"),
    [
        ("glosary", "没有 glosary 这个视图；是不是 glossary？"),
        ("", "view 块是空的；第一行请写视图名"),
        ("answer", "视图 answer 没有 of；请在下一行写 of:"),
        ("answer\nof: q.md#a\nto: b", "视图 answer 没有 to 这个字段；可用的有 of"),
    ],
)
def test_what_is_wrong_shows_in_the_page_and_in_the_check(
    tmp_path: Path, fence: str, text: str
) -> None:
    page = f"# 页\n\n```view\n{fence}\n```\n"
    assert text in shown(tmp_path, {}, fence)
    assert any(text in line for line in faults(tmp_path, {"content/p.md": page}))


def test_a_broken_reference_of_a_view(tmp_path: Path) -> None:
    page = "# 页\n\n```view\nanswer\nof: q.md#a\n```\n"
    assert faults(tmp_path, {"content/p.md": page}, "broken-reference") == [
        "content/p.md:5:5: 错误: 找不到统一口径 q.md#a；请核对 [broken-reference]"
    ]
