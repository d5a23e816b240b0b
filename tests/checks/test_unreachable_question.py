from pathlib import Path

from checks.test_dead_end import DATA, PAGE
from site_folder import faults


def test_nobody_gets_there(tmp_path: Path) -> None:
    more = "          - {id: late, title: 晚, basis: 第二条, page: p.md}\n"
    data = DATA.replace("甲, next: why", "甲, outcome: pay") + more
    assert faults(tmp_path, PAGE | {"data/decisions.yml": data}, "unreachable-question") == [
        "data/decisions.yml:10:9: 错误: 从第一个问题走不到问题 why；"
        "请让某个回答的 next 指向它，或删去 [unreachable-question]",
        "data/decisions.yml:13:9: 错误: 走不到结果 late；请让某个回答的 outcome 指向它，或删去 "
        "[unreachable-question]",
    ]


def test_everything_is_reached(tmp_path: Path) -> None:
    assert faults(tmp_path, PAGE | {"data/decisions.yml": DATA}, "unreachable-question") == []
