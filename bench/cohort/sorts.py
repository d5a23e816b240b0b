"""Every sort of damage by name, wherever it is written."""

from __future__ import annotations

from cohort import damaged_attempts, damaged_fields, damaged_files, damaged_people
from cohort.damage import DAMAGES

WRITTEN_IN = (damaged_attempts, damaged_fields, damaged_files, damaged_people)
"""Each adds its own to the list when it is imported."""

__all__ = ["DAMAGES"]
