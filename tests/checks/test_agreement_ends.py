from datetime import date
from pathlib import Path

import pytest
from site_folder import write_site

from coursemark.checks import check_site
from coursemark.model import SiteConfig

AGREEMENT = "title: 协议\nstart: 2026-01-01\nend: 2026-12-31\n"
NEXT = "successor: {title: 下一份, start: 2027-01-01, end: 2027-12-31}\n"
SOON = (
    "data/agreement.yml:3:6: 警告: 协议 2026-12-31 到期，不到3个月；"
    "续签后请把新协议写进 successor [agreement-ends]"
)


def told(root: Path, text: str, today: date) -> list[tuple[str, bool]]:
    """What the rule says, and whether a strict run lets it pass."""
    write_site(root, {"data/agreement.yml": text})
    config = SiteConfig(id="https://fire.example/", title="消防学堂")
    problems = check_site(root, config, today)[1]
    return [(str(p), p.tolerated) for p in problems if p.rule == "agreement-ends"]


@pytest.mark.parametrize(
    ("text", "today", "said"),
    [
        (AGREEMENT, date(2026, 9, 29), []),
        (AGREEMENT, date(2026, 10, 1), [(SOON, True)]),
        (AGREEMENT, date(2026, 12, 31), [(SOON, True)]),
        (
            AGREEMENT,
            date(2027, 1, 1),
            [
                (
                    "data/agreement.yml:3:6: 警告: 协议已于 2026-12-31 到期；"
                    "请登记新协议的起止日期 [agreement-ends]",
                    False,
                )
            ],
        ),
        (AGREEMENT + NEXT, date(2026, 12, 31), []),
        (AGREEMENT + NEXT, date(2027, 6, 1), []),
        (AGREEMENT + "example: true\n", date(2028, 1, 1), []),
    ],
)
def test_an_agreement_that_ends(
    tmp_path: Path, text: str, today: date, said: list[tuple[str, bool]]
) -> None:
    assert told(tmp_path, text, today) == said


def test_a_site_without_agreement(tmp_path: Path) -> None:
    assert told(tmp_path, "title: 协议\n", date(2026, 12, 31)) == []
