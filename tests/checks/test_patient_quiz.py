from pathlib import Path

from site_folder import bank, faults, true_false

PAGE = "---\naudience: {}\n---\n# 页\n\n```quiz\nb/a\n```\n"


def test_only_pages_for_patients(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/b.yml": bank(true_false("a")),
        "content/p.md": PAGE.format("患者"),
        "content/q.md": PAGE.format("职工"),
    }
    assert faults(tmp_path, files, "patient-quiz") == [
        "content/p.md:6:1: 错误: 给患者看的页面不放题目和测评；请移到职工的页面 [patient-quiz]"
    ]
