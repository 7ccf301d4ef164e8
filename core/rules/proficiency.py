"""The Proficiency Bonus, and how often it counts.

Source: SRD 5.2.1, "Playing the Game", Proficiency; SRD 5.1, "Beyond 1st Level" and "Using Ability Scores".
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction


class Training(IntEnum):
    """How well somebody has learnt a thing, from nothing to expertise."""

    NONE = 0
    HALF = 1
    """As by a bard's Jack of All Trades."""
    PROFICIENT = 2
    EXPERT = 3


_TIMES = {Training.NONE: 0, Training.HALF: 0.5, Training.PROFICIENT: 1, Training.EXPERT: 2}


def proficiency_bonus(level: int | Fraction) -> int:
    """The bonus of a character's level, or of a creature's Challenge Rating.

    Example:
        >>> [proficiency_bonus(level) for level in (1, 4, 5, 17, 30)], proficiency_bonus(Fraction(1, 8))
        ([2, 2, 3, 6, 9], 2)
    """
    return 2 + max(0, (int(level) - 1) // 4)


def training_bonus(bonus: int, trainings: Iterable[Training]) -> int:
    """What all that somebody has learnt of a thing adds to one roll: the bonus once, doubled or halved once.

    Args:
        bonus: The Proficiency Bonus.
        trainings: From every feature that has a say. The best counts, since the bonus is added no more than once.

    Example:
        >>> training_bonus(3, [Training.HALF]), training_bonus(3, [Training.PROFICIENT, Training.PROFICIENT])
        (1, 3)
        >>> training_bonus(3, [Training.EXPERT, Training.HALF]), training_bonus(3, [])
        (6, 0)
    """
    return int(bonus * _TIMES[max(trainings, default=Training.NONE)])
