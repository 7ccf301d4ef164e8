"""Cover: what stands between an attacker and a target.

Source: SRD 5.2.1, "Playing the Game", Cover; SRD 5.1, "Combat", Cover.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Cover(IntEnum):
    """How well something covers a target, from not at all to wholly."""

    NONE = 0
    HALF = 1
    THREE_QUARTERS = 2
    TOTAL = 3

    @property
    def bonus(self) -> int:
        """What it adds to Armor Class and to Dexterity saving throws."""
        return {Cover.HALF: 2, Cover.THREE_QUARTERS: 5}.get(self, 0)

    @property
    def is_targetable(self) -> bool:
        """Whether the target can be chosen at all."""
        return self is not Cover.TOTAL


def best(covers: Iterable[Cover]) -> Cover:
    """What several things in the way amount to: the most protective one counts, and no sum.

    Example:
        >>> best([Cover.HALF, Cover.HALF, Cover.THREE_QUARTERS]).bonus
        5
    """
    return max(covers, default=Cover.NONE)
