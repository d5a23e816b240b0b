"""Items as they are asked while their key is withheld.

Authors write pairs that belong together side by side, and often the steps of an order in the right
order. Letters given in that order are the key. So the options of a withheld item are named after
their texts, which every reader sees anyway; docs/decisions/0010 tells why they stay as they were
elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from coursemark.model.items import Item
from coursemark.model.values import fingerprint

_SHORTEST = 4
"""Hex digits of a name; more where two texts of an item would share them."""


def withhold(item: Item) -> Item:
    """The item with nothing in its public form that depends on the key; itself if it is one."""
    if item.withheld:
        return item
    parts = tuple(withhold(part) for part in item.parts)
    lettered = _LETTERED.get(item.type, _as_it_is)(item)
    return replace(lettered, parts=parts, withheld=True, written=item)


def in_revision(item: Item, revision: str) -> Item:
    """The item with the letters of the revision a record names.

    A record may come from before its item was withheld, or from when it still was. Any other
    revision gets the item as it is.
    """
    if revision == item.revision:
        return item
    other = item.written or withhold(item)
    return other if revision == other.revision else item


def carried(item: Item, revision: str, response: str) -> str:
    """A response to a revision that is gone, in the letters of the item as it is.

    Where a single text was edited, its old name and its new one are what is left over on either
    side; in any other case the response stays as it was given.
    """
    names = {*item.options, *item.match_targets}
    if item.type not in _LETTERED or not item.withheld or revision in ("", item.revision):
        return response
    given = [part.rpartition("[.]") for part in response.split("[,]")]
    said = {name for _, _, name in given}
    if len(said - names) != 1 or len(names - said) != 1:
        return response
    [old], [new] = said - names, names - said
    return "[,]".join(
        source + mark + (new if name == old else name) for source, mark, name in given
    )


def _as_it_is(item: Item) -> Item:
    return item


def _targets_by_text(item: Item) -> Item:
    new = _named(item.match_targets)
    return replace(
        item,
        match_targets=_by_letter(item.match_targets, new),
        key=item.key and [[source, new[target]] for source, target in item.key],
    )


def _options_by_text(item: Item) -> Item:
    new = _named(item.options)
    return replace(
        item,
        options=_by_letter(item.options, new),
        option_feedback={new[letter]: text for letter, text in item.option_feedback.items()},
        key=item.key and [new[letter] for letter in item.key],
    )


def _named(texts: Mapping[str, str]) -> dict[str, str]:
    """Each letter to the name its text has: editing one text renames that one alone."""
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    for letter, text in texts.items():
        # Equal texts are a fault of the author's, which must not make one option of two.
        names[letter] = fingerprint([text, seen[text]])
        seen[text] += 1
    length = _SHORTEST
    while len({name[:length] for name in names.values()}) < len(names):
        length += 1
    return {letter: name[:length] for letter, name in names.items()}


def _by_letter(texts: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {
        new[letter]: texts[letter] for letter in sorted(texts, key=lambda letter: texts[letter])
    }


_LETTERED: dict[str, Callable[[Item], Item]] = {
    "matching": _targets_by_text,
    "ordering": _options_by_text,
}
"""Types whose letters the author gives in an order that may be the key."""
