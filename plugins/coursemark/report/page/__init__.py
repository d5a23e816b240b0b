"""The report as one HTML file: opens anywhere without a network, prints on A4."""

from __future__ import annotations

from html import escape
from pathlib import Path

from coursemark.report.page import sections
from coursemark.report.table import text_of
from coursemark.report.whole import Report

PAGE_START = '<!doctype html>\n<html lang="zh-CN">\n<!-- 培训报表 -->'
"""How every page begins."""

_STYLE = Path(__file__).with_name("style.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report_page(report: Report) -> str:
    """The whole page; equal reports make equal pages."""
    title = escape(text_of(f"{report.title} 培训报表 {report.as_of.isoformat()}"))
    body = [part for part in sections.body(report) if part]
    return (
        f'{PAGE_START}\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text('utf-8')}</style>\n</head>\n"
        "<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )
