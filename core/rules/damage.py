"""Damage on its way to somebody: what is taken off, halved, doubled or turned away, always in the same order.

Each type that an effect deals goes through by itself: first whatever adds or takes away, a save that halves included;
then resistance; then vulnerability; every half is rounded down at its place.

Source: SRD 5.2.1, "Playing the Game", Resistance and Vulnerability, Order of Application; SRD 5.1, "Combat", Damage
Resistance and Vulnerability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class DamageType(StrEnum):
    """The thirteen."""

    ACID = "acid"
    BLUDGEONING = "bludgeoning"
    COLD = "cold"
    FIRE = "fire"
    FORCE = "force"
    LIGHTNING = "lightning"
    NECROTIC = "necrotic"
    PIERCING = "piercing"
    POISON = "poison"
    PSYCHIC = "psychic"
    RADIANT = "radiant"
    SLASHING = "slashing"
    THUNDER = "thunder"


PHYSICAL: Final = frozenset({DamageType.BLUDGEONING, DamageType.PIERCING, DamageType.SLASHING})
"""What weapons deal, and what the rules of 2014 turn away only from some of them."""


class Piercing(StrEnum):
    """What gets through a defence that the rules of 2014 give against other weapons."""

    MAGICAL = "magical"
    SILVERED = "silvered"
    ADAMANTINE = "adamantine"


@dataclass(frozen=True, slots=True)
class Defence:
    """Types that a creature bears well or badly.

    Attributes:
        types: Which.
        but: What gets through it, as magic through "nonmagical attacks".
    """

    types: frozenset[DamageType]
    but: frozenset[Piercing] = frozenset()

    def holds(self, kind: DamageType, made_of: frozenset[Piercing]) -> bool:
        """Whether it counts against damage of this type by something that is so."""
        return kind in self.types and not self.but & made_of


@dataclass(frozen=True, slots=True)
class Defences:
    """How a creature bears damage. Several defences against one type count once."""

    resists: tuple[Defence, ...] = ()
    suffers: tuple[Defence, ...] = ()
    """What it is vulnerable to."""
    ignores: tuple[Defence, ...] = ()
    """What it is immune to."""


UNDEFENDED: Final = Defences()


@dataclass(frozen=True, slots=True)
class Blow:
    """Damage of one type as it was rolled.

    Attributes:
        amount: The roll and its bonus.
        kind: The type.
        made_of: What is told of the weapon, where a defence may ask.
        halved: Whether a save has halved it.
        reduction: What a feature takes off.
        dice: How it was rolled, as people read it; empty for what was not.
    """

    amount: int
    kind: DamageType
    made_of: frozenset[Piercing] = frozenset()
    halved: bool = False
    reduction: int = 0
    dice: str = ""


def taken(blow: Blow, defences: Defences = UNDEFENDED) -> int:
    """How many hit points it costs, never fewer than none.

    Example:
        >>> cold = Defence(frozenset({DamageType.COLD}))
        >>> taken(Blow(25, DamageType.COLD, reduction=5), Defences(resists=(cold, cold)))
        10
        >>> taken(Blow(-3, DamageType.COLD)), taken(Blow(25, DamageType.COLD), Defences(ignores=(cold,)))
        (0, 0)
    """

    def holds(each: tuple[Defence, ...]) -> bool:
        return any(defence.holds(blow.kind, blow.made_of) for defence in each)

    if holds(defences.ignores):
        return 0
    amount = max(0, (blow.amount // 2 if blow.halved else blow.amount) - blow.reduction)
    if holds(defences.resists):
        amount //= 2
    return 2 * amount if holds(defences.suffers) else amount


def all_taken(blows: tuple[Blow, ...], defences: Defences = UNDEFENDED) -> Mapping[DamageType, int]:
    """What each type costs; the sum is what is lost."""
    lost: dict[DamageType, int] = {}
    for blow in blows:
        lost[blow.kind] = lost.get(blow.kind, 0) + taken(blow, defences)
    return lost
