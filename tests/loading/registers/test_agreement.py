from datetime import date
from pathlib import Path

import pytest
from site_folder import faults, write_site

from coursemark.loading.registers import read_registers
from coursemark.loading.registers.agreement import deadline

START, END = date(2026, 1, 1), date(2026, 12, 31)
AGREEMENT = """
    title: 本院协议
    start: 2026-01-01
    end: 2026-12-31
    tasks:
      - {title: 到期, when: at end}
      - {title: 申请, when: 3 months before end, roles: [医保办], done: 2026-09-01}
    successor: {title: 下一份, start: 2027-01-01}
"""


@pytest.mark.parametrize(
    ("written", "words", "day"),
    [
        ("6 months before end", "到期前6个月", date(2026, 6, 30)),
        ("到期前10个月", "到期前10个月", date(2026, 2, 28)),
        ("2 weeks before end", "到期前2周", date(2026, 12, 17)),
        ("1 day before end", "到期前1天", date(2026, 12, 30)),
        ("30 days after start", "生效后30天", date(2026, 1, 31)),
        ("生效后1个月", "生效后1个月", date(2026, 2, 1)),
        ("at end", "到期日", END),
        ("到期日", "到期日", END),
    ],
)
def test_days_follow_from_the_dates(written: str, words: str, day: date) -> None:
    assert deadline(written, START, END) == (words, day)


@pytest.mark.parametrize("written", ["3 months", "before end", "3 years before end", "到期前"])
def test_what_names_no_day(written: str) -> None:
    assert deadline(written, START, END) is None


def test_deadlines_are_read_by_day(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/agreement.yml": AGREEMENT})
    registers, problems = read_registers(tmp_path, "data")
    agreement = registers.agreement
    assert problems == []
    assert agreement is not None
    assert agreement.successor is not None
    assert agreement.successor.title == "下一份"
    assert [(d.title, d.day, d.roles, d.done) for d in agreement.deadlines] == [
        ("申请", date(2026, 9, 30), ("医保办",), date(2026, 9, 1)),
        ("到期", END, (), None),
    ]


def test_what_is_wrong_with_it(tmp_path: Path) -> None:
    data = AGREEMENT.replace("at end", "年底").replace("2026-12-31", "2025-12-31")
    assert faults(tmp_path, {"data/agreement.yml": data}) == [
        "data/agreement.yml:3:6: 错误: end 2025-12-31 早于 start 2026-01-01；"
        "请核对协议的起止日期 [bad-date]"
    ]
    data = AGREEMENT.replace("at end", "年底")
    assert faults(tmp_path, {"data/agreement.yml": data}, "bad-duration") == [
        "data/agreement.yml:5:23: 错误: when 的值 年底 看不懂；请写成 3 months before end"
        "（到期前3个月）、30 days after start（生效后30天）或 at end（到期日） [bad-duration]"
    ]


def test_a_successor_that_ends_before_it_begins(tmp_path: Path) -> None:
    data = AGREEMENT.replace("start: 2027-01-01}", "start: 2027-01-01, end: 2026-12-31}")
    assert faults(tmp_path, {"data/agreement.yml": data}, "bad-date") == [
        "data/agreement.yml:7:49: 错误: end 2026-12-31 早于 start 2027-01-01；"
        "请核对下一份协议的起止日期 [bad-date]"
    ]
