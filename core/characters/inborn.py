"""Spells that a species or a lineage lets its characters cast without a slot, so often as a counter on the sheet says.

Source: SRD 5.2.1, "Character Origins", Elf, Gnome and Tiefling; SRD 5.1, "Races", Tiefling.
"""

from __future__ import annotations

from typing import Final

from core.characters.sheet import Counter, KnownSpell, Sheet
from core.rules.edition import Edition
from core.rules.spells import Spell

_CAST_HIGHER: Final = {"Hellish Rebuke": 2}
"""What is cast at a higher level than its own, in 2014."""


def without_slot(sheet: Sheet, name: str, known: KnownSpell) -> Counter | None:
    """The counter of a spell that one was born with; None for any other spell."""
    if not known.by or known.by not in {sheet.species, sheet.lineage}:
        return None
    return sheet.counters.get(name)


def takes_slots(sheet: Sheet) -> bool:
    """Whether such a spell can be cast with a slot as well: in 2024 it can."""
    return sheet.edition is Edition.SRD_52


def level_without_slot(sheet: Sheet, spell: Spell) -> int:
    """At which level it is cast then."""
    return spell.level if takes_slots(sheet) else _CAST_HIGHER.get(spell.name, spell.level)
