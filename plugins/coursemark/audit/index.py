"""The first page of the bundle: what is where, how it was verified, what it proves and what not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coursemark.audit.page import element, link, listing, page
from coursemark.audit.period import Period
from coursemark.certificates.wording import rate
from coursemark.model import Site
from coursemark.report.whole import Report

_PROVES = (
    "谁的记录里、在什么时间、读了哪一版内容、答了哪一版题、每题答了什么。",
    "成绩与通过：按题库从作答重新判分，不采信网页自报的分数。",
    "“校验相符”的文件自导出后没有被无意改动；包里的文件可用 SHA256SUMS.txt 逐个核对。",
    "完成、有效期、逾期：由记录和课程规则算出，任何人用同一份记录可以重算。",
)
_PROVES_NOT = (
    "坐在电脑前的是不是本人：网页只登记工号和姓名，以签到表的签名补足。",
    "时间的绝对准确：取自作答的电脑；时钟变动、时间可疑的列在异常记录里。",
    "没有人有意伪造：记录由浏览器写成，懂技术的人可以编造；答案不公布的测评只是不能从网页查到答案。",
    "讲座和外训确有其事：由本人登记，以所写的证明材料为准。",
)
_LISTED_SOURCES = 6


@dataclass(frozen=True)
class Part:
    """A file or folder of the bundle."""

    path: str
    """From the root; a folder ends in a slash."""
    about: str


@dataclass(frozen=True)
class Counts:
    """Figures of the first page."""

    completions: int
    """Of the period."""
    attempts: int
    """Submitted in the period."""
    files: int
    verified: int
    """Files whose digest proves them whole and unchanged."""
    sealed: int
    versions: int
    """Versions of assessments that the period's attempts met."""
    missing: int
    """Of those, not found any more."""
    missing_items: int


def index(
    site: Site,
    report: Report,
    period: Period,
    counts: Counts,
    parts: Sequence[Part],
    version: str,
) -> bytes:
    """The page; it fits one sheet of A4."""
    organisation = site.config.organisation or site.config.title
    required, completed = report.required, report.completed
    return page(
        f"{organisation} 培训证据 {period}",
        element("p", organisation, "quiet"),
        element("h1", "培训证据目录"),
        element("p", f"{site.config.title}　{period}（含首尾两日，北京时间）"),
        _figures(
            [
                (str(report.counted), "名册人数" if report.has_roster else "记录中的人数"),
                (str(counts.completions), "期内完成（人次）"),
                (rate(completed, required), f"期末必修完成率（{completed} / {required}）"),
                (str(counts.attempts), "期内交卷（次）"),
            ]
        ),
        _notes(report, counts),
        element("h2", "里面有什么"),
        _contents(parts),
        element("h2", "怎样核验"),
        listing(_checks(counts, report, version)),
        '<div class="two"><div>',
        element("h2", "能说明什么"),
        listing(map(_plain, _PROVES)),
        "</div><div>",
        element("h2", "不能说明什么"),
        listing(map(_plain, _PROVES_NOT)),
        "</div></div>",
        _basis(site, report),
        _signatures(),
        compact=True,
    )


def _signatures() -> str:
    blanks = "".join(element("span", each) for each in ("编制", "审核", "单位（盖章）", "日期"))
    return f'<div class="sign">{blanks}</div>'


def _figures(figures: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<div>{element('b', n)}{element('span', what)}</div>" for n, what in figures)
    return f'<div class="figures">{cells}</div>'


def _notes(report: Report, counts: Counts) -> str:
    strangers = report.strangers
    parts = [
        f"{report.handed_in} 人交了记录，共 {counts.files} 个文件、{report.statements} 条",
        f"另有 {strangers} 人不在名册，不计入比例" if strangers else "",
        f"异常 {len(report.problems)} 条",
        f"期内用到 {counts.versions} 个试卷版本"
        + (f"，其中 {counts.missing} 个未找到原版本" if counts.missing else ""),
        f"{counts.missing_items} 道题未找到原版本" if counts.missing_items else "",
    ]
    return element("p", "；".join(each for each in parts if each) + "。", "quiet")


def _contents(parts: Iterable[Part]) -> str:
    rows = "".join(
        f"<tr><td>{link(each.path, each.path)}</td>{element('td', each.about)}</tr>"
        for each in parts
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _checks(counts: Counts, report: Report, version: str) -> list[str]:
    sealed = f"，{counts.sealed} 个密封交来、已用私钥打开" if counts.sealed else ""
    texts = [
        f"记录文件 {counts.files} 个，{counts.verified} 个完整且校验相符{sealed}；其余见异常记录。",
        f"成绩由 coursemark {version} 按题库重新判分，状态截止 {report.as_of.isoformat()} 24 时。",
        "题目在作答之后改过的，按现在的题目判分，逐条列在异常记录里；当时的题目见 02-试卷。",
        "核对本包：解压后在文件夹里运行 sha256sum -c SHA256SUMS.txt。",
        "核对某人：coursemark verify 核验码 07-学习记录（核验码在完成情况表、完成单和证书上）。",
    ]
    return [_plain(text) for text in texts]


def _plain(text: str) -> str:
    return element("span", text)


def _basis(site: Site, report: Report) -> str:
    """The documents that the pages of these courses name; nothing when they name none."""
    courses = {each.course for learner in report.learners for each in learner.courses}
    found = dict.fromkeys(
        " ".join(part for part in (source.title, source.number, source.article) if part)
        for page_ in site.pages.values()
        if page_.course and page_.course.id in courses
        for source in page_.sources
    )
    if not found:
        return ""
    more = f" 等 {len(found)} 项" if len(found) > _LISTED_SOURCES else ""
    text = "；".join(list(found)[:_LISTED_SOURCES]) + more
    return element("h2", "课程页面载明的依据") + element("p", text)
