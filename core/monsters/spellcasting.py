"""How creatures cast spells: by slots as characters do, or each spell so often a day.

Source: SRD 5.1, "Monsters", Special Traits, Innate Spellcasting and Spellcasting; SRD 5.2.1, "Monsters", Spellcasting.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.rules.abilities import Ability
from core.rules.slots import NO_SLOTS, Slots


@dataclass(frozen=True, slots=True)
class Known:
    """A spell that a creature has.

    Attributes:
        name: As the book of the same edition has it.
        level: At which it is cast; None for its own level, or for the slot that is spent.
        times: How often a day; None for as often as it likes, or as there are slots.
        by_slot: Whether it takes a slot.
        self_only: Whether only on the creature itself.
        rounds: How long it lasts, where that is not what the spell says.
    """

    name: str
    level: int | None = None
    times: int | None = None
    by_slot: bool = False
    self_only: bool = False
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Spellcasting:
    """Spells that are cast in one way.

    Attributes:
        ability: With which.
        dc: What targets have to reach.
        bonus: To hit with a spell's attack; None where the book has none.
        spells: Which.
        slots: How many of each level, from the first to the ninth.
        caster_level: By which cantrips grow; None where the book has none.
    """

    ability: Ability
    dc: int
    spells: tuple[Known, ...]
    bonus: int | None = None
    slots: Slots = NO_SLOTS
    caster_level: int | None = None
