"""Encounter budgets: how much a fight may hold for a party.

The thresholds of 2014 are not in SRD 5.1, so both editions use the budget of 2024.

Source: SRD 5.2.1, "Gameplay Toolbox", Combat Encounter Difficulty.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple


class Difficulty(StrEnum):
    """How hard a fight is for a party, by the budget that it stays within."""

    TRIVIAL = "trivial"
    """Not even half of what is low: nobody will remember it."""
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    BEYOND = "beyond"
    """More than the budget of a high difficulty."""


class Budget(NamedTuple):
    """How many experience points of foes make a fight of each difficulty, at the most."""

    low: int
    moderate: int
    high: int


_PER_CHARACTER: Final = (
    Budget(50, 75, 100),
    Budget(100, 150, 200),
    Budget(150, 225, 400),
    Budget(250, 375, 500),
    Budget(500, 750, 1_100),
    Budget(600, 1_000, 1_400),
    Budget(750, 1_300, 1_700),
    Budget(1_000, 1_700, 2_100),
    Budget(1_300, 2_000, 2_600),
    Budget(1_600, 2_300, 3_100),
    Budget(1_900, 2_900, 4_100),
    Budget(2_200, 3_700, 4_700),
    Budget(2_600, 4_200, 5_400),
    Budget(2_900, 4_900, 6_200),
    Budget(3_300, 5_400, 7_800),
    Budget(3_800, 6_100, 9_800),
    Budget(4_500, 7_200, 11_700),
    Budget(5_000, 8_700, 14_200),
    Budget(5_500, 10_700, 17_200),
    Budget(6_400, 13_200, 22_000),
)


def budget(levels: Iterable[int]) -> Budget:
    """A party's budget: the sum over its characters.

    Args:
        levels: Of each character, from 1 to 20.

    Example:
        >>> budget([1, 1, 2])
        Budget(low=200, moderate=300, high=400)
    """
    each = [_PER_CHARACTER[level - 1] for level in levels]
    return Budget(sum(one.low for one in each), sum(one.moderate for one in each), sum(one.high for one in each))


def difficulty(levels: Iterable[int], xp: int) -> Difficulty:
    """How hard a fight with foes of so many experience points is for a party.

    Example:
        >>> difficulty([5, 5, 5, 5], 2_000).value, difficulty([5, 5, 5, 5], 2_001).value, difficulty([1], 500).value
        ('low', 'moderate', 'beyond')
    """
    party = budget(levels)
    if 2 * xp < party.low:
        return Difficulty.TRIVIAL
    for name, most in zip((Difficulty.LOW, Difficulty.MODERATE, Difficulty.HIGH), party, strict=True):
        if xp <= most:
            return name
    return Difficulty.BEYOND
