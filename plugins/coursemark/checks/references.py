"""What a site defines, counting what has errors of its own.

An item with a fault, or a bank that is not YAML, is reported where it stands. Saying as well
that whoever refers to it refers to nothing would only distract.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from coursemark.model import Bank, Draw, Item, Site


def every_item(site: Site) -> Iterator[Item]:
    """All items of all banks, sound or faulty; the parts of a case are within it."""
    for bank in site.banks.values():
        yield from bank_items(bank)


def bank_items(bank: Bank) -> tuple[Item, ...]:
    """In the order of the file."""
    if not bank.faulty:
        return bank.items
    return tuple(sorted((*bank.items, *bank.faulty), key=lambda item: item.place))


def pool(site: Site, draw: Draw, today: date) -> Iterator[Item]:
    """As `Site.pool`, but a faulty item counts: once mended it can be drawn."""
    for bank in (site.banks.get(name) for name in _banks_of(draw, site)):
        if bank is not None:
            yield from (i for i in bank_items(bank) if draw.matches(i) and site.usable(i, today))


def pool_may_grow(site: Site, draw: Draw) -> bool:
    """A bank it draws from could not be read, so nobody knows what there is to draw."""
    if draw.item is None and not draw.banks:
        files = map(PurePosixPath, site.unread)
        return any("banks" in file.parts and file.stem not in site.banks for file in files)
    return any(bank_may_exist(site, name) for name in _banks_of(draw, site))


def _banks_of(draw: Draw, site: Site) -> tuple[str, ...]:
    if draw.item is not None:
        return (draw.item.split("/", 1)[0],)
    return draw.banks or tuple(site.banks)


def bank_may_exist(site: Site, bank: str) -> bool:
    """The bank's file could not be read, so nobody knows what is in it."""
    return bank not in site.banks and _unread(site, "banks", bank)


def assessment_may_exist(site: Site, assessment: str) -> bool:
    return _unread(site, "assessments", assessment)


def survey_may_exist(site: Site, survey: str) -> bool:
    return _unread(site, "surveys", survey)


def register_may_define(site: Site, register: str) -> bool:
    """Its file has errors, so nobody knows what the entries left out define."""
    return f"{site.config.data}/{register}.yml" in site.unread


def page_may_exist(site: Site, path: str) -> bool:
    content = site.config.content
    shown = path if content in ("", ".") else f"{content}/{path}"
    return shown in site.unread


def _unread(site: Site, folder: str, stem: str) -> bool:
    return any(
        path.stem == stem and folder in path.parts for path in map(PurePosixPath, site.unread)
    )
