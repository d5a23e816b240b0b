"""What keeps a record store from being read."""

from __future__ import annotations


class LrsFault(ValueError):
    """One line in Chinese: which store or file, what is wrong, what to do. Never holds a secret."""
