"""Attack rolls: what helps or hinders them, what they hit, and what a critical hit does to damage.

Source: SRD 5.2.1, "Playing the Game", Making an Attack, Ranged Attacks, Unseen Attackers and Targets, Critical Hits;
SRD 5.1, "Combat", Making an Attack.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.dice.advantage import Advantage
from core.rules.cover import Cover

CRITICAL_ON: Final = 20
"""The lowest natural roll that is a critical hit, where no feature lowers it."""
MISS_ON: Final = 1


class Hit(Enum):
    """What an attack roll came to."""

    MISS = "miss"
    HIT = "hit"
    CRITICAL = "critical"

    @property
    def lands(self) -> bool:
        """Whether the target is hit at all."""
        return self is not Hit.MISS


def attack_result(natural: int, total: int, armor_class: int, *, critical_on: int = CRITICAL_ON) -> Hit:
    """What an attack comes to.

    Args:
        natural: The d20 that counts. A 20 hits and a 1 misses, whatever the armor.
        total: The same with everything that is added.
        armor_class: The target's, cover included.
        critical_on: From which natural roll on a hit is critical. What is lower than 20 has to hit as well.

    Example:
        >>> attack_result(20, 22, 30).value, attack_result(1, 40, 5).value, attack_result(12, 15, 15).value
        ('critical', 'miss', 'hit')
        >>> attack_result(19, 21, 25, critical_on=19).value
        'miss'
    """
    if natural == CRITICAL_ON:
        return Hit.CRITICAL
    if natural == MISS_ON or total < armor_class:
        return Hit.MISS
    return Hit.CRITICAL if natural >= critical_on else Hit.HIT


def armor_class_behind(armor_class: int, cover: Cover) -> int:
    """An Armor Class behind cover.

    Example:
        >>> armor_class_behind(15, Cover.THREE_QUARTERS)
        20
    """
    return armor_class + cover.bonus


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees whom.

    Attributes:
        of_target: Whether the attacker sees the target.
        of_attacker: Whether the target sees the attacker.
    """

    of_target: bool = True
    of_attacker: bool = True


def by_sight(sight: Sight) -> tuple[Advantage, ...]:
    """What seeing and being seen bring to an attack roll: both at once, and then they cancel out.

    Example:
        >>> by_sight(Sight(of_target=False)), by_sight(Sight(of_attacker=False))
        ((<Advantage.DISADVANTAGE: 'disadvantage'>,), (<Advantage.ADVANTAGE: 'advantage'>,))
    """
    blind = (Advantage.DISADVANTAGE,) if not sight.of_target else ()
    hidden = (Advantage.ADVANTAGE,) if not sight.of_attacker else ()
    return blind + hidden


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a ranged attack goes, in feet.

    Attributes:
        normal: Up to here it is made as it is.
        long: Up to here with disadvantage; no farther. The same as `normal` where there is but one range.
    """

    normal: int
    long: int


def by_distance(reach: Reach, feet: int, *, hostile_within_5_ft: bool = False) -> tuple[Advantage, ...] | None:
    """What distance brings to a ranged attack; None if the target is out of range.

    Args:
        reach: How far it goes.
        feet: How far the target is.
        hostile_within_5_ft: Whether somebody hostile, who sees the attacker and can act, stands beside them.

    Example:
        >>> by_distance(Reach(80, 320), 100), by_distance(Reach(80, 320), 80), by_distance(Reach(80, 320), 321)
        ((<Advantage.DISADVANTAGE: 'disadvantage'>,), (), None)
    """
    if feet > reach.long:
        return None
    far = (Advantage.DISADVANTAGE,) if feet > reach.normal else ()
    crowded = (Advantage.DISADVANTAGE,) if hostile_within_5_ft else ()
    return far + crowded


def off_hand_modifier(modifier: int) -> int:
    """What an ability adds to the damage of the extra attack with a second light weapon: only what it takes away.

    Example:
        >>> off_hand_modifier(3), off_hand_modifier(-1)
        (0, -1)
    """
    return min(0, modifier)
