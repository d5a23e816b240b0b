from pathlib import Path

from checks.test_dead_end import DATA, PAGE
from site_folder import faults


def test_a_way_back(tmp_path: Path) -> None:
    data = DATA.replace("丙, outcome: pay", "丙, next: who")
    [line] = faults(tmp_path, PAGE | {"data/decisions.yml": data}, "circular-decision")
    ways = ("who → why → who", "why → who → why")
    assert line in [
        f"data/decisions.yml:{at}:9: 错误: 路径绕回了问过的问题：{way}；"
        "请改掉其中一个 next [circular-decision]"
        for at, way in zip((5, 10), ways, strict=True)
    ]


def test_two_ways_to_one_question(tmp_path: Path) -> None:
    data = DATA.replace("乙, outcome: pay", "乙, next: why")
    assert faults(tmp_path, PAGE | {"data/decisions.yml": data}, "circular-decision") == []
