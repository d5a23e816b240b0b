"""What a view fence shows in a small site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from site_folder import TODAY, write_site

from coursemark.loading.site import load_site
from coursemark.model import SiteConfig
from coursemark.render.views import render_view


def shown(
    root: Path, files: Mapping[str, str], fence: str, page: str = "p.md", today: date = TODAY
) -> str:
    """The HTML of the fence without its frame; links to pages still as `page:`."""
    write_site(root, files)
    config = SiteConfig(id="https://fire.example/", title="消防学堂", roles=("护士", "医保办"))
    site = load_site(root, config).site
    html = render_view(fence, site, today, page)
    name = fence.split("\n", 1)[0]
    return html.removeprefix(f'<div class="cm-view" data-view="{name}">').removesuffix("</div>")
