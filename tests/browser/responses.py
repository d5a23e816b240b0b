"""Right, wrong and half-right responses, worked out from an item's definition."""

from __future__ import annotations

from typing import Any

Definition = dict[str, Any]


def right(definition: Definition) -> str:
    """The key as a learner would give it."""
    kind, key = definition["type"], definition["key"]
    if kind == "true-false":
        return "true" if key else "false"
    if kind == "matching":
        return "[,]".join(f"{source}[.]{target}" for source, target in key)
    if kind == "numeric":
        return str(key.get("value", key.get("min")))
    if kind == "fill-in":
        return "[,]".join(accepted[0] for accepted in key)
    return key if isinstance(key, str) else "[,]".join(key)


def wrong(definition: Definition) -> str:
    """A whole response of which no part is right."""
    kind, key = definition["type"], definition["key"]
    if kind == "single":
        return next(letter for letter in definition["options"] if letter != key)
    if kind == "multiple":
        return next(letter for letter in definition["options"] if letter not in key)
    if kind == "true-false":
        return "false" if key else "true"
    if kind == "ordering":
        return "[,]".join([*key[1:], key[0]])
    if kind == "matching":
        targets = definition["targets"]
        after = {t: targets[(n + 1) % len(targets)] for n, t in enumerate(targets)}
        return "[,]".join(f"{source}[.]{after[target]}" for source, target in key)
    if kind == "numeric":
        return "987654321"
    return "[,]".join("不知道" for _ in key)


def partial(definition: Definition) -> str:
    """One right part and nothing wrong, for an item scored in parts."""
    kind, key = definition["type"], definition["key"]
    if kind == "matching":
        source, target = key[0]
        return f"{source}[.]{target}"
    assert kind == "multiple"
    return str(key[0])
