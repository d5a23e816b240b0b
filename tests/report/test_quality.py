"""Rates of errors, of what is missing and of what came twice, over files with known faults."""

from __future__ import annotations

import json

from record_builder import Learner, a_site, record
from report_builder import DAY

from coursemark.records import read_records
from coursemark.report import Person, Roster, as_json, report
from coursemark.report.quality import Rate
from coursemark.report.sheets import SHEETS


def collected(folder):
    """Eight good statements, handed in again in part; two bad lines, one impossible time."""
    zhang, li = Learner(), Learner("10024", "李四")
    for _ in range(4):
        zhang.read()
        li.read()
    (folder / "a.jsonl").write_bytes(zhang.record())
    (folder / "a-again.jsonl").write_bytes(record(zhang.header(), zhang.log[:2]))
    lines = li.record().splitlines(keepends=True)
    lines[1:1] = [b"{broken\n", b"[]\n"]
    (folder / "b.jsonl").write_bytes(b"".join(lines))
    li.now = li.now.replace(year=2009)
    li.read()
    (folder / "c.jsonl").write_bytes(record(li.header(), li.log[-1:]))
    (folder / "cut.jsonl").write_bytes(zhang.record()[:-40])
    (folder / "other.jsonl").write_bytes(b"no record\n")
    people = [("10023", "张三"), ("10024", "李四"), ("1", "王五")]
    found = [Person(i, n, "科", "护士", None, k) for k, (i, n) in enumerate(people, 2)]
    return report(a_site(), read_records([folder]), Roster({p.id: p for p in found}, ()), DAY)


def test_the_rates(tmp_path):
    quality = collected(tmp_path).quality
    # 4 and 2 and 4 of 张三; 4 and 2 broken of 李四; 1 of 2009.
    assert quality.errors == Rate(3, 17)
    assert quality.duplicates == Rate(6, 17)
    assert quality.missing == Rate(1, 3)
    assert quality.incomplete == Rate(2, 6)


def test_the_rates_in_sheet_and_json(tmp_path):
    rep = collected(tmp_path)
    rows = [row[:4] for row in SHEETS["数据质量"][1](rep)]
    assert rows == [
        ["错误率", 3, 17, 3 / 17],
        ["缺失率（人员）", 1, 3, 1 / 3],
        ["缺失率（文件）", 2, 6, 2 / 6],
        ["重复率", 6, 17, 6 / 17],
    ]
    assert json.loads(as_json(rep))["quality"]["errors"] == {"count": 3, "of": 17, "rate": 0.1765}


def test_nothing_collected_has_no_rates():
    rep = report(a_site(), [], None, DAY)
    assert [row[:4] for row in SHEETS["数据质量"][1](rep)] == [
        ["错误率", 0, 0, None],
        ["缺失率（文件）", 0, 0, None],
        ["重复率", 0, 0, None],
    ]


def test_a_file_of_another_site_counts_each_of_its_lines_once(tmp_path):
    learner = Learner()
    learner.read()
    header = learner.header(site={"id": "https://other.example/"})
    (tmp_path / "a.jsonl").write_bytes(record(header, learner.log))
    quality = report(a_site(), read_records([tmp_path]), None, DAY).quality
    assert quality.errors == Rate(0, 1)
