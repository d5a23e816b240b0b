"""Certificates as PDF, set by typst: offline, with the fonts of this computer.

typst is imported when the first certificate is made, because no other command needs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from coursemark.model import Json
from coursemark.reasons import cannot_read

if TYPE_CHECKING:
    from typst import Compiler

SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif SC",
    "SimSun",
    "NSimSun",
    "Songti SC",
    "STSong",
)
"""Chinese fonts by the names that systems give them, the best first."""

_TEMPLATE = "certificate.typ"
_PACKAGE = re.compile(r"""["']@[\w-]+/""")


class PaperFault(Exception):
    """No certificate can be made; the message says why and what to do, in Chinese."""


class Paper:
    """Sets certificates by one template; fonts and template are read once."""

    def __init__(self, template: Path | None = None) -> None:
        try:
            import typst
        except ImportError:
            raise PaperFault(
                "没有安装排版程序 typst，做不了 PDF；请运行 pip install typst 再试"
            ) from None
        self._fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
        self._families = chinese_fonts(self._fonts.families())
        self._source = _source(template)
        root = template.absolute().parent if template else None
        self._compiler: Compiler = typst.Compiler(
            self._source, root=root, font_paths=self._fonts, ignore_system_fonts=True
        )
        self._fault = typst.TypstError

    def pdf(self, certificates: Sequence[Json], day: date) -> bytes:
        """One document, a page for each certificate; equal data make equal files."""
        first = certificates[0]
        data = {
            "title": first["title"],
            "organisation": first["organisation"],
            "fonts": self._families,
            "certificates": list(certificates),
        }
        made = datetime(day.year, day.month, day.day, tzinfo=UTC)
        try:
            pdf = self._compiler.compile(
                self._source,
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                timestamp=made,
            )
        except self._fault as fault:
            raise PaperFault(f"证书模板排不出来（{fault.message}）；请检查模板") from None
        if not isinstance(pdf, bytes):
            raise PaperFault("证书模板没有排出一份 PDF；请检查模板")
        return pdf


def chinese_fonts(families: Sequence[str]) -> dict[str, list[str]]:
    """The fonts to use, `sans` and `serif`; either stands in for the other."""
    known = set(families)
    sans = [name for name in SANS if name in known]
    serif = [name for name in SERIF if name in known]
    if not sans and not serif:
        raise PaperFault(
            "这台电脑上没有找到中文字体，证书上的汉字印不出来；"
            "请安装思源黑体、思源宋体（Noto Sans CJK SC、Noto Serif CJK SC）"
            "或微软雅黑、宋体，再试一次"
        )
    # The rest is for characters the first font lacks; typst then looks through all others.
    return {"sans": [*sans, *serif], "serif": [*serif, *sans]}


def _source(template: Path | None) -> bytes:
    if template is None:
        return (resources.files("coursemark.certificates") / _TEMPLATE).read_bytes()
    try:
        source = template.read_text("utf-8")
    except OSError as error:
        raise PaperFault(f"模板 {template} {cannot_read(error)}") from None
    except UnicodeDecodeError:
        raise PaperFault(f"模板 {template} 不是 UTF-8 文本；请另存为 UTF-8") from None
    if _PACKAGE.search(source):
        raise PaperFault(
            f"模板 {template.name} 引用了要从网上下载的 typst 包（@…/…）；"
            "请把用到的文件放在模板旁边，用相对路径引用"
        )
    return source.encode()
