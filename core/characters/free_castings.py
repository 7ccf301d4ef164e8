"""Castings that take no slot: how often a feature lets one cast a spell so is counted on the sheet.

Each is at the spell's own level. What has been used up can still be cast with a slot, but for a warlock's arcana.

Source: SRD 5.2.1, "Classes", Paladin's Smite, Faithful Steed, Favored Enemy and Mystic Arcanum, and "Character
Origins"; SRD 5.1, "Classes", Mystic Arcanum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.characters.repertoire import ARCANUM
from core.characters.rulebook import key
from core.characters.sheet import Sheet
from core.rules.spells import Spell

_BY_FEATURE: Final[Mapping[str, str]] = {
    key("Divine Smite"): key("Paladin’s Smite"),
    key("Find Steed"): key("Faithful Steed"),
    key("Hunter’s Mark"): key("Favored Enemy"),
}


def counter_for(sheet: Sheet, spell: Spell) -> str:
    """The counter of a sheet by which a spell is cast without a slot, be it used up or not; empty for none.

    A species' spell, or a feat's, is counted under its own name.
    """
    arcanum = f"{ARCANUM}{spell.level})"
    if arcanum in sheet.counters and any(each.always for name, each in sheet.spells.items() if _is(name, spell)):
        return arcanum
    names = {key(spell.name), _BY_FEATURE.get(key(spell.name), "")}
    return next((each for each in sheet.counters if key(each) in names), "")


def free_left(sheet: Sheet, spell: Spell) -> int:
    """How often a spell can still be cast without a slot."""
    counter = sheet.counters.get(counter_for(sheet, spell))
    return counter.left if counter is not None and spell.level else 0


def takes_slots(sheet: Sheet, spell: Spell) -> bool:
    """Whether it can be cast with a slot as well."""
    return bool(spell.level) and not counter_for(sheet, spell).startswith(ARCANUM)


def with_one_spent(sheet: Sheet, counter: str) -> Sheet:
    """A sheet of whose counter one more is used up."""
    before = sheet.counters[counter]
    return replace(sheet, counters={**sheet.counters, counter: replace(before, spent=before.spent + 1)})


def _is(name: str, spell: Spell) -> bool:
    return key(name) == key(spell.name)
