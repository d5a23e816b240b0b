"""`coursemark regrade` from records and two states of a site to a table and an exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from record_builder import Learner
from site_folder import write_site

from coursemark.cli import main
from coursemark.loading.config import read_config
from coursemark.loading.site import load_site

FILES = {
    "mkdocs.yml": """
        site_name: 消防学堂
        docs_dir: content
        plugins:
          - coursemark:
              site_id: https://fire.example/
        """,
    "content/a.md": "# 甲页\n",
    "content/c.md": """
        ---
        kind: course
        course:
          id: basic
          title: 消防入门
          steps:
            - pass: final
        ---
        # 消防入门
        """,
    "quizzes/banks/fire.yml": """
        title: 消防
        region: 全国
        items:
          - id: q1
            type: single
            stem: 火警电话？
            options: {A: '110', B: '119'}
            key: A
            feedback: 火警 119。
            source: a.md
          - id: q2
            type: true-false
            stem: 119 免费。
            key: true
            feedback: 免费。
            source: a.md
        """,
    "quizzes/assessments/final.yml": """
        title: 结业
        mode: exam
        pass_mark: 100
        draw:
          - fire/q1
          - fire/q2
        """,
}
CORRECTED = """
    消防学堂：改正之前 {against}，改正之后是现在的题库；截止 2026-11-22
    核对 2 人、2 人次测评、2 次作答
    成绩或结果变化 2 人次：升 1，降 1；变为通过 1，不再通过 1
    题目变化 1 道，2 次作答的得分不同；课程状态变化 2 人次

    工号  姓名     测评  成绩        结果
    001   学员001  结业  50% → 100%  未通过 → 通过
    002   学员002  结业  100% → 50%  通过 → 未通过

    题目     改动        作答  变化  变好  变差
    fire/q1  答案 A → B  2     2     1     1

    工号  姓名     课程      状态
    001   学员001  消防入门  学习中 → 已完成
    002   学员002  消防入门  已完成 → 学习中
"""


def corrected(against):
    text = re.sub(r"^    ", "", CORRECTED, flags=re.MULTILINE).lstrip("\n")
    return text.format(against=against)


def git(folder, *args):
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *args],
        env={"PATH": os.environ["PATH"], **own},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def correct(folder, old="key: A", new="key: B"):
    bank = folder / "quizzes/banks/fire.yml"
    bank.write_text(bank.read_text("utf-8").replace(old, new), "utf-8")


def hand_in(folder, to):
    """One answered B and one A, while A was taken for right."""
    site = load_site(folder, read_config(folder / "mkdocs.yml")).site
    to.mkdir()
    for id_, response in (("001", "B"), ("002", "A")):
        learner = Learner(id_, f"学员{id_}", site=site)
        learner.attempt({"fire/q1": response, "fire/q2": "true"}, assessment="final")
        learner.hand_in(to)


@pytest.fixture
def site(tmp_path):
    """A site in a subfolder of a repository, committed with a wrong key, then corrected."""
    folder = tmp_path / "repository" / "sites" / "消防"
    write_site(folder, FILES)
    hand_in(folder, tmp_path / "records")
    top = tmp_path / "repository"
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "first")
    git(top, "tag", "发布")
    correct(folder)
    return folder


def run(site, *args):
    records = site.parents[2] / "records"
    words = ["regrade", records, "-f", site / "mkdocs.yml", "--as-of", "2026-11-22", *args]
    return CliRunner().invoke(main, [str(word) for word in words])


def state(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts}


@pytest.mark.parametrize("revision", ["HEAD", "main", "发布", "main~0"])
def test_against_a_revision_of_the_repository(site, revision):
    before, sha = state(site), git(site, "rev-parse", "HEAD")
    done = run(site, "--against", revision)
    assert done.output == corrected(f"{revision}（{sha[:10]}）")
    assert done.exit_code == 0
    assert state(site) == before


def test_against_a_commit_and_when_the_correction_is_committed_too(site):
    sha = git(site, "rev-parse", "HEAD")
    git(site, "commit", "-q", "-am", "second")
    assert run(site, "--against", sha[:12]).output == corrected(f"{sha[:12]}（{sha[:10]}）")
    same = run(site, "--against", "HEAD")
    assert same.output.splitlines()[1:] == ["核对 2 人、2 人次测评、2 次作答", "没有变化"]
    assert same.exit_code == 0


@pytest.mark.parametrize("part", ["", "quizzes"])
def test_against_a_folder(site, tmp_path, part):
    write_site(tmp_path / "old", FILES)
    folder = tmp_path / "old" / part
    done = run(site, "--against", folder)
    assert done.output == corrected(folder)
    assert done.exit_code == 0


def test_quizzes_alone_need_not_fit_the_pages_of_today(site, tmp_path):
    write_site(tmp_path / "old", FILES)
    old = tmp_path / "old/quizzes/banks/fire.yml"
    old.write_text(old.read_text("utf-8").replace("source: a.md", "source: gone.md"), "utf-8")
    assert run(site, "--against", tmp_path / "old/quizzes").output == corrected(
        tmp_path / "old/quizzes"
    )
    assert run(site, "--against", tmp_path / "old").exit_code == 1


def test_as_people_run_it_in_the_folder_of_the_site(site):
    script = str(Path(sys.executable).with_name("coursemark"))
    records = site.parents[2] / "records"
    words = [script, "regrade", str(records), "--against", "HEAD", "--as-of", "2026-11-22"]
    done = subprocess.run(words, cwd=site, capture_output=True, text=True)
    assert done.stdout == corrected(f"HEAD（{git(site, 'rev-parse', 'HEAD')[:10]}）")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_git_variable_of_the_caller_leads_nowhere_else(site, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert run(site, "--against", "HEAD").exit_code == 0


def test_tables_and_json(site, tmp_path):
    out, machine = tmp_path / "out" / "o.xlsx", tmp_path / "o.json"
    for _ in range(2):
        done = run(site, "--against", "HEAD", "-o", out, "--json", machine)
        assert done.output.endswith(f"已写入 {out}\n已写入 {machine}\n")
        assert done.exit_code == 0
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("成绩变化").to_python()
    assert [row[:2] + row[7:9] for row in rows[1:]] == [
        ["001", "学员001", "未通过", "通过"],
        ["002", "学员002", "通过", "未通过"],
    ]
    assert json.loads(machine.read_text("utf-8"))["summary"]["changed"] == 2
    assert run(site, "--against", "HEAD", "-o", tmp_path / "o.csv").exit_code == 0
    assert run(site, "--against", "HEAD", "-o", tmp_path / "o.csv").exit_code == 0
    assert (tmp_path / "o.csv").read_text("utf-8-sig").count("\n") == 3


def test_the_roster_gives_the_names(site, tmp_path):
    (tmp_path / "records/roster.csv").write_text("工号,姓名\n001,王秀英\n", "utf-8")
    done = run(site, "--against", "HEAD", "--roster", tmp_path / "records/roster.csv")
    assert "001   王秀英   结业  50% → 100%" in done.output
    assert done.exit_code == 0


def test_a_long_list_is_cut_on_the_screen(site, tmp_path):
    loaded = load_site(site, read_config(site / "mkdocs.yml")).site
    for n in range(60):
        learner = Learner(f"1{n:03}", "长" * 60 + "\x1b[31m\u202e", site=loaded)
        learner.attempt({"fire/q1": "B", "fire/q2": "true"}, assessment="final")
        learner.hand_in(tmp_path / "records")
    lines = run(site, "--against", "HEAD").output.splitlines()
    assert lines.count("另有 12 行，请用 -o 写成表格查看") == 2
    assert not any("\x1b" in line or "\u202e" in line for line in lines)
    assert any("长" * 39 + "…" in line for line in lines)


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (
            ["--against", "HEAD~9"],
            "仓库里没有版本 HEAD~9，也没有这个文件夹；请用 git log 查看版本，或写旧的题库文件夹",
        ),
        (
            ["--against=--output=/tmp/x"],
            "--output=/tmp/x 既不是文件夹，也不像 git 版本；请写 HEAD~1、标签名或提交编号",
        ),
        (
            ["--against", "HEAD:quizzes"],
            "HEAD:quizzes 既不是文件夹，也不像 git 版本；请写 HEAD~1、标签名或提交编号",
        ),
        (
            ["--against", "../no-such-old"],
            "../no-such-old 既不是文件夹，也不像 git 版本；请写 HEAD~1、标签名或提交编号",
        ),
        (
            ["--against", "HEAD^{tree}"],
            "仓库里没有版本 HEAD^{tree}，也没有这个文件夹；"
            "请用 git log 查看版本，或写旧的题库文件夹",
        ),
        (
            ["--against", "{site}/content"],
            "{site}/content 里没有 mkdocs.yml，也没有 banks 文件夹；"
            "--against 后面请写旧的站点文件夹或旧的题库文件夹",
        ),
        (
            ["--against", "{site}/mkdocs.yml"],
            "{site}/mkdocs.yml 是文件；--against 后面请写文件夹或 git 版本",
        ),
        (
            ["--against", "HEAD", "-o", "o.pdf"],
            "写不成 o.pdf；-o 后面请写 .xlsx 或 .csv 文件",
        ),
        (
            ["--against", "HEAD", "-o", "{site}/o.csv", "--json", "{site}/o.csv"],
            "-o 和 --json 都是 {site}/o.csv；请换一个名字",
        ),
        (
            ["--against", "HEAD", "--json", "{site}/mkdocs.yml"],
            "{site}/mkdocs.yml 已经存在，又不是对比表，没有覆盖；请换一个名字",
        ),
        (["--against", "HEAD", "{site}/none"], "找不到 {site}/none；请检查路径"),
        (["--against", ""], "--against 是空的；请写 HEAD~1、标签名、提交编号，或旧的题库文件夹"),
        ([], "没有写 --against；请补上"),
    ],
)
def test_wrong_use(site, args, text):
    before = state(site)
    done = run(site, *(arg.replace("{site}", str(site)) for arg in args))
    assert done.exit_code == 2
    plain = re.sub(r"\s+", " ", done.output)
    assert plain.endswith(f"错误：{text.replace('{site}', str(site))} ")
    assert state(site) == before


def test_where_there_is_no_repository(tmp_path):
    folder = tmp_path / "repository" / "sites" / "消防"
    write_site(folder, FILES)
    hand_in(folder, tmp_path / "records")
    done = run(folder, "--against", "HEAD")
    assert done.exit_code == 2
    assert f"找不到文件夹 HEAD，{folder} 又不在 git 仓库里" in done.output


def test_without_git(site, monkeypatch):
    monkeypatch.setenv("PATH", "")
    done = run(site, "--against", "HEAD")
    assert (done.exit_code, "这台电脑没有 git" in done.output) == (2, True)


def test_a_revision_before_the_site(site):
    top = site.parents[1]
    git(top, "rm", "-rq", "--cached", "sites")
    (top / "README").write_text("x", "utf-8")
    git(top, "add", "README")
    git(top, "commit", "-q", "-m", "without the site")
    done = run(site, "--against", "HEAD")
    assert done.exit_code == 2
    assert "版本 HEAD 里还没有 mkdocs.yml；请选后来的版本" in done.output


def test_links_and_other_files_of_a_revision_are_left(site):
    (site / "quizzes/banks/link.yml").symlink_to("/etc/passwd")
    (site / "content/picture.png").write_bytes(b"x" * 1000)
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "second")
    (site / "quizzes/banks/link.yml").unlink()
    assert run(site, "--against", "HEAD").exit_code == 0


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_side_with_errors(site, side):
    if side == "old":
        correct(site, "key: B", "key: Z")
        git(site, "commit", "-q", "-am", "broken")
        correct(site, "key: Z", "key: B")
    else:
        correct(site, "key: B", "key: Z")
    done = run(site, "--against", "HEAD", "-o", site / "o.xlsx")
    assert done.exit_code == 1
    assert "[key-not-an-option]" in done.output
    assert "题库有 1 个错误" in done.output
    assert not (site / "o.xlsx").exists()


def test_two_sites(site, tmp_path):
    files = {**FILES, "mkdocs.yml": FILES["mkdocs.yml"].replace("fire.example", "other.example")}
    write_site(tmp_path / "old", files)
    done = run(site, "--against", tmp_path / "old")
    assert done.exit_code == 2
    assert "两边的站点编号不同" in done.output
