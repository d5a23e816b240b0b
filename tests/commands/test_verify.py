"""`coursemark verify` on a folder of records: text, JSON, exit status."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from inspected_site import FILES, RIGHT, WRONG, finish, load, make_site
from nacl.public import PublicKey, SealedBox
from record_builder import Learner, record

from coursemark.commands.verify import command
from coursemark.sealing import decoded, key_text, new_key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    (tmp_path / "records").mkdir()
    finish(Learner("001", "张三", site=site)).hand_in(tmp_path / "records", "001.jsonl")
    finish(Learner("002", "李四", site=site), WRONG).hand_in(tmp_path / "records", "002.jsonl")
    return tmp_path


def run(folder: Path, *args: object, day: str = "2026-11-22") -> Result:
    config = ["-f", str(folder / "mkdocs.yml"), "--as-of", day]
    return CliRunner().invoke(command, [*map(str, args), *config])


def code_in(folder: Path) -> str:
    done = run(folder, folder / "records/001.jsonl", "--json")
    (file,) = json.loads(done.output)["files"]
    code: str = file["learners"][0]["completions"][0]["code"]
    return code


def test_a_code_that_holds(folder: Path) -> None:
    code = code_in(folder)

    done = run(folder, code, folder / "records")

    assert done.output == (
        f"核验码 {code}：相符\n"
        "  学员：张三（工号 001，心内科，护士）\n"
        "  课程：消防入门（3 学时）\n"
        "  完成：2026-03-01 09:07，编号 newcomer-20260301-001\n"
        "  成绩：100 分\n"
        "  测评：结业考试 100 分，2026-03-01 09:07，作答 1 次，试卷版本 "
        f"{revision(folder)}\n"
        "  有效期：至 2027-03-01，到 2026-11-22 有效\n"
    )
    assert done.exit_code == 0


def revision(folder: Path) -> str:
    from inspected_site import load

    site = load(folder)
    return site.assessment_revision(site.assessments["final"])


def test_a_past_day_is_not_held_against_what_was_done_since(folder: Path) -> None:
    done = run(folder, folder / "records/001.jsonl", "--json", day="2026-02-28")

    (file,) = json.loads(done.output)["files"]
    assert (file["problems"], file["verified"], done.exit_code) == ([], True, 0)


def test_a_code_as_people_type_it_and_past_its_validity(folder: Path) -> None:
    typed = "核验码： " + code_in(folder).lower().replace("-", " ")

    done = run(folder, typed, folder / "records", day="2027-03-02")

    assert "有效期：至 2027-03-01，到 2027-03-02 已过" in done.output
    assert done.exit_code == 0


def test_a_mistyped_code_says_so(folder: Path) -> None:
    code = code_in(folder)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")

    done = run(folder, wrong, folder / "records")

    assert f"核验码 {wrong} 的校验位不符，多半抄错了一位；请核对" in done.output
    assert done.exit_code == 2


def test_a_code_of_nobody(folder: Path) -> None:
    code = code_in(folder)

    done = run(folder, code, folder / "records/002.jsonl")

    assert done.output.startswith(
        f"核验码 {code}：没有找到\n"
        "  看了 1 个文件、1 名学员的全部完成情况，截止 2026-11-22。可能是：\n"
    )
    assert "  · 证书上的姓名是名册上的：请加 --roster 和做证书时用的名册\n" in done.output
    assert done.exit_code == 1
    with_roster = run(
        folder, code, folder / "records/002.jsonl", "--roster", roster(folder, "002", "李四")
    )
    assert "--roster" not in with_roster.output


def roster(folder: Path, id_: str, name: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(f"工号,姓名\n{id_},{name}\n", "utf-8")
    return path


def test_a_course_without_a_test_has_no_score(folder: Path) -> None:
    reading = FILES["content/c.md"].replace("            - pass: final\n", "")
    someone = Learner("001", "张三", site=make_site(folder, c=reading))
    someone.read("a.md")
    path = someone.hand_in(folder)

    line = run(folder, path).output.splitlines()[3]
    found = run(folder, line[-16:], path)

    assert re.fullmatch(
        "  课程：消防入门，已完成，完成于 2026-03-01，有效期至 2027-03-01，核验码 .{16}", line
    )
    assert "成绩" not in found.output
    assert found.exit_code == 0


def test_an_attempt_at_a_test_that_is_gone(folder: Path) -> None:
    path = finish(Learner("001", "张三", site=load(folder))).hand_in(folder)
    (folder / "quizzes/assessments/final.yml").rename(folder / "quizzes/assessments/other.yml")

    done = run(folder, path)

    assert (
        "  测评：final 第 1 次，2026-03-01 09:07，自报 100 分 通过，没有计入：站点没有这个测评，"
        "回执码 "
    ) in done.output


def test_a_claim_without_a_time(folder: Path) -> None:
    someone = finish(Learner("001", "张三", site=load(folder)))
    for statement in someone.log:
        del statement["timestamp"]

    done = run(folder, someone.hand_in(folder))

    assert "  测评：结业考试 第 1 次，自报 100 分 通过，复核 100 分 通过，回执码 " in done.output


def test_a_code_as_json(folder: Path) -> None:
    code = code_in(folder)

    found = json.loads(run(folder, code, folder / "records", "--json").output)

    assert (found["format"], found["found"], found["basis"]) == (
        "coursemark-verify/1",
        True,
        "verified",
    )
    assert found["learner"] == {"id": "001", "name": "张三", "department": "心内科", "role": "护士"}
    assert found["completion"]["number"] == "newcomer-20260301-001"
    assert (found["completion"]["holds"], found["status"]) == (True, "completed")


def test_a_record_that_is_whole(folder: Path) -> None:
    done = run(folder, folder / "records/001.jsonl")

    code = code_in(folder)
    lines = done.output.splitlines()
    assert lines[0] == "文件 001.jsonl"
    assert lines[1] == "  完整性：完整，校验值相符，6 条记录，导出于 2026-03-01 09:12"
    assert lines[2] == "  学员：张三（工号 001，心内科，护士）"
    assert lines[3] == (
        "  课程：消防入门，已完成，完成于 2026-03-01，有效期至 2027-03-01，成绩 100 分，"
        f"核验码 {code}"
    )
    assert lines[4].startswith(
        "  测评：结业考试 第 1 次，2026-03-01 09:07，自报 100 分 通过，复核 100 分 通过，回执码 "
    )
    assert len(lines) == 5
    assert done.exit_code == 0


def test_a_record_that_was_changed(folder: Path) -> None:
    path = folder / "records/002.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"response": "A"', b'"response": "B"'))

    done = run(folder, path)

    assert "  完整性：无法确认文件没有改动，读出 6 条记录\n" in done.output
    assert "自报 50 分 未通过，复核 100 分 通过" in done.output
    assert "  异常：校验不符，校验值不符：文件在导出后被改动过\n" in done.output
    assert done.exit_code == 1


def test_a_whole_record_whose_claims_are_not_earned(folder: Path) -> None:
    """Who forges a record and its digest still has to answer right."""
    learner = finish(Learner("003", "王五", site=make_site(folder)), RIGHT)
    for statement in learner.log:
        if statement["verb"]["id"].endswith("/answered"):
            statement["result"]["response"] = "A"
    path = folder / "forged.jsonl"
    path.write_bytes(record(learner.header(), learner.log))

    done = run(folder, path)

    assert "完整，校验值相符" in done.output
    assert "自报 100 分 通过，复核 0 分 未通过" in done.output
    assert done.exit_code == 1


def test_what_a_record_says_does_not_steer_the_terminal(folder: Path) -> None:
    name = "张三\n核验码 X：相符\x1b[2J"
    path = finish(Learner("004", name, site=make_site(folder))).hand_in(folder)

    done = run(folder, path)

    assert "  学员：张三\\u000a核验码 X：相符\\u001b[2J（工号 004，心内科，护士）\n" in done.output
    assert "\x1b" not in done.output


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (
            ["长" * 100],
            f"找不到文件 {'长' * 100}，它也不是核验码；核验码像 7K2M-9QWX-4HTP-C，共 13 位",
        ),
        (
            ["没有这个文件"],
            "找不到文件 没有这个文件，它也不是核验码；核验码像 7K2M-9QWX-4HTP-C，共 13 位",
        ),
        (["43AN-HTQE-KAMR-L"], "没有说明读哪些学习记录；请写文件、文件夹或 zip"),
        (["43AN-HTQE-KAMR-L", "nowhere"], "找不到 nowhere；请检查路径"),
        (
            ["{folder}/records/001.jsonl", "{folder}/records"],
            "核对文件时只写这一个文件；找核验码请写 核验码 记录…",
        ),
    ],
)
def test_wrong_use(folder: Path, args: list[str], text: str) -> None:
    done = run(folder, *[arg.format(folder=folder) for arg in args])

    assert text in done.output
    assert done.exit_code == 2


def test_a_sealed_record(folder: Path) -> None:
    key, public = new_key()
    (folder / "coursemark.key").write_text(key_text(key), "utf-8")
    learner = finish(Learner("005", "钱七", site=make_site(folder)))
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packing.compress(learner.record()) + packing.flush()
    box = SealedBox(PublicKey(decoded(public))).encrypt(packed)
    head = {
        "format": "coursemark-sealed/1",
        "site": {"id": "https://fire.example/"},
        "key": key.name,
    }
    path = folder / "sealed.jsonl"
    path.write_text(f"{json.dumps(head)}\n{base64.b64encode(box).decode()}\n", "utf-8")

    closed = run(folder, path)
    opened = run(folder, path, "--key", folder / "coursemark.key")

    assert "  完整性：读不出学习记录\n" in closed.output
    assert closed.exit_code == 1
    assert "  完整性：密封的记录，已打开；完整，校验值相符，6 条记录" in opened.output
    assert opened.exit_code == 0
