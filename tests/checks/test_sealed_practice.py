from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def site(mode: str) -> dict[str, str]:
    return {
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/t.yml": f"title: 练\nmode: {mode}\nsealed: true\ndraw: [fire/a]\n",
    }


def test_practice(tmp_path: Path) -> None:
    assert faults(tmp_path, site("practice"), "sealed-practice") == [
        "quizzes/assessments/t.yml:3:9: 警告: 测评 t 是练习却要密封，做过它的人交的记录只有"
        "持私钥的人能打开；请改成 mode: exam，或删去 sealed [sealed-practice]"
    ]


def test_an_exam(tmp_path: Path) -> None:
    assert faults(tmp_path, site("exam"), "sealed-practice") == []
