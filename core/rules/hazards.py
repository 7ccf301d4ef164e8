"""What the world does to bodies: falls, breath that runs out, water and fire.

Source: SRD 5.1, "Adventuring", The Environment, and "Combat", Underwater Combat; SRD 5.2.1, "Rules Glossary", Falling,
Suffocation, and "Playing the Game", Underwater Combat.
"""

from __future__ import annotations

from typing import Final

from core.rules.damage import DamageType
from core.rules.edition import Edition

FEET_PER_DIE: Final = 10
MOST_FALL_DICE: Final = 20
RESISTED_UNDER_WATER: Final = DamageType.FIRE
"""By whatever is wholly under water."""
SHORTEST_BREATH_S: Final = 30
EXHAUSTION_PER_TURN_WITHOUT_AIR: Final = 1
"""In 2024, for whoever has no breath left."""


def fall_dice(feet: int) -> int:
    """How many d6 of bludgeoning damage a fall deals; whoever takes any lands prone.

    Example:
        >>> [fall_dice(feet) for feet in (9, 10, 55, 210)]
        [0, 1, 5, 20]
    """
    return min(MOST_FALL_DICE, max(0, feet) // FEET_PER_DIE)


def breath_s(constitution: int) -> int:
    """How long somebody can hold their breath, in seconds: a minute, and one more for each point of the modifier.

    Example:
        >>> breath_s(2), breath_s(-4)
        (180, 30)
    """
    return max(SHORTEST_BREATH_S, 60 * (1 + constitution))


def rounds_without_air(constitution: int, edition: Edition) -> int | None:
    """How many rounds after the last breath somebody drops to 0 hit points; None in 2024, which exhausts them instead.

    Example:
        >>> rounds_without_air(3, Edition.SRD_51), rounds_without_air(-1, Edition.SRD_51)
        (3, 1)
    """
    return max(1, constitution) if edition is Edition.SRD_51 else None
