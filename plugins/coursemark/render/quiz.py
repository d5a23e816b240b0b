"""What a quiz fence becomes: the forms of its items, or the place where an assessment starts."""

from __future__ import annotations

from html import escape

from coursemark.model import Assessment, Item, Site
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
    if assessment.key == "withheld":
        facts.append("由培训管理员阅卷")
    return facts


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


def _missing(text: str) -> str:
    return f'<p class="cm-fault">{escape(text)}</p>'


def render_fence(source: str, site: Site) -> str:
    """HTML for the text inside a quiz fence.

    A name that does not exist shows as a fault in the page; the check reports it with its line.
    """
    html: list[str] = []
    items: list[Item] = []
    for raw in source.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("assessment:"):
            name = line.removeprefix("assessment:").strip()
            assessment = site.assessments.get(name)
            html.append(
                render_assessment(assessment) if assessment else _missing(f"找不到测评 {name}")
            )
        elif line in site.items:
            items.append(site.items[line])
        else:
            html.append(_missing(f"找不到题目 {line}"))
    if items:
        html.insert(0, render_items(items))
    return "".join(html)

