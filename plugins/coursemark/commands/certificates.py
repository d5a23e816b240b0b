"""`coursemark certificates`: PDF certificates for all who completed a course."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coursemark import days
from coursemark.certificates.archive_names import ArchiveNames
from coursemark.certificates.file_names import Names, safe_name
from coursemark.certificates.issue import Issue, issue
from coursemark.certificates.paper import Paper, PaperFault
from coursemark.certificates.register import register
from coursemark.certificates.wording import words_of
from coursemark.commands.archive_name import archive_name_option, archive_names
from coursemark.commands.inputs import existing_records, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.outputs import REGISTER_BOOK, Entry, refuse_to_overwrite, writing
from coursemark.commands.usage import Command, Day, PathOf
from coursemark.model import Course, Site
from coursemark.problems import did_you_mean, visible
from coursemark.records import read_records
from coursemark.records.read import normal_id
from coursemark.report.compose import evidence
from coursemark.report.words import NO_DEPARTMENT
from coursemark.sealing import Key

ALL_IN_ONE = "全部证书.pdf"
REGISTER = "名单.xlsx"
_LISTED = 20


@click.command("certificates", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.argument("records", metavar="[记录]…", nargs=-1, type=PathOf())
@click.option("--course", "course_id", metavar="编号", required=True, help="课程编号。")
@click.option(
    "-o",
    "--output",
    type=PathOf(),
    required=True,
    help="放证书的文件夹。",
)
@click.option(
    "--roster",
    "roster_file",
    type=PathOf(),
    help="名册，.xlsx 或 .csv；姓名、科室以名册为准。",
)
@click.option("--as-of", type=Day(), help="按这一天的状态发证，也是发证日期；不写为今天。")
@click.option(
    "--learner", "learners", metavar="工号", multiple=True, help="只给这些人；可以写多次。"
)
@click.option(
    "--template",
    type=PathOf(folders=False),
    help="自己的 typst 模板，.typ；不写用自带的。",
)
@archive_name_option
@keys_option
@config_file_option
def command(
    records: tuple[Path, ...],
    course_id: str,
    output: Path,
    roster_file: Path | None,
    as_of: date | None,
    learners: tuple[str, ...],
    template: Path | None,
    archive_rule: Path | None,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """给完成课程的人做证书：每人一份 PDF，合成一份的“全部证书.pdf”，和“名单.xlsx”。

    成绩按题库重新判分；没有完成的人列出原因，不影响退出码。
    """
    existing_records(records)
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} 是文件；-o 后面请写文件夹")
    roster = roster_of(roster_file)
    today = days.today()
    day = as_of or today
    names = archive_names(archive_rule, output, day)
    site = site_of(file, day, "没有生成证书")
    course = _course(site, course_id)
    try:
        paper = Paper(template)
    except PaperFault as fault:
        raise click.UsageError(str(fault)) from None
    skip = [path for path in (roster_file, template) if path]
    found = evidence(site, read_records(records, skip=skip, keys=keys), roster, day, today)
    issued = issue(site, found, course, [normal_id(each) for each in learners])
    try:
        written = _write(paper, site, course, issued, output, day, names)
    except PaperFault as fault:
        raise click.UsageError(str(fault)) from None
    click.echo(_summary(course, issued))
    click.echo(f"已写入 {output}：{'、'.join(written)}")


def _course(site: Site, id_: str) -> Course:
    course = site.courses.get(id_)
    if course is None:
        near = (
            did_you_mean(id_, site.courses) or f"；有 {'、'.join(site.courses) or '（没有课程）'}"
        )
        raise click.UsageError(f"没有课程 {id_}{near}")
    return course


def _write(
    paper: Paper,
    site: Site,
    course: Course,
    issued: Issue,
    folder: Path,
    day: date,
    archive: ArchiveNames | None,
) -> list[str]:
    """Writes all files; gives what to say of them."""
    words = [words_of(site, each.completion, each.learner, day) for each in issued.certified]
    files = _names(issued, course, archive)
    all_in_one, list_name = ALL_IN_ONE, REGISTER
    if archive:
        all_in_one = archive.stem(f"全部证书-{course.id}") + ".pdf"
        list_name = archive.stem(f"名单-{course.id}") + ".xlsx"
    outputs = {name: paper.pdf([one], day) for name, one in zip(files, words, strict=True)}
    if words:
        outputs[all_in_one] = paper.pdf(words, day)
    outputs[list_name] = register(site, course, issued, files, day)
    refuse_to_overwrite({folder / name: _start(name) for name in outputs}, (), "证书")
    with writing(*(folder / name for name in outputs), what="证书"):
        for name, content in outputs.items():
            (folder / name).write_bytes(content)
    return [f"证书 {len(files)} 份", *([all_in_one] if words else []), list_name]


def _names(issued: Issue, course: Course, archive: ArchiveNames | None) -> list[str]:
    """A name for each certificate, in their order."""
    if archive is not None:
        return [
            archive.stem(
                f"证书-{course.id}",
                id_=e.learner.id,
                name=e.completion.name,
                department=e.learner.department or NO_DEPARTMENT,
            )
            + ".pdf"
            for e in issued.certified
        ]
    names = Names()
    return [
        names.unique(
            f"证书-{safe_name(e.learner.id, 60)}-{safe_name(e.completion.name, 160)}", ".pdf"
        )
        for e in issued.certified
    ]


def _start(name: str) -> bytes | Entry:
    """What is like ours: only such files are written over."""
    return REGISTER_BOOK if name.endswith(".xlsx") else b"%PDF"


def _summary(course: Course, issued: Issue) -> str:
    lines = [f"{course.title}：{len(issued.certified)} 人发证，{len(issued.refused)} 人没有"]
    lines += [
        f"  {each.learner.id} {each.learner.name}：{each.reason}"
        for each in issued.refused[:_LISTED]
    ]
    if len(issued.refused) > _LISTED:
        lines.append(f"  其余 {len(issued.refused) - _LISTED} 人见 {REGISTER}")
    lines += [f"  {id_}：记录和名册里都没有这个人" for id_ in issued.unknown]
    return "\n".join(map(visible, lines))
