from pathlib import Path

from clause_files import CLAUSES, FILES
from site_folder import faults


def test_a_clause_nobody_is_asked_about(tmp_path: Path) -> None:
    data = CLAUSES.replace(
        "        items: [fire/a]\n        versions:\n          - {agreement: old",
        "        versions:\n          - {agreement: old",
    )
    assert faults(tmp_path, FILES | {"data/clauses.yml": data}, "clause-without-items") == [
        "data/clauses.yml:5:5: 警告: 条款 实名就医 没有题目；请出题后把编号写进 items "
        "[clause-without-items]"
    ]


def test_clauses_with_items(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "clause-without-items") == []
