from pathlib import Path

from site_folder import faults


def test_not_looked_at_in_time(tmp_path: Path) -> None:
    data = """
        sources:
          - {id: a, title: 官网, owner: 王, checked: 2026-10-22, every: 30 days}
          - {id: b, title: 公众号, owner: 李, checked: 2026-10-23, every: 30 days}
    """
    assert faults(tmp_path, {"data/monitoring.yml": data}, "monitoring-overdue") == [
        "data/monitoring.yml:2:5: 警告: 官网 应在 2026-11-21 前再看一次；请 王 查看后更新 checked "
        "[monitoring-overdue]"
    ]
