"""Which abilities matter to whom, for what is chosen where nobody says.

Source: SRD 5.2.1, "Character Creation", Standard Array by Class; 2014 has no such table, and its classes want the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from core.characters.sheet import Sheet
from core.rules.abilities import STANDARD_ARRAY, Ability

_ARRAYS: Final[Mapping[str, tuple[int, ...]]] = {
    "barbarian": (15, 13, 14, 10, 12, 8),
    "bard": (8, 14, 12, 13, 10, 15),
    "cleric": (14, 8, 13, 10, 15, 12),
    "druid": (8, 12, 14, 13, 15, 10),
    "fighter": (15, 14, 13, 8, 10, 12),
    "monk": (12, 15, 13, 10, 14, 8),
    "paladin": (15, 10, 13, 8, 12, 14),
    "ranger": (12, 15, 13, 8, 14, 10),
    "rogue": (12, 15, 13, 14, 10, 8),
    "sorcerer": (10, 13, 14, 8, 12, 15),
    "warlock": (8, 14, 13, 12, 10, 15),
    "wizard": (8, 12, 13, 15, 14, 10),
}
"""Strength, Dexterity, Constitution, Intelligence, Wisdom, Charisma."""


def order_of(character_class: str) -> tuple[Ability, ...]:
    """The six, the one that matters most to a class first; of a class that no book has, as they are written."""
    array = _ARRAYS.get(character_class.casefold(), STANDARD_ARRAY)
    return tuple(sorted(Ability, key=lambda each: -array[list(Ability).index(each)]))


def priorities(sheet: Sheet) -> tuple[Ability, ...]:
    """The same for a character: by the class with the most levels, of several the first that was taken."""
    if not sheet.classes:
        return tuple(Ability)
    most = max(sheet.classes.values(), key=lambda each: (each.level, each.name == sheet.first_class))
    return order_of(most.name)


def spread(values: Sequence[int], character_class: str) -> dict[Ability, int]:
    """Six values on the abilities, the highest where it matters most.

    Example:
        >>> spread((8, 10, 15, 14, 13, 12), "Wizard")[Ability.INTELLIGENCE]
        15
    """
    given = dict(zip(order_of(character_class), sorted(values, reverse=True), strict=True))
    return {ability: given[ability] for ability in Ability}
