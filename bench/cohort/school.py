"""The site of a cohort: items whose every possible response has its points written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

SITE = "https://cohort.example/"
TITLE = "医保学堂"
AS_OF = date(2026, 11, 22)
"""Day of the reports."""

ROLES = ("临床医师", "护士", "药师", "收费员", "编码员")
DEPARTMENTS = (
    "心内科",
    "呼吸内科",
    "普外科",
    "骨科",
    "妇产科",
    "儿科",
    "急诊科",
    "药学部",
    "收费处",
    "医保办",
    "病案室",
    "手术室",
)


@dataclass(frozen=True)
class Unit:
    """One leaf: what can be answered, and the hundredths each answer earns."""

    id: str
    type: str
    stem: str
    most: int
    responses: dict[str, int]
    """The first is right."""
    letters: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    page: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Test:
    """An assessment as its learners meet it."""

    id: str
    title: str
    mode: str
    grading: str
    pass_mark: int
    fixed: tuple[str, ...]
    """Items always in it."""
    drawn_from: tuple[str, ...] = ()
    drawn: int = 0
    limit: int | None = None
    minutes: int | None = None
    cooling_minutes: int | None = None
    opens: str = ""
    closes: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Lesson:
    """A course and its rules."""

    id: str
    title: str
    type: str
    steps: tuple[tuple[str, str, bool], ...]
    """Kind, target, optional."""
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    required: bool = True
    requires: tuple[str, ...] = ()
    hours: float | None = None
    due_after_start: int | None = None
    """Days."""
    due: date | None = None
    since: date | None = None
    valid_months: int | None = None
    renewal_days: int | None = None


PAGES = {
    "rules/catalogue.md": "目录管理",
    "rules/payment.md": "待遇支付",
    "rules/referral.md": "转诊备案",
    "rules/conduct.md": "行为规范",
    "rules/fund.md": "基金监管",
    "rules/more.md": "延伸阅读",
}
CONDUCT_VERSION = "2026年版"
RETRAIN_FROM = date(2026, 6, 1)
"""Of rules/fund.md."""
OWNERS = {"rules/catalogue.md": "王主任", "rules/payment.md": "李科长"}
TOPIC_PAGES = {
    "目录": "rules/catalogue.md",
    "待遇": "rules/payment.md",
    "转诊": "rules/referral.md",
}
TOPICS = tuple(TOPIC_PAGES)
SESSION = "院内讲座"
SURVEY = "after"
WIDE_WORD = "𠮷字与䶮字"


def _single(n: int) -> Unit:
    key = "ABCD"[n % 4]
    topic = TOPICS[n % 3]
    return Unit(
        f"rules/s{n:02d}",
        "single",
        f"第 {n} 条：{topic}怎样办理？",
        100,
        {letter: 100 if letter == key else 0 for letter in (key, *"ABCD".replace(key, ""))},
        tuple("ABCD"),
        (key,),
        (topic,),
        TOPIC_PAGES[topic],
    )


def _kept(n: int) -> Unit:
    key = "ABC"[n % 3]
    return Unit(
        f"kept/k{n}",
        "single",
        f"保密题 {n}：正确的做法是？",
        100,
        {letter: 100 if letter == key else 0 for letter in (key, *"ABC".replace(key, ""))},
        tuple("ABC"),
        (key,),
        ("监管",),
        "rules/fund.md",
        True,
    )


SINGLES = tuple(_single(n) for n in range(24))
KEPT = tuple(_kept(n) for n in range(6))
_ABOUT = ("办理",), "rules/payment.md"
DESK = (
    Unit(
        "desk/tf1",
        "true-false",
        "垫付后可以补报。",
        100,
        {"true": 100, "false": 0},
        ("true", "false"),
        ("true",),
        *_ABOUT,
    ),
    Unit(
        "desk/tf2",
        "true-false",
        "挂床住院可以结算。",
        100,
        {"false": 100, "true": 0},
        ("true", "false"),
        ("false",),
        *_ABOUT,
    ),
    Unit(
        "desk/some",
        "multiple",
        "下列哪些要先备案？",
        200,
        {"A[,]C": 200, "A": 100, "C": 100, "A[,]B": 0, "D": 0, "A[,]B[,]C[,]D": 0},
        tuple("ABCD"),
        ("A", "C"),
        *_ABOUT,
    ),
    Unit(
        "desk/all",
        "multiple",
        "结算要带哪些材料？",
        100,
        {"A[,]B[,]D": 100, "A[,]B": 0, "A[,]D": 0, "C": 0, "A[,]B[,]C[,]D": 0},
        tuple("ABCD"),
        ("A", "B", "D"),
        *_ABOUT,
    ),
    Unit(
        "desk/order",
        "ordering",
        "窗口结算的顺序？",
        100,
        {"B[,]A[,]D[,]C": 100, "A[,]B[,]D[,]C": 50, "C[,]D[,]A[,]B": 0, "B[,]C[,]D[,]A": 50},
        (),
        (),
        *_ABOUT,
    ),
    Unit(
        "desk/match",
        "matching",
        "各类药品怎样支付？",
        100,
        {
            "1[.]a[,]2[.]b[,]3[.]c": 100,
            "1[.]a[,]2[.]c[,]3[.]b": 33,
            "1[.]a[,]2[.]b": 67,
            "1[.]d[,]2[.]a[,]3[.]b": 0,
        },
        (),
        (),
        *_ABOUT,
    ),
    Unit(
        "desk/hours",
        "numeric",
        "急诊备案时限是多少小时？",
        100,
        {"24": 100, "二十四小时": 100, "24.5": 100, "２４": 100, "25": 0, "1e3": 0, "不知道": 0},
        (),
        (),
        *_ABOUT,
    ),
    Unit(
        "desk/words",
        "fill-in",
        "咨询电话是 ___，凭 ___ 办理。",
        100,
        {"12393[,]医保码": 100, "12393[,]医 保码。": 100, "12393[,]身份证": 50, "110[,]现金": 0},
        (),
        (),
        *_ABOUT,
    ),
    Unit(
        "desk/ward/first",
        "single",
        "先做什么？",
        100,
        {"A": 100, "B": 0, "C": 0},
        tuple("ABC"),
        ("A",),
        *_ABOUT,
    ),
    Unit(
        "desk/ward/then",
        "multiple",
        "再做什么？",
        200,
        {"A[,]B": 200, "A": 0, "C": 0, "A[,]B[,]C": 0},
        tuple("ABC"),
        ("A", "B"),
        *_ABOUT,
    ),
)
UNITS = {unit.id: unit for unit in (*SINGLES, *DESK, *KEPT)}
WARD = ("desk/ward/first", "desk/ward/then")
"""The parts of the case desk/ward."""

TESTS = {
    test.id: test
    for test in (
        Test(
            "basic",
            "入门考试",
            "exam",
            "best",
            80,
            ("desk/tf1", "desk/some", *WARD),
            tuple(unit.id for unit in SINGLES),
            8,
            limit=3,
            minutes=30,
        ),
        Test("annual", "年度考试", "exam", "best", 60, tuple(f"rules/s{n:02d}" for n in range(12))),
        Test(
            "drill",
            "窗口练习",
            "practice",
            "first",
            50,
            ("desk/order", "desk/match", "desk/hours", "desk/words", "desk/all", "desk/tf2"),
        ),
        Test(
            "check", "选修测验", "exam", "last", 60, tuple(f"rules/s{n:02d}" for n in range(12, 17))
        ),
        Test(
            "final",
            "保密考试",
            "exam",
            "best",
            70,
            tuple(unit.id for unit in KEPT),
            cooling_minutes=1440,
            opens="2026-03-01",
            closes="2026-10-31",
            withheld=True,
        ),
    )
}

LESSONS = {
    lesson.id: lesson
    for lesson in (
        Lesson(
            "newcomer",
            "新入职通识",
            "入职",
            (
                ("read", "rules/catalogue.md", False),
                ("read", "rules/payment.md", False),
                ("accept", "rules/conduct.md", False),
                ("pass", "basic", False),
            ),
            hours=4,
            due_after_start=30,
        ),
        Lesson(
            "yearly",
            "年度继续教育",
            "继续教育",
            (
                ("read", "rules/payment.md", False),
                ("pass", "annual", False),
                ("survey", SURVEY, False),
                ("read", "rules/more.md", True),
            ),
            roles=("临床医师", "护士"),
            hours=6,
            valid_months=12,
            renewal_days=60,
        ),
        Lesson(
            "counter",
            "收费窗口",
            "岗位",
            (("practise", "目录", False), ("attend", SESSION, False), ("pass", "drill", False)),
            roles=("收费员",),
            departments=("收费处", "医保办"),
            requires=("newcomer",),
            due=date(2026, 9, 30),
            since=date(2026, 1, 1),
        ),
        Lesson(
            "fund",
            "基金监管专题",
            "专题",
            (
                ("read", "rules/fund.md", False),
                ("read", "rules/catalogue.md", False),
                ("pass", "final", False),
            ),
            roles=("药师", "护士"),
            valid_months=24,
        ),
        Lesson(
            "elective",
            "转诊选修",
            "专题",
            (("read", "rules/referral.md", False), ("pass", "check", False)),
            required=False,
            hours=1.5,
            valid_months=6,
        ),
    )
}
PRACTISED = 5
"""Different items that the practise step asks for."""


@dataclass(frozen=True)
class Revisions:
    """Fingerprints, which only the package's own loader can tell."""

    items: dict[str, str]
    tests: dict[str, str]
    pages: dict[str, str]
    survey: str
    build: str


def revisions_of(root: Path) -> Revisions:
    """Of the site in the folder, as its pages would put them into records."""
    from coursemark.checks import check_site
    from coursemark.loading.config import read_config

    site, problems = check_site(root, read_config(root / "mkdocs.yml"), AS_OF)
    errors = [str(each) for each in problems if each.level == "error"]
    if errors:
        raise ValueError("\n".join(errors))
    return Revisions(
        {name: site.leaves[name].revision for name in UNITS},
        {name: site.assessment_revision(site.assessments[name]) for name in TESTS},
        {path: site.pages[path].revision for path in PAGES},
        site.surveys[SURVEY].revision,
        site.revision,
    )
