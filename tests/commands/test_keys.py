"""`coursemark keys`: a pair of keys that fit, kept from other eyes and never replaced."""

from __future__ import annotations

import stat
import sys

import click
import pytest
from click.testing import CliRunner
from transferring import transferred

from coursemark.commands.keys import command
from coursemark.commands.options import keys_option
from coursemark.commands.usage import Command
from coursemark.records import read_records
from coursemark.sealing import key_name, read_key


def run(*args):
    return CliRunner().invoke(command, [*map(str, args)])


@pytest.fixture
def folder(tmp_path):
    assert run("-o", tmp_path / "钥匙").exit_code == 0
    return tmp_path / "钥匙"


def public_of(folder) -> str:
    comment, line = (folder / "coursemark.pub").read_text("utf-8").splitlines()
    assert comment.startswith("# Coursemark 公钥 ")
    name, _, letters = line.partition(": ")
    assert name == "seal_key"
    return letters


def test_the_private_key_opens_what_is_sealed_to_the_public_one(folder, tmp_path):
    record = '{"format":"coursemark-record/1","learner":{"id":"1"}}\n'
    (tmp_path / "a.jsonl").write_text(transferred(record, public_of(folder)).sealed, "utf-8")
    key = read_key(folder / "coursemark.key")
    (file,) = read_records([tmp_path / "a.jsonl"], keys=[key])
    assert file.sealed
    assert key.name == key_name(public_of(folder))


def test_it_prints_the_line_for_mkdocs_yml_and_how_to_keep_the_key(tmp_path):
    done = run("-o", tmp_path)
    public = public_of(tmp_path)
    assert done.output == (
        f"钥匙编号 {key_name(public)}\n"
        "公钥：请把下面一行写进 mkdocs.yml 里插件 coursemark 的选项"
        f"（也存在 {tmp_path / 'coursemark.pub'}）\n\n"
        f"        seal_key: {public}\n\n"
        f"私钥：{tmp_path / 'coursemark.key'}\n"
        "  只由培训管理员保管：不要发给别人，不要放进网站，不要进版本库；请在 U 盘上另存一份。\n"
        "  打开密封的记录：coursemark report 记录… --key coursemark.key\n"
        "  私钥丢了，用它密封的记录谁也打不开，只能请学员重新交；更换钥匙后旧私钥仍要留着。\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_only_the_owner_may_read_the_private_key(folder):
    assert stat.S_IMODE((folder / "coursemark.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["coursemark.key", "coursemark.pub"])
def test_keys_that_are_there_are_never_written_over(tmp_path, name):
    (tmp_path / name).write_text("old", "utf-8")
    done = run("-o", tmp_path)
    assert done.exit_code == 2
    assert done.output.endswith(
        f"错误：{tmp_path / name} 已经存在，没有覆盖："
        "旧的私钥丢了，用它密封的记录就打不开；请换一个文件夹\n"
    )
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(name, "old")]


@pytest.mark.parametrize("within", ["pages", "pages/钥匙"])
def test_a_private_key_among_the_pages_would_be_published(tmp_path, within):
    (tmp_path / "mkdocs.yml").write_text("site_name: 学堂\ndocs_dir: pages\n", "utf-8")
    (tmp_path / "pages").mkdir()
    done = run("-o", tmp_path / within)
    assert done.exit_code == 2
    assert done.output.endswith(
        f"错误：{tmp_path / within} 在网站的页面文件夹里，私钥会跟着网站发布；"
        "请换一个站点以外的文件夹\n"
    )
    assert list((tmp_path / "pages").iterdir()) == []


def test_a_private_key_in_the_folder_of_the_site_is_warned_of(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: 学堂\n", "utf-8")
    done = run("-o", tmp_path / "keys")
    assert done.exit_code == 0
    assert done.output.endswith(
        f"\n  注意：{tmp_path / 'keys'} 在站点文件夹里，私钥容易跟着版本库传出去；请移到外面。\n"
    )


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "a").write_text("", "utf-8")
    done = run("-o", tmp_path / "a" / "b")
    assert done.exit_code == 2
    where = tmp_path / "a" / "b"
    assert done.output.endswith(
        f"错误：{where} 写不进去（路径中间是文件，不是文件夹）；请换个位置\n"
    )


def test_without_a_place_it_is_wrong_use():
    assert run().exit_code == 2


@click.command(cls=Command)
@keys_option
def names(keys):
    click.echo(" ".join(key.name for key in keys))


def test_the_option_reads_several_keys(folder, tmp_path):
    run("-o", tmp_path / "旧")
    files = [folder / "coursemark.key", tmp_path / "旧" / "coursemark.key"]
    done = CliRunner().invoke(names, [a for file in files for a in ("--key", str(file))])
    assert done.output == " ".join(read_key(file).name for file in files) + "\n"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("none.key", "私钥 {path} 不存在；请检查路径和文件名"),
        ("coursemark.pub", "{path} 是公钥，打不开密封的记录；请用同时生成的 coursemark.key"),
    ],
)
def test_a_file_that_is_no_private_key_is_wrong_use(folder, name, fault):
    done = CliRunner().invoke(names, ["--key", str(folder / name)])
    assert done.exit_code == 2
    assert done.output.endswith(f"错误：{fault.format(path=folder / name)}\n")
