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
    name = draw.item or draw.bank or ""
    bank = site.banks.get(name.split("/", 1)[0])
    if bank is not None:
        yield from (i for i in bank_items(bank) if draw.matches(i) and i.usable(today))


def bank_may_exist(site: Site, bank: str) -> bool:
    """The bank's file could not be read, so nobody knows what is in it."""
    return bank not in site.banks and _unread(site, "banks", bank)


def assessment_may_exist(site: Site, assessment: str) -> bool:
    return _unread(site, "assessments", assessment)


def page_may_exist(site: Site, path: str) -> bool:
    content = site.config.content
    shown = path if content in ("", ".") else f"{content}/{path}"
    return shown in site.unread


def _unread(site: Site, folder: str, stem: str) -> bool:
    return any(
        path.stem == stem and folder in path.parts for path in map(PurePosixPath, site.unread)
    )
