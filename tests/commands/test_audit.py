"""`coursemark audit`: a zip that can be checked, the same for the same input."""

from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from inspected_site import WRONG, finish, load, make_site
from python_calamine import CalamineWorkbook
from record_builder import Learner

from coursemark.commands.audit import command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = make_site(tmp_path)
    records = tmp_path / "records"
    records.mkdir()
    spring = finish(Learner("001", "张三", site=site))
    spring.add("replied", REPLY)
    spring.add("commented", {"page": {"path": "a.md", "name": "火警"}, "text": "电话写错了"})
    spring.add("attended", {"session": {"name": "消防演练"}, "hours": 2, "evidence": "签到表"})
    spring.hand_in(records)
    finish(Learner("002", "李四", site=site), WRONG).hand_in(records)
    finish(Learner("003", "王五", site=site, start="2026-09-01T09:00:00")).hand_in(records)
    (tmp_path / "roster.csv").write_text(
        "工号,姓名,科室,岗位\n001,张三,内科,护士\n002,李四,外科,护士\n003,王五,外科,护士\n",
        "utf-8",
    )
    return tmp_path


REPLY = {
    "survey": {"id": "after", "name": "课后问卷"},
    "question": {"id": "useful", "type": "rating", "name": "有用吗"},
    "response": "4",
    "scale": 5,
}


def run(folder: Path, *args: object, start: str = "2026-01-01", end: str = "2026-06-30") -> Result:
    fixed = ["--from", start, "--to", end, "-f", str(folder / "mkdocs.yml")]
    return CliRunner().invoke(command, [*map(str, args), *fixed])


def made(folder: Path, **period: str) -> ZipFile:
    out = folder / "证据.zip"
    done = run(folder, folder / "records", "--roster", folder / "roster.csv", "-o", out, **period)
    assert done.exit_code == 0, done.output
    return ZipFile(io.BytesIO(out.read_bytes()))


def sheet(archive: ZipFile, book: str, name: str) -> list[dict[str, object]]:
    data = io.BytesIO(archive.read(book))
    head, *rows = CalamineWorkbook.from_filelike(data).get_sheet_by_name(name).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_what_came_after_the_period_is_no_fault(folder: Path) -> None:
    assert sheet(made(folder), "06-异常记录.xlsx", "异常记录") == []


def test_what_it_says(folder: Path) -> None:
    out = folder / "证据.zip"

    done = run(folder, folder / "records", "--roster", folder / "roster.csv", "-o", out)

    assert done.output == (
        "2026-01-01 至 2026-06-30\n"
        "期内完成 1 人次，交卷 2 次；3 个记录文件，3 个校验相符\n"
        "试卷版本 1 个\n"
        f"已写入 {out}\n"
    )


def test_what_is_in_it(folder: Path) -> None:
    archive = made(folder)

    (paper,) = (name for name in archive.namelist() if name.startswith("02-试卷/"))
    assert archive.namelist() == [
        "00-目录.html",
        "01-完成情况.xlsx",
        paper,
        "03-页面版本.xlsx",
        "04-签到表.xlsx",
        "05-问卷与纠错.xlsx",
        "06-异常记录.xlsx",
        "07-学习记录/records/coursemark-001.jsonl",
        "07-学习记录/records/coursemark-002.jsonl",
        "07-学习记录/records/coursemark-003.jsonl",
        "08-名册/roster.csv",
        "SHA256SUMS.txt",
    ]
    name = "07-学习记录/records/coursemark-001.jsonl"
    assert archive.read(name) == (folder / "records/coursemark-001.jsonl").read_bytes()
    assert {info.date_time for info in archive.infolist()} == {(2026, 6, 30, 0, 0, 0)}


def test_the_sums_are_those_of_sha256sum(folder: Path) -> None:
    archive = made(folder)
    archive.extractall(folder / "unpacked")

    check = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS.txt"]
    run_ = subprocess.run(check, cwd=folder / "unpacked", capture_output=True)

    assert (run_.returncode, run_.stdout) == (0, b"")
    lines = archive.read("SHA256SUMS.txt").decode().splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == archive.namelist()[:-1]


def test_the_same_input_makes_the_same_bytes(folder: Path) -> None:
    digests = set()
    for _ in range(2):
        made(folder)
        digests.add(hashlib.sha256((folder / "证据.zip").read_bytes()).hexdigest())

    assert len(digests) == 1


def test_the_days_of_the_period_count_whole(folder: Path) -> None:
    def completed(start: str, end: str) -> list[object]:
        rows = sheet(made(folder, start=start, end=end), "01-完成情况.xlsx", "期内完成")
        return [row["工号"] for row in rows]

    assert completed("2026-03-01", "2026-03-01") == ["001"]
    assert completed("2026-03-02", "2026-08-31") == []
    assert completed("2026-03-02", "2026-09-01") == ["003"]
    assert completed("2026-01-01", "2026-12-31") == ["001", "003"]


def test_completions_have_codes_and_the_state_is_of_the_last_day(folder: Path) -> None:
    archive = made(folder)

    (row,) = sheet(archive, "01-完成情况.xlsx", "期内完成")
    assert (row["编号"], row["课程"], row["成绩"]) == ("newcomer-20260301-001", "消防入门", 1.0)
    assert len(str(row["核验码"])) == 16
    state = {row["工号"]: row["状态"] for row in sheet(archive, "01-完成情况.xlsx", "完成情况")}
    assert state == {"001": "已完成", "002": "学习中", "003": "未开始"}


def test_pages_as_they_were_read(folder: Path) -> None:
    rows = sheet(made(folder), "03-页面版本.xlsx", "页面版本")

    assert [(row["页面"], row["是否现行"], row["期内阅读（人）"]) for row in rows] == [
        ("a.md", "没有注明", 2.0),
        ("a.md", "现行", 0.0),
    ]
    assert rows[1]["依据"] == "消防法 主席令第29号 第十六条"
    readings = sheet(made(folder), "03-页面版本.xlsx", "阅读与确认")
    assert [row["工号"] for row in readings] == ["001", "002"]


def test_a_page_left_too_soon_was_not_read(folder: Path) -> None:
    hasty = Learner("009", "赵六", site=load(folder))
    page = {"path": "a.md", "name": "火警", "revision": hasty.site.pages["a.md"].revision}
    hasty.add("experienced", {"page": page, "seconds": 5, "minimum": 10})
    hasty.hand_in(folder / "records")

    archive = made(folder)

    [now] = [r for r in sheet(archive, "03-页面版本.xlsx", "页面版本") if r["是否现行"] == "现行"]
    assert now["期内阅读（人）"] == 0
    acts = {r["工号"]: r["动作"] for r in sheet(archive, "03-页面版本.xlsx", "阅读与确认")}
    assert (acts["001"], acts["009"]) == ("读完", "读完（时间不足，不计）")


def test_surveys_and_notes_of_the_period(folder: Path) -> None:
    archive = made(folder)

    (question,) = sheet(archive, "05-问卷与纠错.xlsx", "问卷")
    assert (question["回答人数"], question["平均分"]) == (1.0, 4.0)
    (note,) = sheet(archive, "05-问卷与纠错.xlsx", "纠错")
    assert (note["内容"], note["工号"]) == ("电话写错了", "001")
    later = made(folder, start="2026-07-01", end="2026-12-31")
    assert sheet(later, "05-问卷与纠错.xlsx", "纠错") == []


def test_sheets_to_sign(folder: Path) -> None:
    data = io.BytesIO(made(folder).read("04-签到表.xlsx"))

    assert CalamineWorkbook.from_filelike(data).sheet_names == [
        "课程 消防入门",
        "测评 结业考试",
        "场次 消防演练",
    ]


def test_the_first_page(folder: Path) -> None:
    page = made(folder).read("00-目录.html").decode()

    assert "<h1>培训证据目录</h1>" in page
    assert "<p>消防学堂　2026-01-01 至 2026-06-30（含首尾两日，北京时间）</p>" in page
    assert "记录文件 3 个，3 个完整且校验相符；其余见异常记录。" in page
    assert "<h2>课程页面载明的依据</h2><p>消防法 主席令第29号 第十六条</p>" in page
    assert '<a href="02-%E8%AF%95%E5%8D%B7/">02-试卷/</a>' in page
    assert "http" not in page


def test_an_earlier_bundle_among_the_records_is_none_of_them(folder: Path) -> None:
    out = folder / "records/证据.zip"
    first = run(folder, folder / "records", "-o", out)
    size = out.stat().st_size

    second = run(folder, folder / "records", "-o", out)

    assert first.output == second.output
    assert out.stat().st_size == size


def test_a_zip_of_records_is_not_written_over(folder: Path) -> None:
    handed_in = folder / "records/内科.zip"
    with ZipFile(handed_in, "w") as archive:
        archive.writestr("001.jsonl", "{}")
    before = handed_in.read_bytes()

    done = run(folder, folder / "records", "-o", handed_in)

    assert f"{handed_in} 已经存在，又不是证据包，没有覆盖；请换一个名字" in done.output
    assert done.exit_code == 2
    assert handed_in.read_bytes() == before


def test_a_period_longer_than_a_zip_can_date(folder: Path) -> None:
    archive = made(folder, start="1900-01-01", end="2999-12-31")

    assert {entry.date_time[:3] for entry in archive.infolist()} == {(2107, 12, 31)}
    assert len(sheet(archive, "01-完成情况.xlsx", "期内完成")) == 2


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["-o", "证据.zip", "--from", "2026-07-01"], "--from 2026-07-01 在 --to 2026-06-30 之后"),
        (["-o", "证据.xlsx"], "证据包写不成 证据.xlsx；-o 后面请写 .zip 文件"),
        (["-o", "{folder}/other.zip"], "other.zip 已经存在，又不是证据包，没有覆盖"),
        (["-o", "a.zip", "--to", "30.6.2026"], "看不懂日期 30.6.2026；请写成 2026-01-31 这样"),
    ],
)
def test_wrong_use(folder: Path, args: list[str], text: str) -> None:
    (folder / "other.zip").write_text("不是压缩包", "utf-8")
    fixed = ["--from", "2026-01-01", "--to", "2026-06-30", "-f", str(folder / "mkdocs.yml")]
    given = [arg.format(folder=folder) for arg in args]

    done = CliRunner().invoke(command, [*fixed, str(folder / "records"), *given])

    assert text in done.output
    assert done.exit_code == 2
