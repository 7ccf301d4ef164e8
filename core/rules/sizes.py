"""How large creatures are, and what they can carry.

Source: SRD 5.1, "Using Ability Scores", Lifting and Carrying, and "Monsters", Size; SRD 5.2.1, "Rules Glossary", Size,
Carrying Capacity.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Size(StrEnum):
    """The six."""

    TINY = "tiny"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    HUGE = "huge"
    GARGANTUAN = "gargantuan"


class Burden(StrEnum):
    """What carrying does to somebody at a table that wants to know."""

    NONE = "none"
    ENCUMBERED = "encumbered"
    """10 feet slower."""
    HEAVILY = "heavily encumbered"
    """20 feet slower, and disadvantage on whatever Strength, Dexterity or Constitution is rolled for."""
    TOO_MUCH = "too much"
    """More than can be carried: 5 feet of speed, by pushing and dragging alone."""


SLOWER_FT: Final[Mapping[Burden, int]] = {Burden.NONE: 0, Burden.ENCUMBERED: 10, Burden.HEAVILY: 20}
HIT_DIE: Final[Mapping[Size, int]] = {
    Size.TINY: 4,
    Size.SMALL: 6,
    Size.MEDIUM: 8,
    Size.LARGE: 10,
    Size.HUGE: 12,
    Size.GARGANTUAN: 20,
}
"""The sides of a monster's hit dice."""
_TIMES: Final[Mapping[Size, Fraction]] = {
    Size.TINY: Fraction(1, 2),
    Size.SMALL: Fraction(1),
    Size.MEDIUM: Fraction(1),
    Size.LARGE: Fraction(2),
    Size.HUGE: Fraction(4),
    Size.GARGANTUAN: Fraction(8),
}


def capacity(strength: int, size: Size = Size.MEDIUM) -> Fraction:
    """How many pounds a creature can carry; twice as many it can push, drag or lift.

    Args:
        strength: Its score.
        size: How large it is.

    Example:
        >>> capacity(10), capacity(15, Size.TINY)
        (Fraction(150, 1), Fraction(225, 2))
    """
    return 15 * strength * _TIMES[size]


def burden(pounds: Fraction | int, strength: int, size: Size = Size.MEDIUM) -> Burden:
    """What so many pounds are to a creature, under the rules for encumbrance of 2014, which are a table's choice.

    Example:
        >>> [burden(pounds, 10).value for pounds in (50, 51, 101, 151)]
        ['none', 'encumbered', 'heavily encumbered', 'too much']
    """
    most = capacity(strength, size)
    if 3 * pounds <= most:
        return Burden.NONE
    if 3 * pounds <= 2 * most:
        return Burden.ENCUMBERED
    return Burden.HEAVILY if pounds <= most else Burden.TOO_MUCH
