"""Tables that name people by 工号 and 姓名 and are no roster: found by what else they have."""

from __future__ import annotations

from collections.abc import Collection, Sequence

SESSION_TITLES = (
    *("场次", "培训名称", "培训主题", "讲座", "讲座名称", "会议名称", "课程名称", "主题"),
)
HELD_TITLES = ("日期", "培训日期", "培训时间", "举办日期", "时间")
HOURS_TITLES = ("学时", "课时", "学时数", "课时数")
PRESENT_TITLES = ("到场", "是否到场", "签到", "出勤", "出席", "是否参加")
_SIGNED = ("签名", "签字")
_LISTS_PRESENT = frozenset((*SESSION_TITLES, *PRESENT_TITLES))
"""One of them makes a list of those present; of the next it takes two."""
_OFTEN_THERE = frozenset((*HELD_TITLES, *HOURS_TITLES, *_SIGNED))
_TELLS_RESULTS = frozenset(
    (
        *("课程", "课程名称", "必修", "步骤进度", "已完成步骤", "全部步骤", "完成日期", "上次完成"),
        *("最近完成", "逾期天数", "续期开始", "完成率", "核验", "测评", "测评通过", "作答次数"),
        *("第几次", "交卷日期", "回执码", "成绩", "得分", "原成绩", "原状态", "新状态"),
        *("前测", "后测", "积分合计", "课程积分", "测评积分", "证书编号", "核验码"),
        *("页面", "动作", "版本", "对象", "要核实的问题", "核实结果", "文件", "行"),
    )
)
"""Two of them make a table of results: those of reports, of what the desk exports, of audits."""
_NAMED = 3


def refusal(file: str, titles: Sequence[str]) -> str:
    """Why a table with these titles is no roster and what to do, or an empty string.

    Decided by columns, never by the name of the file; what else personnel departments keep of
    people (备注, 电话, 职称, 状态) is no reason.
    """
    results = [title for title in titles if title in _TELLS_RESULTS]
    if len(results) > 1:
        return (
            f"名册 {file} 像是培训报表（有{_named(results)}），没有当作名册；"
            "请放一人一行的花名册，确是花名册的请删去这些列"
        )
    present = [title for title in titles if title in _LISTS_PRESENT]
    often = [title for title in titles if title in _OFTEN_THERE]
    if present or len(often) > 1:
        return (
            f"名册 {file} 像是签到表（有{_named(present + often)}），没有当作名册；"
            "请用 coursemark attend 把签到表转成学习记录，名册请放一人一行的花名册"
        )
    return ""


def _named(titles: Collection[str]) -> str:
    each = list(dict.fromkeys(titles))
    return "".join(f"“{one}”" for one in each[:_NAMED]) + ("等列" if each[_NAMED:] else "列")
