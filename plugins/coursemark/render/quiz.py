"""What a quiz fence becomes: the forms of its items, or the place where an assessment starts."""

from __future__ import annotations

from datetime import datetime
from html import escape

from coursemark.loading.fences import read_fence
from coursemark.model import NOWHERE, Assessment, Item, Site
from coursemark.render.items import render_item

_NOSCRIPT = "<noscript><p>这里的题目要打开浏览器的 JavaScript 才能作答。</p></noscript>"


def render_items(items: list[Item]) -> str:
    """Practice items in the page's text. They are readable, though not gradable, without script."""
    forms = "".join(render_item(item) for item in items)
    return f'<section class="cm-quiz" data-quiz data-search-exclude>{forms}{_NOSCRIPT}</section>'


def assessment_facts(assessment: Assessment) -> list[str]:
    """The rules a learner should know before starting, each a short phrase."""
    counts = [1 if draw.item else draw.count for draw in assessment.draw]
    facts = []
    if all(count is not None for count in counts):
        facts.append(f"共 {sum(count or 0 for count in counts)} 题")
    facts.append(f"{assessment.pass_mark} 分及格（百分制）")
    facts.append(f"限时 {assessment.minutes} 分钟" if assessment.minutes else "不限时")
    facts.append(f"可考 {assessment.attempts} 次" if assessment.attempts else "次数不限")
    if assessment.cooling:
        facts.append(f"两次之间至少隔 {_span(assessment.cooling)}")
    if assessment.opens:
        facts.append(f"{_moment(assessment.opens)} 开放")
    if assessment.closes:
        facts.append(f"{_moment(assessment.closes)} 截止")
    if assessment.minutes and assessment.pause == "allowed":
        facts.append("可以暂停，离开时停止计时")
    if assessment.key == "withheld":
        facts.append("由培训管理员阅卷")
    return facts


def _span(minutes: int) -> str:
    for size, unit in ((1_440, "天"), (60, "小时")):
        if minutes % size == 0:
            return f"{minutes // size} {unit}"
    return f"{minutes} 分钟"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def render_assessment(assessment: Assessment) -> str:
    """The start of an assessment; the browser puts the button and all that follows here."""
    facts = "".join(f"<li>{escape(fact)}</li>" for fact in assessment_facts(assessment))
    kind = "考试" if assessment.mode == "exam" else "练习"
    about = f"<p>{escape(assessment.description)}</p>" if assessment.description else ""
    return (
        f'<section class="cm-assessment" data-assessment="{escape(assessment.id)}" '
        f'data-state="ready" data-mode="{assessment.mode}" data-search-exclude '
        f'aria-label="{kind}：{escape(assessment.title)}">'
        f'<p class="cm-assessment__kind">{kind}</p>'
        f'<p class="cm-assessment__title">{escape(assessment.title)}</p>{about}'
        f'<ul class="cm-assessment__facts">{facts}</ul>{_NOSCRIPT}</section>'
    )


def render_survey(name: str) -> str:
    """Where the browser puts the form of a survey."""
    return (
        f'<section class="cm-survey" data-survey-place="{escape(name)}" data-search-exclude>'
        "<noscript><p>这里的问卷要打开浏览器的 JavaScript 才能填写。</p></noscript></section>"
    )


def _fault(text: str) -> str:
    return f'<p class="cm-fault">{escape(text)}</p>'


def render_fence(source: str, site: Site) -> str:
    """HTML for the text inside a quiz fence.

    What is wrong with it shows as a fault in the page; the check reports it with its line.
    """
    fence, problems = read_fence(((line, NOWHERE) for line in source.splitlines()), NOWHERE)
    names = [name for name, _ in fence.items]
    html = [_fault(problem.text) for problem in problems]
    html += [_fault(f"找不到题目 {name}") for name in names if name not in site.items]
    known = [site.items[name] for name in names if name in site.items]
    html += [
        _fault(f"题目 {i.id} 用在不公布答案的考试里，不能在这里练习") for i in known if i.withheld
    ]
    items = [item for item in known if not item.withheld]
    if items:
        html.insert(0, render_items(items))
    if fence.assessment:
        name = fence.assessment[0]
        found = site.assessments.get(name)
        html.append(render_assessment(found) if found else _fault(f"找不到测评 {name}"))
    if fence.survey:
        name = fence.survey[0]
        asked = name in site.surveys
        html.append(render_survey(name) if asked else _fault(f"找不到问卷 {name}"))
    return "".join(html)
