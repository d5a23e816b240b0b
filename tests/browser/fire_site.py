"""A small site of another subject, in pieces that a test puts together."""

from __future__ import annotations

ALARM = """\
- id: alarm
  type: single
  stem: 发现起火，先打哪个电话？
  options: {A: "110", B: "119", C: "120"}
  key: B
  feedback: 火警电话是119。
  source: fire.md
"""
EXITS = """\
- id: exits
  type: multiple
  scoring: partial
  stem: 哪些可以作为疏散出口？
  options: {A: 安全出口, B: 疏散楼梯, C: 普通电梯}
  key: [A, B]
  feedback: 起火时不乘电梯。
  source: fire.md
  points: 0.5
"""
CALM = """\
- id: calm
  type: true-false
  stem: 疏散时可以乘电梯。
  key: false
  feedback: 电梯可能断电。
  source: fire.md
"""
STEPS = """\
- id: steps
  type: ordering
  stem: 灭火器的使用顺序？
  options: {A: 拔保险销, B: 对准火焰根部, C: 压下手柄}
  key: [A, B, C]
  feedback: 先拔销。
  source: fire.md
"""
NUMBER = """\
- id: distance
  type: numeric
  stem: 疏散门内外多少米内不放杂物？
  key: 1.4
  unit: 米
  feedback: 1.4米。
  source: fire.md
"""
WORDS = """\
- id: words
  type: fill-in
  stem: 火警电话是____。
  key: [[119, 一一九]]
  feedback: 119。
  source: fire.md
"""
COLOURS = """\
- id: colours
  type: matching
  stem: 各种标志是什么颜色？
  pairs: [[安全出口, 绿色], [消火栓, 红色], [小心触电, 黄色]]
  feedback: 看颜色认标志。
  source: fire.md
"""
WARD = """\
- id: ward
  type: case
  stem: 夜班时病房里有一张床起火。
  feedback: 先救人。
  source: fire.md
  items:
    - id: first
      type: single
      stem: 先做什么？
      options: {A: 找灭火器, B: 把患者移开, C: 写交班记录}
      key: B
    - id: calls
      type: fill-in
      stem: 报警打____，再告诉____。
      key: [[119], [总值班, 值班护士长]]
"""
EVERY_TYPE = (ALARM, EXITS, CALM, STEPS, NUMBER, WORDS, COLOURS, WARD)
PAGE = "# 消防常识\n\n火警电话是119。\n"


def bank(*items: str, title: str = "消防") -> str:
    """A bank's file."""
    return f"title: {title}\nitems:\n{''.join(items)}"


def page(*lines: str, text: str = PAGE) -> str:
    """A page with a quiz fence of these lines."""
    return text + "\n```quiz\n" + "".join(f"{line}\n" for line in lines) + "```\n"


def exam(*items: str, more: str = "", title: str = "消防考试") -> str:
    """An assessment of these items of the bank `fire`, in this order."""
    draw = "".join(f"  - fire/{item}\n" for item in items)
    return f"title: {title}\nmode: exam\npass_mark: 60\n{more}draw:\n{draw}"


def site(*items: str, index: str = "# 消防学堂\n", **assessments: str) -> dict[str, str]:
    """The files of a site whose page `fire.md` shows every item and whose `exam.md` the exams."""
    names = [f"fire/{item.split('id: ', 1)[1].splitlines()[0]}" for item in items]
    files = {
        "content/index.md": index,
        "content/fire.md": page(*names),
        "quizzes/banks/fire.yml": bank(*items),
    }
    for name, text in assessments.items():
        files[f"quizzes/assessments/{name}.yml"] = text
        files[f"content/{name}.md"] = page(f"assessment: {name}", text="# 考试\n")
    return files
