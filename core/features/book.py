"""All that a character has by the features of its classes and its species, looked up once for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from core.characters.records import Records
from core.characters.sheet import Sheet
from core.features.barbarian import barbarian
from core.features.bard import bard
from core.features.cleric import cleric
from core.features.druid import druid
from core.features.fighter import fighter
from core.features.monk import monk
from core.features.paladin import paladin
from core.features.powers import Gift, Power, Powers, Who
from core.features.ranger import ranger
from core.features.rogue import rogue
from core.features.sorcerer import sorcerer
from core.features.species import species
from core.features.warlock import warlock
from core.features.wizard import wizard

_CLASSES: Final[Mapping[str, Callable[[Who], Iterator[Gift]]]] = {
    "barbarian": barbarian,
    "bard": bard,
    "cleric": cleric,
    "druid": druid,
    "fighter": fighter,
    "monk": monk,
    "paladin": paladin,
    "ranger": ranger,
    "rogue": rogue,
    "sorcerer": sorcerer,
    "warlock": warlock,
    "wizard": wizard,
}


def powers_of(sheet: Sheet, records: Records) -> Powers:
    """What a character can do, and what it is like, by the features of its classes and its species; each once."""
    gifts: dict[tuple[type[Gift], str], Gift] = {}
    for levels in sheet.classes.values():
        tell = _CLASSES.get(levels.name.casefold())
        for each in tell(Who(sheet, records, levels)) if tell else ():
            gifts.setdefault((type(each), each.name), each)
    for each in species(sheet, records):
        gifts.setdefault((type(each), each.name), each)
    actions = tuple(each for each in gifts.values() if isinstance(each, Power))
    return Powers(actions, tuple(each for each in gifts.values() if not isinstance(each, Power)))
