"""Weapons and armour, as tables have them.

Source: SRD 5.1 and SRD 5.2.1, "Equipment".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.rules.attacks import Reach
from core.rules.damage import DamageType

REACH_FT: Final = 5
LONG_REACH_FT: Final = 10
"""With a weapon that has the property "reach"."""


class Weight(StrEnum):
    """How heavy armour is; a shield is none of the three."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
    SHIELD = "shield"


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon.

    Attributes:
        name: As the book has it.
        martial: Whether it takes martial training; else simple training does.
        melee: Whether it is a melee weapon, though it may be thrown.
        damage: Dice; empty for a net, ``1`` for a blowgun.
        kind: The damage's type; None where there is no damage.
        properties: As "finesse", in small letters.
        ranged: How far it is shot or thrown; None if it is neither.
        versatile: The dice in two hands; empty if that changes nothing.
        mastery: In 2024, what who masters it can do.
        cost: In copper.
        pounds: Its weight.
    """

    name: str
    martial: bool
    melee: bool
    damage: str
    kind: DamageType | None
    properties: tuple[str, ...] = ()
    ranged: Reach | None = None
    versatile: str = ""
    mastery: str = ""
    cost: int = 0
    pounds: float = 0

    @property
    def reach_ft(self) -> int:
        """How far it hits in hand."""
        return LONG_REACH_FT if "reach" in self.properties else REACH_FT


@dataclass(frozen=True, slots=True)
class Armor:
    """Armour, or a shield.

    Attributes:
        name: As the book has it.
        weight: Which training it takes.
        base: Armor Class in it; what a shield adds.
        most_dexterity: How much of the Dexterity modifier counts at most; None for all of it, 0 for none.
        strength: The score without which it slows its wearer by 10 feet; None if there is none.
        loud: Whether it brings disadvantage to Dexterity (Stealth) checks.
        cost: In copper.
        pounds: Its weight.
    """

    name: str
    weight: Weight
    base: int
    most_dexterity: int | None
    strength: int | None = None
    loud: bool = False
    cost: int = 0
    pounds: float = 0


@dataclass(frozen=True, slots=True)
class Kit:
    """Things that one may start with.

    Attributes:
        things: How many of what; a name may be a kind of things: "any martial weapon".
        copper: Money that comes with them.
    """

    things: tuple[tuple[int, str], ...] = ()
    copper: int = 0


def armor_class(dexterity: int, armor: Armor | None = None, shield: Armor | None = None) -> int:
    """The Armor Class that somebody has by what they wear.

    Args:
        dexterity: The modifier. One that takes away counts in full, whatever the armour's bound, unless none counts.
        armor: What is worn; None for clothes.
        shield: What is held.

    Example:
        >>> chain = Armor("Chain Shirt", Weight.MEDIUM, 13, most_dexterity=2)
        >>> armor_class(3, chain), armor_class(3), armor_class(-1, chain)
        (15, 13, 12)
        >>> armor_class(3, Armor("Plate", Weight.HEAVY, 18, 0), Armor("Shield", Weight.SHIELD, 2, None))
        20
    """
    if armor is None:
        base = 10 + dexterity
    elif armor.most_dexterity is None:
        base = armor.base + dexterity
    else:
        base = armor.base + (min(dexterity, armor.most_dexterity) if armor.most_dexterity else 0)
    return base + (shield.base if shield else 0)
