"""What the installed command says of wrong use: all of it Chinese, wherever it runs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from coursemark.cli import _COMMANDS, main

SCRIPT = Path(sys.executable).with_name("coursemark")
REPORT = "用法：coursemark report [选项] [记录]…\n查看说明：coursemark report -h\n\n错误："
CHECK = "用法：coursemark check [选项]\n查看说明：coursemark check -h\n\n错误："
ATTEND = "用法：coursemark attend [选项] [签到表]…\n查看说明：coursemark attend -h\n\n错误："
ALL = "用法：coursemark [选项] 命令 …\n查看说明：coursemark -h\n\n错误："


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    """The script as people have it, under a system that speaks no Chinese."""
    env = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([SCRIPT, *words], cwd=folder, env=env, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("report --rooster x", f"{REPORT}没有选项 --rooster；是不是 --roster、--store？"),
        ("report --zzzzz", f"{REPORT}没有选项 --zzzzz"),
        ("report -z", f"{REPORT}没有选项 -z"),
        ("--zzzzz", f"{ALL}没有选项 --zzzzz"),
        ("repot", f"{ALL}没有命令 repot；是不是 report？"),
        (
            "出报表",
            f"{ALL}没有命令 出报表；"
            "有 attend、audit、certificates、check、desk-keys、keys、regrade、report、verify",
        ),
        ("report --roster", f"{REPORT}--roster 后面没有写值；请补上"),
        ("check -f", f"{CHECK}-f 后面没有写值；请补上"),
        ("check --strict=1", f"{CHECK}--strict 后面不写值；请去掉等号和后面的内容"),
        ("check 一 二", f"{CHECK}多写了 一 二；请去掉，名字里有空格的请用引号括起来"),
        ("check --format xml", f"{CHECK}--format 不能写 xml；可以写 text、json、github"),
        ("check --today 昨天", f"{CHECK}看不懂日期 昨天；请写成 2026-01-31 这样"),
        ("check --today 1899-12-31", f"{CHECK}日期 1899-12-31 太早或太晚；请检查 --today"),
        ("check -f .", f"{CHECK}--config-file 后面的 . 是文件夹；请写文件"),
        ("report --late-days 0", f"{REPORT}--late-days 不能写 0；请写 1 到 3660 的整数"),
        ("report --late-days 3661", f"{REPORT}--late-days 不能写 3661；请写 1 到 3660 的整数"),
        ("report --late-days 1.5", f"{REPORT}--late-days 不能写 1.5；请写 1 到 3660 的整数"),
        ("attend --hours 0", f"{ATTEND}--hours 不能写 0；请写大于 0、不超过 200 的数"),
        ("attend --hours nan", f"{ATTEND}--hours 不能写 nan；请写大于 0、不超过 200 的数"),
        ("attend --hours 两", f"{ATTEND}--hours 不能写 两；请写大于 0、不超过 200 的数"),
        (
            "verify",
            "用法：coursemark verify [选项] 核验码|文件 [记录]…\n查看说明：coursemark verify -h\n\n"
            "错误：没有写 核验码|文件；请补上",
        ),
        (
            "certificates",
            "用法：coursemark certificates [选项] [记录]…\n查看说明：coursemark certificates -h\n\n"
            "错误：没有写 --course；请补上",
        ),
        (
            "keys",
            "用法：coursemark keys [选项]\n查看说明：coursemark keys -h\n\n"
            "错误：没有写 -o 或 --output；请补上",
        ),
        ("report", f"{REPORT}没有说明读哪些学习记录；请写文件、文件夹或 zip"),
        ("report . --roster 无.csv -o o", f"{REPORT}名册 无.csv 不存在；请检查路径和文件名"),
        ("report . --key 无.key -o o", f"{REPORT}私钥 无.key 不存在；请检查路径和文件名"),
        (
            "report --from lrs+http://127.0.0.1:9/xAPI --login 无.txt -o o",
            f"{REPORT}登录文件 无.txt 不存在；请检查路径和文件名",
        ),
    ],
)
def test_wrong_use(tmp_path: Path, words: str, said: str) -> None:
    assert run(tmp_path, *words.split(" ")) == (2, "", f"{said}\n")


@pytest.mark.parametrize("words", [[], ["--"]])
def test_without_a_command_it_says_what_there_is(words: list[str]) -> None:
    assert CliRunner().invoke(main, words).output == CliRunner().invoke(main, ["-h"]).output


def test_the_version(tmp_path: Path) -> None:
    status, said, fault = run(tmp_path, "--version")
    assert (status, fault) == (0, "")
    assert re.fullmatch(r"coursemark \d+\.\d+\.\d+\S*\n", said)


@pytest.mark.parametrize("words", [["-h"], *([name, "-h"] for name in sorted(_COMMANDS))])
def test_the_help_has_no_english_words_of_its_own(words: list[str]) -> None:
    said = CliRunner().invoke(main, words).output
    assert said.startswith("用法：")
    # Words as click would write them, and metavariables, which are all capitals.
    assert re.findall(r"(?i)\b(?:usage|options|commands|default|required|show)\b", said) == []
    assert set(re.findall(r"\b[A-Z]{3,}\b", said)) <= {"CSV", "JSON", "LRS", "PDF", "HEAD", "DOI"}


def test_what_must_be_written_is_said_in_the_help() -> None:
    said = CliRunner().invoke(main, ["keys", "-h"]).output
    assert "放两个钥匙文件的文件夹；不要放在站点文件夹里。（必须写）" in re.sub(r"\n +", "", said)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_whoever_stops_it_is_told_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "等.csv")
    words = [SCRIPT, "report", ".", "--key", "等.csv", "-o", "o"]
    running = subprocess.Popen(
        words,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        # What a shell runs in the background is not interrupted, and neither is what that starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    pipe = None
    while pipe is None and running.poll() is None:
        with suppress(OSError):  # Nobody reads it yet; then it is read, and more is waited for.
            pipe = os.open(tmp_path / "等.csv", os.O_WRONLY | os.O_NONBLOCK)
    assert pipe is not None, running.communicate()
    said = None
    for _ in range(3):
        # Python drops an interruption that meets it while it frees something.
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            _, said = running.communicate(timeout=10)
            break
    else:
        running.kill()
    assert said is not None, "it goes on, however often it is stopped"
    os.close(pipe)
    assert (running.returncode, said.decode()) == (1, "\n已中止\n")
