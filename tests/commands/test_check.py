from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_folder import bank, true_false, write_site

from coursemark.cli import main

CONFIG = "site_name: 消防\nsite_url: https://fire.example/\ndocs_dir: content\n"
SOUND = {
    "mkdocs.yml": CONFIG,
    "content/a.md": "# 甲\n",
    "quizzes/banks/fire.yml": bank(true_false("a", "source: a.md")),
}
WARNED = SOUND | {"quizzes/banks/fire.yml": bank(true_false("a"))}
WRONG = SOUND | {"content/a.md": "# 甲\n\n```quiz\nfire/b\n```\n"}

WARNING = (
    "quizzes/banks/fire.yml:3:3: 警告: 题目 fire/a 没有出处；"
    "请写 source: 加上讲它的页面，如 guides/triage.md#night [no-source]\n"
)
ERROR = "content/a.md:4:1: 错误: 找不到题目 fire/b；是不是 fire/a？ [unknown-item]\n"


def run(root: Path, files: dict[str, str], *arguments: str) -> Result:
    write_site(root, files)
    config = ["-f", str(root / "mkdocs.yml")]
    return CliRunner().invoke(main, ["check", *config, "--today", "2026-11-22", *arguments])


def test_success_is_silent(tmp_path: Path) -> None:
    result = run(tmp_path, SOUND)
    assert (result.exit_code, result.output) == (0, "")


def test_warnings_do_not_fail(tmp_path: Path) -> None:
    result = run(tmp_path, WARNED)
    assert (result.exit_code, result.output) == (0, WARNING)


def test_strict_lets_a_late_review_pass_until_the_days_of_grace_are_over(tmp_path: Path) -> None:
    page = "---\nreviewed: 2025-11-01\nreview_every: 12 months\n---\n# 页\n"
    files = SOUND | {"content/late.md": page}

    within = run(tmp_path, files, "--strict", "--today", "2027-01-30")
    assert (within.exit_code, within.output.count("警告: ")) == (0, 1)
    after = run(tmp_path, files, "--strict", "--today", "2027-01-31")
    assert (after.exit_code, after.output.count("错误: ")) == (1, 1)


def test_strict_promotes_warnings(tmp_path: Path) -> None:
    result = run(tmp_path, WARNED, "--strict")
    assert (result.exit_code, result.output) == (1, WARNING.replace("警告", "错误"))


def test_errors_fail(tmp_path: Path) -> None:
    result = run(tmp_path, WRONG)
    assert (result.exit_code, result.output) == (1, ERROR)


def test_json(tmp_path: Path) -> None:
    result = run(tmp_path, WRONG, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {
            "path": "content/a.md",
            "line": 4,
            "column": 1,
            "level": "error",
            "rule": "unknown-item",
            "text": "找不到题目 fire/b；是不是 fire/a？",
        }
    ]
    assert json.loads(run(tmp_path, SOUND, "--format", "json").output) == []


def test_github(tmp_path: Path) -> None:
    result = run(tmp_path, WRONG, "--format", "github")
    assert result.output == (
        "::error file=content/a.md,line=4,col=1,title=unknown-item::"
        "找不到题目 fire/b；是不是 fire/a？\n"
    )


def test_unreadable_configuration(tmp_path: Path) -> None:
    result = run(tmp_path, {"mkdocs.yml": 'site_name: "\n'})
    assert (result.exit_code, result.output) == (
        1,
        "mkdocs.yml:1:12: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]\n",
    )


def test_no_such_configuration(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "no.yml")])
    assert result.exit_code == 2
    assert f"找不到 {tmp_path}/no.yml；请进入站点文件夹，或用 -f 指定 mkdocs.yml" in result.output


def test_outside_any_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "这里和上级文件夹都没有 mkdocs.yml；" in result.output


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--today", "2026-02-30"], ["x"]])
def test_wrong_use(tmp_path: Path, arguments: list[str]) -> None:
    assert run(tmp_path, SOUND, *arguments).exit_code == 2


def test_nearest_site_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, WRONG)
    monkeypatch.chdir(tmp_path / "content")
    result = CliRunner().invoke(main, ["check", "--today", "2026-11-22"])
    assert (result.exit_code, result.output) == (1, ERROR)


def test_help_loads_neither_yaml_nor_markdown() -> None:
    script = (
        "import sys; from coursemark.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "loaded = [m for m in ('yaml', 'markdown', 'mkdocs', 'xlsxwriter') if m in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "检查题库、测评和页面，一次报告全部问题" in done.stdout


def test_a_name_that_is_no_text_and_a_console_that_is_not_utf8(tmp_path: Path) -> None:
    write_site(tmp_path, SOUND)
    stray = os.fsencode(tmp_path / "quizzes/banks") + b"/" + "感".encode("gbk") + b"\xff\xff.yml"
    Path(os.fsdecode(stray)).write_text("title: 甲\n", encoding="utf-8")
    (tmp_path / "content/😀.md").write_text("```quiz\nx\n```\n", encoding="utf-8")
    code = "from coursemark.cli import main; main()"
    command = [sys.executable, "-c", code, "check"]
    ran = subprocess.run(
        command, cwd=tmp_path, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "gbk"}
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode("gbk").splitlines() == [
        r"content/\U0001f600.md:2:1: 错误: quiz 块里看不懂 x；"
        "请写 题库/题目 或 assessment: 测评编号 [bad-fence]",
        r"quizzes/banks/\udcb8\udcd0\udcff\udcff.yml:1:1: 错误: "
        r"题库文件名 \udcb8\udcd0\udcff\udcff "
        "不能作编号；请只用字母、数字、连字符和下划线 [bad-id]",
    ]


def test_options_of_the_plugin(tmp_path: Path) -> None:
    files = SOUND | {"mkdocs.yml": CONFIG + "plugins:\n  - coursemark: {quiz: quizzes}\n"}
    result = run(tmp_path, files)
    assert (result.exit_code, result.output) == (
        1,
        "mkdocs.yml:5:18: 错误: 插件 coursemark 没有 quiz 这个字段；是不是 quizzes？"
        " [unknown-field]\n",
    )
