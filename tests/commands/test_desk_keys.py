"""`coursemark desk-keys`: answers for the trainer's desk, never among the pages."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from site_folder import write_site

from coursemark.cli import main

SITE = {
    "mkdocs.yml": """
        site_name: 消防学堂
        site_url: https://fire.example/
        docs_dir: content
        plugins: [coursemark]
    """,
    "content/index.md": "# 消防学堂\n",
    "quizzes/banks/fire.yml": """
        title: 消防
        items:
          - id: shown
            type: true-false
            stem: 火警电话是 119。
            key: true
            feedback: 是。
            source: index.md
          - id: secret
            type: true-false
            stem: 电梯可以用来逃生。
            key: false
            feedback: 不能。
            source: index.md
    """,
    "quizzes/assessments/open.yml": """
        title: 练习
        draw:
          - item: fire/shown
    """,
    "quizzes/assessments/exam.yml": """
        title: 考试
        mode: exam
        key: withheld
        draw:
          - item: fire/secret
    """,
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    write_site(tmp_path, SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, ["desk-keys", *args])


def test_the_file_has_the_answers_that_the_site_withholds(root):
    done = run("-o", "../desk/答案.json")
    assert (done.exit_code, done.output.splitlines()[0]) == (
        0,
        "已写入 ../desk/答案.json：1 道题的答案",
    )
    keys = json.loads((root / "../desk/答案.json").read_text("utf-8"))
    assert (keys["format"], keys["site"]["id"]) == (
        "coursemark-desk-keys/1",
        "https://fire.example/",
    )
    assert {name: item["definition"]["key"] for name, item in keys["items"].items()} == {
        "fire/secret": False
    }
    assert run("-o", "../desk/答案.json").exit_code == 0


def test_it_is_not_written_among_the_pages_nor_over_anything_else(root):
    (root / "别的.json").write_text("{}", "utf-8")
    among, over = run("-o", "content/a.json"), run("-o", "别的.json")
    assert (among.exit_code, over.exit_code) == (2, 2)
    assert among.output.splitlines()[-1] == (
        "错误：content/a.json 在网站的页面文件夹里，答案会跟着网站发布；请换一个站点以外的文件夹"
    )
    assert over.output.splitlines()[-1] == (
        "错误：别的.json 已经存在，又不是答案文件，没有覆盖；请换一个名字"
    )
