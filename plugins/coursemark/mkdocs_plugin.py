"""The MkDocs edge: unpacks configuration, hands over to the core, adds what the core made.

The only module that imports mkdocs. It also runs under ProperDocs, which answers to the name.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from pymdownx.slugs import slugify

from coursemark import days
from coursemark.assets import FOLDER, load_assets
from coursemark.checks import check_site
from coursemark.loading.config import NO_ID, lrs_of, read_config
from coursemark.model import DESK_PAGE, PRACTICE_PAGE, TRAINER_PAGE, Site, SiteConfig
from coursemark.render.book import fill_books
from coursemark.render.chapter import Finished
from coursemark.render.data import Script, data_scripts
from coursemark.render.desk import desk_markdown, practice_markdown, trainer_markdown
from coursemark.render.downloads import downloads
from coursemark.render.feed import FEED, changes_feed
from coursemark.render.glossary import without_synonyms
from coursemark.render.links import resolve_links
from coursemark.render.markdown import CoursemarkExtension, view_fence
from coursemark.render.placeholder import fill_placeholders, placeholder_fence

log = get_plugin_logger(__name__)

SUPERFENCES = "pymdownx.superfences"
ATTRIBUTES = "attr_list"
"""Gives a heading the id that `source:` of an item may name."""

MATERIAL_FONTS = {"text": "Roboto", "code": "Roboto Mono"}
"""What Material fetches from another host unless told otherwise."""


class LrsConfig(Config):
    """The option `lrs`."""

    endpoint = c.Optional(c.Type(str))
    """Address of the store's xAPI, without `/statements`; empty: none."""

    token = c.Optional(c.Type(str))
    """`name:password` that may write and not read: everybody who opens the site can see it."""


class CoursemarkConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    quizzes = c.Type(str, default="quizzes")
    """Folder of banks and assessments, beside `mkdocs.yml`."""

    # Not named `data`: a Config is a UserDict.
    registers = c.Type(str, default="data")
    """Folder of the data files: glossary, clauses, plans."""

    site_id = c.Optional(c.Type(str))
    """IRI that names the site in records and never changes; `site_url` when absent."""

    roles = c.ListOfItems(c.Type(str), default=[])
    """The roles a learner may have, in the order they are offered."""

    departments = c.ListOfItems(c.Type(str), default=[])
    """Departments offered while typing; any other may be typed too."""

    organisation = c.Optional(c.Type(str))
    """Name of the hospital, on slips and certificates."""

    seal_key = c.Optional(c.Type(str))
    """The trainer's public key, as `coursemark keys` prints it."""

    lock_after = c.Type(int, default=15)
    """Minutes without activity after which a shared PC asks who is there; 0: never."""

    reading_speed = c.Type(int, default=900)
    """Characters a minute; a page read faster does not count as read. 0: no minimum."""

    review_grace = c.Type(int, default=90)
    """Days after which a page that was not reviewed in time fails a strict build."""

    interpret_within = c.Type(int, default=30)
    """Days from its announcement within which a change must be explained."""

    lrs = c.SubConfig(LrsConfig)
    """A learning record store that hand-ins are sent to as well."""


class CoursemarkPlugin(BasePlugin[CoursemarkConfig]):
    """Adds quizzes, page banners, the learner's desk and their assets to a site."""

    site: Site
    """Loaded anew for each build."""

    serving = False

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Being there keeps this instance across rebuilds while serving."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        folders = (self.root / self.config.quizzes, self.root / self.config.registers)
        # A folder that is not there would end the server.
        config.watch += [str(folder) for folder in folders if folder.is_dir()]
        # No request leaves the site, unless its author chose the fonts.
        if config.theme.get("font") == MATERIAL_FONTS:
            config.theme["font"] = False
        # MkDocs' own themes take it from another host; superfences has coloured code already.
        if config.theme.get("highlightjs"):
            config.theme["highlightjs"] = False
        # Without this Material's offline search would load its shim from another host.
        config.extra.setdefault("polyfills", [f"{FOLDER}/iframe-worker.js"])
        return config

    def _load(self, config: MkDocsConfig, files: Files) -> Site:
        content = Path(config.docs_dir)
        site_config = SiteConfig(
            id=self._site_id(config),
            title=config.site_name,
            content=content.relative_to(self.root).as_posix()
            if content.is_relative_to(self.root)
            else str(content),
            quizzes=self.config.quizzes,
            data=self.config.registers,
            roles=tuple(self.config.roles),
            departments=tuple(self.config.departments),
            organisation=(self.config.organisation or "").strip(),
            seal_key=(self.config.seal_key or "").strip(),
            lock_after=max(0, self.config.lock_after) or None,
            reading_speed=max(0, self.config.reading_speed),
            review_grace=max(0, self.config.review_grace),
            interpret_within=max(0, self.config.interpret_within),
            lrs=lrs_of(self.config.lrs),
        )
        published = {
            file.src_uri: Path(file.abs_src_path)
            for file in files.documentation_pages()
            if file.abs_src_path and not file.inclusion.is_excluded()
        }
        site, problems = check_site(self.root, site_config, self.today, published)
        for problem in problems:
            # A strict build fails on what is logged as a warning.
            weak = log.info if problem.tolerated else log.warning
            say = log.error if problem.level == "error" else weak
            say(f"{problem.place}: {problem.text} [{problem.rule}]")
        return site

    def _site_id(self, config: MkDocsConfig) -> str:
        address = self.config.site_id or config.site_url
        if self.serving and not self.config.site_id and config.config_file_path:
            # While serving, the engine has put its own address in place of `site_url`.
            address = read_config(Path(config.config_file_path)).id
        return address.rstrip("/") + "/" if address else NO_ID

    def _add_markdown(self, config: MkDocsConfig) -> None:
        extensions: list[Any] = config.markdown_extensions
        extensions[:] = [e for e in extensions if not isinstance(e, CoursemarkExtension)]
        extensions += [name for name in (SUPERFENCES, ATTRIBUTES) if name not in extensions]
        fences = config.mdx_configs.setdefault(SUPERFENCES, {}).setdefault("custom_fences", [])
        ours = [placeholder_fence(), view_fence(self.site, self.today)]
        names = {fence["name"] for fence in ours}
        fences[:] = [f for f in fences if f.get("name") not in names] + ours
        toc = config.mdx_configs.setdefault("toc", {})
        # The default slugify knows only Latin letters: Chinese headings would become _1, _2.
        toc.setdefault("slugify", slugify(case="lower"))
        extensions.append(CoursemarkExtension(site=self.site, today=self.today))

    def _add_assets(self, config: MkDocsConfig, data: Iterable[Script]) -> None:
        self.assets = load_assets()
        # The version in the address keeps a browser from mixing an old script with new pages. It
        # is of published texts alone: a fingerprint of a key would let anybody find the key.
        digest = hashlib.sha256(
            "".join(
                [
                    self.assets.script,
                    self.assets.style,
                    *self.assets.parts.values(),
                    *(script.text for script in data),
                ]
            ).encode()
        )
        version = digest.hexdigest()[:10]
        script = f"{FOLDER}/coursemark.js?v={version}"
        style = f"{FOLDER}/coursemark.css?v={version}"
        config.extra_javascript[:] = [
            s for s in config.extra_javascript if not str(s).startswith(f"{FOLDER}/")
        ] + [script]
        config.extra_css[:] = [style] + [
            s for s in config.extra_css if not s.startswith(f"{FOLDER}/")
        ]

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.today = days.today()
        self.site = self._load(config, files)
        # What was loaded stays for the whole build; the collector need not walk it again and again.
        gc.freeze()
        self._add_markdown(config)
        self._remove_sources(files)

        def add(path: str, content: str) -> None:
            files.append(File.generated(config, path, content=content))

        for path, text in ((DESK_PAGE, desk_markdown()), (PRACTICE_PAGE, practice_markdown())):
            if path not in files.src_uris:
                add(path, text)
        if TRAINER_PAGE not in files.src_uris:
            # In a navigation where its author puts it: most who read one are learners.
            apart = InclusionLevel.NOT_IN_NAV
            text = trainer_markdown()
            files.append(File.generated(config, TRAINER_PAGE, content=text, inclusion=apart))
        addresses = {file.src_uri: file.url for file in files.documentation_pages()}
        data = list(data_scripts(self.site, _url_of(addresses), self.today))
        self._add_assets(config, data)
        add(f"{FOLDER}/coursemark.js", self.assets.script)
        add(f"{FOLDER}/coursemark.css", self.assets.style)
        add(f"{FOLDER}/iframe-worker.js", self.assets.search_shim)
        for name, text in self.assets.parts.items():
            add(f"{FOLDER}/parts/{name}.js", text)
        for script in data:
            add(f"{FOLDER}/data/{script.name}.js", script.text)
        for download in downloads(self.site):
            add(download.path, download.text)
        feed = changes_feed(self.site, config.site_url or "", _url_of(addresses))
        if feed and config.site_url:
            add(FEED, feed)
        return files

    def _remove_sources(self, files: Files) -> None:
        """Banks that lie among the pages hold keys; source maps of themes are of use to nobody."""
        quizzes = (self.root / self.config.quizzes).resolve()
        for file in list(files):
            source = Path(file.abs_src_path).resolve() if file.abs_src_path else None
            among = source is not None and source != quizzes and source.is_relative_to(quizzes)
            secret = file.src_uri.endswith(".key")
            if secret:
                log.error(f"{file.src_uri}: 像是私钥，没有发布；请移到站点以外的文件夹")
            if (
                secret
                or file.src_uri.endswith((".js.map", ".css.map"))
                or (among and not file.is_documentation_page())
            ):
                files.remove(file)

    def on_page_content(self, html: str, *, page: Page, files: Files, **_: Any) -> str:
        def address_of(path: str) -> str:
            file = files.get_file_from_path(path)
            return get_relative_url(file.url, page.url) if file else ""

        return resolve_links(html, address_of)

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        self.reading_order = [page.file.src_uri for page in nav.pages]

    def on_env(self, *_: Any, files: Files, **__: Any) -> None:
        """All pages are rendered, and none is in its template: what handbooks are bound of."""
        pages = {file.src_uri: file.page for file in files.documentation_pages()}
        order = dict.fromkeys([*self.reading_order, *pages])
        self.finished = [
            Finished(path, page.url, page.content)
            for path, page in ((path, pages.get(path)) for path in order)
            if page is not None and page.content
        ]

    # Before plugins that read finished pages, such as Material's privacy plugin.
    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        output = fill_books(output, page.file.src_uri, self.finished, self.site, self.today)
        return without_synonyms(fill_placeholders(output, self.site))


def _url_of(addresses: Mapping[str, str]) -> Any:
    def url_of(path: str) -> str:
        return addresses.get(path, path.removesuffix(".md") + ".html")

    return url_of
