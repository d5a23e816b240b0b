"""The site has no id, or one that is not an address.

Every record carries the site's id, so it must be set before the first one is made and never
change.

Fails::

    site_name: 消防学堂

Passes::

    site_name: 消防学堂
    site_url: https://fire.example/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Place, Problem

ID = "no-site-id"
LEVEL: Level = "warning"

_NONE = ("http://localhost/coursemark/", "/", "")
"""What stands in for an id when the configuration gives none."""
_IRI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+/$")


def check(site: Site, today: date) -> Iterator[Problem]:
    place = Place("mkdocs.yml")
    if site.config.id in _NONE:
        yield Problem(
            place, ID, "没有站点编号，学习记录认不出本站；请写 site_url: 或插件选项 site_id:", LEVEL
        )
    elif not _IRI.match(site.config.id):
        yield Problem(
            place,
            ID,
            f"站点编号 {site.config.id} 不是网址；请写成 https://…/ 的样子",
            "error",
        )
