from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import write_site

from coursemark.loading.plugin_options import check_options


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        ("[search, coursemark]", []),
        ("[coursemark: {roles: [护士], site_id: https://fire.example/}]", []),
        ("{search: {}, coursemark: }", []),
        (
            "[coursemark: {quizes: q, roles: 护士, departments: [[内科]]}]",
            [
                "1:24: 错误: 插件 coursemark 没有 quizes 这个字段；"
                "是不是 quizzes？ [unknown-field]",
                "1:42: 错误: 插件选项 roles 应是文字的列表；请写成 [甲, 乙] [wrong-type]",
                "1:59: 错误: 插件选项 departments 应是文字的列表；请写成 [甲, 乙] [wrong-type]",
            ],
        ),
        (
            "{coursemark: {lock_after: -1, reading_speed: 快, organisation: 医院}}",
            [
                "1:36: 错误: lock_after 的值 -1 不对；请写 0 到 1440 的整数 [bad-number]",
                "1:55: 错误: reading_speed 的值 快 不对；请写 0 到 10000 的整数 [bad-number]",
            ],
        ),
        (
            "{coursemark: {review_grace: 30 days, interpret_within: 4000}}",
            [
                "1:38: 错误: review_grace 的值 30 days 不对；请写 0 到 3650 的整数 [bad-number]",
                "1:65: 错误: interpret_within 的值 4000 不对；请写 0 到 3650 的整数 [bad-number]",
            ],
        ),
        (
            "{coursemark: {quizzes: [q]}}",
            ["1:33: 错误: quizzes 应是一段文字，这里是列表；请改正 [wrong-type]"],
        ),
        (
            "[coursemark: {lrs: {endpoint: !ENV [A, ''], token: !ENV B}}]",
            [],
        ),
        (
            "[coursemark: {lrs: {endpoint: [甲], tokens: a}}]",
            [
                "1:40: 错误: endpoint 应是一段文字，这里是列表；请改正 [wrong-type]",
                "1:45: 错误: 插件选项 lrs 没有 tokens 这个字段；是不是 token？ [unknown-field]",
            ],
        ),
        (
            "[coursemark: {lrs: http://lrs.test/xAPI}]",
            ["1:29: 错误: 插件选项 lrs 应由“键: 值”组成，这里是一段文字；请改正 [wrong-type]"],
        ),
    ],
)
def test_options(tmp_path: Path, plugins: str, expected: list[str]) -> None:
    write_site(tmp_path, {"mkdocs.yml": f"plugins: {plugins}\n"})
    found = [str(problem) for problem in check_options(tmp_path / "mkdocs.yml")]
    assert found == [f"mkdocs.yml:{line}" for line in expected]
