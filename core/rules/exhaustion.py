"""Exhaustion: six steps of their own in 2014, one scale in 2024; the sixth kills in both.

Source: SRD 5.1, "Conditions", Exhaustion; SRD 5.2.1, "Rules Glossary", Exhaustion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.dice.advantage import Advantage
from core.rules.edition import Edition

FATAL: Final = 6
LONG_REST_RELIEVES: Final = 1


@dataclass(frozen=True, slots=True)
class Exhaustion:
    """What a level of exhaustion does, all lower levels included.

    Attributes:
        d20_tests: Added to every D20 Test.
        checks: Brought to ability checks.
        attacks_and_saves: Brought to attack rolls and saving throws.
        slower_ft: Taken off every speed.
        speed_halved: Before anything else is taken off.
        cannot_move: Speed is 0.
        hit_points_halved: The maximum, that is.
        dead: It is over.
    """

    d20_tests: int = 0
    checks: Advantage = Advantage.NONE
    attacks_and_saves: Advantage = Advantage.NONE
    slower_ft: int = 0
    speed_halved: bool = False
    cannot_move: bool = False
    hit_points_halved: bool = False
    dead: bool = False


def exhaustion(level: int, edition: Edition) -> Exhaustion:
    """What it does to be so exhausted.

    Args:
        level: From 0 to 6.
        edition: Whose steps.

    Example:
        >>> exhaustion(3, Edition.SRD_51).attacks_and_saves.value, exhaustion(3, Edition.SRD_52).d20_tests
        ('disadvantage', -6)
    """
    if not 0 <= level <= FATAL:
        raise ValueError(f"there is no exhaustion of level {level}")
    if edition is Edition.SRD_52:
        return Exhaustion(d20_tests=-2 * level, slower_ft=5 * level, dead=level == FATAL)
    worse = (Advantage.NONE, Advantage.DISADVANTAGE)
    return Exhaustion(
        checks=worse[level >= 1],
        speed_halved=level >= 2,
        attacks_and_saves=worse[level >= 3],
        hit_points_halved=level >= 4,
        cannot_move=level >= 5,
        dead=level == FATAL,
    )


def speed_left(speed: int, level: int, edition: Edition) -> int:
    """A speed in feet under exhaustion.

    Example:
        >>> speed_left(30, 2, Edition.SRD_51), speed_left(30, 2, Edition.SRD_52), speed_left(30, 5, Edition.SRD_51)
        (15, 20, 0)
    """
    effect = exhaustion(level, edition)
    if effect.cannot_move:
        return 0
    return max(0, (speed // 2 if effect.speed_halved else speed) - effect.slower_ft)


def after_long_rest(level: int, edition: Edition, *, fed: bool = True) -> int:
    """The level that a long rest leaves; in 2014 it helps only whoever has eaten and drunk.

    Example:
        >>> after_long_rest(2, Edition.SRD_51, fed=False), after_long_rest(2, Edition.SRD_52, fed=False)
        (2, 1)
    """
    if edition is Edition.SRD_51 and not fed:
        return level
    return max(0, level - LONG_REST_RELIEVES)
