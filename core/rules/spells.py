"""Spells: their numbers, and what they grow by.

Source: SRD 5.1, "Spellcasting" and "Spell Descriptions"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.terms import Area

HIGHEST_SLOT: Final = 9
CANTRIPS_GROW_AT: Final = (5, 11, 17)
"""The character levels at which a cantrip's dice become one more."""


class School(StrEnum):
    """The eight schools of magic."""

    ABJURATION = "abjuration"
    CONJURATION = "conjuration"
    DIVINATION = "divination"
    ENCHANTMENT = "enchantment"
    EVOCATION = "evocation"
    ILLUSION = "illusion"
    NECROMANCY = "necromancy"
    TRANSMUTATION = "transmutation"


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell's numbers.

    Attributes:
        name: As the book has it.
        level: From 0, a cantrip, to 9.
        school: Its school.
        casting_time: As the book has it: "1 action", "Action or Ritual".
        range: As the book has it.
        components: Of "V", "S" and "M".
        costs: What its material components cost at least, in copper; 0 for what a pouch holds.
        consumed: Whether the material components are used up.
        duration: As the book has it, without concentration.
        concentration: Whether it takes that.
        ritual: Whether it can be cast as one.
        classes: Whose lists it is on.
        save: What targets save with; None without a save.
        on_save: What a save leaves: "half", "none", or "other".
        damage_types: What it deals, of several one or all.
        damage: Dice at each slot from its own level to the ninth; for a cantrip, at levels 1, 5, 11 and 17.
        healing: Likewise; ``MOD`` stands for the caster's spellcasting modifier.
        area: Where it is felt.
    """

    name: str
    level: int
    school: School
    casting_time: str
    range: str
    components: tuple[str, ...]
    duration: str
    classes: tuple[str, ...]
    concentration: bool = False
    ritual: bool = False
    costs: int = 0
    consumed: bool = False
    save: Ability | None = None
    on_save: str = ""
    damage_types: tuple[DamageType, ...] = ()
    damage: tuple[str, ...] = ()
    healing: tuple[str, ...] = ()
    area: Area | None = None

    def dice_at(self, *, slot: int, character_level: int) -> str:
        """The damage dice, empty if there are none.

        Args:
            slot: The level of the slot; for a cantrip it does not count.
            character_level: Of the caster; it counts for a cantrip alone.
        """
        return self._at(self.damage, slot, character_level)

    def healing_at(self, *, slot: int) -> str:
        """The dice of healing, empty if there are none."""
        return self._at(self.healing, slot, 1)

    def _at(self, dice: tuple[str, ...], slot: int, character_level: int) -> str:
        if not dice:
            return ""
        step = slot - self.level if self.level else bisect_right(CANTRIPS_GROW_AT, character_level)
        return dice[min(step, len(dice) - 1)]
