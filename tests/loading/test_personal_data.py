import pytest

from coursemark.loading.personal_data import personal_data


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("11010519491231002X", "身份证号"),
        ("11010519491231002x", "身份证号"),
        ("110105194912310021", ""),
        ("13800138000", "手机号"),
        ("138 0013 8000", "手机号"),
        ("4111111111111111", "银行卡号"),
        ("4111111111111112", ""),
        ("0000000000000000", ""),
        ("12393", ""),
        ("202611220001", ""),
        ("sha256-13800138000", ""),
        ("a13800138000b", ""),
    ],
)
def test_numbers_of_persons(text: str, what: str) -> None:
    found = [problem.text for problem in personal_data(f"甲\n乙：{text}。", "a.md")]
    said = "站点不能出现个人信息，请删去，或改成“×”"
    assert found == ([f"这里像是{what}；{said}"] if what else [])
