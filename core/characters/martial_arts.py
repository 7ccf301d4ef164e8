"""The monk's Martial Arts: with what they are practised, and how hard they strike.

Source: SRD 5.1 and SRD 5.2.1, "Classes", Monk.
"""

from __future__ import annotations

from typing import Final

from core.characters.numbers import MONK, worn
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.rules.edition import Edition
from core.rules.equipment import Weapon

_SIDES: Final = {
    Edition.SRD_51: ((17, 10), (11, 8), (5, 6), (1, 4)),
    Edition.SRD_52: ((17, 12), (11, 10), (5, 8), (1, 6)),
}


def martial_die(sheet: Sheet, records: Records) -> int:
    """How many sides the die of Martial Arts has; 0 for who is no monk, or wears armour or a shield."""
    monk = sheet.classes.get(MONK)
    if monk is None or any(True for _ in worn(sheet, records)):
        return 0
    return next(sides for level, sides in _SIDES[sheet.edition] if monk.level >= level)


def is_monk_weapon(weapon: Weapon, edition: Edition) -> bool:
    """Whether a monk strikes with it as with bare hands.

    In 2014 that is a shortsword and every simple weapon for the near that is neither heavy nor takes two hands; in 2024
    every simple one for the near, and every light martial one.
    """
    if not weapon.melee:
        return False
    if edition is Edition.SRD_52:
        return not weapon.martial or "light" in weapon.properties
    simple = not weapon.martial and not {"heavy", "two-handed"} & set(weapon.properties)
    return simple or weapon.name.casefold() == "shortsword"


def with_martial_die(dice: str, sides: int) -> str:
    """A weapon's dice, or the die of Martial Arts where that is more; without one, with 0 sides, as they are.

    Example:
        >>> with_martial_die("1d6", 10), with_martial_die("1d8", 4), with_martial_die("1d8", 0)
        ('1d10', '1d8', '1d8')
    """
    count, _, own = dice.partition("d")
    return f"1d{sides}" if sides + 1 > int(count) * (int(own or 0) + 1) else dice
