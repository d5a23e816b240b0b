"""A version of an assessment as it was: its rules, and its items with their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from coursemark.audit.page import element, page, table
from coursemark.audit.versions import FoundAssessment, FoundItem, Met, Versions
from coursemark.loading.history import Commit
from coursemark.model import Assessment, Draw, Item, Json, Site
from coursemark.render.items import TYPE_NAMES, points_text
from coursemark.render.text import to_html

_MODES = {"exam": "考试", "practice": "练习"}
_GRADING = {"best": "取最好一次", "last": "取最后一次", "first": "取第一次"}
_SCORING = {"partial": "按对的部分给分", "penalised": "对的给分、错的倒扣，不低于 0"}
_SCORING_OF_TYPE = {("multiple", "partial"): "少选得部分分、错选不得分"}
_BETWEEN = {"ordering": " → "}
"""What parts the options of a key that is an order of them."""


def paper(met: Met, versions: Versions, day: date, title: str) -> bytes:
    """One version as a page: what it asked in the period, then what else it might have drawn."""
    found = versions.assessments.get((met.assessment, met.revision))
    drawn = sorted(met.drawn)
    return page(
        f"{title} {met.revision}",
        element("h1", title),
        element(
            "p", f"测评编号 {met.assessment}，版本 {met.revision or '（记录没有注明）'}", "quiet"
        ),
        element(
            "p",
            f"期内有 {len(met.learners)} 人、{met.attempts} 次作答用的是这个版本。"
            + (_origin(found.commit) if found else ""),
        ),
        _rules(found) if found else _not_found(versions),
        element("h2", f"期内抽到的题目（{len(drawn)} 题）"),
        *[_met_item(key, met.drawn[key], versions, _draws(found)) for key in drawn],
        _others(found, met, day) if found else "",
    )


def key_text(item: Item) -> str:
    """The key in words; of an order and of pairs in the words of the item, whatever its letters."""
    if item.type in _BETWEEN and item.key:
        return _BETWEEN[item.type].join(item.options.get(letter, letter) for letter in item.key)
    if item.match_sources and item.key:
        pairs = (_two(pair) for pair in item.key)
        return "；".join(
            f"{item.match_sources.get(left, left)}—{item.match_targets.get(right, right)}"
            for left, right in pairs
        )
    return _key(item.key)


def scoring_text(item: Item) -> str:
    """How a partly right response counts; nothing where it earns nothing."""
    of_type = _SCORING_OF_TYPE.get((item.type, item.scoring))
    return of_type or _SCORING.get(item.scoring, "")


def _key(key: Json) -> str:
    match key:
        case None:
            return "没有答案"
        case bool():
            return "正确" if key else "错误"
        case {"value": value}:
            return str(value)
        case {"min": least, "max": most}:
            return f"{least} 至 {most}"
        case [[*_], *_]:
            return "；".join(f"（{n}）{' 或 '.join(map(str, one))}" for n, one in enumerate(key, 1))
        case [*letters]:
            return "、".join(map(str, letters))
    return str(key)


def _rules(found: FoundAssessment) -> str:
    one = found.assessment
    rows = [
        ["方式", _MODES.get(one.mode, one.mode)],
        ["及格线", f"{one.pass_mark}%"],
        ["限时", f"{one.minutes} 分钟" if one.minutes else "不限"],
        ["次数", f"最多 {one.attempts} 次，" if one.attempts else "不限，"],
        ["答案", "不公布，由培训管理员判分" if one.key == "withheld" else "随网页公布"],
        ["抽题", "\n".join(_draw(draw) for draw in one.draw)],
    ]
    rows[3][1] += _GRADING.get(one.grading, one.grading)
    if one.sections:
        rows.append(["分节", "、".join(section.title for section in one.sections)])
    return element("h2", "规则") + table(["项目", "内容"], rows)


def _draw(draw: Draw) -> str:
    points = f"，每题 {points_text(draw.points)} 分" if draw.points is not None else ""
    if draw.item is not None:
        return f"题目 {draw.item}{points}"
    tags = [
        "题库 " + "、".join(draw.banks) if draw.banks else "全部题库",
        TYPE_NAMES.get(draw.type or "", ""),
        "、".join(draw.topics),
        "、".join(draw.roles),
        f"难度 {'、'.join(map(str, draw.difficulty))}" if draw.difficulty else "",
    ]
    many = "全部" if draw.count is None else f"抽 {draw.count} 题"
    return f"{'，'.join(tag for tag in tags if tag)}，{many}{points}"


def _origin(commit: Commit | None) -> str:
    if commit is None:
        return "这是站点现在的版本。"
    return f"取自站点 {commit.day} 的历史版本 {commit.id[:12]}。"


def _not_found(versions: Versions) -> str:
    here = "站点现在的内容"
    where = f"{here}和 {versions.searched} 个历史版本里都" if versions.searched else f"{here}里"
    text = f"未找到原版本：{where}没有这个版本的规则。下面是记录里写明抽到的题目。"
    return element("p", text, "caution")


def _draws(found: FoundAssessment | None) -> Sequence[Draw]:
    return found.assessment.draw if found else ()


def _met_item(key: tuple[str, str], times: int, versions: Versions, draws: Sequence[Draw]) -> str:
    id_, revision = key
    found = versions.items.get(key)
    if found is None:
        return (
            '<section class="item">'
            + element("h3", f"{id_}（版本 {revision or '没有注明'}）")
            + element("p", f"抽到 {times} 次。未找到原版本的题目。", "caution")
            + "</section>"
        )
    return _item(found, draws, f"抽到 {times} 次。{_origin(found.commit)}")


def _others(found: FoundAssessment, met: Met, day: date) -> str:
    """The rest of what the rules of this version may draw."""
    site = found.site
    pool: dict[str, Item] = {}
    for draw in found.assessment.draw:
        pool.update((item.id, item) for item in site.pool(draw, day))
    rest = [
        FoundItem(leaf, item, found.commit)
        for item in pool.values()
        for leaf in item.leaves
        if (leaf.id, leaf.revision) not in met.drawn
    ]
    if not rest:
        return ""
    title = element("h2", f"按规则还可能抽到的题目（{len(rest)} 题）")
    return title + "".join(_item(each, found.assessment.draw, "") for each in rest)


def _worth(found: FoundItem, draws: Sequence[Draw]) -> str:
    """The points that the rules give, else its own."""
    named = [draw for draw in draws if draw.item == found.item.id]
    given = {d.points for d in named or (draw for draw in draws if draw.matches(found.item))}
    if given <= {None}:
        return f"{points_text(found.leaf.max)} 分"
    case = found.leaf is not found.item
    own = found.item.max if case else found.leaf.max
    texts = [points_text(n) for n in sorted({own if n is None else n for n in given})]
    return f"{'病例共 ' if case else ''}{' 或 '.join(texts)} 分"


def _item(found: FoundItem, draws: Sequence[Draw], note: str) -> str:
    leaf, item = found.leaf, found.item
    about = [
        TYPE_NAMES.get(leaf.type, leaf.type),
        _worth(found, draws),
        scoring_text(leaf),
        f"版本 {leaf.revision}",
        f"来源 {leaf.source}" if leaf.source else "",
        f"依据 {'、'.join(leaf.facts)}" if leaf.facts else "",
    ]
    case = "" if leaf is item else f'<div class="quiet">{to_html(item.stem)}</div>'
    return (
        '<section class="item">'
        + element("h3", leaf.id)
        + element("p", "，".join(each for each in about if each) + "。" + note, "quiet")
        + case
        + f"<div>{to_html(leaf.stem)}</div>"
        + _options(leaf)
        + _pairs(leaf)
        + _key_line(leaf)
        + _corrected(found)
        + (f'<div class="quiet">解析：{to_html(leaf.feedback)}</div>' if leaf.feedback else "")
        + "</section>"
    )


def _options(leaf: Item) -> str:
    if not leaf.options:
        return ""
    letters = leaf.key if isinstance(leaf.key, list | tuple) else [leaf.key]
    ordering = leaf.type in _BETWEEN
    right = set() if ordering else set(letters)
    # Letters of a withheld order are made of the texts; nobody reads them.
    named = {letter: "" if ordering and leaf.withheld else f"{letter}．" for letter in leaf.options}
    rows = "".join(
        f"<li{' class=key' if letter in right else ''}>{escape(named[letter])}{to_html(text)}"
        f"{' ✓' if letter in right else ''}</li>"
        for letter, text in leaf.options.items()
    )
    return f"<ul>{rows}</ul>"


def _pairs(leaf: Item) -> str:
    if not leaf.match_sources:
        return ""
    matched = dict(_two(pair) for pair in leaf.key or ())
    rights = {n: leaf.match_targets.get(matched.get(n, ""), "") for n in leaf.match_sources}
    rows = "".join(
        f"<tr><td>{to_html(text)}</td><td class=key-line>{to_html(rights[number])}</td></tr>"
        for number, text in leaf.match_sources.items()
    )
    used = set(matched.values())
    rest = [to_html(text) for letter, text in leaf.match_targets.items() if letter not in used]
    extra = f"<p class=quiet>多余的选项：{'、'.join(rest)}</p>" if rest else ""
    return f"<table><tbody>{rows}</tbody></table>{extra}"


def _two(pair: Iterable[str]) -> tuple[str, str]:
    left, right = pair
    return left, right


def _key_line(leaf: Item) -> str:
    if leaf.match_sources:
        return ""
    more = [
        f"单位 {leaf.unit}" if leaf.unit else "",
        f"允许误差 {_tolerance(leaf.tolerance)}" if leaf.tolerance else "",
    ]
    if leaf.type in _BETWEEN and leaf.key:
        order = _BETWEEN[leaf.type].join(
            to_html(leaf.options.get(letter, "")) for letter in leaf.key
        )
        return f"<p class=key-line>答案：{order}</p>"
    text = "，".join(each for each in (f"答案：{key_text(leaf)}", *more) if each)
    return element("p", text, "key-line")


def _corrected(found: FoundItem) -> str:
    if found.before is None:
        return ""
    text = f"期末时的答案：{key_text(found.before)}。后来改正，成绩按上面改正后的答案判。"
    return element("p", text, "caution")


def _tolerance(tolerance: Mapping[str, str]) -> str:
    return tolerance.get("absolute") or f"{tolerance.get('percent')}%"


def title_of(met: Met, versions: Versions, site: Site) -> str:
    """The assessment's title as it was, else as it is, else its id."""
    found = versions.assessments.get((met.assessment, met.revision))
    now: Assessment | None = site.assessments.get(met.assessment)
    return found.assessment.title if found else now.title if now else met.assessment
