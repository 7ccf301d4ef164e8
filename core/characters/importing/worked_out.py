"""Hit points that a file leaves to the rules: the first level's die whole, the fixed number after it.

Source: SRD 5.1, "Beyond 1st Level"; SRD 5.2.1, "Character Creation", Level Advancement, Fixed Hit Points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.characters.importing import limits
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.rules.abilities import Ability, modifier
from core.rules.edition import Edition

_HARDY: Final = {Edition.SRD_51: "hill dwarf", Edition.SRD_52: "dwarf"}
"""Whom Dwarven Toughness gives a hit point for each level."""


def maximum_of(sheet: Sheet, records: Records) -> int:
    """The maximum that follows from a sheet's classes, its Constitution and whatever makes it tougher.

    Args:
        sheet: Has at least one class.
        records: What the book says of its subclasses.

    Returns:
        Hit points, at least 1.

    Example:
        >>> from core.characters.sheet import ClassLevels
        >>> scores = {each: 14 for each in Ability}
        >>> fighter = {"Fighter": ClassLevels("Fighter", 3, 10)}
        >>> thorn = Sheet("Thorn", Edition.SRD_52, classes=fighter, first_class="Fighter", scores=scores)
        >>> maximum_of(thorn, Records())
        28
    """
    total = of_levels(sheet, {}) + toughness(sheet, records)
    return max(1, min(limits.HIT_POINTS[1], total))


def of_levels(sheet: Sheet, said: Mapping[str, Mapping[int, int]]) -> int:
    """What its levels give with its Constitution, each one hit point at least.

    Args:
        sheet: Has at least one class.
        said: What a file says that levels gave, by the class and the level in it; by the rules where it does not.
    """
    constitution = modifier(sheet.scores[Ability.CONSTITUTION])
    total = 0
    for name, taken in sheet.classes.items():
        for level in range(1, taken.level + 1):
            whole = level == 1 and name == sheet.first_class
            usual = taken.hit_die if whole else taken.hit_die // 2 + 1
            total += max(1, said.get(name, {}).get(level, usual) + constitution)
    return total


def toughness(sheet: Sheet, records: Records) -> int:
    """What its species and its subclasses give at every level."""
    found = ((records.subclasses.get(each.subclass.casefold()), each.level) for each in sheet.classes.values())
    more = sum(subclass.grown.hit_points_per_level * level for subclass, level in found if subclass)
    return more + (sheet.level if _is_hardy(sheet) else 0)


def _is_hardy(sheet: Sheet) -> bool:
    return _HARDY[sheet.edition] in (sheet.species.casefold(), sheet.lineage.casefold())
