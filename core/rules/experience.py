"""Experience points: the levels they bring, and what creatures are worth.

Source: SRD 5.1, "Beyond 1st Level" and "Monsters", Challenge; SRD 5.2.1, "Character Creation", Level Advancement, and
"Monsters", Experience Points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

HIGHEST_LEVEL: Final = 20
XP_FOR_LEVEL: Final = (
    *(0, 300, 900, 2_700, 6_500, 14_000, 23_000, 34_000, 48_000, 64_000),
    *(85_000, 100_000, 120_000, 140_000, 165_000, 195_000, 225_000, 265_000, 305_000, 355_000),
)
"""What level 1 takes, level 2, and so on."""

_FRACTIONS: Final = (Fraction(1, 8), Fraction(1, 4), Fraction(1, 2))
_WORTH: Final = (
    *(200, 450, 700, 1_100, 1_800, 2_300, 2_900, 3_900, 5_000, 5_900),
    *(7_200, 8_400, 10_000, 11_500, 13_000, 15_000, 18_000, 20_000, 22_000, 25_000),
    *(33_000, 41_000, 50_000, 62_000, 75_000, 90_000, 105_000, 120_000, 135_000, 155_000),
)
XP_BY_CHALLENGE: Final[Mapping[Fraction, int]] = {
    Fraction(0): 10,
    **dict(zip(_FRACTIONS, (25, 50, 100), strict=True)),
    **{Fraction(rating): worth for rating, worth in enumerate(_WORTH, start=1)},
}
"""What a creature of each Challenge Rating is worth; one of rating 0 that is no threat is worth nothing."""


def level_at(xp: int) -> int:
    """The level that so many experience points bring.

    Example:
        >>> level_at(0), level_at(299), level_at(300), level_at(1_000_000)
        (1, 1, 2, 20)
    """
    return max(1, bisect_right(XP_FOR_LEVEL, xp))


def challenge(text: str) -> Fraction:
    """A Challenge Rating as people write it.

    Raises:
        ValueError: There is no such rating.

    Example:
        >>> challenge("1/4"), challenge("24")
        (Fraction(1, 4), Fraction(24, 1))
    """
    try:
        rating = Fraction(text)
    except (ValueError, ZeroDivisionError):
        rating = Fraction(-1)
    if rating not in XP_BY_CHALLENGE:
        raise ValueError(f"there is no Challenge Rating {text!r}; there are 0, 1/8, 1/4, 1/2 and 1 to 30")
    return rating
