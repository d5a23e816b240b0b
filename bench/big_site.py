"""Writes a large site of realistic pages and banks, the same bytes for the same sizes.

Pages are as long as those of the flagship site: about 6.5 kB with front matter, headings with
ids, a table, a list, an admonition and links. Items take the eight types in turn.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

SENTENCES = (
    "疏散通道和安全出口在营业期间不得上锁，也不得堆放货物。",
    "每层楼的值班人员接班时先看灭火器压力表，指针在绿区才算有效。",
    "发现火情先报警，再组织附近的人离开，最后才考虑扑救初起火灾。",
    "防火门平时保持关闭，常开防火门要能在火灾时自动关闭并反馈信号。",
    "动火作业必须事先审批，现场清出十米范围，配专人监护到作业结束后半小时。",
    "电动自行车不进楼道，电池不进办公室，集中充电点与建筑外墙保持距离。",
    "消防控制室实行每日二十四小时值班制度，每班不少于两人，值班人员持证上岗。",
    "室内消火栓箱前一米内不放任何物品，箱门能打开到一百二十度。",
    "厨房排油烟管道至少每季度清洗一次，清洗记录由后勤部门保存。",
    "应急照明在断电后五秒内点亮，疏散指示标志的间距不大于二十米。",
    "演练每半年至少一次，演练前告知全体人员，演练后写出改进事项和完成日期。",
    "新员工上岗前接受不少于四学时的消防安全培训，考核合格后才能独立值班。",
    "人员密集场所的装修材料燃烧性能等级按规范选用，不得用易燃泡沫作吸声材料。",
    "烟气比火焰跑得快，撤离时弯腰低姿，沿墙走，不乘电梯。",
    "报警时说清单位名称、详细地址、燃烧物质、火势大小和联系电话。",
    "配电箱周围半米内不放可燃物，临时用电线路由电工敷设并定期检查。",
    "气体灭火系统启动前有三十秒延时，听到警铃后所有人立即离开防护区。",
    "档案室采用细水雾或气体灭火，避免普通喷水造成二次损失。",
    "安全出口标志灯在任何时候都不能被广告、绿植或窗帘遮挡。",
    "使用干粉灭火器时站在上风方向，对准火焰根部，由近及远扫射。",
    "油锅起火不能用水，盖上锅盖、关掉燃气，就能让火自己熄灭。",
    "火灾自动报警系统的误报要登记原因，不能以频繁误报为由关闭探测器。",
    "每月对消防水泵做一次手动启动试验，记录压力和电流，异常的当天报修。",
    "仓库内货物分类、分垛存放，垛与灯具之间的水平距离不小于半米。",
)
HEADINGS = ("适用范围", "职责分工", "日常检查", "发现隐患怎么办", "记录与保存", "常见误解")
TOPICS = ("疏散", "用电", "灭火器材", "值班", "动火", "演练")
ROLES = ("值班员", "保安", "后勤", "科室安全员")


@dataclass(frozen=True)
class Size:
    """How large a site is."""

    pages: int = 1000
    items_a_page: int = 5
    pages_a_folder: int = 50

    @property
    def items(self) -> int:
        return self.pages * self.items_a_page


def write_site(root: Path, size: Size) -> None:
    """Content, banks, assessments and the two configurations, `with.yml` and `without.yml`."""
    folders: dict[int, list[int]] = {}
    for number in range(size.pages):
        folders.setdefault(number // size.pages_a_folder, []).append(number)
    for folder, numbers in folders.items():
        items = []
        for number in numbers:
            _write(root / f"content/{_page(number, size)}", _markdown(number, size))
            items += [_item(number, n, size) for n in range(size.items_a_page)]
        _write(
            root / f"quizzes/banks/{_bank(folder)}.yml",
            f"title: 第 {folder + 1} 章题库\nregion: 全国\nstatus: current\nitems:\n"
            + "".join(items),
        )
        _write(root / f"quizzes/assessments/check-{folder:02d}.yml", _assessment(folder))
    _write(root / "content/index.md", "# 消防安全学堂\n\n按章学习，做完每章的练习。\n")
    _write(root / "with.yml", _config(with_plugin=True))
    _write(root / "without.yml", _config(with_plugin=False))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _config(*, with_plugin: bool) -> str:
    """Theme, features, extensions and search are the same; only our plugin differs."""
    name = "with" if with_plugin else "without"
    plugin = "  coursemark: {}\n" if with_plugin else ""
    return f"""\
site_name: 消防安全学堂
site_url: https://fire.example/
docs_dir: content
site_dir: build/{name}
theme:
  name: material
  language: zh
  font: false
  features: [navigation.indexes, navigation.prune, navigation.top, toc.follow]
markdown_extensions:
  admonition:
  attr_list:
  def_list:
  tables:
  pymdownx.details:
  pymdownx.superfences:
  toc:
    permalink: true
    slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}
plugins:
  search:
    lang: zh
    separator: '[\\s\\u200b\\u3000\\-、，。；：？！（）《》“”‘’…—·/]+'
{plugin}"""


def _bank(folder: int) -> str:
    return f"chapter-{folder:02d}"


def _page(number: int, size: Size) -> str:
    return f"chapter-{number // size.pages_a_folder:02d}/page-{number:04d}.md"


def _title(number: int) -> str:
    return f"{TOPICS[number % len(TOPICS)]}管理要点之{number + 1}"


def _markdown(number: int, size: Size) -> str:
    """One page; its fences stand after the second heading and at the end."""
    random = Random(number)

    def paragraph(count: int) -> str:
        return "".join(random.choice(SENTENCES) for _ in range(count)) + "\n"

    names = [
        f"{_bank(number // size.pages_a_folder)}/{_item_id(number, n)}"
        for n in range(size.items_a_page)
    ]
    half = len(names) // 2
    parts = [
        "---",
        f"title: {_title(number)}",
        "kind: policy",
        f"roles: [{random.choice(ROLES)}]",
        "region: 全国",
        "status: current",
        "effective: 2024-05-01",
        "sources:",
        "  - {title: 单位消防安全管理规定, number: 公安部令第61号, article: 第十八条}",
        "  - {title: 单位消防安全手册, article: 第三章}",
        "owner: 安全办",
        "reviewed: 2026-11-22",
        "review_every: 12 months",
        "---",
        "",
        f"# {_title(number)}",
        "",
        paragraph(3),
    ]
    for place, heading in enumerate(HEADINGS):
        parts += [f"## {heading} {{ #part-{place} }}", "", paragraph(5), paragraph(4)]
        if place == 0:
            parts += ["| 项目 | 谁负责 | 多久一次 |", "|---|---|---|"]
            parts += [
                f"| {topic} | {random.choice(ROLES)} | 每{unit}一次 |"
                for topic, unit in zip(TOPICS, "日周月季年班", strict=True)
            ]
            parts.append("")
        if place == 1 and half:
            parts += ["```quiz", *names[:half], "```", ""]
        if place == 2:
            parts += [f"- **{random.choice(ROLES)}**：{random.choice(SENTENCES)}" for _ in range(5)]
            parts.append("")
        if place == 3:
            parts += ['!!! warning "容易错的地方"', f"    {random.choice(SENTENCES)}", ""]
        if place == 4 and (number + 1) % size.pages_a_folder and number + 1 < size.pages:
            parts += [f"下一步看[{_title(number + 1)}](page-{number + 1:04d}.md#part-1)。", ""]
    parts += ["```quiz", *names[half:], "```", ""]
    if number % size.pages_a_folder == 0:
        parts += ["```quiz", f"assessment: check-{number // size.pages_a_folder:02d}", "```", ""]
    return "\n".join(parts)


def _assessment(folder: int) -> str:
    return (
        f"title: 第 {folder + 1} 章测评\nmode: exam\nkey: published\ndraw:\n"
        f"  - {{bank: {_bank(folder)}, type: single, count: 5, points: 10}}\n"
        f"  - {{bank: {_bank(folder)}, type: true-false, count: 5, points: 10}}\n"
        "pass_mark: 80\nminutes: 30\n"
    )


def _item_id(number: int, n: int) -> str:
    return f"p{number:04d}-{n + 1}"


def _item(number: int, n: int, size: Size) -> str:
    """One bank entry; the type depends on the place in the site only."""
    random = Random(number * 100 + n)
    kinds = list(_KINDS)
    kind = kinds[(number * size.items_a_page + n) % len(kinds)]
    lines = [
        f"- id: {_item_id(number, n)}",
        f"  type: {kind}",
        *(f"  {line}" for line in _KINDS[kind](random)),
    ]
    if kind != "case":
        lines.append(f"  feedback: {_text(random)}{_text(random)}")
    lines += [
        f"  source: {_page(number, size)}#part-{random.randrange(len(HEADINGS))}",
        f"  roles: [{random.choice(ROLES)}]",
        f"  topics: [{random.choice(TOPICS)}]",
        f"  difficulty: {random.randint(1, 5)}",
    ]
    return "".join(f"  {line}\n" for line in lines)


def _text(random: Random) -> str:
    return random.choice(SENTENCES)


def _options(random: Random, count: int) -> list[str]:
    texts = random.sample(SENTENCES, count)
    return ["options:", *(f"  {chr(65 + n)}: {text[:18]}" for n, text in enumerate(texts))]


def _single(random: Random) -> list[str]:
    return [
        f"stem: {_text(random)}下面哪一项做法**符合**要求？",
        *_options(random, 4),
        "key: B",
        f"option_feedback: {{A: {_text(random)}, C: {_text(random)}}}",
    ]


def _multiple(random: Random) -> list[str]:
    return [
        f"stem: {_text(random)}哪些属于值班人员的职责？",
        *_options(random, 5),
        "key: [A, C]",
        "scoring: partial",
    ]


def _true_false(random: Random) -> list[str]:
    return [f"stem: {_text(random)}", f"key: {random.choice(('true', 'false'))}"]


def _ordering(random: Random) -> list[str]:
    return ["stem: 把发现火情以后的处置按先后排好。", *_options(random, 4), "key: [B, D, A, C]"]


def _matching(random: Random) -> list[str]:
    pairs = json.dumps(
        [[topic, f"由{role}负责检查"] for topic, role in zip(TOPICS, ROLES, strict=False)],
        ensure_ascii=False,
    )
    return [
        f"stem: 把检查项目和负责的人对上。{_text(random)}",
        f"pairs: {pairs}",
        "distractors: [由消防队负责检查]",
    ]


def _numeric(random: Random) -> list[str]:
    return [
        f"stem: {_text(random)}动火作业现场要清出多少米？",
        f"key: {random.randint(5, 50)}",
        "tolerance: 0.5",
        "unit: 米",
    ]


def _fill_in(random: Random) -> list[str]:
    return [
        f"stem: 火警电话是____，撤离时____。{_text(random)}",
        "key: [['119', 一一九], [不乘电梯, 走楼梯]]",
    ]


def _case(random: Random) -> list[str]:
    parts = ["items:"]
    for name, kind in (("first", _single), ("second", _true_false)):
        parts += [
            f"  - id: {name}",
            f"    type: {'single' if kind is _single else 'true-false'}",
            *(f"    {line}" for line in kind(random)),
            f"    feedback: {_text(random)}",
        ]
    return [f"stem: 夜间值班时三楼报警器响起。{_text(random)}{_text(random)}", *parts]


_KINDS: dict[str, Callable[[Random], list[str]]] = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "numeric": _numeric,
    "fill-in": _fill_in,
    "case": _case,
}
