"""The six abilities: their modifiers, and the ways to come by scores.

Source: SRD 5.2.1, "Playing the Game", Ability Scores, and "Character Creation", Step 3; SRD 5.1, "Using Ability
Scores".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Ability(StrEnum):
    """One of the six, by the three letters that everybody writes."""

    STRENGTH = "str"
    DEXTERITY = "dex"
    CONSTITUTION = "con"
    INTELLIGENCE = "int"
    WISDOM = "wis"
    CHARISMA = "cha"


MENTAL: Final = (Ability.INTELLIGENCE, Ability.WISDOM, Ability.CHARISMA)
"""Those with which spells are cast."""

Scores = Mapping[Ability, int]
"""A score for each of the six."""

LOWEST_SCORE: Final = 1
HIGHEST_SCORE: Final = 30
HIGHEST_OWN_SCORE: Final = 20
"""As far as a character's own growth goes."""

STANDARD_ARRAY: Final = (15, 14, 13, 12, 10, 8)
ROLLED_SCORE: Final = "4d6kh3"
"""What each of six scores is rolled with."""
POINTS_TO_BUY: Final = 27
POINT_COSTS: Final[Mapping[int, int]] = {8: 0, 9: 1, 10: 2, 11: 3, 12: 4, 13: 5, 14: 7, 15: 9}
"""What a score costs; no other score can be bought."""


def modifier(score: int) -> int:
    """What a score adds to a d20.

    Example:
        >>> [modifier(score) for score in (1, 9, 10, 15, 30)]
        [-5, -1, 0, 2, 10]
    """
    return (score - 10) // 2


def points_spent(scores: Iterable[int]) -> int:
    """What scores cost together.

    Raises:
        KeyError: One of them cannot be bought.

    Example:
        >>> points_spent(STANDARD_ARRAY) == POINTS_TO_BUY
        True
    """
    return sum(POINT_COSTS[score] for score in scores)
