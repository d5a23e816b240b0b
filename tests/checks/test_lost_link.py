from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_pictures_and_links_into_the_site(tmp_path: Path) -> None:
    item = true_false("a", 'hint: 看[目录](../a.md "甲")和![图](x.png)')
    assert faults(tmp_path, {"quizzes/banks/fire.yml": bank(item)}, "lost-link") == [
        "quizzes/banks/fire.yml:8:9: 警告: 题目 fire/a 的图片 x.png 不会显示，只显示说明文字；"
        "请把图片放到出处页面里 [lost-link]",
        "quizzes/banks/fire.yml:8:9: 警告: 题目 fire/a 的链接 ../a.md 打不开，只显示文字；"
        "站内页面请写在 source: [lost-link]",
    ]


def test_links_that_are_kept_and_code(tmp_path: Path) -> None:
    item = true_false("a", "hint: 看[网站](https://fire.example/)、[下面](#b)和 `[x](y)`")
    assert faults(tmp_path, {"quizzes/banks/fire.yml": bank(item)}, "lost-link") == []
