from __future__ import annotations

import os
from pathlib import Path

from site_folder import bank, faults, true_false, write_site

from coursemark.loading.site import Loaded, load_site
from coursemark.model import SiteConfig

FILES = {
    "content/index.md": "# 首页\n",
    "content/b/二.md": "# 二\n",
    "content/.hidden/a.md": "```quiz\nno/no\n```\n",
    "content/.a.md": "```quiz\nno/no\n```\n",
    "content/notes.txt": "文字",
    "quizzes/banks/fire.yml": bank(true_false("a")),
    "quizzes/banks/more/消防.yaml": bank(true_false("a")),
    "quizzes/banks/readme.txt": "文字",
    "quizzes/banks/.old.yml": "坏",
    "quizzes/assessments/final.yml": "title: 考\ndraw: [fire/a]\n",
    "quizzes/surveys/after.yml": "title: 问\nquestions: [{id: a, type: text, text: 甲？}]\n",
}


def load(root: Path, **options: str) -> Loaded:
    return load_site(root, SiteConfig(id="https://fire.example/", title="消防学堂", **options))


def test_everything_in_its_place(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert list(loaded.site.pages) == ["b/二.md", "index.md"]
    assert list(loaded.site.banks) == ["fire", "消防"]
    assert list(loaded.site.items) == ["fire/a", "消防/a"]
    assert list(loaded.site.assessments) == ["final"]
    assert list(loaded.site.surveys) == ["after"]
    assert loaded.site.pages["b/二.md"].place.path == "content/b/二.md"


def test_an_empty_folder_is_an_empty_site(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert not loaded.site.pages
    assert not loaded.site.items


def test_only_the_given_pages(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    config = SiteConfig(id="https://fire.example/", title="消防学堂")
    files = {"首页.md": tmp_path / "content/index.md"}
    assert list(load_site(tmp_path, config, files).site.pages) == ["首页.md"]


def test_links(tmp_path: Path) -> None:
    write_site(tmp_path, {"site/content/a.md": "# 甲\n", "secret/b.md": "# 秘\n"})
    content = tmp_path / "site/content"
    (content / "inside.md").symlink_to(content / "a.md")
    (content / "file.md").symlink_to(tmp_path / "secret/b.md")
    (content / "folder").symlink_to(tmp_path / "secret")
    (content / "round").symlink_to(content)
    (content / "dead.md").symlink_to(content / "gone.md")
    loaded = load(tmp_path / "site")
    assert list(loaded.site.pages) == ["a.md", "inside.md"]
    assert [str(p) for p in loaded.problems] == [
        "content/file.md:1:1: 错误: file.md 是指向文件夹外面的链接，没有读取；"
        "请换成真实的文件 [outside-link]",
        "content/folder:1:1: 错误: folder 是指向文件夹外面的链接，没有读取；"
        "请换成真实的文件 [outside-link]",
    ]


def test_files_that_are_not_read(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/A.YML": bank(true_false("a", "source: a.md")),
        "quizzes/banks/b.yml.txt": "title: 乙",
        "quizzes/banks/~$c.xlsx": "锁",
        "quizzes/assessments/d.xlsx": "表",
        "quizzes/题库/e.yml": "title: 戊",
        "quizzes/f.yaml": "title: 己",
        "content/a.md": "# 页\n\n```quiz\nA/a\n```\n",
    }
    name = (
        "文件没有读取；题库、测评和问卷要存成以 .yml 结尾的 UTF-8 文本，请另存并改名 [unread-file]"
    )
    place = (
        "文件没有读取；题库请放进 quizzes/banks，测评请放进 quizzes/assessments，"
        "问卷请放进 quizzes/surveys [unread-file]"
    )
    assert faults(tmp_path, files) == [
        f"quizzes/assessments/d.xlsx:1:1: 警告: {name}",
        f"quizzes/banks/b.yml.txt:1:1: 警告: {name}",
        f"quizzes/f.yaml:1:1: 警告: {place}",
        f"quizzes/题库/e.yml:1:1: 警告: {place}",
    ]


def test_a_page_whose_name_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / os.fsdecode(b"\xb8\xff.md")).write_text("# 页\n", "utf-8")
    loaded = load(tmp_path)
    assert not loaded.site.pages
    assert [str(p) for p in loaded.problems] == [
        r"content/\udcb8\udcff.md:1:1: 错误: 文件名不是 UTF-8 编码，多半是解压时成了乱码；"
        "请改名 [bad-file-name]"
    ]


def test_a_quiz_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [str(p) for p in load(tmp_path, quizzes="题库").problems] == [
        "mkdocs.yml:1:1: 错误: 插件选项 quizzes 指的文件夹 题库 不存在；请改正 [missing-folder]"
    ]


def test_a_data_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [str(p) for p in load(tmp_path, data="台账").problems] == [
        "mkdocs.yml:1:1: 错误: 插件选项 registers 指的文件夹 台账 不存在；请改正 [missing-folder]"
    ]


def test_bad_file_name(tmp_path: Path) -> None:
    files = {"quizzes/banks/a b.yml": bank(true_false("a"))}
    assert faults(tmp_path, files) == [
        "quizzes/banks/a b.yml:1:1: 错误: 题库文件名 a b 不能作编号；"
        "请只用字母、数字、连字符和下划线 [bad-id]"
    ]


def test_two_loads_are_equal(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    first, second = load(tmp_path), load(tmp_path)
    assert first == second
    assert first.site.revision == second.site.revision
