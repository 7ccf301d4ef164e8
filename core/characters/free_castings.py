"""Castings that take no slot: how often a feature lets one cast a spell so is counted on the sheet.

What has been used up can still be cast with a slot, but for a warlock's arcana, and what a species lets cast in 2014.

Source: SRD 5.2.1, "Classes", Paladin's Smite, Faithful Steed, Favored Enemy and Mystic Arcanum, and "Character
Origins"; SRD 5.1, "Classes", Mystic Arcanum, and "Races", Tiefling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.characters.repertoire import ARCANUM
from core.characters.rulebook import key
from core.characters.sheet import Sheet
from core.rules.edition import Edition
from core.rules.spells import Spell

_BY_FEATURE: Final[Mapping[str, str]] = {
    key("Divine Smite"): key("Paladin’s Smite"),
    key("Find Steed"): key("Faithful Steed"),
    key("Hunter’s Mark"): key("Favored Enemy"),
}
_HIGHER: Final[Mapping[str, int]] = {"Hellish Rebuke": 2}
"""What is cast at a higher level than its own, in 2014."""


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
    counter = counter_for(sheet, spell)
    return bool(spell.level) and not counter.startswith(ARCANUM) and not (counter and _of_species_2014(sheet, spell))


def free_level(sheet: Sheet, spell: Spell) -> int:
    """At which level it is cast without a slot, also where a class knows the spell besides."""
    return _HIGHER.get(spell.name, spell.level) if sheet.edition is Edition.SRD_51 else spell.level


def _of_species_2014(sheet: Sheet, spell: Spell) -> bool:
    origins = {sheet.species, sheet.lineage} - {""}
    by = {each.by for name, each in sheet.spells.items() if _is(name, spell)}
    return sheet.edition is Edition.SRD_51 and bool(by & origins)


def with_one_spent(sheet: Sheet, counter: str) -> Sheet:
    """A sheet of whose counter one more is used up."""
    before = sheet.counters[counter]
    return replace(sheet, counters={**sheet.counters, counter: replace(before, spent=before.spent + 1)})


def _is(name: str, spell: Spell) -> bool:
    return key(name) == key(spell.name)
